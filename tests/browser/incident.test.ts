import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demo } from './demo.ts';

const site = demo();
const LONG = 'incidents/pm-2026-015/';
const SEVERAL = 'incidents/pm-2026-022/';
const OPEN = 'incidents/pm-2026-024/';

/** In which order the page has what some selectors name. */
const orderOf = (page: Page, ...selectors: string[]) =>
  page.evaluate(
    (names) =>
      [...document.querySelectorAll(names.join())].map((each) => names.find((name) => each.matches(name))),
    selectors,
  );

describe('on a phone', () => {
  for (const width of [320, 360])
    it(`tables of impacts and factors show all their cells at ${width} px, and stay tables`, async () => {
      const page = await site.open({ viewport: { width, height: 700 } });
      for (const place of [LONG, SEVERAL, OPEN, 'factors/']) {
        await page.goto(place);
        const table = page.locator('.stack');
        const outside = await table
          .locator('tbody :is(th, td)')
          .evaluateAll((cells) =>
            cells
              .filter((cell) => cell.getBoundingClientRect().right > innerWidth - 15)
              .map((cell) => cell.textContent),
          );
        expect(outside, place).toEqual([]);
        expect(
          await table.evaluate(({ parentElement: at }) => at && at.scrollWidth - at.clientWidth),
          place,
        ).toBe(0);
        expect(await table.getByRole('columnheader').count(), place).toBeGreaterThan(3);
      }
      await page.goto(LONG);
      expect(await page.locator('.windows').ariaSnapshot()).toContain(
        'row "Card payments Partial outage 21 Jul 2026, 04:34 UTC 21 Jul 2026, 07:52 UTC 3 hr 18 min"',
      );
      const label = page.locator('.windows td:last-child').first();
      expect(await label.evaluate((each) => getComputedStyle(each, '::before').content)).toBe('"For " / ""');
    });

  it('the axis has its names above its bars and an end under each end of them', async () => {
    const page = await site.open({ viewport: { width: 360, height: 700 } });
    for (const place of [LONG, SEVERAL]) {
      await page.goto(place);
      const boxOf = async (selector: string) => {
        const box = await page.locator(selector).first().boundingBox();
        if (!box) throw new Error(`${selector} is not drawn.`);
        return { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height };
      };
      const [name, bar] = [await boxOf('.axis-row span'), await boxOf('.axis-row svg')];
      const [start, end] = [await boxOf('.axis time'), await boxOf('.axis time + time')];
      expect([name.bottom <= bar.top, bar.right - bar.left], place).toEqual([true, 328]);
      expect([start.left, end.right, start.top], place).toEqual([bar.left, bar.right, end.top]);
      expect(start.bottom - start.top, place).toBeLessThan(24);
    }
  });

  it('the number of an item of the contents stands at its first line', async () => {
    const page = await site.open({ viewport: { width: 360, height: 700 } });
    await page.goto(SEVERAL);
    const links = page.locator('.contents a');
    // A marker is beside the first line of a block; beside the last one of an inline block.
    expect(
      new Set(await links.evaluateAll((all) => all.map((each) => getComputedStyle(each).display))),
    ).toEqual(new Set(['block']));
  });
});

describe('the phases of an incident', () => {
  it('share no colour with the levels of its impact', async () => {
    const page = await site.open();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(LONG);
      const colours = (selector: string, property: 'stroke' | 'fill') =>
        page
          .locator(selector)
          .evaluateAll(
            (all, name) => all.map((each) => getComputedStyle(each)[name as 'stroke' | 'fill']),
            property,
          );
      const phases = await colours('.phases path', 'stroke');
      expect(new Set(phases).size).toBe(3);
      const levels = await colours('.axis rect', 'fill');
      expect(phases.filter((colour) => levels.includes(colour))).toEqual([]);
    }
  });

  it('are seen, however short', async () => {
    const page = await site.open({ viewport: { width: 320, height: 700 } });
    await page.goto(SEVERAL);
    const widths = await page
      .locator('.phases path')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().width));
    expect([widths.length, Math.min(...widths) > 4]).toEqual([3, true]);
  });
});

describe('an incident', () => {
  it('has its news first while it is open, and after its impact when it is over', async () => {
    const page = await site.open();
    const parts = ['.summary', '#section-updates', '.at-a-glance', '#section-impact'];
    await page.goto(OPEN);
    expect(await orderOf(page, ...parts)).toEqual(parts);
    expect(await page.locator('#section-updates').innerText()).toBe('Updates');
    expect(await page.locator('.timeline time').first().innerText()).toContain('20 Nov 2026, 19:30');
    await page.goto(LONG);
    const [summary, updates, ...others] = parts;
    expect(await orderOf(page, ...parts)).toEqual([summary, ...others, updates]);
    expect(await page.locator('#section-updates').innerText()).toBe('What we told customers');
  });

  it('has what its author says before any heading set apart from what was told', async () => {
    const page = await site.open();
    for (const place of [LONG, SEVERAL]) {
      await page.goto(place);
      expect(await page.locator('.prose > :first-child + p').count(), place).toBe(1);
      expect(await page.locator('.prose > hr:first-child').count(), place).toBe(1);
    }
    await page.goto('incidents/pm-2026-013/');
    expect(await page.locator('.prose > hr').count()).toBe(0);
  });

  it('has its footnotes small, and no item of the contents for them', async () => {
    const page = await site.open();
    await page.goto(LONG);
    expect(await page.locator('.contents').innerText()).not.toContain('Footnotes');
    const size = (selector: string) =>
      page.locator(selector).evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
    expect(await size('.footnotes li')).toBeLessThan(await size('.prose > p >> nth=0'));
  });

  it('says how bad it was in a word, and numbers and days as its language has them', async () => {
    const page = await site.open();
    await page.goto(LONG);
    expect(await page.locator('.badge').innerText()).toBe('SEV 2 · Major');
    expect(await page.locator('.facts').allInnerTexts()).toContainEqual(expect.stringContaining('11.4%'));
    await page.goto(SEVERAL);
    expect(await page.locator('.related time').first().innerText()).toBe('29 November 2024');
    await page.goto('.');
    expect(await page.locator('.badge').first().innerText()).toBe('SEV 3');
  });

  it('has an address in its citation that breaks between its parts alone', async () => {
    const page = await site.open({ viewport: { width: 320, height: 700 } });
    await page.goto(LONG);
    await page.getByText('Cite or share').click();
    expect(await page.locator('.citation').innerHTML()).toMatch(
      /https:\/\/status\.halyard\.example\/<wbr ?\/?>incidents\/<wbr ?\/?>pm-2026-015\//,
    );
  });
});

describe('a diagram', () => {
  it('has room in its boxes for a font that is wider than the one it was laid out for', async () => {
    const page = await site.open({ bypassCSP: true });
    await page.goto(SEVERAL);
    await page.addStyleTag({ content: '.diagram svg { font-family: "DejaVu Sans", Verdana }' });
    const margins = await page.locator('.diagram .node').evaluateAll((all) =>
      all.map((node) => {
        const [text, box] = ['text', 'polygon'].map((name) =>
          node.querySelector(name)?.getBoundingClientRect(),
        );
        return text && box ? Math.min(text.left - box.left, box.right - text.right) : 0;
      }),
    );
    expect(margins.length).toBeGreaterThan(4);
    expect(Math.min(...margins)).toBeGreaterThan(8);
  });

  it('has labels of lines that a line may cross and leaves legible', async () => {
    const page = await site.open();
    await page.goto(SEVERAL);
    const label = page.locator('.diagram .edge text').first();
    expect(
      await label.evaluate((each) => [getComputedStyle(each).paintOrder, getComputedStyle(each).strokeWidth]),
    ).toEqual(['stroke', '4px']);
  });
});
