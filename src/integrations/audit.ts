import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { auditFolder, incomplete } from '../audit/audit.ts';
import { type Publication, preparePublication } from '../publish/publication.ts';
import { recoverFolder, replaceFolder } from '../publish/write.ts';
import { countOf, formatFindings } from '../report.ts';
import { readSettings, type Settings } from '../settings.ts';
import { counted } from '../words.ts';
import { begin, finished, note, phase } from './progress.ts';
import { prepareStaging, stagingDir } from './staging.ts';

/** What the content holds back. It is read here anew: nothing between here and the first step had it in hand. */
async function whatIsWithheld(settings: Settings): Promise<Pick<Publication, 'withheld' | 'files'>> {
  if (!existsSync(settings.contentDir)) return { withheld: [], files: new Map() };
  const now = settings.buildDate ?? Date.now();
  const publication = await preparePublication(settings.contentDir, {
    now,
    mode: 'public',
    termsFile: settings.termsFile,
  });
  const problem = incomplete(publication.findings);
  if (problem) throw new Error(`${problem} ${path.basename(settings.outDir)}/ is as it was.`);
  return publication;
}

/** Last in the flow: only what passes the audit becomes the folder that is deployed. */
export function audit(): AstroIntegration {
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
        const { findings, files, needles, unsearchable } = await auditFolder(
          fileURLToPath(dir),
          await whatIsWithheld(settings),
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
          note(
            `${counted(unsearchable.length, 'withheld text')} too short or too ordinary to look for; npm run audit -- ${path.basename(settings.outDir)} lists them`,
          );
        }
        await replaceFolder(fileURLToPath(dir), settings.outDir, '404.html');
        finished(`${path.relative(process.cwd(), settings.outDir) || settings.outDir}/`);
      },
    },
  };
}
