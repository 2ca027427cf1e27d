import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildArchive, run } from '../build-archive.ts';
import { fixtureContent, temporaryFolder } from '../fixture-content.ts';

let content: string;

/** A copy of the content with one more file. */
async function contentWith(file: string, text: string): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'content');
  await cp(content, folder, { recursive: true });
  await writeFile(path.join(folder, file), text);
  return folder;
}
const SPOILT = '---\ntitle: T\n---\na <Redated>CANARY</Redated>\n';

beforeAll(async () => {
  content = await fixtureContent();
});

describe('check', () => {
  it('prints JSON and nothing else, and exits with 1 on an error', async () => {
    const broken = path.join(await temporaryFolder(), 'content');
    await cp(content, broken, { recursive: true });
    await writeFile(path.join(broken, 'postmortems', 'fx-2026-100.mdx'), '---\ntitel: T\n---\n');
    const { status, stdout } = await run('scripts/check.ts', ['--format', 'json'], { CONTENT_DIR: broken });
    expect(status).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { code: string }[] };
    expect(findings.map((each) => each.code)).toEqual(
      ['related-not-public', 'missing-field', 'unknown-key'].concat('unrecorded'),
    );
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

describe('publish', () => {
  it('writes what is public and builds nothing; with an error it writes nothing', async () => {
    const home = path.dirname(content);
    const env = {
      CONTENT_DIR: content,
      PUBLISHED_DIR: path.join(home, 'staged'),
      OUT_DIR: path.join(home, 'none'),
    };
    const { status, stderr } = await run('scripts/publish.ts', [], env);
    expect([status, stderr]).toEqual([0, expect.stringContaining('publish   6 postmortems')]);
    expect(await readdir(env.PUBLISHED_DIR)).toContain('postmortems');
    expect(await readdir(home)).not.toContain('none');
    const spoilt = { ...env, CONTENT_DIR: await contentWith('postmortems/fx-2026-100.mdx', SPOILT) };
    const refused = { ...spoilt, PUBLISHED_DIR: path.join(home, 'refused') };
    expect((await run('scripts/publish.ts', [], refused)).status).toBe(1);
    expect(await readdir(home)).not.toContain('refused');
  });
});

describe('build', () => {
  it('does not take for a leak what is said in public as well: by the site, by a link, by an update', async () => {
    const saved = path.join(await temporaryFolder(), 'incident.json');
    const update = (body: string, hour: string) => ({
      id: `u${hour}`,
      status: 'investigating',
      body,
      created_at: `2026-11-20T${hour}:00:00Z`,
      display_at: `2026-11-20T${hour}:00:00Z`,
    });
    const incident = {
      id: 'late01answers',
      name: 'Answers are late',
      status: 'investigating',
      impact: 'minor',
      created_at: '2026-11-20T09:00:00Z',
      resolved_at: null,
      incident_updates: [
        update('Follow https://example.com/status_page for all that we learn of this incident.', '10'),
        update('Requests whose answers take less than < 500 ms recover, and all others may follow.', '09'),
      ],
    };
    await writeFile(saved, JSON.stringify({ page: { id: 'p', name: 'P' }, incident }));
    const unlinked =
      '---\ntitle: T\n---\n\n## What we told customers\n\nAs in [the other one](/incidents/fx-2026-004/).\n';
    const folder = await contentWith('postmortems/fx-2026-950.mdx', unlinked);
    const env = { CONTENT_DIR: folder };
    expect((await run('scripts/new.ts', ['A draft from the template'], env)).status).toBe(0);
    const imported = await run('scripts/import.ts', ['statuspage', saved], env);
    expect(imported.status, imported.stderr).toBe(0);
    const withdrawn = path.join(folder, 'postmortems', 'fx-2026-002.mdx');
    const text = await readFile(withdrawn, 'utf8');
    await writeFile(
      withdrawn,
      `${text.replace('status: published', 'status: retracted\nretraction: It was wrong.')}\nSee [that](/history/).\n`,
    );
    const check = await run('scripts/check.ts', ['--format', 'json'], env);
    expect(check.status, check.stdout).toBe(0);
    const home = path.dirname(folder);
    const out = path.join(home, 'dist');
    const built = await buildArchive({ content: folder, published: path.join(home, 'published'), out });
    expect(built.status, built.stderr).toBe(0);
    const told = await readFile(path.join(out, 'incidents', 'late01answers', 'index.html'), 'utf8');
    expect(told).toContain('https://example.com/status_page');
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

describe('import', () => {
  it('writes what a later run leaves alone, and says by its exit status how it went', async () => {
    const folder = path.join(await temporaryFolder(), 'content');
    await cp(content, folder, { recursive: true });
    const source = await temporaryFolder();
    const update = { status: 'resolved', body: 'Over.', display_at: '2024-05-01T11:00:00Z' };
    const incident = { id: 'k3x9p2m4n5b6', name: 'Slow', status: 'resolved', impact: 'minor' };
    const times = { started_at: '2024-05-01T10:00:00Z', resolved_at: '2024-05-01T11:00:00Z' };
    await writeFile(
      path.join(source, 'one.json'),
      JSON.stringify({ incident: { ...incident, ...times, incident_updates: [update] } }),
    );
    await writeFile(path.join(source, 'notes.txt'), 'no JSON');
    const env = { CONTENT_DIR: folder };
    const once = await run('scripts/import.ts', ['statuspage', source, '--format', 'json'], env);
    const { files } = JSON.parse(once.stdout) as { files: { file: string; outcome: string }[] };
    expect([once.status, files.map(({ file, outcome }) => [file, outcome])]).toEqual([
      0,
      [['postmortems/k3x9p2m4n5b6.mdx', 'added']],
    ]);
    const written = await readFile(path.join(folder, 'postmortems/k3x9p2m4n5b6.mdx'), 'utf8');
    expect((await run('scripts/check.ts', ['--format', 'json'], env)).status).toBe(0);

    await writeFile(path.join(source, 'two.json'), '{"incident": {');
    const twice = await run('scripts/import.ts', ['statuspage', source], env);
    expect([twice.status, twice.stdout]).toEqual([
      1,
      expect.stringMatching(/1 unchanged; 1 error, 0 warnings\.\nNothing is changed\.\n$/),
    ]);
    expect(await readFile(path.join(folder, 'postmortems/k3x9p2m4n5b6.mdx'), 'utf8')).toBe(written);

    const csv = path.join(source, 'log.csv');
    await writeFile(csv, 'at,text\n2024-05-01T10:10:00Z,Looked at\n');
    const added = await run('scripts/import.ts', ['timeline', csv, '--to', 'k3x9p2m4n5b6'], env);
    expect([added.status, (await run('scripts/check.ts', [], env)).status]).toEqual([0, 0]);
    for (const [called, status] of [
      [['statuspage', path.join(source, 'nowhere')], 1],
      [['statuspage'], 2],
      [['other', source], 2],
      [['timeline', csv], 2],
      [['statuspage', source, '--to', 'k3x9p2m4n5b6'], 2],
    ] as const)
      expect((await run('scripts/import.ts', [...called], env)).status, called.join(' ')).toBe(status);
  });
});

describe('check --strict', () => {
  it('fails for a warning, which is none to fail for otherwise', async () => {
    const clean = path.join(await temporaryFolder(), 'content');
    await cp(content, clean, { recursive: true });
    const index = path.join(clean, 'postmortems', 'fx-2026-001', 'index.mdx');
    await writeFile(index, (await readFile(index, 'utf8')).replace(/^ {2}- .*fx-2026-900.*\n/m, ''));
    const statuses = async (folder: string) => [
      (await run('scripts/check.ts', [], { CONTENT_DIR: folder })).status,
      (await run('scripts/check.ts', ['--strict'], { CONTENT_DIR: folder })).status,
    ];
    expect(await statuses(clean)).toEqual([0, 1]);
    const written = await run('scripts/check.ts', ['--write', '--strict'], { CONTENT_DIR: clean });
    expect([written.status, written.stdout]).toEqual([0, expect.stringContaining('0 warnings.\npublished.')]);
    expect(await statuses(clean)).toEqual([0, 0]);
    await writeFile(
      path.join(clean, 'pages', 'contact.mdx'),
      '---\ntitle: T\n---\n\nWrite to jane.roe@acme.dev.\n',
    );
    expect(await statuses(clean)).toEqual([0, 1]);
  });

  it('tells what is withheld elsewhere before a build does, and where', async () => {
    const leaking = await contentWith('pages/contact.mdx', '---\ntitle: T\n---\n\nAsk CANARYPROSE.\n');
    const { status, stdout } = await run('scripts/check.ts', ['--format', 'json'], { CONTENT_DIR: leaking });
    const { findings } = JSON.parse(stdout) as {
      findings: { code: string; file: string; line: number; column: number }[];
    };
    expect([status, findings.filter(({ code }) => code === 'marked-elsewhere')]).toEqual([
      1,
      [expect.objectContaining({ file: 'pages/contact.mdx', line: 5, column: 5, severity: 'error' })],
    ]);
    expect(stdout).not.toContain('CANARY');
  });
});

describe('check --write', () => {
  it('records nothing while something is wrong, and what was published holds a build too', async () => {
    const spoilt = await contentWith('postmortems/fx-2026-100.mdx', SPOILT);
    const check = (folder: string) => run('scripts/check.ts', ['--write'], { CONTENT_DIR: folder });
    expect(await check(spoilt)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Nothing was recorded: mend the errors first.'),
    });
    expect(await readdir(spoilt)).not.toContain('published.lock.json');
    await rm(path.join(spoilt, 'postmortems', 'fx-2026-100.mdx'));
    expect((await check(spoilt)).status).toBe(0);
    const before = await readFile(path.join(spoilt, 'published.lock.json'), 'utf8');
    await rm(path.join(spoilt, 'postmortems', 'fx-2026-005.mdx'));
    expect((await check(spoilt)).status).toBe(1);
    expect(await readFile(path.join(spoilt, 'published.lock.json'), 'utf8')).toBe(before);
    const [published, out] = [path.join(spoilt, '..', 'published'), path.join(spoilt, '..', 'out')];
    const { status, stderr } = await buildArchive({ content: spoilt, published, out });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/published\.lock\.json:\d+:5 {2}error {2}lost-incident/),
    ]);
    expect(await readdir(path.join(spoilt, '..'))).toEqual(['content']);
  });
});

describe('approve', () => {
  it('records the approval of a text once, and refuses what is not there', async () => {
    const own = await contentWith(
      'site.yaml',
      `${await readFile(path.join(content, 'site.yaml'), 'utf8')}publication: { approvals: { sev1: [comms, legal] } }\n`,
    );
    const file = path.join(own, 'postmortems', 'fx-2026-001', 'index.mdx');
    const approve = (...args: string[]) => run('scripts/approve.ts', args, { CONTENT_DIR: own });
    const before = await readFile(file, 'utf8');
    for (const args of [
      [],
      ['fx-2026-001'],
      ['fx-2026-777', '--role', 'comms'],
      ['../site', '--role', 'comms'],
    ])
      expect((await approve(...args)).status, args.join(' ')).toBe(2);
    expect(await approve('fx-2026-001', '--role', 'nobody')).toMatchObject({
      status: 2,
      stderr: 'approve: There is no role nobody: publication.approvals in site.yaml has comms, legal.\n',
    });
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await approve('fx-2026-001', '--role', 'comms')).toMatchObject({ status: 0, stderr: '' });
    const approved = await readFile(file, 'utf8');
    expect(await approve('fx-2026-001', '--role', 'comms')).toMatchObject({
      status: 0,
      stdout: 'comms has approved this text of fx-2026-001 already.\n',
    });
    expect(await readFile(file, 'utf8')).toBe(approved);
    expect((await run('scripts/check.ts', [], { CONTENT_DIR: own })).stdout).toContain('is missing: legal.');
    await approve('fx-2026-001', '--role', 'legal');
    expect((await run('scripts/check.ts', [], { CONTENT_DIR: own })).status).toBe(0);
  });
});

describe('bench', () => {
  it('ends with a message where there is no browser', async () => {
    const { status, stderr } = await run('scripts/bench.ts', [], { CHROMIUM_PATH: '/nowhere/chromium' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('There is no Chromium')]);
  });
});

describe('redactions', () => {
  it('lists what is withheld, of all or of one document, and never what it is', async () => {
    const all = await run('scripts/redactions.ts', [], { CONTENT_DIR: content });
    expect([all.status, all.stderr]).toEqual([0, '']);
    expect(all.stdout).toMatch(/^# Redactions\n\n## /);
    expect(all.stdout).toContain('## postmortems/fx-2026-001/index.mdx');
    expect(all.stdout).toMatch(/^\| \d+:\d+ \| customer \| 1 word \| a customer \|$/m);
    expect(all.stdout).not.toContain('CANARY');
    const one = await run('scripts/redactions.ts', ['fx-2026-001'], { CONTENT_DIR: content });
    expect(one.stdout.match(/^## .*/gm)).toEqual(['## postmortems/fx-2026-001/index.mdx']);
  });

  it('reveals nothing where no person is looking, and refuses what is not there', async () => {
    for (const args of [['--reveal'], ['fx-2026-777'], ['--all']]) {
      const { status, stdout, stderr } = await run('scripts/redactions.ts', args, { CONTENT_DIR: content });
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).not.toContain('CANARY');
    }
  });

  it('reads the list of terms that the environment names', async () => {
    const env = { CONTENT_DIR: content, REDACTION_TERMS_FILE: path.join(path.dirname(content), 'gone.txt') };
    const { status, stderr } = await run('scripts/redactions.ts', [], env);
    expect([status, stderr]).toEqual([1, expect.stringContaining('first in site.yaml')]);
  });

  it('says that it may not know all where the content has errors', async () => {
    const spoilt = await contentWith('postmortems/fx-2026-100.mdx', SPOILT);
    const { status, stdout, stderr } = await run('scripts/redactions.ts', [], { CONTENT_DIR: spoilt });
    expect([status, stderr]).toEqual([1, expect.stringContaining('first in postmortems/fx-2026-100.mdx')]);
    expect(stdout).toContain('# Redactions');
    expect(stdout + stderr).not.toContain('CANARY');
  });
});

describe('audit', () => {
  it('is not made with content that has errors, for what that withholds is not known in full', async () => {
    const spoilt = await contentWith('postmortems/fx-2026-100.mdx', SPOILT);
    const { status, stderr } = await run('scripts/audit.ts', [await temporaryFolder()], {
      CONTENT_DIR: spoilt,
    });
    expect([status, stderr]).toEqual([1, expect.stringContaining('first in postmortems/fx-2026-100.mdx')]);
  });

  it('is red for a secret in any file of a built folder, and says what could not be looked for', async () => {
    const home = await temporaryFolder();
    const out = path.join(home, 'out');
    const built = await buildArchive({ content, published: path.join(home, 'published'), out });
    expect(built.status, built.stderr).toBe(0);
    const audit = () => run('scripts/audit.ts', [out], { CONTENT_DIR: content });
    const clean = await audit();
    expect([clean.status, clean.stdout]).toEqual([0, expect.stringContaining(': 0 findings.')]);
    expect(clean.stdout).toMatch(/^Too short or too ordinary to look for:\n {2}\w+ in /m);
    expect(built.stderr).toMatch(/too short or too ordinary to look for:\n +\w+ in /);
    for (const [file, text, shown] of [
      ['index.html', '<i>CANARY</i><b>PROSE</b>', 'index.html'],
      ['robots.txt', Buffer.from('CANARYPROSE').toString('base64'), 'robots.txt'],
      ['canaryprose.txt', '', '…'],
    ] as const) {
      const before = await readFile(path.join(out, file)).catch(() => undefined);
      await writeFile(path.join(out, file), `${before ?? ''}${text}`);
      const { status, stdout } = await audit();
      expect([status, stdout]).toEqual([1, expect.stringContaining(`${shown}:1:1  error  withheld-text`)]);
      expect(stdout.toUpperCase()).not.toContain('CANARY');
      if (before) await writeFile(path.join(out, file), before);
      else await rm(path.join(out, file));
    }
    expect((await audit()).status).toBe(0);
  });
});
