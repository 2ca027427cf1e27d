import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import * as pagefind from 'pagefind';
import { auditFolder } from '../src/audit/audit.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { readSite, siteAddress } from '../src/publish/site.ts';
import { redactDocument } from '../src/redaction/document.ts';
import { replaceForPublic } from '../src/redaction/strip.ts';
import { readSettings, UsageError } from '../src/settings.ts';
import { buildSite } from './build-site.ts';
import { command, readArguments, root } from './command.ts';
import { writeGeneratedArchive } from './generated-archive.ts';
import { startLighthouse } from './lighthouse.ts';
import { serve } from './serve.ts';

/** Feeds, twins, badges, pictures of links and the like. */
const IS_FOR_PROGRAMS = /\/dist\/(?!_astro\/|pagefind\/).*\.(?:json|atom|rss|md|xml|txt|svg|png)$/;

const ROUNDS = 5;
const TRIES = 3;

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

/** Compresses the texts of a site beside them, as hosts send them. */
async function compress(site: string): Promise<void> {
  const files = await readdir(site, { recursive: true });
  for (const file of files.filter((name) => /\.(?:html|css|js)$/.test(name)))
    await writeFile(path.join(site, `${file}.br`), brotliCompressSync(await readFile(path.join(site, file))));
}

/** The address of the incident that has the largest page. */
async function largestIncident(site: string): Promise<string> {
  const folder = path.join(site, 'incidents');
  const pages = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const sizes = await Promise.all(
    pages.map(async ({ name: id }) => ({
      id,
      size: (await readFile(path.join(folder, id, 'index.html'))).length,
    })),
  );
  return `incidents/${sizes.sort((a, b) => b.size - a.size)[0]?.id}/`;
}

/** Lighthouse's performance, of 100, of pages of content/ on a slow telephone that it reckons with. */
async function performances(home: string): Promise<[place: string, score: number][]> {
  // First of all: without a browser there is nothing to wait for.
  const lighthouse = await startLighthouse();
  try {
    return await judged(home, lighthouse);
  } finally {
    await lighthouse.close();
  }
}

async function judged(
  home: string,
  lighthouse: Awaited<ReturnType<typeof startLighthouse>>,
): Promise<[place: string, score: number][]> {
  const site = path.join(home, 'site');
  const env = { ...process.env, PUBLISHED_DIR: path.join(home, 'site-published'), OUT_DIR: site };
  await promisify(execFile)(process.execPath, [path.join(root, 'scripts', 'build.ts')], { cwd: root, env });
  await compress(site);
  const settings = readSettings(env, root);
  const { base } = siteAddress(await readSite(settings), settings.siteUrl);
  const { server, address } = await serve(site, base, 0);
  const best = new Map<string, number>();
  try {
    for (const place of ['', await largestIncident(site), 'history/', 'search/']) {
      // What else the machine does can only take from it.
      for (let tries = 0; tries < TRIES && best.get(place) !== 100; tries += 1) {
        const { scores } = await lighthouse.judge(`${address}${place}`, ['performance']);
        best.set(place, Math.max(best.get(place) ?? 0, Math.round((scores['performance'] ?? 0) * 100)));
      }
    }
  } finally {
    server.close();
  }
  return [...best];
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
    const pages = await performances(home);
    for (const [place, score] of pages)
      console.log(`${score}  (at least 100)  Lighthouse's performance of /${place}`);
    await writeGeneratedArchive(at('content'), { count, each: 30 });
    const folders = { CONTENT_DIR: at('content'), PUBLISHED_DIR: at('published'), OUT_DIR: at('dist') };
    Object.assign(process.env, folders);
    await buildSite(readSettings(process.env, root));
    // What Pagefind reads, and what it makes of that; the files for programs have a figure of their own.
    await cp(at('dist'), at('pages'), { recursive: true, filter: (file) => !IS_FOR_PROGRAMS.test(file) });
    await cp(at('pages'), at('unindexed'), { recursive: true });
    await rm(path.join(at('unindexed'), 'pagefind'), { recursive: true });
    const publication = await preparePublication(at('content'), { now, mode: 'public' });
    const replace = replaceForPublic('none');
    const figures: [what: string, ratio: number, most: number][] = [
      [
        `the audit of the pages of ${count} postmortems, to Pagefind's indexing of them`,
        await ratio(
          () => auditFolder(at('pages'), publication),
          () => index(at('unindexed'), at('index')),
        ),
        1,
      ],
      [
        'the audit of all files, to that of the pages and their index',
        await ratio(
          () => auditFolder(at('dist'), publication),
          () => auditFolder(at('pages'), publication),
        ),
        4,
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
    const isSlow = figures.some(([, figure, most]) => figure > most);
    return isSlow || pages.some(([, score]) => score < 100) ? 1 : 0;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
