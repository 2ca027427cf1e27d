import * as Plot from '@observablehq/plot';
import { type ChartOptions, document, LETTER, SIGNS } from './canvas.ts';
import { cleanSvg } from './svg.ts';
import type { Table } from './table.ts';

const MOST_SIGNS = 8;

interface Point {
  x: number;
  y: number;
}

/** The rows of a series as points; where a cell is empty the line has a gap. */
function pointsOf({ x }: Table, values: readonly (number | undefined)[], ahead: number): Point[] {
  return x.values.map((at, row) => ({ x: Number(at) + ahead, y: values[row] ?? Number.NaN }));
}

/** A few points of a series that carry its sign, each series at others. */
function signed(points: readonly Point[], index: number, count: number): Point[] {
  const known = points.filter(({ y }) => !Number.isNaN(y));
  const step = Math.max(1, Math.ceil(known.length / MOST_SIGNS));
  const first = step < count ? 0 : Math.floor((index * step) / count);
  return known.filter((_, row) => row % step === first);
}

/** Lines over numbers or time, one above the other; an area is a line with what is below it. */
export function drawLines(table: Table, options: ChartOptions): string {
  const { type, width, ahead, formatX, formatNumber, xLabel, yLabel } = options;
  const all = table.series.flatMap(({ values }) => values.filter((value) => value !== undefined));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  // Only where all values are far from zero would it take the room from what they show.
  const isZeroed = type === 'area' || least < most / 2;
  const marginLeft =
    Math.max(4, ...[least, most].map((value) => formatNumber(Number(value.toPrecision(2))).length)) * LETTER +
    18;
  const isTime = table.kind === 'time' || table.kind === 'day';
  const marks = table.series.flatMap(({ values }, index) => {
    const points = pointsOf(table, values, ahead);
    const of = (className: string) => ({ x: 'x', y: 'y', className: `${className} series-${index + 1}` });
    return [
      ...(type === 'area' ? [Plot.areaY(points, of('plot-area'))] : []),
      Plot.lineY(points, of('plot-line')),
      ...(table.series.length > 1 || points.length <= MOST_SIGNS
        ? [
            Plot.dot(signed(points, index, table.series.length), {
              ...of('plot-sign'),
              symbol: SIGNS[index] ?? 'circle',
              r: 4,
            }),
          ]
        : []),
    ];
  });
  const svg = Plot.plot({
    document,
    width,
    height: Math.round(width < 480 ? width * 0.75 : width * 0.48),
    marginLeft,
    marginRight: 24,
    marginTop: 26,
    marginBottom: 44,
    x: { type: isTime ? 'utc' : 'linear' },
    y: { type: 'linear', zero: isZeroed, nice: true },
    marks: [
      Plot.gridY({ className: 'plot-grid', ticks: 5 }),
      Plot.axisY({
        label: yLabel,
        labelArrow: 'none',
        ticks: 5,
        tickSize: 0,
        tickFormat: formatNumber,
        className: 'plot-tick',
      }),
      Plot.axisX({
        label: xLabel,
        labelArrow: 'none',
        labelAnchor: 'right',
        labelOffset: 38,
        ticks: width < 480 ? 4 : 7,
        tickFormat: (value: Date | number) => formatX(Number(value) - ahead),
        className: 'plot-tick',
      }),
      ...marks,
      Plot.ruleY([isZeroed ? 0 : least], { className: 'plot-axis' }),
    ],
  });
  return cleanSvg(svg.outerHTML, { label: options.label, className: 'chart-drawing', size: 'fluid' });
}
