import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demo, KINDS } from './demo.ts';

const site = demo();

/** What a reader has of a page: its texts, and what is there to be clicked and does nothing. */
const readable = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('body *')].filter((each) =>
      each.checkVisibility({ visibilityProperty: true }),
    );
    return {
      title: shown.find((each) => each.matches('h1'))?.textContent ?? '',
      text: document.querySelector('main')?.innerText ?? '',
      dead: shown
        .filter((each) => each.matches('button, form, [role=status]:empty'))
        .map((each) => each.outerHTML),
      links: shown.filter((each) => each.matches('nav a[href]')).length,
    };
  });

/** Counts, from the first byte on, how far a page moves what is already seen. */
async function withShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Element | null }[];
      })[])
        shifts.push(`${entry.value.toFixed(4)} ${entry.sources.map(({ node }) => node?.className)}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts);
}

describe('without JavaScript', () => {
  it('every kind of page is readable, has its ways on, and shows nothing that would do nothing', async () => {
    const page = await site.open({ javaScriptEnabled: false });
    for (const place of KINDS) {
      await page.goto(place);
      const { title, text, dead, links } = await readable(page);
      expect([title.length > 3, text.length > 60, dead, links > 5], place).toEqual([true, true, [], true]);
    }
  });

  it('a figure opens larger, and what is folded opens', async () => {
    const page = await site.open({ javaScriptEnabled: false });
    await page.goto('incidents/pm-2026-013/');
    await page.getByText('Data as a table').click();
    expect(await page.locator('figure.chart td').first().isVisible()).toBe(true);
    await page.getByText('Cite or share').click();
    expect(await page.locator('.citation').isVisible()).toBe(true);
    // The browser looks for an icon of the bare image.
    site.forgive(/404/);
    await page.locator('.enlarge').click();
    await page.waitForURL(/\/images\/[\w-]+\.png$/);
    await page.goto('.');
    await page.locator('.bar-table summary').first().click();
    expect(await page.locator('.bar-table a').first().isVisible()).toBe(true);
  });
});

describe('on a slow network', () => {
  it('an incident is there to be read before any script', async () => {
    const page = await site.open();
    const release = Promise.withResolvers<void>();
    await page.route('**/*.js', async (route) => {
      await release.promise;
      await route.continue();
    });
    await page.goto('incidents/pm-2026-015/', { waitUntil: 'commit' });
    await page.locator('.neighbours').waitFor();
    const before = await readable(page);
    expect(before.title).toBe('Large requests stalled after we moved to a new interconnect');
    expect(before.text.split(/\s+/).length).toBeGreaterThan(900);
    expect(before.dead).toEqual([]);
    release.resolve();
    await page.getByRole('button', { name: 'Show times in my time zone' }).waitFor();
    expect((await readable(page)).text).toContain(before.text.slice(0, 400));
  });

  it('nothing that is seen moves on any kind of page, neither before nor after the scripts have come', async () => {
    for (const width of [1280, 360]) {
      const page = await site.open({ viewport: { width, height: 800 }, timezoneId: 'America/New_York' });
      const shifts = await withShifts(page);
      await page.route('**/*.js', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        await route.continue();
      });
      for (const place of KINDS) {
        await page.goto(place);
        await page.locator('.zone:not([hidden])').waitFor();
        if (place.startsWith('search')) await page.locator('.result').first().waitFor();
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))),
        );
        expect(await shifts(), `${place} ${width}`).toEqual([]);
      }
      await page.context().close();
    }
  });
});
