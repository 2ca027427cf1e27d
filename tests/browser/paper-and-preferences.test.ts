import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { demo, KINDS, outlineOf, SEEN } from './demo.ts';

const site = demo();
const LONG = 'incidents/pm-2026-015/';
const WITH_CHART = 'incidents/pm-2026-013/';
const WITH_DETAILS = 'incidents/pm-2026-003/';

/** The words of a text, without what a page break or a line break does to them. */
const plain = (text: string): string => text.replace(/[\s\u00ad-]+/g, '');

/** Whether a text is printed: in one piece, or in two, where a sheet ends within it. */
function isIn(printed: string, text: string): boolean {
  let length = text.length;
  while (!printed.includes(text.slice(0, length))) length -= 1;
  return printed.includes(text.slice(length));
}

async function onPaper(place: string): Promise<Page> {
  const page = await site.open();
  await page.goto(place);
  await page.emulateMedia({ media: 'print' });
  return page;
}

describe('on paper', () => {
  it('an incident has all of its sections, also what folds and what the reader has folded', async () => {
    const page = await site.open();
    for (const place of [LONG, WITH_CHART, WITH_DETAILS]) {
      await page.goto(place);
      await page.getByLabel('Key moments only').check();
      const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
      const printed = plain((await extractText(pdf, { mergePages: true })).text);
      const wanted = await page
        .locator(
          'main :is(h1, h2, h3, .summary, .timeline p + p, .section li, .prose :is(p, li, td, pre), .citation)',
        )
        .filter({ hasNot: page.locator(':is(p, li, button, .copy)') })
        .evaluateAll((all) =>
          all
            .filter(
              (each) =>
                !each.closest('.contents, .enlarge, .footnotes') &&
                !each.querySelector('sup, .sr, a[href^="http"]'),
            )
            .map((each) => each.textContent),
        );
      expect(wanted.length, place).toBeGreaterThan(60);
      expect(
        wanted.filter((text) => !isIn(printed, plain(text))),
        place,
      ).toEqual([]);
    }
  });

  it('the days behind a bar and how uptime is counted are told', async () => {
    for (const place of ['.', 'components/payouts/']) {
      const page = await onPaper(place);
      expect(await page.locator('.bar-table td').first().isVisible(), place).toBe(true);
      expect(await page.locator('.rule p').isVisible(), place).toBe(true);
    }
  });

  it('where an outer link leads is written behind it, and the address of the page in its citation', async () => {
    const page = await onPaper(LONG);
    const citation = page.locator('.citation');
    expect([await citation.isVisible(), await citation.textContent()]).toEqual([
      true,
      expect.stringContaining('https://status.halyard.example/incidents/pm-2026-015/'),
    ]);
    await page.goto('about/');
    const link = page.locator('.prose a[href^="http"]').first();
    const address = await link.getAttribute('href');
    expect(await link.evaluate((each) => getComputedStyle(each, '::after').content)).toContain(address);
  });

  it('every page leaves out what can only be clicked, cuts nothing off, and is light', async () => {
    const page = await site.open({ viewport: { width: 680, height: 1000 }, colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const place of KINDS) {
      await page.goto(place);
      const printed = await page.evaluate(() => {
        const shown = [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility());
        const isCut = (each: Element) =>
          each.getBoundingClientRect().right > innerWidth + 1 ||
          (each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible');
        return {
          title: shown.filter((each) => each.matches('h1')).length,
          clickable: shown.filter((each) => each.matches('nav, form, button, .skip, .fold')).length,
          cut: shown
            .filter((each) => !each.closest('.sr, svg') && isCut(each))
            .map((each) => each.outerHTML.slice(0, 80)),
          scheme: getComputedStyle(document.documentElement).colorScheme,
        };
      });
      expect(printed, place).toEqual({ title: 1, clickable: 0, cut: [], scheme: 'light' });
    }
  });
});

describe('with the colours of the reader', () => {
  it('levels, phases and kinds of moments keep a shape, and stand beside their word', async () => {
    const page = await site.open({ forcedColors: 'active' });
    /** What of an element is still drawn when its colours are taken away, as shape and colour. */
    const drawn = (selector: string, pseudo?: string) =>
      page.locator(selector).evaluateAll(
        (all, part) =>
          all.map((each) => {
            const style = getComputedStyle(each, part);
            const { clipPath, borderRadius, height, backgroundColor, backgroundImage, forcedColorAdjust } =
              style;
            return forcedColorAdjust === 'none'
              ? [clipPath, borderRadius, height, backgroundImage, backgroundColor].join()
              : 'gone';
          }),
        pseudo,
      );
    await page.goto(LONG);
    expect(new Set(await drawn('.phases .swatch')).size).toBe(3);
    expect(await drawn('.phases .swatch')).not.toContain('gone');
    expect(await page.locator('.phases li').allInnerTexts()).toEqual([
      expect.stringContaining('Before we noticed'),
      expect.stringContaining('Working on a fix'),
      expect.stringContaining('Recovering'),
    ]);
    const levels = await drawn('.windows .level', '::before');
    expect([new Set(levels).size, levels.includes('gone')]).toEqual([2, false]);
    expect((await drawn('.timeline .type-trigger', '::before'))[0]).not.toBe('gone');
    for (const type of await page.locator('.timeline .type').all())
      expect(await type.innerText()).not.toBe('');
    expect(await page.locator('.badge').innerText()).toBe('SEV 2 · Major');
    await page.goto('.');
    expect(new Set(await drawn('.legend .day')).size).toBe(5);
    expect(await drawn('svg.bar')).not.toContain('gone');
    const heights = await page
      .locator('.bar [class^=level-]')
      .evaluateAll((all) =>
        all
          .filter((each) => each.matches('rect'))
          .map((each) => `${each.getAttribute('class')} ${each.getAttribute('height')}`),
      );
    expect([...new Set(heights)].sort()).toEqual(['level-degraded_performance 5', 'level-major_outage 10']);
    await page.goto('history/');
    expect(new Set(await drawn('.legend .level', '::before')).size).toBe(3);
    expect(await drawn('.calendar a[href]', '::after')).not.toContain('gone');
  });

  it('what is chosen and what has the focus is still outlined', async () => {
    const page = await site.open({ forcedColors: 'active' });
    await page.goto('history/severity/sev2/');
    const chosen = page.locator('.facets [aria-current=page]');
    expect(await chosen.evaluate((each) => getComputedStyle(each).borderBlockEndStyle)).toBe('solid');
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      expect(await outlineOf(page)).toEqual(SEEN);
    }
  });
});

describe('with less motion', () => {
  it('nothing runs, slides or scrolls smoothly on any kind of page, while the search opens either', async () => {
    const page = await site.open({ reducedMotion: 'reduce' });
    for (const place of KINDS) {
      await page.goto(place);
      if (!place.startsWith('search')) {
        await page.keyboard.press('/');
        await page.locator('dialog[open]').waitFor();
      }
      const moving = await page.evaluate(() => ({
        running: document.getAnimations().length,
        scroll: getComputedStyle(document.documentElement).scrollBehavior,
        timed: [...document.querySelectorAll('*')].filter((each) =>
          ['', '::before', '::after'].some((part) => {
            const { transitionDuration, animationName } = getComputedStyle(each, part);
            return transitionDuration !== '0s' || animationName !== 'none';
          }),
        ).length,
      }));
      expect(moving, place).toEqual({ running: 0, scroll: 'auto', timed: 0 });
    }
  });
});
