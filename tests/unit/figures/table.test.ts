import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable, writeTable } from '../../../src/figures/table.ts';
import { Lines } from '../../../src/redaction/positions.ts';

/** What is wrong with a CSV: code, line:column, detail. */
const problemsOf = (csv: string): string[] =>
  readTable(csv).problems.map(({ code, offset, detail }) => {
    const { line, column } = new Lines(csv).at(offset);
    return [code, `${line}:${column}`, detail ?? ''].join(' ').trim();
  });

describe('the data of a chart', () => {
  it('is a column of places and series of numbers, some of them without a value', () => {
    expect(
      readTable('time,"p50, ms",p99\n2026-03-14T09:12:00Z,80,\n2026-03-14T10:15:00+01:00, 90.5 ,1e3\n'),
    ).toEqual({
      table: {
        kind: 'time',
        x: { name: 'time', values: [Date.parse('2026-03-14T09:12:00Z'), Date.parse('2026-03-14T09:15:00Z')] },
        series: [
          { name: 'p50, ms', values: [80, 90.5] },
          { name: 'p99', values: [undefined, 1000] },
        ],
      },
      problems: [],
    });
  });

  it.each([
    ['numbers', 'number', '0,1\n2.5,1\n'],
    ['times', 'time', '2026-03-14T09:12:00Z,1\n'],
    ['days', 'day', '2026-03-14,1\n2026-04-01,1\n'],
    ['texts', 'text', 'b,1\na,1\n'],
  ])('has %s in its first column', (_, kind, rows) => {
    expect(readTable(`x,y\n${rows}`).table?.kind).toBe(kind);
  });

  it('is written anew from its values: no quote, space, offset or digit of the author is left', () => {
    const { table } = readTable(
      'time,"load"\n"2026-03-14T10:12:00+01:00",  1.50\n2026-03-14T09:15:00.000Z,-0.0\n',
    );
    expect(table && writeTable(table)).toBe('time,load\n2026-03-14T09:12:00Z,1.5\n2026-03-14T09:15:00Z,0\n');
  });

  it('says the same once it was written', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.uniqueArray(text, { minLength: 3, maxLength: 8 }),
        fc.infiniteStream(value),
        (texts, values) => {
          const names = texts.map((each) => each.trim());
          const next = (): number | undefined => values.next().value;
          const table = {
            kind: 'text' as const,
            x: { name: names[0] ?? '', values: names.slice(2) },
            series: [{ name: names[1] ?? '', values: names.slice(2).map(next) }],
          };
          const read = readTable(writeTable(table)).table;
          fc.pre(read !== undefined && read.kind === 'text');
          expect(JSON.stringify(read)).toBe(JSON.stringify(table));
        },
      ),
    );
  });
});

const X = 'x,y\n1,2\n';

describe('data that cannot be published is told with its place:', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', ['bad-data 1:1 a column of numbers is missing', 'bad-data 1:1 there are no rows']],
    ['no rows', 'x,y\n', ['bad-data 1:1 there are no rows']],
    ['one column', 'x\n1\n', ['bad-data 1:1 a column of numbers is missing']],
    [
      'a ragged row',
      `${X}3\n4,5,6\n`,
      ['bad-data 3:1 a row of 1 below 2 names', 'bad-data 4:1 a row of 3 below 2 names'],
    ],
    ['an empty row', `${X}\n3,4\n`, ['bad-data 3:1 a row of 1 below 2 names']],
    ['a name that is missing', 'x,\n1,2\n', ['bad-data 1:3 a text is missing']],
    ['a name that stands twice', 'x,y,y\n1,2,3\n', ['bad-data 1:5 two columns have one name']],
    [
      'text in a series',
      `${X}3,ß\n4,"1,5"\n`,
      ['bad-data 3:3', 'bad-data 4:3'].map((each) => `${each} expected a number such as 1250.5, or nothing`),
    ],
    ['a series without a value', 'x,y,z\n1,,2\n', ['bad-data 1:3 the series is empty']],
    ['another kind of place', `${X}b,3\n`, ['bad-data 3:1 expected a number, as in the first row']],
    [
      'a time without an offset',
      'x,y\n2026-03-14T09:12,2\n',
      ['bad-data 2:1 a date-time needs an offset, and a day has to be in the calendar'],
    ],
    [
      'a day that is none',
      'x,y\n2026-02-28,2\n2026-02-30,3\n',
      ['bad-data 3:1 expected a day, as in the first row'],
    ],
    [
      'rows in disorder',
      `${X}3,4\n2,5\n2,6\n`,
      ['bad-data 4:1', 'bad-data 5:1'].map((each) => `${each} the rows are not in ascending order`),
    ],
    ['a bar that stands twice', 'x,y\na,1\nb,2\na,3\n', ['bad-data 4:1 two rows have one name']],
    ['a formula', 'x,y\n=cmd|x,1\n', ['bad-data 2:1 a spreadsheet would take this text for a formula']],
    ['a quote that is not closed', `${X}"3,4\n`, ['bad-data 3:1 a quote is not closed']],
    ['a quote within a field', `${X}3,4"5\n`, ['bad-data 3:1 a quote stands within a field']],
    ['text of two lines', 'x,y\n"a\nb",1\n', ['bad-data 2:1 a text has more than one line']],
    ['seven series', 'x,1,2,3,4,5,6,7\n1,1,1,1,1,1,1,1\n', ['bad-data 1:15 there are more than 6 series']],
    [
      'too many rows',
      `x,y\n${Array.from({ length: 1001 }, (_, row) => `${row},1\n`).join('')}`,
      ['bad-data 1002:1 there are more than 1000 rows'],
    ],
    ['a byte order mark', `\uFEFF${X}`, ['bom 1:1']],
    ['a sign that turns text round', `${X}3,\u202E4\n`, ['bidi-or-nul 3:3']],
    ['a NUL', `${X}3,\0\n`, ['bidi-or-nul 3:3']],
    ['a comment', `# KSECRET\n${X}`, ['no-comments 1:1']],
    ['a comment in quotes', `${X}"// KSECRET",1\n`, ['no-comments 3:1']],
    [
      'a marker',
      'x,y\n<Redacted reason="customer">KSECRET</Redacted>,1\n',
      ['marker-in-data 2:1', 'marker-in-data 2:11', 'marker-in-data 2:36'],
    ],
    [
      'what looks like a marker',
      `${X}3,<Redated>KSECRET</Redated>\n`,
      ['marker-in-data 3:3', 'marker-in-data 3:19'],
    ],
    [
      'the marker of another tool',
      `${X}[[redacted: KSECRET]],3\n`,
      ['marker-in-data 3:1', 'marker-in-data 3:2'],
    ],
  ])('%s', (_, csv, expected) => {
    expect(problemsOf(csv)).toEqual(expected);
    expect(readTable(csv).table).toBeUndefined();
    expect(JSON.stringify(readTable(csv).problems)).not.toContain('SECRET');
  });

  it('the first of very many', () => {
    expect(
      problemsOf(`x,y\n${Array.from({ length: 500 }, (_, row) => `${row},"1,5"\n`).join('')}`),
    ).toHaveLength(20);
  });
});
