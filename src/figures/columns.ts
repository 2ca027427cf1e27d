import type { Problem } from '../findings.ts';
import { parseDateTime } from '../schema/moment.ts';
import type { Cell } from './csv.ts';

/** What the first column of a table is: where a chart puts each row. */
export type Kind = 'number' | 'time' | 'day' | 'text';

const MOST_LETTERS = 120;
const NUMBER = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export const bad = (cell: Cell | undefined, detail: string): Problem => ({
  code: 'bad-data',
  offset: cell?.offset ?? 0,
  detail,
});

const parseNumber = (value: string): number | undefined =>
  NUMBER.test(value) && Number.isFinite(Number(value)) ? Number(value) : undefined;

/** Milliseconds of a day; undefined for 30 February. */
function parseDay(value: string): number | undefined {
  const at = DAY.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? undefined : at;
}

/** What a name or a text must not be. */
export function textProblem(value: string): string | undefined {
  if (value === '') return 'a text is missing';
  if (value.length > MOST_LETTERS) return `a text is longer than ${MOST_LETTERS} characters`;
  if (value.includes('\n')) return 'a text has more than one line';
  return /^[=+\-@]/.test(value) ? 'a spreadsheet would take this text for a formula' : undefined;
}

/** How the first column is read. The first kind that reads its first cell reads them all. */
const KINDS: readonly (readonly [Kind, (value: string) => number | undefined, string])[] = [
  ['number', parseNumber, 'expected a number, as in the first row'],
  ['time', parseDateTime, 'expected a date-time with an offset, as in the first row'],
  ['day', parseDay, 'expected a day, as in the first row'],
];

/** Places along an axis: each has to be further than the one before. */
function readAscending(
  cells: readonly Cell[],
  [, read, expected]: (typeof KINDS)[number],
  problems: Problem[],
): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return cells.map((cell) => {
    const value = read(cell.value);
    if (value === undefined) problems.push(bad(cell, expected));
    else if (value <= last) problems.push(bad(cell, 'the rows are not in ascending order'));
    last = value ?? last;
    return last;
  });
}

/** Names of bars: each stands once, and none is a time that was not written as one. */
function readNames(cells: readonly Cell[], problems: Problem[]): string[] {
  const seen = new Set<string>();
  for (const cell of cells) {
    const detail = textProblem(cell.value);
    if (detail) problems.push(bad(cell, detail));
    else if (DAY.test(cell.value.slice(0, 10)))
      problems.push(bad(cell, 'a date-time needs an offset, and a day has to be in the calendar'));
    else if (seen.has(cell.value)) problems.push(bad(cell, 'two rows have one name'));
    seen.add(cell.value);
  }
  return cells.map(({ value }) => value);
}

/** Reads the first column, whose kind is that of its first cell. Times and days become milliseconds since 1970 UTC. */
export function readFirst(
  cells: readonly Cell[],
  problems: Problem[],
): { kind: Kind; values: (number | string)[] } {
  const kind = KINDS.find(([, read]) => read(cells[0]?.value ?? '') !== undefined);
  return kind
    ? { kind: kind[0], values: readAscending(cells, kind, problems) }
    : { kind: 'text', values: readNames(cells, problems) };
}

/** Reads the numbers of a series; an empty cell has no value. */
export function readSeries(
  head: Cell,
  cells: readonly Cell[],
  problems: Problem[],
): { name: string; values: (number | undefined)[] } {
  if (cells.every(({ value }) => value === '')) problems.push(bad(head, 'the series is empty'));
  const values = cells.map((cell) => {
    const value = parseNumber(cell.value);
    if (value === undefined && cell.value !== '')
      problems.push(bad(cell, 'expected a number such as 1250.5, or nothing'));
    return value;
  });
  return { name: head.value, values };
}
