import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, HookParameters } from 'astro';
import { finding, isError } from '../findings.ts';
import { logoProblems } from '../publish/logo.ts';
import { type Publication, preparePublication, publishedName } from '../publish/publication.ts';
import { readSite } from '../publish/site.ts';
import { placeOf, recoverFolder, syncFolder, writeFolder } from '../publish/write.ts';
import { countOf, formatFindings } from '../report.ts';
import { keepApart, readSettings, type Settings } from '../settings.ts';
import { begin, phase, total } from './progress.ts';
import { lockProject } from './staging.ts';

/** Where the authoring preview stands: apart from what is built, and never deployed. */
const PREVIEW_DIR = '.preview';

/** What Vite denies by itself. */
const DENIED = ['.env', '.env.*', '*.{crt,pem}', '**/.git/**'];

/** Thrown when content cannot be published; the findings are printed before. */
class UnpublishableError extends Error {
  constructor(count: string) {
    super(`Nothing was published: ${count}.`);
    this.name = 'UnpublishableError';
  }
}

/** What the first step withholds, for the last one to look for. It goes from hand to hand, past everything between. */
export interface Handover {
  publication?: Pick<Publication, 'withheld' | 'files' | 'vocabulary'>;
}

/** content/ -> .published/, as a whole or not at all. Without a content folder, what was published before is built. */
export async function publishContent(
  root: string,
  settings: Settings,
  now: number,
): Promise<NonNullable<Handover['publication']>> {
  const { contentDir, publishedDir, outDir } = settings;
  keepApart(placeOf(root), {
    contentDir: placeOf(contentDir),
    publishedDir: placeOf(publishedDir),
    outDir: placeOf(outDir),
  });
  await recoverFolder(settings.publishedDir);
  if (!existsSync(settings.contentDir)) {
    if (settings.isContentNamed || !existsSync(settings.publishedDir))
      throw new Error(`There is no content folder ${settings.contentDir}.`);
    const site = await readSite(settings);
    const [problem] = site ? await logoProblems(site, settings.publicDir) : [];
    if (problem) {
      const { message, hint } = finding(problem.code, { file: 'site.yaml' }, problem.detail);
      throw new Error(`${message}. ${hint}`);
    }
    phase('publish', `no content folder: building what ${path.basename(settings.publishedDir)}/ holds`);
    return { withheld: [], files: new Map(), vocabulary: [] };
  }
  begin('publish');
  const { findings, files, withheld, vocabulary, counts } = await preparePublication(settings.contentDir, {
    now,
    mode: 'public',
    termsFile: settings.termsFile,
    publicDir: settings.publicDir,
  });
  if (findings.length > 0)
    process.stderr.write(`\n${formatFindings(findings, 'human', settings.contentDir)}`);
  if (findings.some(isError)) throw new UnpublishableError(countOf(findings));
  await writeFolder(settings.publishedDir, files);
  total(`${counts.postmortems} postmortems`);
  total(`${counts.passages} passages withheld`);
  phase(
    'publish',
    `${counts.postmortems} postmortems, ${counts.passages} passages withheld, ${counts.unpublished} documents held back, ${counts.images} images`,
  );
  begin('pages');
  return { withheld, files, vocabulary };
}

/** The same for authors: drafts included, passages inked. What is wrong stays as it last was; the rest is shown. */
async function publishPreview(
  { contentDir, publicDir, termsFile }: Settings,
  previewDir: string,
): Promise<string | undefined> {
  const { findings, files } = await preparePublication(contentDir, {
    now: Date.now(),
    mode: 'preview',
    termsFile,
    publicDir,
  });
  if (findings.length > 0) process.stderr.write(`\n${formatFindings(findings, 'human', contentDir)}`);
  const errors = findings.filter(isError);
  await syncFolder(
    previewDir,
    files,
    errors.map(({ file }) => publishedName(file)),
  );
  const [first] = errors;
  return (
    first && `${first.file}:${first.line}:${first.column} ${first.code}. ${first.message}. ${first.hint}`
  );
}

async function watchContent(
  { server }: HookParameters<'astro:server:setup'>,
  settings: Settings,
  previewDir: string,
  problemBefore: string | undefined,
): Promise<void> {
  let problem = problemBefore;
  let last = Promise.resolve();
  const tell = () => {
    if (problem) server.ws.send({ type: 'error', err: { message: problem, stack: '' } });
  };
  const onChange = (file: string) => {
    if (!file.startsWith(settings.contentDir + path.sep)) return;
    last = last
      .then(async () => {
        problem = await publishPreview(settings, previewDir);
        if (problem) tell();
        else server.ws.send({ type: 'full-reload' });
      })
      .catch((error: unknown) => console.error(error));
  };
  // A page that is opened later is told as well.
  server.ws.on('connection', tell);
  server.watcher.add(settings.contentDir);
  for (const event of ['add', 'change', 'unlink'] as const) server.watcher.on(event, onChange);
}

/** First in the flow: nothing that runs after this ever sees `content/`. */
export function publish(handover: Handover): AstroIntegration {
  let settings: Settings;
  let previewDir: string | undefined;
  let problem: string | undefined;
  return {
    name: 'afterword:publish',
    hooks: {
      async 'astro:config:setup'({ command, config, updateConfig }) {
        const root = fileURLToPath(config.root);
        settings = readSettings(process.env, root);
        delete process.env['AFTERWORD_PREVIEW'];
        if (command === 'dev') {
          previewDir = path.join(root, PREVIEW_DIR);
          await rm(previewDir, { recursive: true, force: true });
          problem = await publishPreview(settings, previewDir);
          // Without these two there is no page that could say what is wrong.
          if (
            problem &&
            ['site.yaml', 'components.yaml'].some((name) => !existsSync(path.join(String(previewDir), name)))
          )
            throw new Error(problem);
          // The server hands out files by their path as well; what is authored is not among them. Vite follows links.
          const authored = [settings.contentDir, placeOf(settings.contentDir)];
          updateConfig({
            vite: {
              server: {
                fs: {
                  deny: [
                    ...DENIED,
                    ...authored.map((folder) => `${folder.replace(/[\\*?[\]{}()!+@]/g, '\\$&')}/**`),
                  ],
                  allow: [root, previewDir],
                },
              },
            },
          });
          process.env['AFTERWORD_PREVIEW'] = '1';
          process.env['PUBLISHED_DIR'] = previewDir;
          settings = { ...settings, publishedDir: previewDir };
        } else if (command === 'build') {
          lockProject(root);
          const now = settings.buildDate ?? Date.now();
          process.env['BUILD_DATE'] ||= new Date(now).toISOString();
          handover.publication = await publishContent(root, settings, now);
        } else if (!existsSync(settings.publishedDir)) {
          // Types are made from what is published, so there has to be something.
          await publishContent(root, settings, settings.buildDate ?? Date.now());
        }
      },
      async 'astro:server:setup'(options) {
        if (previewDir) await watchContent(options, settings, previewDir, problem);
      },
    },
  };
}
