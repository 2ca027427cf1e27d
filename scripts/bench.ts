import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as pagefind from 'pagefind';
import { auditFolder } from '../src/audit/audit.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { redactDocument } from '../src/redaction/document.ts';
import { replaceForPublic } from '../src/redaction/strip.ts';
import { readSettings, UsageError } from '../src/settings.ts';
import { buildSite } from './build-site.ts';
import { command, readArguments, root } from './command.ts';
import { writeGeneratedArchive } from './generated-archive.ts';

const ROUNDS = 5;

/** Runs two things by turns and returns how long the first takes in proportion to the second: the median of both. */
async function ratio(one: () => unknown, other: () => unknown): Promise<number> {
  const taken: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, run] of [one, other].entries()) {
      const started = performance.now();
      await run();
      // The first round warms up.
      if (round > 0) taken[index]?.push(performance.now() - started);
    }
  }
  const [first, second] = taken.map((times) => times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0);
  return (first ?? 0) / (second || 1);
}

async function index(site: string, outputPath: string): Promise<void> {
  const { index: made } = await pagefind.createIndex({});
  await made?.addDirectory({ path: site });
  await made?.writeFiles({ outputPath });
  await pagefind.close();
}

const marked = (count: number): string =>
  `---\ntitle: x\n---\n${'some text, then <Redacted reason="legal">what nobody reads</Redacted> and more of it\n\n'.repeat(count)}`;

await command('bench', async ({ now }) => {
  const { values } = readArguments({ postmortems: { type: 'string', default: '200' } });
  const count = Number(values.postmortems);
  if (!Number.isInteger(count) || count < 1) throw new UsageError('--postmortems is a whole number.');
  const home = await mkdtemp(path.join(tmpdir(), 'bench-'));
  const at = (name: string) => path.join(home, name);
  try {
    await writeGeneratedArchive(at('content'), { count, each: 30 });
    const folders = { CONTENT_DIR: at('content'), PUBLISHED_DIR: at('published'), OUT_DIR: at('dist') };
    Object.assign(process.env, folders);
    await buildSite(readSettings(process.env, root));
    await cp(at('dist'), at('pages'), { recursive: true });
    await rm(path.join(at('pages'), 'pagefind'), { recursive: true });
    const publication = await preparePublication(at('content'), { now, mode: 'public' });
    const replace = replaceForPublic('none');
    const figures: [what: string, ratio: number, most: number][] = [
      [
        `the audit of ${count} postmortems, to Pagefind's indexing of them`,
        await ratio(
          () => auditFolder(at('dist'), publication),
          () => index(at('pages'), at('index')),
        ),
        1,
      ],
      [
        'redacting four times the markers, to redacting them once',
        await ratio(
          () => redactDocument(marked(8000), replace),
          () => redactDocument(marked(2000), replace),
        ),
        8,
      ],
    ];
    for (const [what, figure, most] of figures)
      console.log(`${figure.toFixed(2)}  (at most ${most})  ${what}`);
    return figures.some(([, figure, most]) => figure > most) ? 1 : 0;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
