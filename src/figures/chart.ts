import * as Plot from '@observablehq/plot';
import { drawBars } from './bars.ts';
import { type ChartOptions, document, SIGNS } from './canvas.ts';
import { drawLines } from './lines.ts';
import { cleanSvg } from './svg.ts';
import type { Table } from './table.ts';

/** A sign of a series by itself, for the legend. */
export function drawSign(index: number): string {
  const svg = Plot.plot({
    document,
    width: 36,
    height: 12,
    margin: 0,
    axis: null,
    x: { domain: [0, 2] },
    y: { domain: [-1, 1] },
    marks: [
      Plot.line(
        [
          [0, 0],
          [2, 0],
        ],
        { className: `plot-line series-${index + 1}` },
      ),
      Plot.dot([[1, 0]], {
        className: `plot-sign series-${index + 1}`,
        symbol: SIGNS[index] ?? 'circle',
        r: 4,
      }),
    ],
  });
  return cleanSvg(svg.outerHTML, { label: undefined, className: 'chart-sign', size: 'fixed' });
}

/** Draws a table for which there is no `chartProblem`. */
export function drawChart(table: Table, options: ChartOptions): string {
  return options.type === 'bar' ? drawBars(table, options) : drawLines(table, options);
}
