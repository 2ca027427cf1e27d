import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildArchive, hashesOf } from '../build-archive.ts';
import { fixtureContent } from '../fixture-content.ts';

let out: string;
let files: string[];
let page: string;

beforeAll(async () => {
  const content = await fixtureContent();
  const home = path.dirname(content);
  out = path.join(home, 'out');
  const { status, stderr } = await buildArchive({ content, published: path.join(home, '.published'), out });
  expect(status, stderr).toBe(0);
  files = Object.keys(await hashesOf(out));
  page = await readFile(path.join(out, 'incidents/fx-2026-001/index.html'), 'utf8');
});

/** The figures of a kind on the page. */
const figures = (name: string): string[] =>
  page.match(new RegExp(`<figure class="${name}".*?</figure>`, 'gs')) ?? [];
const textOf = (html = ''): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the page of a postmortem', () => {
  it('draws its charts, wide and narrow, under their titles', () => {
    const charts = figures('chart');
    expect(charts).toHaveLength(2);
    expect(textOf(charts[0])).toMatch(/^ Latency for a customer slow pages, median all pages/);
    for (const chart of charts) expect(chart.match(/<svg [^>]*class="chart-drawing"/g)).toHaveLength(2);
  });

  it('tells those who cannot see a chart what it ranges over, and gives them its data', async () => {
    const [chart = ''] = figures('chart');
    expect(chart).toContain(
      'aria-label="Latency for a customer. Line chart. slow pages, median: 80 – 4,100.5 ms; all pages: 75 – 90 ms"',
    );
    expect(textOf(/<table>.*<\/table>/s.exec(chart)?.[0]).trim()).toBe(
      'time (CEST) slow pages, median (ms) all pages (ms) 25 Oct 2026, 00:00 CEST 80 75 25 Oct 2026, 00:30 CEST 4,100.5 80 25 Oct 2026, 02:30 CEST no value 90 25 Oct 2026, 02:30 CET 300 80',
    );
    const [, address = ''] = /<a href="\/base\/(data\/[0-9a-f]{16}\.csv)" download/.exec(chart) ?? [];
    expect(files.filter((name) => name.endsWith('.csv'))).toEqual([address]);
    expect(await readFile(path.join(out, address), 'utf8')).toBe(
      `time,"slow pages, median",all pages
2026-10-24T22:00:00Z,80,75
2026-10-24T22:30:00Z,4100.5,80
2026-10-25T00:30:00Z,,90
2026-10-25T01:30:00Z,300,80
`,
    );
  });

  it('draws its diagrams and tells them as text', () => {
    const [diagram = ''] = figures('diagram');
    expect(diagram).toContain('aria-label="The site asks a store"');
    expect(diagram).toContain('class="node failed"');
    expect(textOf(/<ul>.*<\/ul>/s.exec(diagram)?.[0]).trim()).toBe('Website leads to store : for a host');
    expect(diagram).not.toMatch(/CLUTTER|elsewhere|<a\b/);
  });

  it('colours code by classes, and leaves a language that nobody knows plain', () => {
    const blocks = page.match(/<code class="hl.*?<\/code>/gs);
    expect(blocks).toEqual([
      '<code class="hl language-sh"><span class="hl-built_in">echo</span> <span class="hl-string">&quot;a-host&quot;</span>\n</code>',
      '<code class="hl language-nosuchlanguage">left = &quot;plain&quot;\n</code>',
    ]);
  });

  it('shows a figure in full size without a script, and keeps its room', () => {
    expect(page.match(/<figure>.*?<\/figure>/s)?.[0]).toMatch(
      /^<figure>\s*<a class="enlarge" href="(\/base\/images\/[\w-]+\.png)"><img src="\1" alt="The chart again" width="40" height="20" loading="lazy"/,
    );
  });
});

describe('no page', () => {
  it('has a style of its own, in an element or an attribute, or a handler', async () => {
    const pages = files.filter((name) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(10);
    for (const name of pages) {
      const html = await readFile(path.join(out, name), 'utf8');
      expect(html.match(/<style|<[a-z][^>]*\s(?:style|on\w+)=/g), name).toBeNull();
    }
  });
});
