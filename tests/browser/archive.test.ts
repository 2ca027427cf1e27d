import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/browser.ts';
import { serve } from '../../scripts/serve.ts';
import { buildArchive, root } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';
import { brokenLinks } from '../site/links.ts';

let out: string;
let address: string;
let close: () => void;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let troubles: string[];

beforeAll(async () => {
  const home = await temporaryFolder();
  out = path.join(home, 'dist');
  const { status, stderr } = await buildArchive({
    content: path.join(root, 'content'),
    published: path.join(home, 'published'),
    out,
  });
  expect(status, stderr).toBe(0);
  const listening = await serve(out, '/', 0);
  address = listening.address;
  close = () => listening.server.close();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  close?.();
});

/** A new page that notes every error of the console, failed request and request to another origin. */
async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce', ...options });
  page = await context.newPage();
  troubles = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    // What a navigation cuts short has not failed.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) troubles.push(`elsewhere: ${request.url()}`);
  });
}

beforeEach(() => openPage());
afterEach(async () => {
  await context.close();
  expect(troubles).toEqual([]);
});

const found = async (text: RegExp) => {
  await page.locator('.results[aria-busy=false]').waitFor({ state: 'attached', timeout: 10_000 });
  await page.locator('.count', { hasText: text }).waitFor({ timeout: 10_000 });
};

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

  it('at a wrong address is told where to go', async () => {
    const response = await page.goto('incidents/pm-1999-001/');
    expect(response?.status()).toBe(404);
    expect(await page.locator('main h1').textContent()).toBe('There is nothing at this address');
    await page.getByRole('link', { name: 'See every incident on record' }).click();
    await page.waitForURL(/\/history\/$/);
    troubles = troubles.filter((trouble) => !trouble.includes('404'));
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

describe('search', () => {
  it('finds, shows sections, and keeps the question in the address', async () => {
    await page.goto('search/');
    await page.keyboard.type('transaction id wraparound');
    await page.waitForURL(/q=transaction\+id\+wraparound$/);
    await found(/found/);
    expect(await page.locator('.result-title').first().getAttribute('href')).toContain('pm-2025-016');
    expect(new URL(page.url()).searchParams.get('q')).toBe('transaction id wraparound');
    expect(await page.locator('.result-sections a').first().getAttribute('href')).toMatch(/#.+/);
    await page.reload();
    await found(/found/);
    expect(await page.locator('input').inputValue()).toBe('transaction id wraparound');
  });

  it('goes through results with the arrow keys and opens one with Enter', async () => {
    await page.goto('search/?q=certificate');
    await found(/found/);
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('result-title');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\//);
    await page.goBack();
    await found(/found/);
    await page.locator('h1').click();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });

  it('filters by severity, component, factor and year, with counts, and sorts by date', async () => {
    await page.goto('search/');
    await found(/Type a word/);
    const options = await page.locator('select[name=severity] option').allTextContents();
    expect(options).toEqual([
      'Any',
      expect.stringMatching(/^SEV 1 \(\d+\)$/),
      expect.stringMatching(/^SEV 2/),
      expect.stringMatching(/^SEV 3/),
      expect.stringMatching(/^SEV 4/),
    ]);
    await page.selectOption('select[name=year]', '2025');
    await page.selectOption('select[name=sort]', 'oldest');
    await found(/\d+ results found/);
    await page.waitForFunction(() => document.querySelectorAll('.result').length > 5);
    const dates = await page.locator('.result .meta span:first-child').allTextContents();
    expect(dates.every((date) => date.startsWith('2025-'))).toBe(true);
    expect(dates).toEqual(dates.toSorted());
    expect(new URL(page.url()).search).toBe('?year=2025&sort=oldest');
    await page.selectOption('select[name=component]', 'Payouts');
    await page.waitForFunction(() => document.querySelectorAll('.result').length < 5);
    const values = await page.locator('select[name=factor] option').count();
    expect(values).toBeGreaterThan(3);
  });

  it('says when nothing is found, and finds nothing of what is withheld', async () => {
    for (const words of ['zzyzx', '"label sweeper"', 'Larkhithe']) {
      await page.goto(`search/?q=${encodeURIComponent(words)}`);
      await found(/Nothing found|found/);
      const hrefs = await page
        .locator('.result-title')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(
        hrefs.filter((href) => /pm-2026-(019|021|025)/.test(href ?? '')),
        words,
      ).toEqual([]);
    }
    await page.goto('search/?q=zzyzx');
    await found(/Nothing found/);
  });

  it('without JavaScript says so and links the history', async () => {
    await context.close();
    await openPage({ javaScriptEnabled: false });
    await page.goto('search/');
    expect(await page.locator('noscript, main').first().textContent()).toContain('Search needs JavaScript');
    await page.locator('noscript').getByRole('link', { name: 'History' }).click();
    await page.waitForURL(/\/history\/$/);
    expect(await page.locator('.card').count()).toBeGreaterThan(25);
  });
});

describe('the whole demo site', () => {
  it('has no broken link or anchor and no id twice', async () => {
    const { broken, checked } = await brokenLinks(out, 'https://status.halyard.example', '/');
    expect(broken).toEqual([]);
    expect(checked).toBeGreaterThan(1000);
  });

  it('opens without an error of the console on every page', async () => {
    const pages = await page
      .goto('history/')
      .then(() =>
        page
          .locator('a[href^="/"]')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')),
      );
    const unique = [...new Set([...pages, '/', '/about/', '/history/2024/', '/incidents/pm-2025-014/'])];
    expect(unique.length).toBeGreaterThan(30);
    for (const place of unique)
      await page.goto(`${address.replace(/\/$/, '')}${place}`, { waitUntil: 'load' });
  });
});
