import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isError } from '../../../src/findings.ts';
import { type Publication, preparePublication } from '../../../src/publish/publication.ts';
import { draftTemplate } from '../../../src/publish/template.ts';
import { siteSchema } from '../../../src/schema/site.ts';
import { fixtureContent, fixtures, NOW, temporaryFolder } from '../../fixture-content.ts';

let folder: string;
const prepare = (): Promise<Publication> => preparePublication(folder, { now: NOW, mode: 'public' });
const write = async (file: string, text: string | Uint8Array) => {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
};
const errors = async () => (await prepare()).findings.filter(isError);
const pending = (extra: string, body = '') =>
  `---\ntitle: T\nstatus: pending\nseverity: sev1\nstartedAt: 2026-11-20T12:00:00Z\n${extra}---\n${body}`;
const FILE = 'postmortems/fx-2026-100.mdx';

beforeEach(async () => {
  folder = await fixtureContent();
});

describe('what is published', () => {
  it('holds no secret in any file or name, and nothing of drafts, reviews, embargoes and retracted texts', async () => {
    const { files, findings } = await prepare();
    expect(findings.filter(isError)).toEqual([]);
    const all = [...files]
      .map(([name, content]) => `${name}\n${Buffer.from(content).toString('latin1')}`)
      .join('\n');
    expect(all).not.toContain('CANARY');
    expect(all).not.toMatch(/fx-2026-90[012]/);
    expect([...files.keys()].sort()).toEqual([
      'components.yaml',
      expect.stringMatching(/^data\/[0-9a-f]{16}\.csv$/),
      expect.stringMatching(/^images\/[0-9a-f]{16}-40x20\.png$/),
      'pages/policy.mdx',
      ...[1, 2, 3, 4, 5, 6].map((number) => `postmortems/fx-2026-00${number}.mdx`),
      'site.yaml',
    ]);
  });

  it('reads as plain MDX with the public texts in place', async () => {
    const text = String((await prepare()).files.get('postmortems/fx-2026-001.mdx'));
    const front = parse(text.split('---\n')[1] ?? '') as Record<string, unknown>;
    expect(front['title']).toBe('Website slow for a customer');
    expect(front['summary']).toBe('Pages took long. It hit first.');
    expect(Object.keys(front)).not.toContain('internal');
    expect(Object.keys(front)).not.toContain('approvals');
    expect(front['related']).toEqual([{ id: 'fx-2026-002', kind: 'recurrence' }]);
    expect(text).toContain('The site was slow for, and then for all. Run `curl a host`.');
    expect(text).toContain('## Why one customer saw it first');
    expect(text).toContain('caption="Latency "');
    expect(text).toMatch(/!\[A chart for a customer\]\(\/images\/[0-9a-f]{16}-40x20\.png\)/);
  });

  it('does not say where all that a field held is withheld', async () => {
    const known = (status: string, extra: string) =>
      pending(
        `resolvedAt: 2026-11-20T13:00:00Z\nupdates:\n  - { at: 2026-11-20T12:30:00Z, status: resolved, text: Over. }\n${extra}`,
      ).replace('pending', status);
    const publish = async (text: string) => {
      await write(FILE, text);
      expect(await errors()).toEqual([]);
      return String((await prepare()).files.get(FILE));
    };
    const held = [
      'revisions: [{ internal: true, at: 2026-11-20T14:00:00Z, text: CANARY }]',
      'actions: [{ internal: true, id: canary }]',
      'timeline: [{ internal: true, text: CANARY }]',
      'lessons: [{ internal: true, text: CANARY }]',
      'impact: { internal: { revenue: CANARY }, metrics: [{ internal: true, label: CANARY }] }',
      'related: [{ id: fx-2026-900, kind: recurrence }]',
      '',
    ].join('\n');
    for (const status of ['recorded', 'pending'])
      expect(await publish(known(status, held))).toBe(await publish(known(status, '')));
  });

  it('keeps moments as text for any reader of YAML', async () => {
    const text = String((await prepare()).files.get('postmortems/fx-2026-001.mdx'));
    expect(text).toContain('startedAt: "2026-10-24T22:30:00Z"');
  });

  it('has images without metadata, trailing bytes or transparency', async () => {
    const { files } = await prepare();
    const image = [...files].find(([name]) => name.startsWith('images/'))?.[1] as Uint8Array;
    const { exif, xmp, hasAlpha } = await sharp(image).metadata();
    expect([exif, xmp, hasAlpha]).toEqual([undefined, undefined, false]);
    expect(Buffer.from(image).toString('latin1').endsWith('IEND\xaeB`\x82')).toBe(true);
  });

  it('of a retracted postmortem is only its tombstone', async () => {
    const text = String((await prepare()).files.get('postmortems/fx-2026-006.mdx'));
    expect(parse(text.split('---\n')[1] ?? '')).toEqual({
      title: 'Not our incident',
      status: 'retracted',
      retraction: 'It was a test of somebody else.',
      aliases: ['never-ours'],
      publishedAt: '2026-09-01T09:00:00Z',
    });
  });

  it('is the same with carriage returns', async () => {
    const before = await prepare();
    const file = 'postmortems/fx-2026-001/index.mdx';
    await write(file, (await readFile(path.join(folder, file), 'utf8')).replaceAll('\n', '\r\n'));
    const { texts: _, ...after } = await prepare();
    expect({ ...after, texts: before.texts }).toEqual(before);
  });

  it('takes up an embargoed postmortem once its time has come', async () => {
    const later = await preparePublication(folder, {
      now: Date.parse('2026-12-24T09:00:00Z'),
      mode: 'public',
    });
    expect([...later.files.keys()]).toContain('postmortems/fx-2026-902.mdx');
  });

  it('shows the reason as a label where the site asks for it', async () => {
    await write(
      'site.yaml',
      'name: F\ndescription: D\nurl: https://x.example\nredaction: { placeholder: label }\n',
    );
    expect(String((await prepare()).files.get('postmortems/fx-2026-001.mdx'))).toContain(
      'slow for [withheld: customer], and',
    );
  });

  it('is inked in the preview, drafts included, and still without a secret', async () => {
    const { files } = await preparePublication(folder, { now: NOW, mode: 'preview' });
    const text = String(files.get('postmortems/fx-2026-001.mdx'));
    expect(text).toContain('██ customer: a customer ██');
    expect(text).not.toContain('CANARY');
    expect([...files.keys()]).toContain('postmortems/fx-2026-900.mdx');
  });
});

describe('what is withheld', () => {
  it('are also the keys under internal that are notes and not names of fields', async () => {
    await write(FILE, pending('internal: { customers: { Zorblatt Handels AG: refund 400 } }\n'));
    const { withheld } = await prepare();
    expect(
      withheld.filter(({ file, kind }) => file === FILE && kind === 'internal').map(({ text }) => text),
    ).toEqual(['Zorblatt Handels AG', 'refund 400']);
  });

  it('is kept with its place for the audit', async () => {
    const { withheld, counts } = await prepare();
    expect(withheld).toContainEqual(
      expect.objectContaining({
        kind: 'marker',
        reason: 'customer',
        file: 'postmortems/fx-2026-001/index.mdx',
        line: 2,
        text: 'CANARYTITLE',
      }),
    );
    expect(withheld).toContainEqual(expect.objectContaining({ kind: 'internal', text: 'CANARYINTERNAL-1' }));
    expect(withheld).toContainEqual(
      expect.objectContaining({ kind: 'internal', text: 'CANARYDROPPED was told first.' }),
    );
    expect(withheld).toContainEqual(expect.objectContaining({ kind: 'unpublished', text: 'fx-2026-900' }));
    expect(withheld.map((each) => each.text)).not.toContain('fx-2026-006');
    expect(counts).toEqual({ postmortems: 6, unpublished: 3, passages: 20, images: 1 });
  });
});

describe('the section "What happened"', () => {
  it.each([
    ['de', '## Was geschah', false],
    ['de-CH', '## was geschah', false],
    ['de', '## What happened', false],
    ['de', '## Was war', true],
    ['en', '## Was geschah', true],
    ['fr', '## What happened', false],
  ])('may be in the language of the site: %s, %s', async (locale, heading, isMissing) => {
    const site = await readFile(path.join(folder, 'site.yaml'), 'utf8');
    await write('site.yaml', `${site}locale: ${locale}\n`);
    await write(FILE, `---\ntitle: T\nstatus: published\n---\n\n${heading}\n\nx\n`);
    const found = (await errors()).filter(({ file }) => file === FILE).map(({ code }) => code);
    expect(found.includes('missing-section')).toBe(isMissing);
  });

  it('is in the template of a draft in that language', () => {
    const templateIn = (locale: string) => {
      const site = siteSchema.parse({ name: 'N', description: 'D', url: 'https://status.example', locale });
      return draftTemplate('T', site, NOW);
    };
    expect(templateIn('de-AT')).toContain('\n## Was geschah\n');
    expect(templateIn('en-GB')).toContain('\n## What happened\n');
  });
});

const BAD: Record<string, [text: string, code: string, line: number, column: number, says: string]> = {
  'unknown key': [pending('sumary: x\n'), 'unknown-key', 6, 1, '"sumary", nearest: summary'],
  'unknown key inside': [pending('impact:\n  regoins: [EU]\n'), 'unknown-key', 7, 3, 'nearest: regions'],
  'wrong type': [pending('summary: [a]\n'), 'wrong-type', 6, 10, 'should be text'],
  'missing title': ['---\nstatus: draft\n---\n', 'missing-field', 2, 1, 'title'],
  'missing field of a published one': [
    '---\ntitle: T\nstatus: published\n---\n\n## What happened\n\nx\n',
    'missing-field',
    2,
    1,
    'detectedAt, with status published',
  ],
  'no section What happened': [
    '---\ntitle: T\nstatus: published\n---\n',
    'missing-section',
    1,
    1,
    'What happened',
  ],
  'unknown severity': [
    '---\ntitle: T\nstatus: pending\nseverity: sev11\nstartedAt: 2026-11-20T12:00:00Z\n---\n',
    'unknown-value',
    4,
    11,
    'nearest: sev1',
  ],
  'unknown status': ['---\ntitle: T\nstatus: publsihed\n---\n', 'unknown-value', 3, 9, 'nearest: published'],
  'unknown component': [
    pending('impact:\n  components: [{ id: wep, status: major_outage }]\n'),
    'unknown-reference',
    7,
    22,
    'nearest: web',
  ],
  'unknown factor': [
    pending('trigger: { class: chnage, text: x }\n'),
    'unknown-value',
    6,
    19,
    'nearest: change',
  ],
  'unknown related id': [
    pending('related: [{ id: fx-2026-020, kind: recurrence }]\n'),
    'unknown-reference',
    6,
    17,
    'nearest: fx-2026-0',
  ],
  'moment without an offset': [
    pending('detectedAt: 2026-11-20T13:00:00\n'),
    'bad-date',
    6,
    13,
    'has no offset',
  ],
  'moment on 30 February': [
    pending('detectedAt: 2026-02-30T13:00:00Z\n'),
    'bad-date',
    6,
    13,
    'not in the calendar',
  ],
  'embargo on 30 February': [
    pending('publishedAt: 2027-02-30T13:00:00Z\n'),
    'bad-date',
    6,
    14,
    'not in the calendar',
  ],
  'day that is none': [
    pending('actions: [{ id: a1, title: x, type: prevent, status: open, due: 2026-13-01 }]\n'),
    'bad-day',
    6,
    65,
    'not in the calendar',
  ],
  'resolved before it started': [
    pending('resolvedAt: 2026-11-20T11:00:00Z\n'),
    'impossible-order',
    6,
    13,
    'resolvedAt is before startedAt',
  ],
  'detected by customers before it started': [
    pending('detectedAt: 2026-11-20T11:00:00Z\ndetection: { method: customer }\n'),
    'impossible-order',
    6,
    13,
    'detectedAt is before',
  ],
  'window outside the incident': [
    pending(
      'resolvedAt: 2026-11-20T14:00:00Z\nimpact:\n  components: [{ id: web, status: major_outage, to: 2026-11-20T15:00:00Z }]\n',
    ),
    'impossible-order',
    8,
    53,
    'ends after resolvedAt',
  ],
  'broken marker': [pending('', 'a <Redated>ZORBLATT</Redated>\n'), 'near-miss-marker', 7, 3, ''],
  import: [pending('', "import x from 'y'\n"), 'no-import-export', 7, 1, ''],
  'unknown component in the body': [pending('', '<Tabs src="x" />\n'), 'unknown-component', 7, 1, ''],
  'broken MDX': [pending('', 'a\n\n<Callout>\nb\n'), 'mdx-parse', 9, 1, 'not closed'],
  'a link in the front matter that runs a script': [
    pending('impact: { text: "[a](java&#x73;cript:x)" }\n'),
    'bad-url',
    6,
    17,
    '',
  ],
  'an update with an address that is none of the web': [
    pending('updates: [{ at: 2026-11-20T12:00:00Z, status: identified, text: "<data:text/html,x>" }]\n'),
    'bad-url',
    6,
    65,
    '',
  ],
  'a link in the front matter that is nested so deeply that nobody can read it': [
    pending(`impact: { text: "${'>'.repeat(9000)} [a](https://x.example)" }\n`),
    'bad-url',
    6,
    17,
    '',
  ],
  'broken YAML': ['---\ntitle: "T\n---\n', 'yaml', 2, 8, 'a quote'],
  'missing image': [pending('', '![x](./x.png)\n'), 'missing-image', 7, 6, 'a single file has no images'],
  'remote image': [pending('', '![x](https://x.example/x.png)\n'), 'remote-image', 7, 1, ''],
  'image without text': [pending('', '![](./x.png)\n'), 'image-alt', 7, 1, ''],
  'link to a draft': [pending('', '[x](/incidents/fx-2026-900/)\n'), 'broken-link', 7, 1, ''],
  'link to a page that is not there': [pending('', '[x](/nowhere/)\n'), 'broken-link', 7, 1, ''],
  'link to a component that is not there': [pending('', '[x](/components/nope)\n'), 'broken-link', 7, 1, ''],
  'link to a severity that is not there': [
    pending('', '[x](/history/severity/sev9/)\n'),
    'broken-link',
    7,
    1,
    '',
  ],
  'link to a factor that is not there': [pending('', '[x](/factors/nope/)\n'), 'broken-link', 7, 1, ''],
  'link to a draft by its whole address': [
    pending('', '[x](https://status.fixture.example/base/incidents/fx-2026-900/)\n'),
    'broken-link',
    7,
    1,
    '',
  ],
  'link to a draft from here': [pending('', '[x](../fx-2026-900/)\n'), 'broken-link', 7, 1, ''],
  'key that can be anything': [
    pending('impact: { KSECRET is not a key, text: x }\n'),
    'unknown-key',
    6,
    11,
    'expected one of text, components',
  ],
  'duplicate action': [
    pending(
      'actions: [{ id: a1, title: x, type: prevent, status: open }, { id: a1, title: y, type: prevent, status: open }]\n',
    ),
    'duplicate-id',
    6,
    68,
    'the action "a1"',
  ],
  'alias of another': [pending('aliases: [fx-2026-001]\n'), 'alias-taken', 6, 11, 'alias of another'],
  'text empty once redacted': [
    pending('summary: <Redacted reason="legal">ZORBLATT</Redacted>\n'),
    'text-length',
    6,
    10,
    'summary is empty',
  ],
  'byte order mark': [`\ufeff${pending('')}`, 'bom', 1, 1, ''],
  'two megabytes': [pending('', 'word '.repeat(420_000)), 'file-too-large', 1, 1, ''],
  'no front matter': ['## What happened\n', 'no-front-matter', 1, 1, ''],
};

describe('what is wrong is told with its place and a way out:', () => {
  it.each(Object.entries(BAD))('%s', async (_, [text, code, line, column, says]) => {
    await write(FILE, text);
    const { findings, files } = await prepare();
    const found = findings.filter((each) => each.file === FILE);
    expect(found).toContainEqual(
      expect.objectContaining({
        code,
        file: FILE,
        line,
        column,
        message: expect.stringContaining(says),
        hint: expect.stringMatching(/\w/),
      }),
    );
    expect(files.size).toBe(0);
    expect(JSON.stringify(findings)).not.toMatch(/ZORB|LATT|CANARY/);
  });

  it('a whole finding, word by word', async () => {
    await write(FILE, pending('detectedAt: 2026-11-20T13:00:00\n'));
    expect(await errors()).toEqual([
      {
        code: 'bad-date',
        severity: 'error',
        file: FILE,
        line: 6,
        column: 13,
        message: 'This is not a date-time with an offset: detectedAt: it has no offset',
        hint: 'Write it like 2026-03-14T09:12:00Z or 2026-03-14T10:12:00+01:00.',
      },
    ]);
  });

  it('all findings of all files at once', async () => {
    await write(FILE, pending('sumary: x\nseverety: y\n', 'a <redacted>b</redacted>\n'));
    await write('postmortems/fx-2026-101.mdx', pending('detectedAt: 2026\n'));
    await write(
      'components.yaml',
      '- { id: web, name: Website, dependsOn: [nothing] }\n- { id: web, name: Twice }\n- { id: store, name: Store }\n',
    );
    const codes = (await errors()).map((each) => `${each.file.replace('postmortems/', '')} ${each.code}`);
    expect(codes).toEqual([
      'components.yaml unknown-reference',
      'components.yaml duplicate-id',
      'fx-2026-100.mdx unknown-key',
      'fx-2026-100.mdx unknown-key',
      'fx-2026-100.mdx near-miss-marker',
      'fx-2026-100.mdx near-miss-marker',
      'fx-2026-101.mdx bad-date',
    ]);
  });

  it('an error behind a long withheld block at the line that was authored', async () => {
    const block = `<Redacted reason="security">\n\n${'ZORBLATT\n\n'.repeat(40)}</Redacted>\n`;
    await write(FILE, pending('', `a\n\n${block}\nb <Tabs />\n`));
    expect(await errors()).toContainEqual(
      expect.objectContaining({ code: 'unknown-component', line: 93, column: 3 }),
    );
  });

  it('an id that is none, and one that stands twice', async () => {
    await write('postmortems/Bad_Name.mdx', pending(''));
    await write('postmortems/fx-2026-002/index.mdx', pending(''));
    expect((await errors()).map((each) => [each.code, each.file])).toEqual([
      ['bad-id', 'postmortems/Bad_Name.mdx'],
      ['duplicate-id', 'postmortems/fx-2026-002.mdx'],
    ]);
  });

  it('an id at whose address the API of Statuspage has a list', async () => {
    await write('postmortems/unresolved.mdx', pending(''));
    expect((await errors()).map((each) => [each.code, each.file])).toEqual([
      ['reserved-page', 'postmortems/unresolved.mdx'],
    ]);
  });

  it('an archive without postmortems', async () => {
    await rm(path.join(folder, 'postmortems'), { recursive: true });
    expect((await errors()).map((each) => each.code)).toEqual(['no-postmortems']);
  });

  it('an archive of which nothing is public, which is no error of any file', async () => {
    await rm(path.join(folder, 'postmortems'), { recursive: true });
    await write('postmortems/fx-2026-001.mdx', '---\ntitle: A draft\n---\n');
    const { findings } = await preparePublication(folder, { now: NOW, mode: 'public' });
    expect(findings.map(({ code, severity }) => [code, severity])).toContainEqual(['none-public', 'warning']);
    await write('postmortems/fx-2026-004.mdx', pending(''));
    const { findings: then } = await preparePublication(folder, { now: NOW, mode: 'public' });
    expect(then.map(({ code }) => code)).not.toContain('none-public');
  });

  it('a missing site.yaml', async () => {
    await rm(path.join(folder, 'site.yaml'));
    expect((await errors()).map((each) => [each.code, each.file])).toEqual([['missing-file', 'site.yaml']]);
  });

  it('a file that is not UTF-8, and a page at an address of the archive', async () => {
    await write('pages/history.mdx', '---\ntitle: T\n---\n');
    await write(FILE, new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe]));
    expect((await errors()).map((each) => each.code)).toEqual(['reserved-page', 'not-utf8']);
  });

  it('a list of terms that is not there, and uses one that is', async () => {
    const terms = path.join(folder, '..', 'terms.txt');
    const options = { now: NOW, mode: 'public', termsFile: terms } as const;
    expect((await preparePublication(folder, options)).findings.map((each) => each.code)).toContain(
      'terms-file',
    );
    await writeFile(terms, '# never\nProject Windlass\n');
    const { findings, withheld } = await preparePublication(folder, options);
    expect(findings.filter(isError)).toEqual([]);
    expect(withheld).toContainEqual(
      expect.objectContaining({ kind: 'term', file: 'terms.txt', line: 2, text: 'Project Windlass' }),
    );
  });

  it('a logo that is there, and one that is not, or is none, with its place', async () => {
    const publicDir = await temporaryFolder();
    const problems = async () => {
      const { findings } = await preparePublication(folder, { now: NOW, mode: 'public', publicDir });
      return findings.filter(isError).map(({ code, file, line, column, message, hint }) => ({
        place: `${code} ${file}:${line}:${column}`,
        text: `${message}. ${hint}`,
      }));
    };
    expect(await problems()).toEqual([
      {
        place: 'missing-logo site.yaml:7:16',
        text: 'The logo is not there: expected public/logo.svg. Put the file into the folder public, or remove brand.logo from site.yaml.',
      },
    ]);
    await writeFile(path.join(publicDir, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
    expect(await problems()).toEqual([
      {
        place: 'bad-logo site.yaml:7:16',
        text: expect.stringMatching(
          /^The logo cannot be put into the pages: its first tag has no viewBox\. Use /,
        ),
      },
    ]);
    await writeFile(
      path.join(publicDir, 'logo.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>',
    );
    expect(await problems()).toEqual([]);
  });

  it('a folder where a file should be, and a file that is not read', async () => {
    await mkdir(path.join(folder, FILE));
    await write('postmortems/fx-2026-101.md', pending(''));
    const { findings } = await prepare();
    expect(
      findings
        .filter((each) => !['related-not-public', 'unrecorded'].includes(each.code))
        .map((each) => [each.code, each.severity, each.file]),
    ).toEqual([
      ['ignored-file', 'warning', FILE],
      ['missing-file', 'error', FILE],
      ['ignored-file', 'warning', 'postmortems/fx-2026-101.md'],
    ]);
  });

  it('the part of a pending postmortem that is being written', async () => {
    await write(
      FILE,
      pending('lessons: [ZORBLATT]\nsummary: told\n', '## What happened\n\nZORBLATT was here.\n'),
    );
    const { files, findings } = await prepare();
    expect(findings.filter(isError)).toEqual([]);
    expect(files.get(FILE)).toContain('summary: told');
    expect(files.get(FILE)).not.toContain('ZORBLATT');
    const preview = await preparePublication(folder, { now: NOW, mode: 'preview' });
    expect(preview.files.get(FILE)).toContain('ZORBLATT was here');
  });

  it('no link to what is there, however it is written', async () => {
    const links = [
      '/',
      '/history/',
      '/history/2026/',
      '/history/severity/sev1/',
      '/history/kind/near-miss/',
      '/history/?severity=sev1&factor=data',
      '/factors/',
      '/factors/data',
      '/search/?q=x',
      '/components/web',
      '/policy/',
      '/statement.pdf',
      '#x',
      'mailto:a@b.example',
    ].concat([
      '/incidents/old-incident/',
      '../fx-2026-001/#what-happened',
      'https://status.fixture.example/base/incidents/fx-2026-002/',
      'https://elsewhere.example/nowhere/',
    ]);
    await write(FILE, pending('', links.map((link) => `[x](${link})`).join('\n')));
    expect(await errors()).toEqual([]);
  });

  it('links to places of pages that are not there', async () => {
    const links = ['#none', '#what-is-here', '#user-content-fn-a', '#kept', '#top', '#']
      .concat(['/incidents/fx-2026-001/#t-2026-10-25-0030', '/incidents/fx-2026-001/#t-2026-10-25-0031'])
      .concat(['/incidents/fx-2026-001/#section-timeline', '/incidents/fx-2026-003/#section-timeline'])
      .concat(['/incidents/fx-2026-001/#action-a1', '/incidents/fx-2026-001#action-a2']);
    const body = `## What is here\n\nA.[^a]\n\n[^a]: Note.\n\n${links.map((link) => `[x](${link})`).join('\n')}`;
    await write('pages/policy.mdx', `---\ntitle: T\nanchors: { kept: what-is-here }\n---\n${body}\n`);
    const found = await errors();
    expect(found.map((each) => [each.code, links[each.line - 11]])).toEqual(
      ['#none', '/incidents/fx-2026-001/#t-2026-10-25-0031', '/incidents/fx-2026-003/#section-timeline']
        .concat('/incidents/fx-2026-001#action-a2')
        .map((link) => ['broken-anchor', link]),
    );
  });

  it('a link to a draft on a free page', async () => {
    await write('pages/policy.mdx', '---\ntitle: T\n---\n[x](/incidents/fx-2026-900/)\n');
    expect((await errors()).map((each) => [each.code, each.file])).toEqual([
      ['broken-link', 'pages/policy.mdx'],
    ]);
  });

  it('an embargo of any status that leaves the folder', async () => {
    await write(FILE, pending('publishedAt: 2027-01-01T00:00:00Z\n'));
    expect([...(await prepare()).files.keys()]).not.toContain(FILE);
  });

  it('a link out of the folder, for texts and for images', async () => {
    await symlink(
      path.join(fixtures, 'site', 'site.yaml'),
      path.join(folder, 'postmortems', 'fx-2026-100.mdx'),
    );
    const images = path.join(folder, 'postmortems', 'fx-2026-001');
    await rm(path.join(images, 'chart.png'));
    await symlink('/etc/hostname', path.join(images, 'chart.png'));
    expect([...new Set((await errors()).map((each) => each.code))].sort()).toEqual([
      'bad-image',
      'outside-folder',
    ]);
  });

  it('no file whose name begins with two dots, for that leads nowhere', async () => {
    await write('postmortems/fx-2026-100/index.mdx', pending('', '![a](..x.png)\n'));
    await write(
      'postmortems/fx-2026-100/..x.png',
      await readFile(path.join(folder, 'postmortems/fx-2026-001/chart.png')),
    );
    expect(await errors()).toEqual([]);
  });

  it('an image that is something else, or is an SVG', async () => {
    await write(
      'postmortems/fx-2026-001/chart.png',
      '<svg xmlns="http://www.w3.org/2000/svg"><text>CANARY</text></svg>',
    );
    expect((await errors()).map((each) => [each.code, each.message])).toContainEqual([
      'bad-image',
      'The image cannot be published: its format is svg',
    ]);
  });
});

describe('what editors and systems leave beside a file', () => {
  it('is no content: neither told nor published', async () => {
    const before = await prepare();
    for (const name of ['.#fx-2026-001.mdx', '._fx-2026-001.mdx', '.fx-2026-100/index.mdx', '.fx.md'])
      await write(`postmortems/${name}`, pending('summary: LEFTOVER\n'));
    await write('pages/._policy.mdx', '---\ntitle: LEFTOVER\n---\n');
    const { findings, files } = await prepare();
    expect([findings, [...files]]).toEqual([before.findings, [...before.files]]);
  });
});

describe('no message quotes what is withheld, if that is', () => {
  it.each([
    [
      'a component',
      'components.yaml',
      '- { id: zorblatt-store, name: Zorblatt, internal: true }\n',
      'impact: { components: [{ id: zorblatt-store, status: major_outage }] }\n',
    ],
    [
      'the id of a draft',
      'postmortems/zorblatt-breach.mdx',
      '---\ntitle: Draft\n---\n',
      'related: [{ id: zorblatt-breac, kind: recurrence }]\n',
    ],
    [
      'a value in a draft',
      'postmortems/fx-2026-101.mdx',
      '---\ntitle: Draft\nstatus: waiting for Zorblatt\nimpact: { dataLoss: Zorblatt lost }\n---\n',
      '',
    ],
    [
      'an alias of a draft',
      'postmortems/fx-2026-101.mdx',
      '---\ntitle: Draft\naliases: [zorblatt-alias]\n---\n',
      'aliases: [zorblatt-alias]\n',
    ],
    [
      'an old anchor that cannot be one',
      'postmortems/fx-2026-101.mdx',
      '---\ntitle: Draft\nanchors: { "Zorblatt is down": section-impact }\n---\n',
      'anchors: { zorblatt-is-down: [section-impact] }\n',
    ],
    [
      'a line that fell among the fields of a moment',
      'postmortems/fx-2026-101.mdx',
      '---\ntitle: Draft\ndetectedAt: { at: 2026-11-20T13:00:00Z, Zorblatt called: at once }\n---\n',
      'detectedAt: { at: 2026-11-20T13:00:00Z, zorblatt: at once }\n',
    ],
    [
      'what approvals are asked for',
      'site.yaml',
      'publication: { approvals: { Zorblatt Handels AG: comms } }\n',
      '',
    ],
  ])('%s', async (_, file, text, extra) => {
    const before = file.endsWith('.yaml') ? await readFile(path.join(folder, file), 'utf8') : '';
    await write(file, before + text);
    await write(FILE, pending(extra));
    const told = (await errors()).map(({ message, hint }) => `${message} ${hint}`);
    expect(told.length).toBeGreaterThan(0);
    expect(told.join('\n')).not.toMatch(/zorb|blatt/i);
  });
});

describe('a list of terms', () => {
  it('that is not UTF-8 is refused, for other words would be looked for', async () => {
    const termsFile = path.join(folder, '..', 'terms.txt');
    const codes = async (bytes: Uint8Array) => {
      await writeFile(termsFile, bytes);
      const { findings, withheld } = await preparePublication(folder, {
        now: NOW,
        mode: 'public',
        termsFile,
      });
      return [
        findings.filter(isError).map(({ code }) => code),
        withheld.filter(({ kind }) => kind === 'term').length,
      ];
    };
    expect(await codes(Buffer.from('Müller\rAcme\r\nXylor\n'))).toEqual([[], 3]);
    expect(await codes(Buffer.from('Müller', 'latin1'))).toEqual([['terms-file'], 0]);
    expect(await codes(Buffer.from('Acme', 'utf16le'))).toEqual([['terms-file'], 0]);
  });
});

describe('six real incidents', () => {
  it('pass with nothing to say', async () => {
    folder = path.join(fixtures, 'real');
    const { findings, counts } = await prepare();
    expect(findings.map((each) => each.code)).toEqual(['unrecorded']);
    expect(counts.postmortems).toBe(6);
  });
});
