import { stringify } from 'csv-stringify/sync';
import type { Problem } from '../findings.ts';
import { textProblems } from '../redaction/document.ts';
import { findMarkerLike } from '../redaction/lookalikes.ts';
import { bad, type Kind, readFirst, readSeries, textProblem } from './columns.ts';
import { type Cell, readCells } from './csv.ts';

/** The data of a chart. Times and days are milliseconds since 1970 UTC; a cell that is empty is undefined. */
export interface Table {
  kind: Kind;
  x: { name: string; values: (number | string)[] };
  series: { name: string; values: (number | undefined)[] }[];
}

const MOST_ROWS = 1000;
/** As many as can be told apart by their dashes and signs. */
const MOST_SERIES = 6;
/** Of a file with the wrong decimal sign nobody reads a thousand findings. */
const MOST_PROBLEMS = 20;

/** What no data may hold, whatever it means: a CSV is published whole, so that nothing of it can be marked. */
function unfit(text: string): Problem[] {
  const problems = textProblems(text);
  if (problems.length > 0) return problems;
  const markers = findMarkerLike(text).map(({ offset }) => ({ code: 'marker-in-data' as const, offset }));
  const comments = [...text.matchAll(/^[ \t"]*(?:#|\/\/)/gm)];
  return [...markers, ...comments.map(({ index }) => ({ code: 'no-comments' as const, offset: index }))];
}

function headProblems(head: readonly Cell[]): Problem[] {
  const problems = head.flatMap((cell, index) => {
    const isTwice = head.findIndex(({ value }) => value === cell.value) < index;
    const detail = textProblem(cell.value) ?? (isTwice ? 'two columns have one name' : undefined);
    return detail ? [bad(cell, detail)] : [];
  });
  if (head.length < 2) problems.push(bad(head[0], 'a column of numbers is missing'));
  const surplus = head[MOST_SERIES + 1];
  return surplus ? [...problems, bad(surplus, `there are more than ${MOST_SERIES} series`)] : problems;
}

function shapeProblems(head: readonly Cell[], rows: readonly (readonly Cell[])[]): Problem[] {
  if (rows.length === 0) return [bad(head[0], 'there are no rows')];
  const surplus = rows[MOST_ROWS]?.[0];
  if (surplus) return [bad(surplus, `there are more than ${MOST_ROWS} rows`)];
  return rows
    .filter((row) => row.length !== head.length)
    .map((row) => bad(row[0], `a row of ${row.length} below ${head.length} names`));
}

/**
 * Reads the CSV of a chart: a line of names, then rows. `text` has line ends of one kind. There is no table if there is
 * a problem.
 */
export function readTable(text: string): { table?: Table; problems: Problem[] } {
  const refuse = (problems: Problem[]) => ({ problems: problems.slice(0, MOST_PROBLEMS) });
  const doubtful = unfit(text);
  if (doubtful.length > 0) return refuse(doubtful);
  const read = readCells(text);
  if (!Array.isArray(read)) return refuse([read]);
  const [head = [], ...rows] = read;
  const problems = [...headProblems(head), ...shapeProblems(head, rows)];
  if (problems.length > 0) return refuse(problems);
  const columns = head.map((_, index) => rows.flatMap(({ [index]: cell }) => cell ?? []));
  const { kind, values } = readFirst(columns[0] ?? [], problems);
  const series = head.slice(1).map((name, index) => readSeries(name, columns[index + 1] ?? [], problems));
  if (problems.length > 0) return refuse(problems.sort((a, b) => a.offset - b.offset));
  return { table: { kind, x: { name: head[0]?.value ?? '', values }, series }, problems };
}

/** A value of the first column as it is published. */
function written(kind: Kind, value: number | string): string {
  if (kind !== 'time' && kind !== 'day') return String(value);
  const iso = new Date(value).toISOString();
  return kind === 'day' ? iso.slice(0, 10) : iso.replace('.000Z', 'Z');
}

/** The table as CSV, made of its values alone: nothing else of the authored bytes is in it. */
export function writeTable({ kind, x, series }: Table): string {
  const head = [x.name, ...series.map(({ name }) => name)];
  const rows = x.values.map((value, row) => [
    written(kind, value),
    ...series.map(({ values }) => values[row]),
  ]);
  return stringify([head, ...rows]);
}
