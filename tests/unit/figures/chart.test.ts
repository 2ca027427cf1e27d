import { describe, expect, it } from 'vitest';
import { drawChart, drawSign } from '../../../src/figures/chart.ts';
import { chartProblem } from '../../../src/figures/chart-type.ts';
import { describeChart } from '../../../src/figures/describe.ts';
import { readTable, type Table } from '../../../src/figures/table.ts';
import type { ChartType } from '../../../src/redaction/allowlist.ts';

const SITE = { locale: 'en', timeZone: 'Europe/Berlin' };

function tableOf(csv: string): Table {
  const { table } = readTable(csv);
  if (!table) throw new Error('This is no table.');
  return table;
}

const draw = (csv: string, type: ChartType, width = 680): string =>
  drawChart(tableOf(csv), { ...describeChart(tableOf(csv), 'T', { type }, SITE), width });

const rows = (count: number) =>
  Array.from({ length: count }, (_, row) => `${row},${row % 7},${row % 5}\n`).join('');
const LINES =
  'time,slow,fast\n2026-10-24T22:00:00Z,80,75\n2026-10-24T23:00:00Z,,80\n2026-10-25T01:30:00Z,300,81\n';

/** What a strict policy for content refuses, what leads elsewhere, and what could meet another of its kind on a page. */
const UNSAFE = /<script|<style|style=|href|<a\b|<image|<title|\bid=|url\(|\bon\w+=|plot-[0-9a-f]{6}/i;

describe('a chart', () => {
  it.each<[ChartType, string]>([
    ['line', LINES],
    ['area', 'x,y\n1,2\n2,3\n'],
    ['bar', 'x,y,z\na,1,2\n<b>,3,-4\n'],
    ['bar', 'x,y\na,1\nb,\n'],
  ])('as %s is drawn of shapes and classes alone, the same each time', (type, csv) => {
    const svg = draw(csv, type);
    expect(svg).toMatch(/^<svg viewBox="0 0 680 \d+" class="chart-drawing" role="img" aria-label="T\. /);
    expect(svg).not.toMatch(UNSAFE);
    expect(svg).not.toContain('<b>');
    expect(draw(csv, type)).toBe(svg);
  });

  it('has a line with a gap where there is no value, and a sign of its own for each series', () => {
    const svg = draw(LINES, 'line');
    expect(svg).toMatch(/class="plot-line series-1"><path d="M[\d.,]+ZM[\d.,]+Z"/);
    expect(svg).toMatch(/class="plot-sign series-1"><circle/);
    expect(svg).toMatch(/class="plot-sign series-2"><path/);
    expect(drawSign(1)).toMatch(/aria-hidden="true".*class="plot-line series-2".*class="plot-sign series-2"/);
  });

  it('has as many bars as there are values, each with its value', () => {
    const svg = draw('x,y,z\na,1,2\nb,3,\n', 'bar');
    expect(svg.match(/<rect/g)).toHaveLength(3);
    expect(svg.match(/class="plot-value".*$/)?.[0].match(/>[123]</g)).toEqual(['>1<', '>2<', '>3<']);
  });

  it('tells the hours of the zone of the site, which it names', () => {
    const svg = draw(LINES, 'line');
    expect(svg).toContain('>time (CEST)<');
    expect(svg).toContain('>00:00<');
    expect(svg).not.toContain('>22:00<');
  });

  it('is no larger than what it shows', () => {
    expect(draw(`x,a,b\n${rows(20)}`, 'line').length).toBeLessThan(5000);
    expect(draw(`x,a,b\n${rows(1000)}`, 'line').length).toBeLessThan(30_000);
  });

  it('is named for those who cannot see it, with what it ranges over', () => {
    const { label } = describeChart(tableOf(LINES), 'Time "to" answer', { unit: 'ms' }, SITE);
    expect(label).toBe('Time "to" answer. Line chart. slow: 80 – 300 ms; fast: 75 – 81 ms');
  });
});

describe('a type of chart does not suit', () => {
  it.each<[string, string, ChartType, string]>([
    [
      'text along a line',
      'x,y\na,1\nb,2\n',
      'line',
      'its first column is text, and the type line needs numbers, times or days',
    ],
    ['a line of one point', 'x,y\n1,1\n', 'line', 'it has one row, and the type line needs two'],
    ['two areas', 'x,y,z\n1,1,1\n2,2,2\n', 'area', 'an area has one series; use the type line'],
    ['a wall of bars', `x,a,b\n${rows(31)}`, 'bar', 'it would have more than 60 bars'],
  ])('%s', (_, csv, type, expected) => {
    expect(chartProblem(tableOf(csv), type)).toBe(expected);
  });

  it('in no other case', () => {
    expect(chartProblem(tableOf(LINES), 'line')).toBeUndefined();
    expect(chartProblem(tableOf(LINES), 'bar')).toBeUndefined();
  });
});
