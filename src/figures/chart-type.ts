import type { ChartType } from '../redaction/allowlist.ts';
import type { Table } from './table.ts';

const MOST_BARS = 60;

/** What a chart is unless its author says otherwise. */
export const defaultType = ({ kind }: Table): ChartType => (kind === 'text' ? 'bar' : 'line');

/** Why a table cannot be drawn as a type of chart; undefined if it can. */
export function chartProblem({ kind, x, series }: Table, type: ChartType): string | undefined {
  if (type === 'bar') {
    const isTooLong = x.values.length * series.length > MOST_BARS;
    return isTooLong ? `it would have more than ${MOST_BARS} bars` : undefined;
  }
  if (kind === 'text') return `its first column is text, and the type ${type} needs numbers, times or days`;
  if (x.values.length < 2) return `it has one row, and the type ${type} needs two`;
  return type === 'area' && series.length > 1 ? 'an area has one series; use the type line' : undefined;
}
