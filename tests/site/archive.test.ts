import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildArchive, hashesOf, root, run, userEnvironment } from '../build-archive.ts';
import { fixtureContent, fixtures, pictureWith, temporaryFolder } from '../fixture-content.ts';
import { brokenLinks } from './links.ts';

let content: string;
let home: string;
let first: Record<string, string>;
const folders = (name = 'out') => ({
  content,
  published: path.join(home, '.published'),
  out: path.join(home, name),
});
const page = (name: string, out = 'out') => readFile(path.join(home, out, name), 'utf8');
const astro = path.join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
const leftovers = async () =>
  [...(await readdir(home)), ...(await readdir(root))].filter((name) =>
    /^\.building-|\.(?:new|old)-/.test(name),
  );

beforeAll(async () => {
  content = await fixtureContent();
  home = path.dirname(content);
  const { status, stderr } = await buildArchive(folders());
  expect(status, stderr).toBe(0);
  first = await hashesOf(path.join(home, 'out'));
});

describe('a built archive', () => {
  it('tells what it did, phase by phase, and a summary', async () => {
    const { stderr } = await buildArchive(folders('again'));
    expect(stderr).toMatch(/publish {3}6 postmortems, 17 passages withheld, 3 documents held back, 1 images/);
    expect(stderr).toMatch(/audit {5}\d+ files searched for \d+ needles, nothing found/);
    expect(stderr).toMatch(
      /done .*: 6 postmortems, 17 passages withheld, \d+ pages, index of \d+ kB, [\d.]+ s/,
    );
    expect(stderr).not.toContain('CANARY');
  });

  it('is the same, byte for byte, when built again', async () => {
    expect(await hashesOf(path.join(home, 'again'))).toEqual(first);
  });

  it('holds no secret in any byte or name, its index decoded', async () => {
    const { status, stdout } = await run('scripts/audit.ts', [path.join(home, 'out')], {
      CONTENT_DIR: content,
    });
    expect(stdout).toMatch(/\d+ files searched for \d+ needles: 0 findings/);
    expect(status).toBe(0);
    for (const name of Object.keys(first)) {
      const bytes = await readFile(path.join(home, 'out', name));
      expect(`${name}${bytes.toString('latin1')}`).not.toMatch(/canary|fx-2026-90[012]/i);
    }
  });

  it('has the pages that the archive holds and no others', () => {
    const pages = Object.keys(first)
      .filter((name) => name.endsWith('.html'))
      .map((name) => name.replace(/index\.html$/, ''));
    expect(pages.sort()).toEqual(
      [
        '',
        '404.html',
        'components/fresh/',
        'components/store/',
        'components/web/',
        'history/',
        'history/2026/',
        ...[1, 2, 3, 4, 5, 6].map((number) => `incidents/fx-2026-00${number}/`),
        'incidents/old-incident/',
        'policy/',
        'search/',
      ].sort(),
    );
  });

  it('has no broken link or anchor, and no id twice, under its base path', async () => {
    const { broken, checked } = await brokenLinks(
      path.join(home, 'out'),
      'https://status.fixture.example',
      '/base/',
    );
    expect(broken).toEqual([]);
    expect(checked).toBeGreaterThan(100);
  });

  it('shows the state of each incident for what it is', async () => {
    expect(await page('index.html')).toContain('1 unresolved incident');
    expect(await page('index.html')).not.toContain('operational');
    expect(await page('incidents/fx-2026-003/index.html')).toContain('>Open</span>');
    expect(await page('incidents/fx-2026-004/index.html')).toMatch(
      /A postmortem was due by\s*<time datetime="2026-11-17">17 November 2026/,
    );
    expect(await page('incidents/fx-2026-005/index.html')).toContain('Near miss');
    const tombstone = await page('incidents/fx-2026-006/index.html');
    expect(tombstone).toContain('It was a test of somebody else.');
    expect(tombstone).toContain('noindex');
    expect(await page('history/index.html')).not.toContain('Not our incident');
  });

  it('says how long it took, across the hour that comes twice', async () => {
    const text = (await page('incidents/fx-2026-001/index.html'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain('Time to detect 11 min');
    expect(text).toContain('Time to mitigate 2 hr 40 min');
    expect(text).toContain('Time to resolve 4 hr');
    expect(text).toContain('02:30 CEST Hypothesis');
    expect(text).toContain('02:30 CET Action');
    expect(text).toContain('Sunday, 25 October 2026');
  });

  it('links an alias to the page that it stands for', async () => {
    expect(await page('incidents/old-incident/index.html')).toContain('url=/base/incidents/fx-2026-001/');
  });

  it('marks only the bodies of incidents and pages for the index', async () => {
    const marked = Object.keys(first).filter((name) => name.endsWith('.html'));
    const withBody = [];
    for (const name of marked) if ((await page(name)).includes('data-pagefind-body')) withBody.push(name);
    expect(withBody.sort()).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `incidents/fx-2026-00${number}/index.html`),
      'policy/index.html',
    ]);
    expect(Object.keys(first).filter((name) => name.endsWith('.pf_fragment'))).toHaveLength(6);
  });
});

describe('two archives that differ only in what they withhold', () => {
  it('are published and built to the same bytes, with the caches of one used for the other', async () => {
    const other = path.join(await temporaryFolder(), 'content');
    await cp(content, other, { recursive: true });
    let count = 0;
    const entries = await readdir(other, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => /\.(?:mdx|yaml)$/.test(each.name))) {
      const file = path.join(entry.parentPath, entry.name);
      const text = await readFile(file, 'utf8');
      await writeFile(
        file,
        text.replace(/CANARY\w*/g, () => `Þorn-${'x'.repeat(count++ % 40)} of another kind`),
      );
    }
    expect(count).toBeGreaterThan(30);
    const images = path.join(other, 'postmortems', 'fx-2026-001');
    await writeFile(
      path.join(images, 'chart.png'),
      await pictureWith('something else altogether, and longer', '#3366cc'),
    );
    await rm(path.join(images, 'secret.png'));
    await rm(path.join(other, 'postmortems', 'fx-2026-900.mdx'));
    await writeFile(
      path.join(other, 'postmortems', 'fx-2026-999.mdx'),
      '---\ntitle: Another draft of another kind\n---\n',
    );
    const index = path.join(images, 'index.mdx');
    await writeFile(index, (await readFile(index, 'utf8')).replace('fx-2026-900', 'fx-2026-999'));

    const published = await hashesOf(path.join(home, '.published'));
    const { status, stderr } = await buildArchive({ ...folders('other'), content: other });
    expect(status, stderr).toBe(0);
    expect(await hashesOf(path.join(home, '.published'))).toEqual(published);
    expect(await hashesOf(path.join(home, 'other'))).toEqual(first);
  });

  it('are told apart by a public change', async () => {
    const other = path.join(await temporaryFolder(), 'content');
    await cp(content, other, { recursive: true });
    const file = path.join(other, 'postmortems', 'fx-2026-002.mdx');
    await writeFile(file, (await readFile(file, 'utf8')).replace('The disk was full', 'The disk was fuller'));
    await buildArchive({ ...folders('changed'), content: other });
    expect(await hashesOf(path.join(home, 'changed'))).not.toEqual(first);
  });
});

describe('a build', () => {
  it('needs no content folder where the published one is there', async () => {
    const project = path.join(await temporaryFolder(), 'project');
    for (const name of ['src', 'scripts', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json']) {
      await cp(path.join(root, name), path.join(project, name), { recursive: true });
    }
    await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
    const { status: without, stderr: said } = await run('scripts/build.ts', [], {}, project);
    expect([without, said]).toEqual([2, expect.stringContaining('There is no folder')]);
    await buildArchive(folders());
    await cp(path.join(home, '.published'), path.join(project, '.published'), { recursive: true });
    const { status, stderr } = await run('scripts/build.ts', [], {}, project);
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('with no content folder to compare with');
    expect(await hashesOf(path.join(project, 'dist'))).toEqual(first);
  });

  it('replaces no folder that a build did not make, least of all what is authored', async () => {
    const before = await hashesOf(content);
    for (const [env, said] of [
      [{ OUT_DIR: content }, 'lie in one another'],
      [{ OUT_DIR: path.join(content, 'dist') }, 'lie in one another'],
      [{ PUBLISHED_DIR: content }, 'lie in one another'],
      [{ OUT_DIR: root }, 'a build would replace it'],
    ] as const) {
      const { status, stderr } = await buildArchive(folders(), env);
      expect([status, stderr]).toEqual([2, expect.stringContaining(said)]);
    }
    const foreign = path.join(home, 'foreign');
    await mkdir(foreign);
    await writeFile(path.join(foreign, 'thesis.txt'), 'x');
    const { status, stderr } = await buildArchive(folders('foreign'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('holds something else')]);
    expect(Object.keys(await hashesOf(foreign))).toEqual(['thesis.txt']);
    expect(await hashesOf(content)).toEqual(before);
  });

  it('has no mode that publishes more', async () => {
    const { status: built, stderr } = await run(astro, ['build', '--devOutput', '--mode', 'development'], {
      ...{
        CONTENT_DIR: content,
        PUBLISHED_DIR: path.join(home, '.published'),
        OUT_DIR: path.join(home, 'mode'),
      },
      ...{ NODE_ENV: 'development', AFTERWORD_PREVIEW: '1' },
    });
    expect(built, stderr).toBe(0);
    const { status } = await run('scripts/audit.ts', [path.join(home, 'mode')], { CONTENT_DIR: content });
    expect(status).toBe(0);
    expect(
      Object.keys(await hashesOf(path.join(home, 'mode'))).filter((name) => name.endsWith('.html')),
    ).toEqual(Object.keys(first).filter((name) => name.endsWith('.html')));
  });

  it('cannot be led around the audit', async () => {
    const { status, stderr, stdout } = await run(astro, ['build', '--outDir', path.join(home, 'around')], {
      CONTENT_DIR: content,
      PUBLISHED_DIR: path.join(home, '.published'),
    });
    expect(status).toBe(1);
    expect(stdout + stderr).toContain('Set OUT_DIR to build into another folder');
    expect(existsSync(path.join(home, 'around'))).toBe(false);
  });

  it('that finds an error leaves both folders as they were', async () => {
    const broken = path.join(await temporaryFolder(), 'content');
    await cp(content, broken, { recursive: true });
    await writeFile(
      path.join(broken, 'postmortems', 'fx-2026-100.mdx'),
      '---\ntitle: T\n---\na <Redated>CANARY</Redated>\n',
    );
    const published = await hashesOf(path.join(home, '.published'));
    const { status, stderr } = await buildArchive({ ...folders(), content: broken });
    expect(status).toBe(1);
    expect(stderr).toContain('postmortems/fx-2026-100.mdx:4:3  error  near-miss-marker');
    expect(stderr).not.toContain('CANARY');
    expect(await hashesOf(path.join(home, '.published'))).toEqual(published);
    expect(await hashesOf(path.join(home, 'out'))).toEqual(first);
  });

  it('whose output repeats a secret is refused by the audit, and named', async () => {
    const leaking = path.join(await temporaryFolder(), 'content');
    await cp(content, leaking, { recursive: true });
    const file = path.join(leaking, 'postmortems', 'fx-2026-002.mdx');
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('The disk was full', 'CANARYPROSE was full'),
    );
    const { status, stderr } = await buildArchive({ ...folders(), content: leaking });
    expect(status).toBe(1);
    expect(stderr).toContain('incidents/fx-2026-002/index.html:1:1  error  withheld-text');
    expect(stderr).toContain('marker of postmortems/fx-2026-001/index.mdx:');
    expect(stderr).not.toContain('CANARY');
    expect(await hashesOf(path.join(home, 'out'))).toEqual(first);
    expect(await leftovers()).toEqual([]);
  });

  it('is not audited with content that has errors, for what that withholds is not known in full', async () => {
    const broken = path.join(await temporaryFolder(), 'content');
    await cp(content, broken, { recursive: true });
    await writeFile(
      path.join(broken, 'postmortems', 'fx-2026-100.mdx'),
      '---\ntitle: T\n---\na <Redated>CANARY</Redated>\n',
    );
    const { status, stderr } = await run('scripts/audit.ts', [path.join(home, 'out')], {
      CONTENT_DIR: broken,
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('first in postmortems/fx-2026-100.mdx')]);

    // The same when a file is spoilt while Astro builds.
    const changing = path.join(await temporaryFolder(), 'content');
    await cp(content, changing, { recursive: true });
    const env = userEnvironment({
      CONTENT_DIR: changing,
      PUBLISHED_DIR: path.join(home, '.published'),
      OUT_DIR: path.join(home, 'out'),
    });
    const child = spawn(process.execPath, ['scripts/build.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data) => {
      said += String(data);
      if (said.includes('publish '))
        writeFileSync(path.join(changing, 'postmortems', 'fx-2026-004.mdx'), 'no front matter');
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, said]).toEqual([1, expect.stringContaining('first in postmortems/fx-2026-004.mdx')]);
    expect(await hashesOf(path.join(home, 'out'))).toEqual(first);
  });

  it('that is killed leaves the last site, and the next one clears up behind it', async () => {
    const env = userEnvironment({
      CONTENT_DIR: content,
      PUBLISHED_DIR: path.join(home, '.published'),
      OUT_DIR: path.join(home, 'out'),
    });
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const child = spawn(process.execPath, ['scripts/build.ts'], {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await new Promise((resolve) => child.stderr.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, 1200));
      child.kill(signal);
      await ended;
      expect(await hashesOf(path.join(home, 'out'))).toEqual(first);
      if (signal === 'SIGTERM') expect(await leftovers()).toEqual([]);
    }
    expect((await buildArchive(folders())).status).toBe(0);
    expect(await leftovers()).toEqual([]);
  });

  it('refuses a folder that is not there, and a clock that is none, as called wrongly', async () => {
    const missing = await buildArchive({ ...folders(), content: path.join(home, 'nowhere') });
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('There is no folder')]);
    expect((await buildArchive(folders(), { BUILD_DATE: 'today' })).status).toBe(2);
  });
});

describe('check', () => {
  it('prints JSON and nothing else, and exits with 1 on an error', async () => {
    const broken = path.join(await temporaryFolder(), 'content');
    await cp(content, broken, { recursive: true });
    await writeFile(path.join(broken, 'postmortems', 'fx-2026-100.mdx'), '---\ntitel: T\n---\n');
    const { status, stdout } = await run('scripts/check.ts', ['--format', 'json'], { CONTENT_DIR: broken });
    expect(status).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
    expect(findings.map((each) => each.code)).toEqual(['related-not-public', 'missing-field', 'unknown-key']);
  });

  it('annotates pull requests', async () => {
    const { status, stdout } = await run('scripts/check.ts', ['--format', 'github'], {
      CONTENT_DIR: content,
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^::warning file=.*fx-2026-001\/index\.mdx,line=\d+,col=\d+,title=related-not-public::A related postmortem/,
    );
    expect((await run('scripts/check.ts', ['--format', 'xml'], { CONTENT_DIR: content })).status).toBe(2);
  });
});

describe('new', () => {
  it('makes a valid draft with the next number', async () => {
    const folder = path.join(await temporaryFolder(), 'content');
    await cp(content, folder, { recursive: true });
    await writeFile(
      path.join(folder, 'site.yaml'),
      `${await readFile(path.join(folder, 'site.yaml'), 'utf8')}idPrefix: fx\n`,
    );
    const { status, stdout } = await run('scripts/new.ts', ['Checkout: slow "again" & again'], {
      CONTENT_DIR: folder,
    });
    expect([status, stdout.trim().split('/').at(-1)]).toEqual([0, 'fx-2026-903.mdx']);
    const check = await run('scripts/check.ts', ['--format', 'json'], { CONTENT_DIR: folder });
    expect(check.status, check.stdout).toBe(0);
    const file = path.join(folder, 'postmortems', 'fx-2026-903.mdx');
    await writeFile(file, (await readFile(file, 'utf8')).replace('status: draft', 'status: recorded'));
    const early = await run('scripts/check.ts', ['--format', 'json'], { CONTENT_DIR: folder });
    const { findings } = JSON.parse(early.stdout) as { findings: { code: string; line: number }[] };
    expect([early.status, findings.filter(({ code }) => code === 'template-text').length]).toEqual([1, 10]);
    expect((await run('scripts/new.ts', [], { CONTENT_DIR: folder })).status).toBe(2);
  });
});

describe('six real incidents', () => {
  it('are built and show how long they took', async () => {
    const out = path.join(await temporaryFolder(), 'real site');
    const { status, stderr } = await buildArchive({
      content: path.join(fixtures, 'real'),
      published: path.join(out, '..', 'published'),
      out,
    });
    expect(status, stderr).toBe(0);
    const lasted = async (id: string) => {
      const text = (await readFile(path.join(out, 'incidents', id, 'index.html'), 'utf8'))
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ');
      return /Time to resolve (.*?) (?:Started|Detected)/.exec(text)?.[1];
    };
    expect(await lasted('cloudflare-2019-07-02')).toBe('27 min');
    expect(await lasted('gitlab-2017-01-31')).toBe('about 18 hr 30 min');
    expect(await lasted('github-2018-10-21')).toBe('1 day 11 min');
    expect(await lasted('fastly-2021-06-08')).toBe('2 hr 48 min');
    expect(await lasted('atlassian-2022-04-05')).toBe('about 12 days 16 hr 22 min');
    expect(await lasted('datadog-2023-03-08')).toBe('1 day 2 hr 55 min');
    expect((await brokenLinks(out, 'https://archive.example', '/')).broken).toEqual([]);
  });
});
