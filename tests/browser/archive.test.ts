import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenLinks } from '../site/links.ts';
import { demo } from './demo.ts';

const site = demo();
let page: Page;

beforeEach(async () => {
  page = await site.open();
});

describe('a reader', () => {
  it('opens an incident from the home page by keyboard alone', async () => {
    await page.goto('.');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\/pm-2026-024\/$/);
    expect(await page.title()).toBe('Payouts to some banks are late · Halyard');
  });

  it('follows the table of contents and the anchor of a timeline entry', async () => {
    await page.goto('incidents/pm-2026-017/');
    await page
      .getByRole('navigation', { name: 'On this page' })
      .getByRole('link', { name: 'Timeline' })
      .click();
    expect(page.url()).toMatch(/#section-timeline$/);
    const entry = page.locator('.timeline li[id^="t-"] a.anchor').nth(2);
    await entry.click();
    const id = new URL(page.url()).hash.slice(1);
    expect(id).toMatch(/^t-2026-08-\d\d-\d{4}/);
    const top = await page.locator(`#${id}`).evaluate((element) => element.getBoundingClientRect().top);
    expect(Math.abs(top)).toBeLessThan(400);
  });

  it('gets from a day of a component to its incident', async () => {
    await page.goto('components/payouts/');
    await page.locator('.bar a').last().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\/pm-2026-024\/$/);
  });

  it('gets from the history, and from the foot of any page, to what keeps happening', async () => {
    await page.goto('history/');
    await page.locator('main').getByRole('link', { name: 'Recurring causes' }).click();
    await page.waitForURL(/\/factors\/$/);
    await page.goto('about/');
    await page.locator('footer').getByRole('link', { name: 'Recurring causes' }).click();
    await page.waitForURL(/\/factors\/$/);
  });

  it('at a wrong address is told where to go', async () => {
    site.forgive(/404.*pm-1999-001/);
    const response = await page.goto('incidents/pm-1999-001/');
    expect(response?.status()).toBe(404);
    expect(await page.locator('main h1').textContent()).toBe('There is nothing at this address');
    await page.getByRole('link', { name: 'See every incident on record' }).click();
    await page.waitForURL(/\/history\/$/);
  });

  it('sees the images of a postmortem', async () => {
    await page.goto('incidents/pm-2026-008/');
    const image = page.locator('.prose img');
    await image.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => (document.querySelector('.prose img') as HTMLImageElement).complete);
    expect(
      await image.evaluate((element: HTMLImageElement) => [element.naturalWidth, element.naturalHeight]),
    ).toEqual([1200, 600]);
  });

  it('on a phone never has to scroll sideways', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const place of [
      '.',
      'history/',
      'incidents/pm-2025-012/',
      'incidents/pm-2026-017/',
      'components/webhooks/',
      'search/?q=queue',
      'about/',
    ]) {
      await page.goto(place, { waitUntil: 'networkidle' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(320);
    }
  });
});

describe('the whole demo site', () => {
  it('has no broken link or anchor and no id twice', async () => {
    const { broken, checked } = await brokenLinks(site.out, 'https://status.halyard.example', '/');
    expect(broken).toEqual([]);
    expect(checked).toBeGreaterThan(1000);
  });

  it('opens every page and every file that a page leads to without an error', async () => {
    await page.goto('history/');
    const linked = await page
      .locator('a[href^="/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const unique = [...new Set([...linked, '/', '/about/', '/history/2024/', '/incidents/pm-2025-014/'])];
    expect(unique.length).toBeGreaterThan(30);
    for (const place of unique) await page.goto(place);
  });
});
