import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomFrom } from '../../scripts/generated-archive.ts';
import { buildArchive, copyOfProject, hashesOf, root, run, userEnvironment } from '../build-archive.ts';
import { fixtureContent, temporaryFolder } from '../fixture-content.ts';

type Hashes = Record<string, string>;

let content: string;
let home: string;
/** What is built and published of `content`, and how long that takes in milliseconds. */
let first: { out: Hashes; published: Hashes };
let lasts: number;

const folders = (name = 'out') => ({
  content,
  published: path.join(home, '.published'),
  out: path.join(home, name),
});
const environment = (more: Record<string, string> = {}) => ({
  ...{ CONTENT_DIR: content, PUBLISHED_DIR: folders().published, OUT_DIR: folders().out },
  ...more,
});
const astro = path.join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
const leftovers = async () =>
  [...(await readdir(home)), ...(await readdir(root))].filter((name) =>
    /^\.building-|\.(?:new|old)-/.test(name),
  );

/** The site that stands, or, had a kill come between its last two steps, the one that the next build puts back. */
async function standing(name: string): Promise<Hashes> {
  const beside = (await readdir(home)).find((each) => each.startsWith(`.${name.replace(/^\./, '')}.old-`));
  return hashesOf(
    existsSync(path.join(home, name)) || !beside ? path.join(home, name) : path.join(home, beside),
  );
}

/** A copy of the content in which one file is written anew. */
async function changed(file: string, change: (text: string) => string): Promise<string> {
  const copy = path.join(await temporaryFolder(), 'content');
  await cp(content, copy, { recursive: true });
  const before = await readFile(path.join(copy, file), 'utf8').catch(() => '');
  await writeFile(path.join(copy, file), change(before));
  return copy;
}
const spoilt = () =>
  changed('postmortems/fx-2026-100.mdx', () => '---\ntitle: T\n---\na <Redated>CANARY</Redated>\n');

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/build.ts'], {
    cwd: root,
    env: userEnvironment(env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (data) => {
    said += String(data);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, said: () => said };
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

beforeAll(async () => {
  content = await fixtureContent();
  home = path.dirname(content);
  await buildArchive(folders());
  const started = performance.now();
  const { status, stderr } = await buildArchive(folders());
  lasts = performance.now() - started;
  expect(status, stderr).toBe(0);
  first = { out: await hashesOf(folders().out), published: await hashesOf(folders().published) };
});

beforeEach(async () => {
  expect(await hashesOf(folders().out)).toEqual(first.out);
});

describe('a build that fails', () => {
  const leavesAll = async () => {
    expect(await hashesOf(folders().out)).toEqual(first.out);
    expect(await hashesOf(folders().published)).toEqual(first.published);
    expect(await leftovers()).toEqual([]);
  };

  it('for an error in the content leaves both folders as they were', async () => {
    const { status, stderr } = await buildArchive({ ...folders(), content: await spoilt() });
    expect(status).toBe(1);
    expect(stderr).toContain('postmortems/fx-2026-100.mdx:4:3  error  near-miss-marker');
    expect(stderr).not.toContain('CANARY');
    await leavesAll();
  });

  it('for the audit, because its output repeats a secret, names the place and leaves the site as it was', async () => {
    const leaking = await changed('postmortems/fx-2026-002.mdx', (text) =>
      text.replace('The disk was full', 'CANARYPROSE was full'),
    );
    const { status, stderr } = await buildArchive({
      ...folders(),
      content: leaking,
      published: path.join(home, '.leaking'),
    });
    expect(status).toBe(1);
    expect(stderr).toContain('incidents/fx-2026-002/index.html:1:1  error  withheld-text');
    expect(stderr).toContain('marker of postmortems/fx-2026-001/index.mdx:');
    expect(stderr).not.toContain('CANARY');
    await leavesAll();
  });

  it('for a page that throws leaves the site as it was', async () => {
    const project = await copyOfProject(await temporaryFolder());
    await writeFile(
      path.join(project, 'src', 'pages', 'broken.astro'),
      '---\nthrow new Error("on purpose");\n---\n',
    );
    const published = path.join(home, '.thrown');
    const { status, stderr } = await buildArchive({ ...folders(), published }, {}, project);
    expect([status, stderr]).toEqual([1, expect.stringContaining('on purpose')]);
    expect((await readdir(project)).filter((name) => /^\.building-/.test(name))).toEqual([]);
    await leavesAll();
  });

  it('for a disk that takes no more says so, and loses nothing', async () => {
    // A limit on the size of files fails in the middle of a write, as a full disk does.
    const limited = (kilobytes: number) =>
      run(
        '-c',
        [`ulimit -f ${kilobytes}; exec "${process.execPath}" scripts/build.ts`],
        environment(),
        root,
        'bash',
      );
    for (const kilobytes of [1, 8, 40]) {
      const { status, stderr } = await limited(kilobytes);
      expect([status, stderr]).toEqual([1, expect.stringMatching(/EFBIG|too large|cannot/i)]);
      expect(await hashesOf(folders().out)).toEqual(first.out);
      expect(await hashesOf(folders().published)).toEqual(first.published);
    }
    expect((await buildArchive(folders())).status).toBe(0);
    await leavesAll();
  });

  it('for a folder that cannot be written says which', async () => {
    const file = path.join(home, 'a file');
    await writeFile(file, 'x');
    for (const name of ['OUT_DIR', 'PUBLISHED_DIR']) {
      const { status, stderr } = await buildArchive(folders(), { [name]: path.join(file, 'inside') });
      const said = `${path.join(file, 'inside')} cannot be written: ${file} is not a folder.`;
      expect([status, stderr]).toEqual([1, expect.stringContaining(said)]);
    }
    await leavesAll();
  });

  it('for another build of the same project says so, and the other goes on', async () => {
    const builds = [start(environment()), start(environment())];
    const codes = await Promise.all(builds.map(({ ended }) => ended));
    expect(codes.toSorted()).toEqual([0, 1]);
    expect(builds[codes.indexOf(1)]?.said()).toContain('Another build of this project is running');
    await leavesAll();
  });

  it('for a folder that it did not make, or that is not its own, leaves that alone', async () => {
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
    // Another content folder has all that a published one has, and a link leads to the same place by another name.
    const other = await changed('postmortems/fx-2026-004.mdx', (text) => text);
    const authored = await hashesOf(other);
    const over = await buildArchive({ ...folders(), published: other });
    expect([over.status, over.stderr]).toEqual([1, expect.stringContaining('holds something else')]);
    const alias = path.join(home, 'alias');
    await symlink(path.dirname(other), alias);
    const linked = await buildArchive({
      ...folders(),
      content: other,
      published: path.join(alias, 'content'),
    });
    expect([linked.status, linked.stderr]).toEqual([2, expect.stringContaining('lie in one another')]);
    expect(await hashesOf(other)).toEqual(authored);
    const foreign = path.join(home, 'foreign');
    await mkdir(foreign);
    await writeFile(path.join(foreign, 'thesis.txt'), 'x');
    const { status, stderr } = await buildArchive(folders('foreign'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('holds something else')]);
    expect(Object.keys(await hashesOf(foreign))).toEqual(['thesis.txt']);
    // Most sites have a page for what is not there.
    await writeFile(path.join(foreign, '404.html'), 'x');
    expect((await buildArchive(folders('foreign'))).status).toBe(1);
    expect(Object.keys(await hashesOf(foreign))).toEqual(['404.html', 'thesis.txt']);
    expect(await hashesOf(content)).toEqual(before);
    await leavesAll();
  });

  it('for a folder that is not there, or a clock that is none, was called wrongly', async () => {
    const missing = await buildArchive({ ...folders(), content: path.join(home, 'nowhere') });
    expect([missing.status, missing.stderr]).toEqual([2, expect.stringContaining('There is no folder')]);
    expect((await buildArchive(folders(), { BUILD_DATE: 'today' })).status).toBe(2);
    await leavesAll();
  });
});

describe('a build', () => {
  it('cannot be led around the audit', async () => {
    const { status, stderr, stdout } = await run(
      astro,
      ['build', '--outDir', path.join(home, 'around')],
      environment(),
    );
    expect(status).toBe(1);
    expect(stdout + stderr).toContain('Set OUT_DIR to build into another folder');
    expect(existsSync(path.join(home, 'around'))).toBe(false);
  });

  it('has no mode that publishes more', async () => {
    const { status, stderr } = await run(astro, ['build', '--devOutput', '--mode', 'development'], {
      ...environment({ OUT_DIR: path.join(home, 'mode') }),
      ...{ NODE_ENV: 'development', AFTERWORD_PREVIEW: '1' },
    });
    expect(status, stderr).toBe(0);
    const audit = await run('scripts/audit.ts', [path.join(home, 'mode')], { CONTENT_DIR: content });
    expect(audit.status).toBe(0);
    const pagesOf = (hashes: Hashes) => Object.keys(hashes).filter((name) => name.endsWith('.html'));
    expect(pagesOf(await hashesOf(path.join(home, 'mode')))).toEqual(pagesOf(first.out));
    expect(await hashesOf(folders().published)).toEqual(first.published);
  });

  it('is made and audited with what was read first, whatever becomes of the content meanwhile', async () => {
    const changing = await changed('postmortems/fx-2026-004.mdx', (text) => text);
    const { child, ended, said } = start(environment({ CONTENT_DIR: changing }));
    child.stderr.on('data', () => {
      if (said().includes('publish '))
        writeFileSync(path.join(changing, 'postmortems', 'fx-2026-004.mdx'), 'no front matter');
    });
    expect(await ended, said()).toBe(0);
    expect(await hashesOf(folders().out)).toEqual(first.out);
  });

  it('needs no content folder where the published one is there', async () => {
    const project = await copyOfProject(await temporaryFolder());
    const { status: without, stderr: said } = await run('scripts/build.ts', [], {}, project);
    expect([without, said]).toEqual([2, expect.stringContaining('There is no folder')]);
    await cp(folders().published, path.join(project, '.published'), { recursive: true });
    const { status, stderr } = await run('scripts/build.ts', [], {}, project);
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('with no content folder to compare with');
    expect(await hashesOf(path.join(project, 'dist'))).toEqual(first.out);
    await rm(path.join(project, 'public', 'logo.svg'));
    const { status: bare, stderr: missed } = await run('scripts/build.ts', [], {}, project);
    expect([bare, missed]).toEqual([1, expect.stringContaining('The logo is not there')]);
  });
});

describe('a build that is killed', () => {
  it('at any moment leaves a whole site, the last one or the new one, and the next build works', async () => {
    const newer = await changed('postmortems/fx-2026-002.mdx', (text) =>
      text.replace('The disk was full', 'The disk was fuller'),
    );
    await buildArchive({ ...folders('newer'), content: newer, published: path.join(home, '.newer') });
    const second = {
      out: await hashesOf(path.join(home, 'newer')),
      published: await hashesOf(path.join(home, '.newer')),
    };
    expect(second.out).not.toEqual(first.out);
    const random = randomFrom(20261121);
    for (let kills = 0; kills < 30; kills += 1) {
      const { child, ended, said } = start(environment({ CONTENT_DIR: newer }));
      // Some at any moment of the build, some while the finished site takes its place.
      const moment = kills < 20 ? random() * lasts : random() * 15;
      if (kills < 20) await Promise.race([pause(moment), ended]);
      else {
        child.stderr.on(
          'data',
          () => said().includes('nothing found') && setTimeout(() => child.kill('SIGKILL'), moment),
        );
        await ended;
      }
      child.kill('SIGKILL');
      await ended;
      for (const [name, each] of [
        ['out', 'out'],
        ['.published', 'published'],
      ] as const)
        expect([first[each], second[each]], `${name}, kill ${kills} at ${moment} ms`).toContainEqual(
          await standing(name),
        );
      // Nothing else that could be taken for a site: what is half-made is hidden.
      const names = (await readdir(home)).filter((each) => !each.startsWith('.'));
      expect(names.filter((each) => existsSync(path.join(home, each, 'index.html'))).sort()).toEqual([
        'mode',
        'newer',
        'out',
      ]);
    }
    expect((await buildArchive(folders())).status).toBe(0);
    expect(await hashesOf(folders().out)).toEqual(first.out);
    expect(await leftovers()).toEqual([]);
  }, 600_000);

  it('by a polite signal clears up behind itself', async () => {
    const { child, ended } = start(environment());
    await new Promise((resolve) => child.stderr.once('data', resolve));
    await pause(lasts / 4);
    child.kill('SIGTERM');
    await ended;
    expect(await hashesOf(folders().out)).toEqual(first.out);
    expect(await leftovers()).toEqual([]);
  });
});
