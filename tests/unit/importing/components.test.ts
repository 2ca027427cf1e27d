import { describe, expect, it } from 'vitest';
import { addComponents, Components } from '../../../src/importing/components.ts';
import { archive, check, newFolder } from './folder.ts';

const FLOW = '[{ id: web-shop, name: Web shop }';

describe('components that are added', () => {
  const added = [{ id: 'api', name: 'API: one' }];

  it.each([
    ['', '- id: api\n  name: "API: one"\n'],
    ['# none yet\n', '# none yet\n- id: api\n  name: "API: one"\n'],
    ['[] # none\n', '- id: api\n  name: "API: one" # none\n'],
    ['- id: web\n  name:   Web', '- id: web\n  name:   Web\n- id: api\n  name: "API: one"\n'],
    [
      '  - { id: web,  name: "Web" } # first\n  # last\n',
      '  - { id: web,  name: "Web" } # first\n  - id: api\n    name: "API: one"\n  # last\n',
    ],
    [
      '- id: web\n  name: <Redacted reason="customer">Acme: Corp</Redacted> x\n  description: >-\n    A\n    b\n',
      '- id: web\n  name: <Redacted reason="customer">Acme: Corp</Redacted> x\n  description: >-\n    A\n    b\n- id: api\n  name: "API: one"\n',
    ],
    [`${FLOW}]\n`, `${FLOW}, {"id":"api","name":"API: one"}]\n`],
    [`${FLOW},\n]`, `${FLOW},\n {"id":"api","name":"API: one"}]`],
  ])('leave %j as it was written', (text, expected) => {
    expect(addComponents(text, added)).toBe(expected);
  });

  it('pass the check whatever they are called, and are known again by that', async () => {
    const names = [
      '[EU]: API',
      'Internal: LB',
      'C: # <img src=x>',
      '- a\n- b',
      '{x}',
      '&amp; \u202e* c',
      '\'q\': "r"',
    ];
    const components = new Components(archive);
    const ids = names.map((name) => components.idOf({ name, description: name, group: name }));
    const folder = newFolder();
    folder.set('components.yaml', addComponents(folder.get('components.yaml') ?? '', components.added));
    folder.set(
      'postmortems/old-0001.mdx',
      '---\ntitle: a\nstatus: recorded\nseverity: sev3\nstartedAt: 2024-05-01T10:00:00Z\nresolvedAt: 2024-05-01T11:00:00Z\nimpact: { components: [{ id: web-shop, status: degraded_performance }] }\n---\n',
    );
    expect((await check(folder)).findings).toEqual([]);
    const again = new Components({
      components: components.added.map((each) => ({ dependsOn: [], ...each })),
    });
    expect(names.map((name) => again.idOf({ name }))).toEqual(ids);
    expect(again.added).toEqual([]);
  });
});
