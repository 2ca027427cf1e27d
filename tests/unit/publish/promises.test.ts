import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { isError } from '../../../src/findings.ts';
import { LOCK_FILE, parseLock } from '../../../src/publish/lock.ts';
import { preparePublication } from '../../../src/publish/publication.ts';
import { fixtureContent, NOW } from '../../fixture-content.ts';

const ONE = 'postmortems/fx-2026-001/index.mdx';
const TWO = 'postmortems/fx-2026-002.mdx';
const RECORDED = 'postmortems/fx-2026-005.mdx';
const CODES = ['lost', 'unre', 'lock', 'unkn', 'dupl', 'alia', 'redi'];

let folder: string;
const at = (file: string) => path.join(folder, file);
const prepare = () => preparePublication(folder, { now: NOW, mode: 'public' });
const record = async () => writeFile(at(LOCK_FILE), (await prepare()).lock ?? '');
const edit = async (file: string, ...changes: [from: string | RegExp, to: string][]) => {
  let text = await readFile(at(file), 'utf8');
  for (const [from, to] of changes) {
    expect(text.search(from instanceof RegExp ? from : from.replace(/[[\]{}.*+?()|$^\\]/g, '\\$&'))).not.toBe(
      -1,
    );
    text = text.replace(from, to);
  }
  await writeFile(at(file), text);
};
/** What is told of promises: code, file and line, with the line itself. */
const told = async () => {
  const { findings } = await prepare();
  const found = findings.filter(({ code }) => CODES.some((each) => code.startsWith(each)));
  return Promise.all(
    found.map(async ({ code, file, line }) => {
      const text = await readFile(at(file), 'utf8').catch(() => '');
      return [code, file, text.split('\n')[line - 1]?.trim()];
    }),
  );
};
const lockLine = (address: string) => expect.stringContaining(`"${address}": `);

beforeEach(async () => {
  folder = await fixtureContent();
  await record();
});

describe('the record of what was published', () => {
  it('holds what is public and nothing else, an address a line, and the home page last', async () => {
    const text = await readFile(at(LOCK_FILE), 'utf8');
    expect(text).not.toMatch(/canary|fx-2026-90[012]/i);
    const addresses = [...(parseLock(text)?.keys() ?? [])];
    expect(addresses.filter((each) => /^\/incidents\/(?:old|never|fx-2026-00[136])/.test(each))).toEqual([
      '/incidents/fx-2026-001/',
      '/incidents/fx-2026-001/#action-a1',
      '/incidents/fx-2026-001/#action-limit',
      '/incidents/fx-2026-001/#how-it-began',
      '/incidents/fx-2026-001/#impact',
      '/incidents/fx-2026-001/#section-actions',
      '/incidents/fx-2026-001/#section-factors',
      '/incidents/fx-2026-001/#section-impact',
      '/incidents/fx-2026-001/#section-lessons',
      '/incidents/fx-2026-001/#section-revisions',
      '/incidents/fx-2026-001/#section-timeline',
      '/incidents/fx-2026-001/#t-2026-09-01-1000',
      '/incidents/fx-2026-001/#t-2026-10-24-2230',
      '/incidents/fx-2026-001/#t-2026-10-25-0029',
      '/incidents/fx-2026-001/#t-2026-10-25-0030',
      '/incidents/fx-2026-001/#t-2026-10-25-0130',
      '/incidents/fx-2026-001/#t-unknown',
      '/incidents/fx-2026-001/#what-happened',
      '/incidents/fx-2026-001/#why-one-customer-saw-it-first',
      '/incidents/fx-2026-003/',
      '/incidents/fx-2026-003/#section-impact',
      '/incidents/fx-2026-003/#section-updates',
      '/incidents/fx-2026-006/',
      '/incidents/never-ours/',
      '/incidents/old-incident/',
    ]);
    expect(
      addresses.filter((each) => !each.startsWith('/incidents/') && !each.startsWith('/factors/')),
    ).toEqual([
      ...['/components/fresh/', '/components/store/', '/components/web/', '/history/2026/'],
      ...[1, 2, 3, 4].map((number) => `/history/severity/sev${number}/`),
      ...['/imprint/', '/policy/', '/'],
    ]);
    expect(
      text
        .split('\n')
        .slice(2, -4)
        .every((line) => line.endsWith(',') || line.endsWith('{')),
    ).toBe(true);
    expect(await told()).toEqual([]);
  });

  it('is the same whatever is withheld', async () => {
    const before = await readFile(at(LOCK_FILE), 'utf8');
    for (const file of [ONE, 'postmortems/fx-2026-006.mdx', 'site.yaml'])
      await edit(file, [/CANARY[A-Z]+/g, 'Some other words']);
    await rename(at('postmortems/fx-2026-900.mdx'), at('postmortems/fx-2026-999.mdx'));
    await edit(ONE, ['fx-2026-900', 'fx-2026-999'], ['./Some other words.csv', './CANARYDATA.csv']);
    expect(await told()).toEqual([]);
    await rm(at(LOCK_FILE));
    expect((await prepare()).lock).toBe(before);
  });

  it('keeps what it holds, and takes up what is new', async () => {
    await rm(at(LOCK_FILE));
    expect(await told()).toEqual([['unrecorded', LOCK_FILE, '']]);
    await writeFile(at(LOCK_FILE), '{ "version": 1, "published": { "/search/": true, "/": true } }');
    const found = await told();
    expect(found.map(([code, file]) => [code, file])).toEqual(
      ['components.yaml', LOCK_FILE, 'pages/policy.mdx', ONE]
        .concat(
          [2, 3, 4, 5, 6].map((number) => `postmortems/fx-2026-00${number}.mdx`),
          'site.yaml',
        )
        .filter((file) => file !== LOCK_FILE)
        .map((file) => ['unrecorded', file]),
    );
    expect((await prepare()).findings.filter(isError)).toEqual([]);
    await record();
    expect(await readFile(at(LOCK_FILE), 'utf8')).toContain('"/search/": true,');
    expect(await told()).toEqual([]);
  });

  it.each(['<<<<<<< ours\n', '{ "version": 2, "published": {} }', '[]'])('is refused as %j', async (text) => {
    await writeFile(at(LOCK_FILE), text);
    expect((await told()).filter(([code]) => code !== 'unrecorded')).toEqual([
      ['lock-file', LOCK_FILE, text.trim()],
    ]);
  });

  it('is not asked in a preview', async () => {
    await rm(at(RECORDED));
    const { findings, lock } = await preparePublication(folder, { now: NOW, mode: 'preview' });
    expect([lock, findings.filter(({ code }) => code.startsWith('lost'))]).toEqual([undefined, []]);
  });
});

describe('an address that was published', () => {
  it('of an incident that is gone needs an alias or a tombstone', async () => {
    await rm(at(RECORDED));
    expect(await told()).toEqual([['lost-incident', LOCK_FILE, lockLine('/incidents/fx-2026-005/')]]);
    await edit(ONE, ['aliases: [old-incident]', 'aliases: [old-incident, fx-2026-005]']);
    expect(await told()).toEqual([]);
    await edit(ONE, ['aliases: [old-incident, fx-2026-005]', 'aliases: [fx-2026-005]']);
    expect(await told()).toEqual([['lost-incident', LOCK_FILE, lockLine('/incidents/old-incident/')]]);
    const tombstone = '---\ntitle: T\nstatus: retracted\nretraction: R\naliases: [old-incident]\n---\n';
    await edit(ONE, ['aliases: [fx-2026-005]', '']);
    await writeFile(at(RECORDED), tombstone);
    expect(await told()).toEqual([]);
  });

  it('of one that goes back to a draft is told where that is written', async () => {
    await edit(TWO, ['status: published', 'status: draft']);
    expect(await told()).toEqual([['lost-incident', TWO, 'status: draft']]);
    await edit(TWO, ['status: draft', 'status: retracted\nretraction: R']);
    expect(await told()).toEqual([]);
  });

  it('is not missed while a file cannot be read', async () => {
    await edit(ONE, ['severity: sev1', 'severty: sev1']);
    await rm(at(RECORDED));
    expect((await told()).map(([code]) => code)).toEqual(['unknown-key']);
  });

  it('of a component, a factor or a page needs a redirect to where something is', async () => {
    await rename(at('pages/policy.mdx'), at('pages/rules.mdx'));
    await edit('site.yaml', ['/imprint/: /policy/', '/imprint/: /rules/']);
    const renamed = ['lost-page', LOCK_FILE, lockLine('/policy/')];
    const isNew = ['unrecorded', 'pages/rules.mdx', '---'];
    expect(await told()).toEqual([isNew, renamed]);
    const site = await readFile(at('site.yaml'), 'utf8');
    const withRedirect = (redirect: string) => writeFile(at('site.yaml'), `${site}  ${redirect}\n`);
    await withRedirect('/policy/: /nowhere/');
    expect(await told()).toEqual([isNew, ['unknown-reference', 'site.yaml', '/policy/: /nowhere/']]);
    await withRedirect('/search/: /rules/');
    expect(await told()).toEqual([isNew, renamed, ['redirect-taken', 'site.yaml', '/search/: /rules/']]);
    await withRedirect('/components/web/: /rules/');
    expect(await told()).toContainEqual(['redirect-taken', 'site.yaml', '/components/web/: /rules/']);
    await withRedirect('/policy/: /rules/');
    expect(await told()).toEqual([isNew]);
  });
});

describe('an anchor that was published', () => {
  it.each([
    [
      '## Why <R',
      '## Who knows why <R',
      'why-one-customer-saw-it-first: who-knows-why-one-customer-saw-it-first',
    ],
    ['  - at: 2026-10-25T00:30', '  - at: 2026-10-25T00:35', 't-2026-10-25-0030: t-2026-10-25-0035'],
    ['  - id: a1', '  - id: a2', 'action-a1: action-a2'],
  ])('and is %j no more is told at what it became, until its old name is kept', async (from, to, kept) => {
    await edit(ONE, [from, to]);
    const found = (await prepare()).findings.filter(({ code }) => code === 'lost-anchor');
    const line = (await readFile(at(ONE), 'utf8')).split('\n').findIndex((each) => each.startsWith(to)) + 1;
    const [old = '', now = ''] = kept.split(': ');
    const recorded = (await readFile(at(LOCK_FILE), 'utf8'))
      .split('\n')
      .findIndex((each) => each.includes(`#${old}"`));
    expect(found).toEqual([expect.objectContaining({ severity: 'error', file: ONE, line })]);
    expect(found[0]?.message).toBe(
      `A place of this page that was published has no anchor any more: line ${recorded + 1} of published.lock.json; it may have become ${now}`,
    );
    await edit(
      ONE,
      ['anchors:', `anchors:\n  ${kept}`],
      [/(?<=2026-10-25-0029: |action-limit: |how-it-began: ).*/g, now],
    );
    expect(
      (await told()).filter(([code]) => code?.startsWith('lost') || code === 'unknown-reference'),
    ).toEqual([]);
  });

  it('and holds what is withheld now is not repeated', async () => {
    await edit(ONE, [/## Why <R.*<\/Redacted>/, '## Why Zorblatt Handels']);
    await writeFile(
      at(LOCK_FILE),
      (await readFile(at(LOCK_FILE), 'utf8')).replace('why-one-customer', 'why-zorblatt-handels'),
    );
    expect((await told()).filter(([code]) => code === 'lost-anchor')).toEqual([]);
    await edit(ONE, [
      'Zorblatt Handels',
      '<Redacted reason="customer" public="a shop">Zorblatt Handels</Redacted>',
    ]);
    const { findings } = await prepare();
    expect(findings.map(({ code }) => code)).toContain('lost-anchor');
    expect(JSON.stringify(findings)).not.toMatch(/zorbl/i);
  });

  it('may not be kept by words that are withheld now, ordinary or not', async () => {
    await edit(ONE, ['CANARYTITLE', 'Target'], ['CANARYDETECTION', 'down']);
    await edit(ONE, [
      'anchors:',
      'anchors:\n  at-target-it-began: what-happened\n  it-went-down: what-happened',
    ]);
    const { findings } = await prepare();
    expect(findings.filter(isError).map(({ code, file }) => `${code} ${file}`)).toEqual([
      `marked-elsewhere ${ONE}`,
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/target/i);
  });

  it('leads to one that is there, and not from one that is', async () => {
    await edit(ONE, ['anchors:', 'anchors:\n  before: nowhere\n  what-happened: action-a1']);
    expect(await told()).toContainEqual(['unknown-reference', ONE, 'before: nowhere']);
    expect(await told()).toContainEqual(['duplicate-id', ONE, 'what-happened: action-a1']);
  });
});

describe('a published text', () => {
  const REVISION = '  - { at: 2026-11-02T09:00:00Z, text: A figure was corrected. }\n';
  const NEWER = '  - { at: 2026-11-03T09:00:00Z, text: Another one. }\n';
  const unrevised = (line: unknown) => [['unrevised-text', ONE, line]];

  it.each([
    ['Pools need limits.', 'Pools need higher limits.'],
    ['the site was slow', 'the site was very slow'],
    ['due: 2026-12-01', 'due: 2026-12-02'],
    ['public="a shop"', 'public="one shop"'],
  ])('that changes from %j to %j needs a newer revision each time', async (from, to) => {
    await edit(ONE, [
      'The site was slow',
      'At <Redacted reason="customer" public="a shop">Zorblatt</Redacted> the site was slow',
    ]);
    await edit(ONE, ['revisions:\n', `revisions:\n${NEWER}`]);
    await record();
    await edit(ONE, [from, to]);
    expect(await told()).toEqual(unrevised(NEWER.trim()));
    const lock = (await prepare()).lock;
    expect(lock).toBe(await readFile(at(LOCK_FILE), 'utf8'));
    await edit(ONE, [NEWER, NEWER.replace('11-03', '11-04') + NEWER]);
    expect(await told()).toEqual([['unrecorded', ONE, '---']]);
    await record();
    expect(await told()).toEqual([]);
    await edit(ONE, ['title: Website', 'title: Web site']);
    expect((await told()).map(([code]) => code)).toEqual(['unrevised-text']);
  });

  it('that shows another picture needs one too', async () => {
    await writeFile(
      at('postmortems/fx-2026-001/chart.png'),
      await readFile(at('postmortems/fx-2026-001/secret.png')),
    );
    expect((await told()).map(([code]) => code)).toEqual(['unrevised-text']);
  });

  it('needs none for how far an action is, where it is filed, white space and what is private', async () => {
    await edit(
      ONE,
      ['    status: open', '    status: done\n    doneAt: 2026-11-01'],
      ['ticket: CANARYINTERNAL-1', 'ticket: another'],
      ['aliases:', 'tags: [pools]\nrelated_: 1\naliases:'],
      ['related_: 1\n', ''],
      ['  - { id: fx-2026-002, kind: recurrence }\n', ''],
      ['detection:\n  method: alert\n  timely: late', 'detection:\n  timely: late\n  method: alert'],
      ['and then for all. Run', 'and then\nfor all. Run'],
    );
    expect(await told()).toEqual([]);
  });

  it('keeps its revisions', async () => {
    await edit(ONE, [`revisions:\n${REVISION}`, '']);
    expect((await told()).map(([code]) => code)).toEqual(['lost-anchor', 'unrevised-text']);
  });

  it('is published first when it was on record before', async () => {
    const text = await readFile(at(TWO), 'utf8');
    await edit(TWO, ['status: published', 'status: recorded'], ['Watch disks.', 'Watch the disk.']);
    await rm(at(LOCK_FILE));
    await record();
    await writeFile(at(TWO), text);
    expect(await told()).toEqual([['unrecorded', TWO, '---']]);
    await record();
    await edit(TWO, ['status: published', 'status: recorded'], ['Watch disks.', 'Watch the disk.']);
    expect(await told()).toEqual([['unrevised-text', TWO, 'title: Store refused writes <b>"&\'']]);
  });

  it('of what is on record is held as well, and of what is pending is not', async () => {
    await edit(RECORDED, ['text: Nobody.', 'text: Some.']);
    await edit('postmortems/fx-2026-003.mdx', ['We are looking into it.', 'We know what it is.']);
    expect((await told()).map(([code, file]) => [code, file])).toEqual([['unrevised-text', RECORDED]]);
  });
});
