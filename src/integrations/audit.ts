import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { auditFolder, placesOf } from '../audit/audit.ts';
import { recoverFolder, replaceFolder } from '../publish/write.ts';
import { counted, countOf, formatFindings } from '../report.ts';
import { readSettings } from '../settings.ts';
import { begin, finished, note, phase } from './progress.ts';
import type { Handover } from './publish.ts';
import { prepareStaging, stagingDir } from './staging.ts';

/** The file by which a site of ours is known: other sites have pages, and no schema of this archive. */
const OURS = path.join('schema', 'archive.json');

/** Last in the flow: only what passes the audit becomes the folder that is deployed. */
export function audit(handover: Handover): AstroIntegration {
  let root: string;
  return {
    name: 'afterword:audit',
    hooks: {
      'astro:config:done'({ config }) {
        root = fileURLToPath(config.root);
        if (path.resolve(fileURLToPath(config.outDir)) !== stagingDir(root)) {
          throw new Error('Set OUT_DIR to build into another folder: --outDir would go around the audit.');
        }
      },
      async 'astro:build:start'() {
        prepareStaging(root);
        await recoverFolder(readSettings(process.env, root).outDir);
      },
      async 'astro:build:done'({ dir }) {
        const settings = readSettings(process.env, root);
        begin('audit');
        if (!handover.publication)
          throw new Error('Nothing was published in this build: there is nothing to audit it with.');
        const { findings, files, needles, unsearchable } = await auditFolder(
          fileURLToPath(dir),
          handover.publication,
        );
        if (findings.length > 0) {
          process.stderr.write(`\n${formatFindings(findings, 'human', '')}`);
          throw new Error(
            `The audit refused this build: ${countOf(findings)}. ${path.basename(settings.outDir)}/ is as it was.`,
          );
        }
        const compared = existsSync(settings.contentDir) ? '' : ', with no content folder to compare with';
        phase(
          'audit',
          `${counted(files, 'file')} searched for ${counted(needles, 'needle')}, nothing found${compared}`,
        );
        if (unsearchable.length > 0) {
          note(`${counted(unsearchable.length, 'withheld text')} too short or too ordinary to look for:`);
          for (const place of placesOf(unsearchable)) note(`  ${place}`);
        }
        await replaceFolder(fileURLToPath(dir), settings.outDir, OURS);
        finished(`${path.relative(process.cwd(), settings.outDir) || settings.outDir}/`);
      },
    },
  };
}
