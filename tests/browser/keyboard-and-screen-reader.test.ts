import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { answered, demo, focused, outlineOf, SEEN } from './demo.ts';

const site = demo();

/** Goes on with Tab until the focus is on what a selector names; at every stop on the way it is to be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < 250; step += 1) {
    await page.keyboard.press('Tab');
    expect(await outlineOf(page), await focused(page)).toEqual(SEEN);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector}.`);
}

describe('by keyboard alone', () => {
  it('one gets from the home page to an incident, through its timeline, the history and the search', async () => {
    const page = await site.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto('.');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('A Skip to content');
    expect(await outlineOf(page)).toEqual(SEEN);
    await page.keyboard.press('Enter');
    await tabTo(page, '.card-title a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\/pm-2026-024\/$/);

    await tabTo(page, '.site-header a[href="/history/"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/history\/$/);
    await page.locator('incident-history:defined').waitFor();
    const shown = () => page.locator('.entries > li').filter({ visible: true }).count();
    const all = await shown();
    await tabTo(page, '[data-facet=severity][data-value=sev2]');
    await page.keyboard.press('Enter');
    const left = await shown();
    expect(left).toBeLessThan(all);
    await page.keyboard.press('Enter');
    expect(await shown()).toBe(all);
    await page.keyboard.press('Enter');
    expect(await shown()).toBe(left);
    await tabTo(page, '#i-pm-2026-015 a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\/pm-2026-015\/$/);

    await tabTo(page, '.fold-key');
    const entries = () => page.locator('.timeline-days li').filter({ visible: true }).count();
    const told = await entries();
    await page.keyboard.press('Space');
    expect(await entries()).toBeLessThan(told);
    await page.keyboard.press('Space');
    expect(await entries()).toBe(told);
    await tabTo(page, '.copy');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/#t-2026-07-21-0430$/);

    await page.keyboard.press('/');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.type('certificate');
    await answered(page, /found/);
    expect(await outlineOf(page)).toEqual(SEEN);
    await page.keyboard.press('ArrowDown');
    const first = await focused(page);
    await page.keyboard.press('ArrowDown');
    expect(await outlineOf(page)).toEqual(SEEN);
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe(first);
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('field q');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.matches('.copy'))).toBe(true);
    await page.keyboard.press('Control+k');
    await answered(page, /found/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.pathname.includes('pm-2026-015'));
    expect(`A ${await page.locator('h1').textContent()}`).toContain(first);
  });

  it('what folds opens, and what is wider than its place can be scrolled', async () => {
    const page = await site.open({ viewport: { width: 360, height: 700 } });
    await page.goto('components/payouts/');
    await tabTo(page, '.bar-table summary');
    expect(await outlineOf(page)).toEqual(SEEN);
    await page.keyboard.press('Enter');
    expect(await page.locator('.bar-table a').first().isVisible()).toBe(true);
    await page.goto('incidents/pm-2026-022/');
    await tabTo(page, '.prose .scroll');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (document.activeElement?.scrollLeft ?? 0) > 0);
  });
});

describe('the small days of a bar on a phone', () => {
  it('lead nowhere that the table behind does not, by a target of 24 pixels', async () => {
    const page = await site.open({ viewport: { width: 360, height: 700 } });
    for (const place of ['.', 'components/payouts/', 'components/checkout/']) {
      await page.goto(place);
      const addresses = (selector: string) =>
        page
          .locator(selector)
          .evaluateAll((all) => [...new Set(all.map((each) => each.getAttribute('href')))].sort());
      const days = await addresses('.bar a');
      expect(days.length, place).toBeGreaterThan(0);
      const behind = await addresses('.bar-table a');
      const places = days.filter((day) => day?.startsWith('#'));
      expect(
        days.filter((day) => !day?.startsWith('#') && !behind.includes(day)),
        place,
      ).toEqual([]);
      for (const table of places) expect(await page.locator(`.bar-table ${table}`).count()).toBe(1);
      for (const summary of await page.locator('.bar-table summary').all()) {
        expect((await summary.boundingBox())?.height).toBeGreaterThanOrEqual(24);
        await summary.click();
      }
      const heights = await page
        .locator('.bar-table tbody tr')
        .evaluateAll((all) => all.map((each) => each.clientHeight));
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
    }
  });
});

describe('a screen reader', () => {
  it('is told of a bar as a group of days, each with its level and incident, and of the share', async () => {
    const page = await site.open();
    await page.goto('.');
    const row = page
      .locator('.component')
      .filter({ has: page.getByRole('link', { name: 'Checkout', exact: true }) });
    expect(await row.ariaSnapshot()).toBe(`- paragraph:
  - link "Checkout":
    - /url: /components/checkout/
- paragraph: 99.97% uptime
- 'group "Checkout, last 90 days: 1 day with incidents"':
  - 'link "20 October 2026: major outage – Checkout slowed to a crawl when a release emptied its cache, and the echoes lasted into the afternoon"':
    - /url: /incidents/pm-2026-022/
- group: 1 day with incidents`);
  });

  it('is told at a component what an open incident does to it, and of each day what was still going on', async () => {
    const page = await site.open();
    await page.goto('.');
    const row = page
      .locator('.component')
      .filter({ has: page.getByRole('link', { name: 'Payouts', exact: true }) });
    expect(await row.ariaSnapshot()).toContain('- paragraph: Degraded performance 100% uptime');
    const days = page.locator('.past-day');
    expect(await days.first().ariaSnapshot()).toMatch(
      /^- heading "(?:Saturday, |)21 November.* 2026" \[level=3\]\n- paragraph:\n {2}- text: "?Ongoing:"?\n {2}- link "Payouts to some banks are late":/,
    );
    expect(await days.nth(1).getByRole('heading', { level: 3 }).textContent()).toBe(
      'Friday, 20 November 2026',
    );
  });

  it('is told of the phases as a list, and of the impact as a picture with a table after it', async () => {
    const page = await site.open();
    await page.goto('incidents/pm-2026-015/');
    expect(await page.locator('.phases').ariaSnapshot()).toContain(`  - list:
    - listitem: "Before we noticed: 1 hr 50 min"
    - listitem: "Working on a fix: 1 hr 28 min"
    - listitem: "Recovering: 28 min"`);
    expect(await page.locator('figure.axis').ariaSnapshot()).toContain(
      'the table below has the same in words',
    );
    expect(await page.locator('.windows tbody').ariaSnapshot()).toContain(
      'row "Card payments Partial outage 21 Jul 2026, 04:34 UTC 21 Jul 2026, 07:52 UTC 3 hr 18 min"',
    );
  });

  it('is told of each moment of a timeline: its time, its type, its text, and that its link can be copied', async () => {
    const page = await site.open();
    await page.goto('incidents/pm-2026-015/');
    const timeline = await page.locator('.timeline-days').ariaSnapshot();
    expect(timeline).toContain(`- heading "Tuesday, 21 July 2026" [level=3]
- list:
  - listitem:
    - paragraph:
      - link "04:30 UTC":
        - /url: "#t-2026-07-21-0430"
        - time: 04:30 UTC
      - text: Trigger
      - button "Copy the link to this entry": "#"
    - paragraph: Ten per cent of the flows between the sites move to the new interconnect.`);
    expect(timeline.match(/^ {2}- listitem/gm)).toHaveLength(14);
  });

  it('is told of each technology and tag as words of their own, and so is the search', async () => {
    const page = await site.open();
    await page.goto('incidents/pm-2026-015/');
    expect((await page.locator('.tags').textContent())?.trim()).toBe(
      'TCP VXLAN BGP Envoy network mtu gradual rollout',
    );
    await page.goto('search/?q=redis');
    await answered(page, /found/);
    expect(await page.locator('.result', { hasText: 'Some order text messages arrived' }).count()).toBe(1);
  });

  it('is told of a chart what it shows and between which values, and where its numbers are', async () => {
    const page = await site.open();
    await page.goto('incidents/pm-2026-013/');
    const chart = await page.locator('figure.chart').ariaSnapshot();
    expect(chart).toContain('figure "Heap in use at the end of one export, measured afterwards"');
    expect(chart).toContain(
      'Line chart. without a transaction: 702 – 4,061 MiB; with a transaction: 702 – 852 MiB',
    );
    await page.getByText('Data as a table').click();
    expect(await page.locator('figure.chart table').ariaSnapshot()).toContain(
      'columnheader "without a transaction (MiB)"',
    );
  });

  it('is told of a day of the calendar with its date, level and incident', async () => {
    const page = await site.open();
    await page.goto('history/2026/');
    const august = page.getByRole('table', { name: 'August 2026' });
    expect(await august.getByRole('link').first().ariaSnapshot()).toContain(
      '18 August 2026. Major outage: A schema change waited behind a long query and payouts missed',
    );
  });
});
