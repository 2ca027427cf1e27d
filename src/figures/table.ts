import { type CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Problem } from '../findings.ts';
import { textProblems } from '../redaction/document.ts';
import { findMarkerLike } from '../redaction/lookalikes.ts';
import { parseDateTime } from '../schema/moment.ts';

/** What the first column of a table is: where a chart puts each row. */
export type Kind = 'number' | 'time' | 'day' | 'text';

/** The data of a chart. Times and days are milliseconds since 1970 UTC; a cell that is empty is undefined. */
export interface Table {
  kind: Kind;
  x: { name: string; values: (number | string)[] };
  series: { name: string; values: (number | undefined)[] }[];
}

const MOST_ROWS = 1000;
/** As many as can be told apart by their dashes and signs. */
const MOST_SERIES = 6;
const MOST_LETTERS = 120;

const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** One field with the place at which it begins. */
interface Cell {
  value: string;
  offset: number;
}

/** The messages of the reader can quote the text; these never do. */
const CSV_ERRORS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'something stands behind a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands within a field',
};

const bad = (offset: number, detail: string): Problem => ({ code: 'bad-data', offset, detail });

/** Splits a text into fields, each with its offset. The reader counts bytes and tells where a field ends. */
function readCells(text: string): Cell[][] | Problem {
  const bytes = Buffer.from(text);
  let [last, at] = [0, 0];
  const offsetOf = (byte: number): number => {
    at += bytes.toString('utf8', last, byte).length;
    last = byte;
    return at;
  };
  let [end, record] = [0, 0];
  try {
    return parse(text, {
      relax_column_count: true,
      cast: (value, { bytes: here, records, index, quoting }): Cell => {
        // Behind a field stands a comma or a line feed. A quoted field is told with its closing quote.
        const start = index === 0 && records === 0 ? 0 : end + 1;
        end = here;
        record = records;
        return { value: quoting ? value : value.trim(), offset: offsetOf(start) };
      },
    }) as unknown as Cell[][];
  } catch (error) {
    const detail = CSV_ERRORS[(error as CsvError).code] ?? `record ${record + 1} cannot be read`;
    const { lines } = error as { lines?: number };
    const before = text.split('\n').slice(0, (lines ?? 1) - 1);
    return bad(
      before.reduce((sum, line) => sum + line.length + 1, 0),
      detail,
    );
  }
}

/** Milliseconds of a day; undefined for 30 February. */
function parseDay(value: string): number | undefined {
  const at = DAY.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? undefined : at;
}

const parseNumber = (value: string): number | undefined =>
  NUMBER.test(value) && Number.isFinite(Number(value)) ? Number(value) : undefined;

/** How a column of a kind is read, and what its cells must be. The first that reads the first cell reads them all. */
const KINDS: readonly [kind: Kind, read: (value: string) => number | string | undefined, expected: string][] =
  [
    ['number', parseNumber, 'a number'],
    ['time', (value) => parseDateTime(value), 'a date-time with an offset, as above'],
    ['day', parseDay, 'a day, as above'],
    ['text', (value) => (value === '' ? undefined : value), 'a text'],
  ];

/** What a text must not be that is a field of a table. */
function fieldProblem(value: string): string | undefined {
  if (value === '') return 'a text is missing';
  if (value.length > MOST_LETTERS) return `a text is longer than ${MOST_LETTERS} characters`;
  if (value.includes('\n')) return 'a text has more than one line';
  return /^[=+\-@]/.test(value) ? 'a spreadsheet would take this text for a formula' : undefined;
}

function headProblems(head: readonly Cell[]): Problem[] {
  const problems = head.flatMap(({ value, offset }, index) => {
    const detail = fieldProblem(value);
    const isTwice = head.findIndex((other) => other.value === value) < index;
    return detail ? [bad(offset, detail)] : isTwice ? [bad(offset, 'two columns have one name')] : [];
  });
  const [first, , surplus] = [head[0], ...head.slice(1, 2), head[MOST_SERIES + 1]];
  if (head.length < 2) problems.push(bad(first?.offset ?? 0, 'there is one column, and a series needs two'));
  if (surplus) problems.push(bad(surplus.offset, `there are more than ${MOST_SERIES} series`));
  return problems;
}

/** Reads the first column; what is not of one kind is told. */
function readFirst(
  rows: readonly (readonly Cell[])[],
  problems: Problem[],
): Pick<Table, 'kind'> & Table['x'] {
  const cells = rows.flatMap(([first]) => first ?? []);
  const [kind, read, expected] = KINDS.find(([, each]) => each(cells[0]?.value ?? '') !== undefined) ?? [
    'text' as const,
    () => undefined,
    'a text',
  ];
  const values = cells.map(({ value, offset }, index) => {
    const known = read(value);
    const unfit = kind === 'text' ? fieldProblem(value) : undefined;
    if (known === undefined || unfit) problems.push(bad(offset, unfit ?? `expected ${expected}`));
    else if (kind === 'text' && (DAY.test(value.slice(0, 10)) || cells[index - 1]?.value === value))
      problems.push(
        bad(offset, DAY.test(value.slice(0, 10)) ? 'a date-time needs its offset' : 'it stands twice'),
      );
    return known ?? '';
  });
  const late =
    kind === 'text' ? -1 : values.findIndex((value, index) => index > 0 && value <= (values[index - 1] ?? 0));
  if (late > 0 && problems.length === 0)
    problems.push(bad(cells[late]?.offset ?? 0, 'the rows are not in ascending order'));
  return { kind, name: '', values };
}

function readSeries(
  name: string,
  cells: readonly (Cell | undefined)[],
  problems: Problem[],
): Table['series'][number] {
  const values = cells.map((cell) => {
    if (!cell || cell.value === '') return undefined;
    const value = parseNumber(cell.value);
    if (value === undefined) problems.push(bad(cell.offset, 'expected a number such as 1250.5, or nothing'));
    return value;
  });
  return { name, values };
}

/**
 * Reads the CSV of a chart: a line of names, then rows. `text` has line ends of one kind. Offsets count UTF-16 units.
 * There is no table if there is a problem.
 */
export function readTable(text: string): { table?: Table; problems: Problem[] } {
  const unfit = textProblems(text);
  if (unfit.length > 0) return { problems: unfit };
  const markers = findMarkerLike(text);
  if (markers.length > 0)
    return { problems: markers.map(({ offset }) => ({ code: 'marker-in-data', offset })) };
  const comments = [...text.matchAll(/^[ \t]*(?:#|\/\/)/gm)];
  if (comments.length > 0)
    return { problems: comments.map(({ index }) => ({ code: 'no-comments', offset: index })) };

  const records = readCells(text);
  if (!Array.isArray(records)) return { problems: [records] };
  const [head = [], ...rows] = records;
  const problems = headProblems(head);
  if (rows.length === 0) problems.push(bad(0, 'there are no rows'));
  const surplus = rows[MOST_ROWS]?.[0];
  if (surplus)
    return { problems: [...problems, bad(surplus.offset, `there are more than ${MOST_ROWS} rows`)] };
  for (const row of rows) {
    if (row.length !== head.length)
      problems.push(
        bad(row[0]?.offset ?? 0, `the row has ${row.length} fields, and the first line ${head.length}`),
      );
  }
  if (problems.length > 0) return { problems };
  const { kind, values } = readFirst(rows, problems);
  const series = head.slice(1).map(({ value }, index) => {
    const column = readSeries(
      value,
      rows.map((row) => row[index + 1]),
      problems,
    );
    if (column.values.every((each) => each === undefined) && problems.length === 0)
      problems.push(bad(head[index + 1]?.offset ?? 0, 'the series is empty'));
    return column;
  });
  return problems.length > 0
    ? { problems }
    : { table: { kind, x: { name: head[0]?.value ?? '', values }, series }, problems };
}

/** A value of the first column as it is published. */
function written(kind: Kind, value: number | string): string {
  if (kind !== 'time' && kind !== 'day') return String(value);
  const iso = new Date(value).toISOString();
  return kind === 'day' ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

/** The table as CSV, made of its values alone: nothing of the authored bytes is in it. */
export function writeTable({ kind, x, series }: Table): string {
  const head = [x.name, ...series.map(({ name }) => name)];
  const rows = x.values.map((value, row) => [
    written(kind, value),
    ...series.map(({ values }) => values[row]),
  ]);
  return stringify([head, ...rows]);
}
