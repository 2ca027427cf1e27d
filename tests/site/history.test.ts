import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildArchive, hashesOf } from '../build-archive.ts';
import { fixtureContent } from '../fixture-content.ts';
import { brokenLinks } from './links.ts';

let out: string;
let names: string[];
const page = (name: string) => readFile(path.join(out, name, 'index.html'), 'utf8');
const recorded = (title: string, startedAt: string, resolvedAt: string) =>
  `---\ntitle: ${title}\nstatus: recorded\nseverity: sev3\nstartedAt: ${startedAt}\nresolvedAt: ${resolvedAt}\nimpact:\n  components: [{ id: web, status: degraded_performance }]\n---\n`;

beforeAll(async () => {
  const content = await fixtureContent();
  const postmortems = path.join(content, 'postmortems');
  // Its ends are of two years in the zone of the site, and of one in UTC.
  await writeFile(
    path.join(postmortems, 'fx-2025-001.mdx'),
    recorded('Over new year', '2025-12-31T22:30:00Z', '2025-12-31T23:30:00Z'),
  );
  await writeFile(
    path.join(postmortems, 'fx-2026-007.mdx'),
    recorded('Second of the day', '2026-08-01T15:00:00Z', '2026-08-01T16:00:00Z'),
  );
  const home = path.dirname(content);
  out = path.join(home, 'out');
  const { status, stderr } = await buildArchive({ content, published: path.join(home, 'published'), out });
  expect(status, stderr).toBe(0);
  names = Object.keys(await hashesOf(out))
    .filter((name) => /^history\/|^factors\/\w+\//.test(name))
    .map((name) => path.dirname(name));
});

/** The days of a page that are links: `1 /base/incidents/x/ text`. */
async function markedOn(name: string): Promise<string[]> {
  const links = /<a href="([^"]+)" title="([^"]+)"> *<span aria-hidden="true">(\d+)<\/span>/g;
  return [...(await page(name)).matchAll(links)].map(
    ([, address, title, day]) => `${day} ${address} ${title}`,
  );
}

describe('the history', () => {
  it('is narrowed on pages of their own, which hold as many as the filters say', async () => {
    // All, two years, two kinds, four severities, and the classes of factors.
    expect(names).toHaveLength(9 + 15);
    for (const name of names) {
      const text = await page(name);
      const current = /aria-current="page">[^<]*<span class="n">\((\d+)\)/.exec(
        text.slice(text.indexOf('class="facets"')),
      );
      // A factor that nothing had is no filter; its page says so.
      const count = Number(current?.[1] ?? 0);
      expect(text.match(/<li id="i-/g)?.length ?? 0, name).toBe(count);
      const said = ['No incident on record had this factor.', '1 incident on record.'][count];
      expect(text, name).toContain(said ?? `${count} incidents on record.`);
    }
  });

  it('links each filter to the page that holds what it counts', async () => {
    const filter = /<a href="\/base\/([^"]+)" data-facet="(\w+)"[^>]*>[^<]*<span class="n">\((\d+)\)/g;
    const filters = [...(await page('history')).matchAll(filter)];
    expect(new Set(filters.map(([, , facet]) => facet)).size).toBe(5);
    for (const [, address = '', , count] of filters)
      expect((await page(address)).match(/<li id="i-/g), address).toHaveLength(Number(count));
  });

  it('has one first heading on each page, leaves out no level, and marks the filter of the page', async () => {
    for (const name of [...names, 'factors']) {
      const text = await page(name);
      const levels = [...text.matchAll(/<h([1-6])/g)].map((heading) => Number(heading[1]));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(
        levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1),
        `${name} ${levels}`,
      ).toBe(true);
      expect(text, name).toMatch(
        /<title>[^<]{4,} · Fixture<\/title><meta name="description" content="[^"]{20,}"/,
      );
    }
    expect(await page('history/kind/near-miss')).toContain('The backup almost failed');
    expect(await page('history/kind/near-miss')).toMatch(/data-value="near-miss" aria-current="page"/);
  });

  it('marks in the calendar what went on, in its zone, each day with a text', async () => {
    // The latest month comes first.
    expect(await markedOn('history/2026')).toEqual([
      '5 /base/incidents/fx-2026-005/ Near miss: The backup almost failed.',
      '10 /base/incidents/fx-2026-004/ Major outage: Website was down for a minute.',
      '20 /base/incidents/fx-2026-003/ Degraded performance: Store is slow.',
      '21 /base/incidents/fx-2026-003/ Degraded performance: Store is slow.',
      '25 /base/incidents/fx-2026-001/ Major outage: Website slow for a customer.',
      expect.stringMatching(
        /^1 #i-fx-2026-007 Degraded performance: Second of the day\.\nPartial outage: Store refused/,
      ),
      '1 /base/incidents/fx-2025-001/ Degraded performance: Over new year.',
    ]);
    expect(await markedOn('history/2025')).toEqual([
      '31 /base/incidents/fx-2025-001/ Degraded performance: Over new year.',
    ]);
    expect(await markedOn('history/severity/sev4')).toHaveLength(2);
    expect(await page('history/2026')).toContain('<td aria-current="date">');
  });

  it('counts in years what keeps happening, and is linked from the factors of an incident', async () => {
    const text = (await page('factors')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(/Capacity A limit [^.]+\. 1 1 25 October 2026/);
    expect(text).toContain('Not on record so far: Configuration , Defect');
    for (const factor of ['change', 'capacity'])
      expect(await page('incidents/fx-2026-001')).toContain(`href="/base/factors/${factor}/"`);
  });

  it('is the current item of the navigation on the pages of its parts', async () => {
    const currentOf = async (name: string) =>
      /<nav aria-label="Main">.*?<\/nav>/s.exec(await page(name))?.[0].match(/aria-current="\w+">\w+/g);
    for (const name of names.filter((each) => each !== 'history'))
      expect(await currentOf(name), name).toEqual(['aria-current="true">History']);
    for (const name of ['factors', 'incidents/fx-2026-001'])
      expect(await currentOf(name), name).toEqual(['aria-current="true">History']);
    expect(await currentOf('history')).toEqual(['aria-current="page">History']);
    expect(await currentOf('components/web')).toBeNull();
  });

  it('has nothing to filter on the page of a factor that no incident had', async () => {
    const text = await page('factors/network');
    expect(text).toContain('No incident on record had this factor.');
    expect(text).not.toContain('class="facets"');
  });

  it('loads one small script, and the other pages none of it', async () => {
    const scriptOf = async (name: string) =>
      /<script[^>]* src="\/base\/([^"]*History[^"]+)"/.exec(await page(name))?.[1];
    const script = await scriptOf('history');
    expect(gzipSync(await readFile(path.join(out, script ?? ''))).length).toBeLessThan(1500);
    for (const name of names) expect(await scriptOf(name), name).toBe(script);
    for (const name of ['.', 'factors', 'components/web', 'incidents/fx-2026-001', 'search'])
      expect(await scriptOf(name), name).toBeUndefined();
  });

  it('has no broken link, and no script or style within a page', async () => {
    const { broken, checked } = await brokenLinks(out, 'https://status.fixture.example', '/base/');
    expect([broken, checked > 500]).toEqual([[], true]);
    for (const name of names)
      expect(await page(name), name).not.toMatch(/<script(?![^>]* src=)|<style| style="| on\w+="/);
  });
});
