import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { root } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';
import { demo } from './demo.ts';

/** The demo, and two incidents of one day, which differ in all that can be filtered by; the worse is the older. */
async function contentWithTwins(): Promise<string> {
  const content = path.join(await temporaryFolder(), 'content');
  await cp(path.join(root, 'content'), content, { recursive: true });
  for (const [id, severity, hour, impact] of [
    ['pm-2026-901', 'sev1', '08', '{ id: api, status: major_outage }'],
    ['pm-2026-902', 'sev4', '12', '{ id: sandbox, status: degraded_performance }'],
  ])
    await writeFile(
      path.join(content, 'postmortems', `${id}.mdx`),
      `---\ntitle: Twin ${severity}\nstatus: recorded\nseverity: ${severity}\nstartedAt: 2026-03-20T${hour}:00:00Z\nresolvedAt: 2026-03-20T${hour}:30:00Z\nimpact:\n  components: [${impact}]\n---\n`,
    );
  return content;
}

const site = demo(contentWithTwins);
let page: Page;

beforeEach(async () => {
  page = await site.open();
});

const filter = (facet: string, value: string) =>
  page.locator(`[data-facet="${facet}"][data-value="${value}"]`);
/** How many a filter says that it leaves. */
const countOf = async (facet: string, value: string) =>
  Number((await filter(facet, value).locator('.n').textContent())?.replace(/[()]/g, ''));
const query = () => new URL(page.url()).search;
const status = () => page.getByRole('status').textContent();
const days = () => page.locator('.calendar a[href]').count();

/** The ids of the incidents that are seen. */
const listed = () =>
  page.locator('.entries > li:visible').evaluateAll((items) => items.map((item) => item.id));

/** The ids of the incidents that have all of these values, told from the whole list. */
const having = (wanted: Record<string, string>) =>
  page
    .locator('.entries > li')
    .evaluateAll(
      (items, pairs) =>
        items
          .filter((item) =>
            pairs.every(([facet, value]) =>
              (item.getAttribute(`data-${facet}`) ?? '').split(' ').includes(value ?? ''),
            ),
          )
          .map((item) => item.id),
      Object.entries(wanted),
    );

describe('the filters of the history', () => {
  it('combine at once, and say how many they leave', async () => {
    await page.goto('history/');
    const all = await listed();
    expect(await status()).toBe(`${all.length} incidents on record.`);
    const daysOfAll = await days();
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await filter('severity', 'sev2').click();
    expect(await listed()).toEqual(await having({ severity: 'sev2' }));
    await filter('factor', 'testing').click();
    await filter('component', 'checkout').click();
    const left = await listed();
    expect(left).toEqual(await having({ severity: 'sev2', factor: 'testing', component: 'checkout' }));
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(all.length / 4);
    expect(query()).toBe('?severity=sev2&factor=testing&component=checkout');
    expect(await status()).toBe(`${left.length} incident${left.length === 1 ? '' : 's'} on record.`);
    expect(await days()).toBeLessThan(daysOfAll / 2);
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  });

  it('count what each would leave, and what is left in each year and month', async () => {
    await page.goto('history/?severity=sev2&year=2025');
    for (const [facet, value, wanted] of [
      ['component', 'api', { severity: 'sev2', year: '2025', component: 'api' }],
      ['severity', 'sev1', { severity: 'sev1', year: '2025' }],
      ['year', '2026', { severity: 'sev2', year: '2026' }],
    ] as const) {
      const { length } = await having(wanted);
      expect(await filter(facet, value).locator('.n').textContent(), value).toBe(`(${length})`);
    }
    const { length } = await listed();
    expect(await page.locator('.year:visible > h2').allTextContents()).toEqual([`2025 ${length} incidents`]);
    for (const month of await page.locator('.month:visible').all()) {
      const shown = await month.locator('.entries > li:visible').count();
      expect(await month.locator('h3 small').textContent()).toBe(
        `${shown} incident${shown === 1 ? '' : 's'}`,
      );
    }
  });

  it('are kept by the address, by reloading, and by going back and forward', async () => {
    await page.goto('history/');
    const all = await listed();
    await filter('severity', 'sev1').click();
    const severe = await listed();
    await filter('year', '2025').click();
    const both = await listed();
    expect([both.length < severe.length, severe.length < all.length]).toEqual([true, true]);
    await page.reload();
    expect(await listed()).toEqual(both);
    await page.goBack();
    expect([query(), await listed()]).toEqual(['?severity=sev1', severe]);
    expect(await filter('severity', 'sev1').getAttribute('aria-current')).toBe('true');
    await page.goBack();
    expect([query(), await listed()]).toEqual(['', all]);
    expect(await page.locator('.facets [aria-current]').allTextContents()).toEqual([
      `All incidents (${all.length})`,
    ]);
    await page.goForward();
    expect([query(), await listed()]).toEqual(['?severity=sev1', severe]);
  });

  it('are taken back by choosing them again, and all at once', async () => {
    await page.goto('history/?severity=sev1&kind=incident');
    await filter('severity', 'sev1').click();
    expect(query()).toBe('?kind=incident');
    await page.getByRole('link', { name: 'All incidents' }).first().click();
    expect([query(), await filter('kind', 'incident').getAttribute('aria-current')]).toEqual(['', null]);
  });

  it('say when they leave nothing, and heed nothing that is no filter', async () => {
    await page.goto('history/?severity=nonsense');
    expect([await listed(), await days()]).toEqual([[], 0]);
    expect(await status()).toBe('No incident on record matches all of these filters.');
    await page.goto('history/?utm=x#i-pm-2026-017');
    expect((await listed()).length).toBeGreaterThan(25);
  });

  it('on the page of one of them lead on to both together', async () => {
    await page.goto('history/severity/sev2/');
    const count = await countOf('component', 'checkout');
    await filter('component', 'checkout').click();
    await page.waitForURL(/\/history\/\?severity=sev2&component=checkout$/);
    expect(await listed()).toHaveLength(count);
  });

  it('say apart what they are called and how many they hold', async () => {
    await page.goto('history/');
    const { length } = await having({ severity: 'sev1' });
    const link = page.getByRole('link', { name: `SEV 1 (${length})`, exact: true });
    expect(await link.getAttribute('data-value')).toBe('sev1');
  });

  it('on a phone are folded, but for those of which one is chosen', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    const folded = () => page.locator('.facet summary:visible').allTextContents();
    const open = () => page.locator('.facet details[open] summary').allTextContents();
    await page.goto('history/');
    expect([await folded(), await open()]).toEqual([['Year', 'Severity', 'Kind', 'Component', 'Factor'], []]);
    await page.getByText('Component', { exact: true }).last().click();
    await filter('component', 'api').click();
    expect(query()).toBe('?component=api');
    await page.goto('history/?factor=testing');
    expect(await open()).toEqual(['Factor']);
    page = await site.open({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    await page.goto('history/severity/sev2/');
    expect(await open()).toEqual(['Severity']);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await folded()).toEqual([]);
    expect(await filter('component', 'api').isVisible()).toBe(true);
  });

  it('leave the list near the top of the page', async () => {
    for (const [width, most] of [
      [1280, 850],
      [360, 1000],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      for (const place of [
        'history/',
        'history/2025/',
        'history/severity/sev2/',
        'history/kind/near-miss/',
      ]) {
        await page.goto(place);
        const top = await page.locator('.card').first().boundingBox();
        expect(top?.y, `${place} ${width}`).toBeLessThan(most);
      }
    }
  });

  it('work by keyboard, and keep their place', async () => {
    await page.goto('history/');
    await filter('kind', 'near-miss').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-value'))).toBe('near-miss');
    expect(await status()).toBe('1 incident on record.');
  });

  it('without JavaScript are pages', async () => {
    page = await site.open({ javaScriptEnabled: false });
    for (const [facet, value, place] of [
      ['year', '2025', /\/history\/2025\/$/],
      ['severity', 'sev2', /\/history\/severity\/sev2\/$/],
      ['kind', 'near-miss', /\/history\/kind\/near-miss\/$/],
      ['component', 'checkout', /\/components\/checkout\/$/],
      ['factor', 'testing', /\/factors\/testing\/$/],
    ] as const) {
      await page.goto('history/');
      const count = await countOf(facet, value);
      await filter(facet, value).click();
      await page.waitForURL(place);
      expect(await page.locator('.card').count(), value).toBe(count);
    }
  });
});

describe('the calendar of the history', () => {
  it('opens the incident of a day', async () => {
    await page.goto('history/2026/');
    const day = page.getByRole('link', { name: /^20 November 2026\. Degraded performance: Payouts/ });
    expect(await day.getAttribute('title')).toBe('Degraded performance: Payouts to some banks are late.');
    await day.click();
    await page.waitForURL(/\/incidents\/pm-2026-024\/$/);
  });

  it('leads from a day with several to its place in the list, or to the one that the filters leave', async () => {
    await page.goto('history/');
    const day = page.locator('.calendar a', { hasText: '20 March 2026' });
    const markedAs = () => day.evaluate((link) => getComputedStyle(link).getPropertyValue('--mark'));
    const ofMajor = await markedAs();
    await day.click();
    expect(new URL(page.url()).hash).toBe('#i-pm-2026-902');
    await page.locator('#i-pm-2026-902:target').waitFor();
    await filter('severity', 'sev4').click();
    expect(new URL((await day.getAttribute('href')) ?? '', page.url()).pathname).toBe(
      '/incidents/pm-2026-902/',
    );
    expect(await day.getAttribute('title')).toBe('Degraded performance: Twin sev4.');
    expect(await markedAs()).not.toBe(ofMajor);
    await filter('component', 'api').click();
    expect([await listed(), await day.getAttribute('href')]).toEqual([[], null]);
    await page.goBack();
    await page.goBack();
    expect([await day.getAttribute('href'), await markedAs()]).toEqual(['#i-pm-2026-902', ofMajor]);
  });

  it('marks only what the filters leave, by the worst of that', async () => {
    await page.goto('history/?component=dashboard');
    const left = await listed();
    const marks = await page
      .locator('.calendar a[href] [data-of]:not([hidden])')
      .evaluateAll((found) => found.map((mark) => `i-${mark.getAttribute('data-of')}`));
    expect([...new Set(marks)].sort()).toEqual(left.toSorted());
    const linked = page.locator('.calendar a[href]');
    for (const link of await linked.all()) expect(await link.getAttribute('title')).not.toBe('');
    expect(await page.locator('.calendar a:not([href])').first().getAttribute('title')).toBe('');
  });

  it('has the months in which something went on, the same on the page of a filter as where it is chosen', async () => {
    const months = () => page.locator('.calendar table:visible caption').allTextContents();
    for (const [place, query] of [
      ['history/kind/near-miss/', '?kind=near-miss'],
      ['history/severity/sev1/', '?severity=sev1'],
      ['factors/testing/', '?factor=testing'],
    ] as const) {
      await page.goto(place);
      const own = await months();
      await page.goto(`history/${query}`);
      expect(await months(), place).toEqual(own);
      await page.goto('history/');
      expect((await months()).length, place).toBeGreaterThan(own.length);
    }
    await page.goto('history/?kind=near-miss');
    expect(await months()).toEqual(['August 2025']);
  });

  it('has the mark of a day below its number', async () => {
    await page.goto('history/2025/');
    const gaps = await page.locator('.calendar a[href]').evaluateAll((links) =>
      links.map((link) => {
        const number = document.createRange();
        number.selectNodeContents(link.firstElementChild ?? link);
        const { bottom, height } = getComputedStyle(link, '::after');
        const mark =
          link.getBoundingClientRect().bottom - Number.parseFloat(bottom) - Number.parseFloat(height);
        // Digits have nothing below their line of writing: the box of the text ends a quarter of its size lower.
        const size = Number.parseFloat(getComputedStyle(link).fontSize);
        return mark - (number.getBoundingClientRect().bottom - size / 4);
      }),
    );
    expect(gaps.length).toBeGreaterThan(5);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
  });

  it('has targets of 24 pixels, and nothing that scrolls the page sideways, on a phone too', async () => {
    for (const width of [320, 360, 700, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      for (const place of ['history/', 'history/2026/', 'factors/', 'factors/testing/']) {
        await page.goto(place);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const sizes = await page.locator('.calendar a[href], .facets a').evaluateAll((links) =>
          links.map((link) => {
            const { width: wide, height } = link.getBoundingClientRect();
            return Math.min(wide, height);
          }),
        );
        expect(Math.min(24, ...sizes), `${place} ${width}`).toBe(24);
      }
    }
  });

  it('on a phone begins with the latest month that has something to show', async () => {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto('history/');
    const left = await page
      .locator('.calendar')
      .first()
      .evaluate((calendar) => {
        const months = [...calendar.querySelectorAll('table')];
        return months.find((month) => month.getBoundingClientRect().left >= 0)?.caption?.textContent;
      });
    expect(left).toBe('November 2026');
    const first = page.locator('.calendar').first();
    const cut = await first.evaluate(async (calendar) => {
      calendar.scrollLeft = 130;
      await new Promise((resolve) => setTimeout(resolve, 400));
      const edge = calendar.getBoundingClientRect().left;
      const lefts = [...calendar.querySelectorAll('caption')].map(
        (caption) => caption.getBoundingClientRect().left - edge,
      );
      return { at: calendar.scrollLeft, cut: lefts.filter((each) => each < -1 && each > -150) };
    });
    expect([cut.at > 0, cut.cut]).toEqual([true, []]);
  });
});

describe('an incident in a list', () => {
  it('has its day, how long it lasted and its components beside its severity, and no more of a time', async () => {
    await page.goto('history/2025/');
    const meta = page.locator('#i-pm-2025-002 .meta');
    expect(await meta.count()).toBe(1);
    expect((await meta.innerText()).replace(/\s+/g, ' ')).toBe(
      'SEV 2 about 14 Jan 2025, 06:18 UTC · about 3 hr 28 min · In-store terminals',
    );
    await page.goto('history/');
    expect(await page.locator('.card .note').count()).toBe(0);
  });

  it('that is open has the time of its latest news before them', async () => {
    await page.goto('.');
    expect(await page.locator('.card .latest').innerText()).toMatch(
      /^Latest 20 Nov 2026, 19:30 UTC: The partner expects/,
    );
  });
});
