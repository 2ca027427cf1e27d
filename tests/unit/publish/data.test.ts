import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { markedElsewhere } from '../../../src/audit/elsewhere.ts';
import { isError } from '../../../src/findings.ts';
import { preparePublication } from '../../../src/publish/publication.ts';
import { fixtureContent, NOW } from '../../fixture-content.ts';

const FOLDER = 'postmortems/fx-2026-100';
const GOOD = 'x,y\n1,2\n3,4\n';
const FRONT = `---
title: T
status: recorded
severity: sev1
startedAt: 2026-11-20T12:00:00Z
resolvedAt: 2026-11-20T13:00:00Z
publishedAt: 2026-11-20T14:00:00Z
updates: [{ at: 2026-11-20T12:10:00Z, status: resolved, text: Over. }]
---
`;
/** The line of the file on which a body begins. */
const BODY = 10;

let folder: string;
const write = async (name: string, text: string | Uint8Array) => {
  await mkdir(path.dirname(path.join(folder, FOLDER, name)), { recursive: true });
  await writeFile(path.join(folder, FOLDER, name), text);
};
const prepare = () => preparePublication(folder, { now: NOW, mode: 'public' });

/** The findings about a postmortem of that body: file, place, code and what is said of it. */
async function findingsFor(body: string): Promise<string[]> {
  await write('index.mdx', FRONT + body);
  const { findings } = await prepare();
  return findings
    .filter(({ file }) => file.startsWith(FOLDER))
    .map(
      ({ file, line, column, code, message }) =>
        `${path.basename(file)}:${line}:${column} ${code}: ${message.split(': ')[1] ?? ''}`,
    );
}

beforeEach(async () => {
  folder = await fixtureContent();
});

describe('the data of a chart is published', () => {
  it('written anew, once, and named after what it holds', async () => {
    await write('a.csv', 'x,y\r\n1, "2.0"\r\n3,4\r\n'.replace(' "2.0"', '"2.0"'));
    await write('sub/b.csv', GOOD);
    expect(
      await findingsFor('<Chart src="./a.csv" title="A" />\n\n<Chart src="./sub/b.csv" title="B" />\n'),
    ).toEqual([]);
    const { files } = await prepare();
    const names = [...files.keys()].filter((name) => name.startsWith('data/'));
    // The other is that of the fixture.
    expect(names.map((name) => files.get(name) === GOOD).sort()).toEqual([false, true]);
    const [name] = names.filter((each) => files.get(each) === GOOD);
    expect(name).toMatch(/^data\/[0-9a-f]{16}\.csv$/);
    expect(String(files.get('postmortems/fx-2026-100.mdx'))).toContain(`<Chart src="/${name}" title="B" />`);
  });

  it('only while the public text refers to it', async () => {
    await write('a.csv', GOOD);
    const chart = '<Chart src="./a.csv" title="A" />\n';
    expect(await findingsFor(`<Redacted reason="legal">\n\n${chart}\n</Redacted>\n`)).toEqual([]);
    const published = async () => [...(await prepare()).files.values()].includes(GOOD);
    expect(await published()).toBe(false);
    for (const status of ['draft', 'review', 'pending']) {
      await write('index.mdx', FRONT.replace('recorded', status) + chart);
      expect(await published(), status).toBe(false);
    }
    await write('index.mdx', FRONT + chart);
    expect(await published()).toBe(true);
  });

  it('and looked through for what looks secret and for what is marked elsewhere', async () => {
    await write('a.csv', 'x,y\nbilling.prod.internal,1\nCANARYPROSE,2\n');
    expect(await findingsFor('<Chart src="./a.csv" title="A" />\n')).toEqual([
      expect.stringMatching(/^a\.csv:2:1 internal-host/),
    ]);
    expect(
      markedElsewhere(await prepare()).map(({ file, line, column }) => `${file}:${line}:${column}`),
    ).toEqual([`${FOLDER}/a.csv:3:1`]);
  });
});

const CHART = '<Chart src="./a.csv" title="A" />\n';

describe('what is wrong with a chart is told', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['a cell', 'x,y\n1,2\n3,b\n', 'a.csv:3:3 bad-data: expected a number such as 1250.5, or nothing'],
    ['a marker', 'x,y\n1,2\n<Redacted,4\n', 'a.csv:3:1 marker-in-data: '],
    ['an encoding', new Uint8Array([0x78, 0xff]), 'a.csv:1:1 not-utf8: '],
    ['a size', 'x'.repeat(1_100_000), `index.mdx:${BODY}:13 bad-data: it is larger than 1 MiB`],
    [
      'a type that does not suit',
      'x,y\na,1\n',
      `index.mdx:${BODY}:13 bad-chart: its first column is text, and the type line needs numbers, times or days`,
    ],
  ])('at its place: %s', async (_, csv, expected) => {
    await write('a.csv', csv);
    expect(await findingsFor(CHART.replace(' />', ' type="line" />'))).toEqual([expected]);
    expect((await prepare()).files.size).toBe(0);
  });

  it('once, if two charts share a file', async () => {
    await write('a.csv', 'x,y\n1,b\n');
    expect(await findingsFor(`${CHART}\n${CHART}`)).toHaveLength(1);
  });

  it('if the file is missing, of another kind, elsewhere or reached by a link', async () => {
    await write('notes.txt', GOOD);
    await write('folder.csv/x', GOOD);
    await symlink('/etc/hostname', path.join(folder, FOLDER, 'link.csv'));
    const charts = [
      './none.csv',
      './notes.txt',
      '../fx-2026-001/latency.csv',
      '/data/0123456789abcdef.csv',
      './folder.csv',
      './link.csv',
    ];
    expect(await findingsFor(charts.map((src) => `<Chart src="${src}" title="A" />\n`).join('\n'))).toEqual(
      [
        'missing-data: no such file',
        'bad-data: its name does not end in .csv',
        'bad-data: its address leads upwards',
        'bad-data: its address is not relative',
        'bad-data: it is not a file',
        'bad-data: it lies outside the folder of the postmortem',
      ].map((says, index) => `index.mdx:${BODY + 2 * index}:13 ${says}`),
    );
  });

  it('as a whole finding, word by word', async () => {
    await write('a.csv', 'x,y\n1\n');
    await write('index.mdx', FRONT + CHART);
    expect((await prepare()).findings.filter(isError)).toEqual([
      {
        code: 'bad-data',
        severity: 'error',
        file: `${FOLDER}/a.csv`,
        line: 2,
        column: 1,
        message: 'The data of a chart cannot be read: a row of 1 below 2 names',
        hint: 'Write CSV as UTF-8: a line of names, then rows of x (numbers, date-times with offset, days, or text) and a number for each series.',
      },
    ]);
  });
});

describe('a diagram that cannot be drawn is told', () => {
  it('at the line of its source, behind whatever was withheld before it', async () => {
    const diagram = '<Diagram alt="x">\n\n```dot\ndigraph {\n  a -> b\n  c -> -> d\n}\n```\n\n</Diagram>\n';
    const block = `<Redacted reason="security">\n\n${'ZORBLATT\n\n'.repeat(20)}</Redacted>\n\n`;
    expect(await findingsFor(diagram)).toEqual([
      `index.mdx:${BODY + 5}:1 bad-diagram: it is not DOT from here on`,
    ]);
    expect(await findingsFor(block + diagram)).toEqual([
      `index.mdx:${BODY + 5 + 44}:1 bad-diagram: it is not DOT from here on`,
    ]);
  });
});
