import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { ChartType } from '../redaction/allowlist.ts';
import { cleanSvg } from './svg.ts';
import type { Table } from './table.ts';

export interface ChartOptions {
  type: ChartType;
  /** The width in pixels; the height follows. */
  width: number;
  /** What the drawing is called, for those who cannot see it. */
  label: string;
  xLabel: string;
  yLabel: string;
  formatX(value: number | string): string;
  formatNumber(value: number): string;
  /** Milliseconds by which the clocks of the readers are ahead of UTC: ticks stand at their round times. */
  ahead: number;
}

const MOST_BARS = 60;
const MOST_SIGNS = 8;
/** The sign of each series, beside its dashes: colour is never all that tells them apart. */
const SIGNS = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star'] as const;
const LETTER = 6.6;

/** A chart of words or of many things has its own type. */
export const defaultType = ({ kind }: Table): ChartType => (kind === 'text' ? 'bar' : 'line');

/** Why a table cannot be drawn as a type of chart; undefined if it can. */
export function chartProblem({ kind, x, series }: Table, type: ChartType): string | undefined {
  if (type === 'bar')
    return x.values.length * series.length > MOST_BARS
      ? `it would have more than ${MOST_BARS} bars`
      : undefined;
  if (kind === 'text') return `its first column is text, and the type ${type} needs numbers, times or days`;
  if (x.values.length < 2) return `it has one row, and the type ${type} needs two`;
  return type === 'area' && series.length > 1 ? 'an area has one series; use the type line' : undefined;
}

const { document } = parseHTML('<!doctype html><html><body></body></html>');

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
        { className: `line series-${index + 1}` },
      ),
      Plot.dot([[1, 0]], { className: `sign series-${index + 1}`, symbol: SIGNS[index] ?? 'circle', r: 4 }),
    ],
  });
  return cleanSvg(svg.outerHTML, { label: undefined, className: 'chart-sign', size: 'fixed' });
}

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
function drawLines(table: Table, options: ChartOptions): string {
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
      ...(type === 'area' ? [Plot.areaY(points, of('area'))] : []),
      Plot.lineY(points, of('line')),
      ...(table.series.length > 1 || points.length <= MOST_SIGNS
        ? [
            Plot.dot(signed(points, index, table.series.length), {
              ...of('sign'),
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
      Plot.gridY({ className: 'grid', ticks: 5 }),
      Plot.axisY({
        label: yLabel,
        labelArrow: 'none',
        ticks: 5,
        tickSize: 0,
        tickFormat: formatNumber,
        className: 'tick',
      }),
      Plot.axisX({
        label: xLabel,
        labelArrow: 'none',
        labelAnchor: 'right',
        labelOffset: 38,
        ticks: width < 480 ? 4 : 7,
        tickFormat: (value: Date | number) => formatX(Number(value) - ahead),
        className: 'tick',
      }),
      ...marks,
      Plot.ruleY([isZeroed ? 0 : least], { className: 'axis' }),
    ],
  });
  return cleanSvg(svg.outerHTML, { label: options.label, className: 'chart-drawing', size: 'fluid' });
}

/** Bars that lie, so that their names have room: each with its value, and with its series if there are several. */
function drawBars(table: Table, options: ChartOptions): string {
  const { width, formatX, formatNumber, xLabel, yLabel } = options;
  const bars = table.x.values.flatMap((at, row) =>
    table.series.map(({ name, values }, index) => ({ group: formatX(at), name, index, value: values[row] })),
  );
  const isGrouped = table.series.length > 1;
  const longest = Math.max(
    ...bars.map((bar) => bar.group.length),
    ...(isGrouped ? bars.map((bar) => bar.name.length) : []),
  );
  const marginLeft = Math.min(longest * LETTER + 12, width * 0.38);
  const values = bars.flatMap(({ value }) => value ?? []);
  const at = {
    x: 'value',
    y: isGrouped ? 'name' : 'group',
    ...(isGrouped ? { fy: 'group' } : {}),
    sort: null,
  };
  const names = isGrouped
    ? table.series.map(({ name }) => name)
    : [...new Set(bars.map(({ group }) => group))];
  const groups = isGrouped ? [...new Set(bars.map(({ group }) => group))] : [''];
  const lineWidth = marginLeft / 12 - 0.5;
  const svg = Plot.plot({
    document,
    width,
    height: names.length * groups.length * 24 + groups.length * 10 + 40,
    marginLeft,
    marginRight: isGrouped ? Math.max(60, marginLeft) : 60,
    marginTop: 6,
    marginBottom: 34,
    x: { nice: true, domain: [Math.min(0, ...values), Math.max(0, ...values)] },
    y: { type: 'band', domain: names, padding: 0.2 },
    ...(isGrouped ? { fy: { domain: groups, padding: 0.12 } } : {}),
    marks: [
      Plot.axisY({ label: xLabel && null, tickSize: 0, lineWidth, className: 'tick' }),
      ...(isGrouped ? [Plot.axisFy({ label: null, lineWidth, anchor: 'right', className: 'label' })] : []),
      Plot.axisX({
        label: yLabel,
        labelArrow: 'none',
        labelAnchor: 'right',
        ticks: 4,
        tickSize: 0,
        tickFormat: formatNumber,
        className: 'tick',
      }),
      ...table.series.map((_, index) =>
        Plot.barX(
          bars.filter((bar) => bar.index === index),
          { ...at, className: `bar series-${index + 1}` },
        ),
      ),
      Plot.text(
        bars.filter(({ value }) => value !== undefined),
        {
          ...at,
          text: (bar: (typeof bars)[number]) => formatNumber(bar.value ?? 0),
          textAnchor: 'start',
          dx: 5,
          className: 'value',
        },
      ),
      Plot.ruleX([0], { className: 'axis' }),
    ],
  });
  return cleanSvg(svg.outerHTML, { label: options.label, className: 'chart-drawing', size: 'fluid' });
}

/** Draws a table for which there is no `chartProblem`. */
export function drawChart(table: Table, options: ChartOptions): string {
  return options.type === 'bar' ? drawBars(table, options) : drawLines(table, options);
}
