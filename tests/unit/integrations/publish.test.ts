import { cp } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { publish } from '../../../src/integrations/publish.ts';
import { root } from '../../build-archive.ts';
import { fixtureContent } from '../../fixture-content.ts';

afterEach(() => vi.unstubAllEnvs());

describe('the clock of a build', () => {
  it('is one for all of its steps, also where BUILD_DATE is there and empty', async () => {
    const content = await fixtureContent();
    const project = path.join(path.dirname(content), 'project');
    await cp(path.join(root, 'public'), path.join(project, 'public'), { recursive: true });
    vi.stubEnv('CONTENT_DIR', content);
    vi.stubEnv('BUILD_DATE', '');
    const setup = publish({}).hooks['astro:config:setup'] as (options: object) => Promise<void>;
    await setup({ command: 'build', config: { root: pathToFileURL(`${project}/`) } });
    expect(process.env['BUILD_DATE']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });
});
