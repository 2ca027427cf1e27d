import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { AstroIntegration } from 'astro';
import { replaceFolder } from '../publish/write.ts';
import { readSettings, type Settings } from '../settings.ts';
import { finished } from './progress.ts';
import { prepareStaging, stagingDir } from './staging.ts';

/** Last in the flow: only what passes the audit becomes the folder that is deployed. */
export function audit(): AstroIntegration {
  let settings: Settings;
  return {
    name: 'afterword:audit',
    hooks: {
      'astro:config:done'({ config }) {
        settings = readSettings(process.env, fileURLToPath(config.root));
        if (path.resolve(fileURLToPath(config.outDir)) !== stagingDir(settings.outDir)) {
          throw new Error('Set OUT_DIR to build into another folder: --outDir would go around the audit.');
        }
      },
      'astro:build:start'() {
        prepareStaging(settings.outDir);
      },
      async 'astro:build:done'({ dir }) {
        await replaceFolder(fileURLToPath(dir), settings.outDir);
        finished(`${path.relative(process.cwd(), settings.outDir) || settings.outDir}/ replaced`);
      },
    },
  };
}
