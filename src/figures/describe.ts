import {
  formatClock,
  formatDay,
  formatNumber,
  formatTick,
  formatTime,
  formatZone,
  zoneOffset,
} from '../format.ts';
import type { ChartType } from '../redaction/allowlist.ts';
import type { Site } from '../schema/site.ts';
import { words } from '../words.ts';
import type { ChartOptions } from './canvas.ts';
import { defaultType } from './chart-type.ts';
import type { Table } from './table.ts';

/** What an author says of a chart. */
interface Given {
  type?: ChartType;
  x?: string;
  y?: string;
  unit?: string;
}

/** What a chart says in words and numbers, in the language and the zone of the site. */
export interface Description extends Omit<ChartOptions, 'width'> {
  /** A value of the first column, whole. */
  formatCell(value: number | string): string;
  unit: string;
}

/** More digits than a drawing needs, so that the table has what the file has. */
const DIGITS = 10;

const DAY = 86_400_000;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Names the axes and says how their values are written. Times are those of the zone at the first of them, which is named. */
export function describeChart(
  table: Table,
  title: string,
  { type = defaultType(table), x, y, unit = '' }: Given,
  site: Pick<Site, 'locale' | 'timeZone'>,
): Description {
  const { kind, series } = table;
  const { locale, timeZone } = site;
  const [start, end] = [Number(table.x.values[0]), Number(table.x.values.at(-1))];
  const ahead = kind === 'time' ? zoneOffset(start, timeZone) : 0;
  const number = (value: number) => formatNumber(value, locale, DIGITS);
  const withUnit = (text: string) => (unit && text ? `${text} (${unit})` : text || unit);
  const name = x ?? table.x.name;
  const ranges = series.map(({ name: each, values }) => {
    const known = values.filter((value) => value !== undefined);
    const [least, most] = [number(Math.min(...known)), number(Math.max(...known))];
    return `${each}: ${least === most ? most : `${least} – ${most}`} ${unit}`.trim();
  });
  const formatCell = (value: number | string): string => {
    if (typeof value === 'string') return value;
    if (kind === 'time') return formatTime(value, site);
    return kind === 'day' ? formatDay(day(value), locale) : number(value);
  };
  // Bars are named, and no two of them alike; along an axis a tick is as short as it can be.
  const formatX = (value: number | string): string => {
    if (typeof value === 'string' || kind === 'number') return formatCell(value);
    if (type !== 'bar') return formatTick(value, end - start, ahead, locale);
    return kind === 'time' && end - start < DAY ? formatClock(value, site) : formatCell(value);
  };
  return {
    type,
    label: `${title}. ${words.figure.types[type]}. ${ranges.join('; ')}`,
    xLabel: kind === 'time' ? `${name} (${formatZone(start, site)})` : name,
    yLabel: withUnit(y ?? (series.length === 1 ? (series[0]?.name ?? '') : '')),
    formatX,
    formatNumber: number,
    formatCell,
    ahead,
    unit,
  };
}
