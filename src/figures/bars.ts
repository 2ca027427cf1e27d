import * as Plot from '@observablehq/plot';
import { type ChartOptions, document, LETTER } from './canvas.ts';
import { cleanSvg } from './svg.ts';
import type { Table } from './table.ts';

/** The height of a bar with what is around it. */
const BAR = 24;
/** The room of the value behind the longest bar. */
const VALUE = 60;

/** Rows with several series are groups: the first place of each is left to its name. */
const HEADING = '';

/** Bars that lie, so that their names have room: each with its value, and with its series if there are several. */
export function drawBars(table: Table, options: ChartOptions): string {
  const { width, formatX, formatNumber, yLabel } = options;
  const isGrouped = table.series.length > 1;
  const bars = table.x.values.flatMap((at, row) =>
    table.series.map(({ name, values }, index) => {
      const group = formatX(at);
      return { group: isGrouped ? group : '', name: isGrouped ? name : group, index, value: values[row] };
    }),
  );
  // Where there is no value there is no bar, and its name stays.
  const drawn = bars.filter(({ value }) => value !== undefined);
  const values = drawn.flatMap(({ value }) => value ?? []);
  const groups = [...new Set(bars.map(({ group }) => group))];
  const names = [...(isGrouped ? [HEADING] : []), ...new Set(bars.map(({ name }) => name))];
  const marginLeft = Math.min(Math.max(...names.map(({ length }) => length)) * LETTER + 14, width * 0.42);
  const digits = Math.max(...values.map((value) => formatNumber(Number(value.toPrecision(2))).length));
  const ticks = Math.max(1, Math.min(5, Math.floor((width - marginLeft - VALUE) / (digits * LETTER + 30))));
  const at = { x: 'value', y: 'name', fy: 'group' };
  const svg = Plot.plot({
    document,
    width,
    height: groups.length * (names.length * BAR + 6) + 40,
    marginLeft,
    marginRight: VALUE,
    marginTop: 4,
    marginBottom: 36,
    x: { nice: true, domain: [Math.min(0, ...values), Math.max(0, ...values)] },
    y: { type: 'band', domain: names, padding: 0.2 },
    fy: { domain: groups, axis: null, padding: 0.02 },
    marks: [
      Plot.gridX({ className: 'plot-grid', ticks }),
      Plot.axisY({ label: null, tickSize: 0, lineWidth: marginLeft / 12 - 0.5, className: 'plot-tick' }),
      Plot.axisX({
        label: yLabel || null,
        labelArrow: 'none',
        labelAnchor: 'right',
        labelOffset: 32,
        ticks,
        tickSize: 0,
        tickFormat: formatNumber,
        className: 'plot-tick',
      }),
      ...table.series.map((_, index) =>
        Plot.barX(
          drawn.filter((bar) => bar.index === index),
          { ...at, className: `plot-bar series-${index + 1}` },
        ),
      ),
      Plot.text(drawn, {
        ...at,
        text: (bar: (typeof drawn)[number]) => formatNumber(bar.value ?? 0),
        textAnchor: 'start',
        dx: 5,
        className: 'plot-value',
      }),
      ...(isGrouped
        ? [
            Plot.text(groups, {
              fy: (group: string) => group,
              y: () => HEADING,
              text: (group: string) => group,
              frameAnchor: 'left',
              textAnchor: 'start',
              dx: 4 - marginLeft,
              className: 'plot-label',
            }),
          ]
        : []),
      Plot.ruleX([0], { className: 'plot-axis' }),
    ],
  });
  return cleanSvg(svg.outerHTML, { label: options.label, className: 'chart-drawing', size: 'fluid' });
}
