import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../src/policy.ts';
import { hashesOf } from '../build-archive.ts';
import { demo, KINDS } from './demo.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** A page that leads to another at once, so that nothing of it can be measured in a browser. */
const MOVED = 'uptime/';
const SEARCH = 'search/?q=queue';

const site = demo();
let pages: string[];

beforeAll(async () => {
  pages = Object.keys(await hashesOf(site.out))
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replace(/index\.html$/, ''))
    .filter((name) => name !== MOVED);
});

/** The ways in which a page is read, one after the other. */
const WAYS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'in the light': async (page) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ colorScheme: 'light' });
  },
  'in the dark': (page) => page.emulateMedia({ colorScheme: 'dark' }),
  'on a phone': async (page) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 320, height: 640 });
  },
  'with text twice as large': async (page) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
  },
};

/** What axe finds on pages, each as the page, the way, the rule and the element. Axe itself is let past the pages' policy. */
async function violations(places: readonly string[]): Promise<string[]> {
  const page = await site.open({ bypassCSP: true });
  const found: string[] = [];
  for (const place of places) {
    await page.goto(place);
    if (place === SEARCH) await page.locator('.result').first().waitFor();
    await page.addScriptTag({ path: AXE });
    for (const [way, read] of Object.entries(WAYS)) {
      await read(page);
      const results = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const { violations: all } = await axe.run({ runOnly, resultTypes: ['violations'] });
        return all.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      found.push(...results.map((result) => `${place} ${way} ${result.slice(0, 200)}`));
    }
  }
  return found;
}

describe('accessibility', () => {
  it('axe finds nothing on any page, in the light, in the dark, on a phone, or with text twice as large', async () => {
    expect(pages.length).toBeGreaterThan(45);
    // In two tabs, as axe keeps one busy.
    const halves = [0, 1].map((half) => [...pages, SEARCH].filter((_, index) => index % 2 === half));
    expect((await Promise.all(halves.map(violations))).flat()).toEqual([]);
  }, 600_000);

  it('nothing has to be scrolled sideways at 320 px, nor with text twice as large', async () => {
    const page = await site.open({
      viewport: { width: 320, height: 640 },
      bypassCSP: true,
    });
    for (const place of pages) {
      await page.goto(place, { waitUntil: 'load' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(320);
    }
    await page.setViewportSize({ width: 640, height: 640 });
    for (const place of KINDS) {
      await page.goto(place, { waitUntil: 'load' });
      await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(640);
    }
  });

  it('bars and figures say in text what they show', async () => {
    const page = await site.open();
    await page.goto('components/payouts/');
    expect(await page.locator('svg.bar').getAttribute('aria-label')).toMatch(
      /^Payouts, last 90 days: \d+ days? with incidents$/,
    );
    expect(await page.locator('svg.bar a').last().getAttribute('aria-label')).toMatch(
      /^20\s–\s21 November 2026: degraded performance – Payouts to some banks are late$/,
    );
    await page.goto('incidents/pm-2026-015/');
    expect(await page.locator('figure.axis').getAttribute('aria-label')).toContain(
      'between 21 Jul 2026, 04:34 UTC and 21 Jul 2026, 08:20 UTC',
    );
    expect(await page.locator('.phases').innerText()).toContain('Before we noticed: 1 hr 50 min');
  });
});

describe('the policy of the pages', () => {
  it('is in each of them, and in what hosts send', async () => {
    for (const name of [...pages, MOVED]) {
      const html = await readFile(
        path.join(site.out, name.endsWith('.html') ? name : `${name}index.html`),
        'utf8',
      );
      expect(html.replaceAll('&#39;', "'"), name).toContain(`content="${CONTENT_SECURITY_POLICY}"`);
      // What is told to search engines is data: no browser runs it.
      expect(html, name).not.toMatch(
        /\sstyle=|<style|\son\w+=|<script(?! type="application\/ld\+json">)(?![^>]*src=)/,
      );
    }
    expect(await readFile(path.join(site.out, '_headers'), 'utf8')).toContain(
      `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
    );
  });

  it('is broken by nothing that a page does, search included', async () => {
    const page = await site.open();
    const broken: string[] = [];
    page.on(
      'console',
      (message) => /Content Security Policy/.test(message.text()) && broken.push(message.text()),
    );
    for (const place of KINDS) {
      await page.goto(place, { waitUntil: 'networkidle' });
      if (place.startsWith('search')) await page.locator('.result').first().waitFor();
    }
    expect(broken).toEqual([]);
    site.forgive(/Content Security Policy/);
    await page.evaluate(() =>
      document.body.append(
        Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }),
      ),
    );
    expect(broken).toHaveLength(1);
  });
});

describe('weight', () => {
  it('of an incident page is at most 14 kB in at most 3 requests, of which 2 kB are script', async () => {
    const page = await site.open();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname.slice(1)));
    await page.goto('incidents/pm-2026-015/', { waitUntil: 'networkidle' });
    const wordCount = await page
      .locator('main')
      .innerText()
      .then((text) => text.split(/\s+/).length);
    expect(wordCount).toBeGreaterThan(900);
    // The icon is not asked for by every browser, nor needed to read.
    const asked = requests.filter((name) => name !== 'favicon.svg');
    const sizes = await Promise.all(
      asked.map(
        async (name) =>
          brotliCompressSync(
            await readFile(path.join(site.out, name.endsWith('/') ? `${name}index.html` : name)),
          ).length,
      ),
    );
    const of = (extension: RegExp) =>
      sizes.filter((_, index) => extension.test(asked[index] ?? '')).reduce((sum, size) => sum + size, 0);
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(of(/\/$|\.css$/)).toBeLessThanOrEqual(14_000);
    expect(of(/\.js$/)).toBeLessThanOrEqual(2000);
  });

  it('has no font', async () => {
    const fonts = (await readdir(site.out, { recursive: true })).filter((name) =>
      /\.(?:woff2?|ttf|otf)$/.test(name),
    );
    expect(fonts).toEqual([]);
  });
});

/** Waits until a page shows its times in the reader's zone or in the site's: what does that is loaded when it is asked for. */
const zoneIs = (page: Page, whose: 'own' | 'site'): Promise<void> =>
  page.locator(`.zone[aria-pressed=${whose === 'own'}]`).waitFor();

describe('what helps a reader', () => {
  it('shows every time in the own zone, says so, and remembers it', async () => {
    const page = await site.open({ timezoneId: 'America/New_York' });
    await page.goto('incidents/pm-2026-015/');
    const started = page.locator('.facts time').first();
    expect(await started.textContent()).toBe('21 Jul 2026, 04:34 UTC');
    await page.getByRole('button', { name: 'Show times in my time zone' }).click();
    await zoneIs(page, 'own');
    expect(await started.textContent()).toBe('21 Jul 2026, 00:34 GMT-4');
    expect(await page.locator('.axis time').allTextContents()).toEqual([
      '21 Jul 2026, 00:34 GMT-4',
      '21 Jul 2026, 04:20 GMT-4',
    ]);
    // Authors may name a time of the site's zone in their text; the page does not any more.
    const made = page.locator('main :is(.at-a-glance, .axis, table, .timeline-days time, .updates time)');
    expect(await made.count()).toBeGreaterThan(10);
    expect(await made.allInnerTexts()).not.toContainEqual(expect.stringMatching(/\d\d:\d\d UTC/));
    expect(await page.locator('.site-footer').innerText()).toContain('Times are in America/New_York.');
    await page.goto('.');
    await zoneIs(page, 'own');
    expect(await page.locator('.banner').innerText()).toMatch(
      /As of \d+ \w+ \d+, \d\d:\d\d (?:EST|EDT|GMT-[45])\./,
    );
    await page.goto('incidents/pm-2026-017/');
    await zoneIs(page, 'own');
    expect(await page.locator('.facts time').first().textContent()).toContain('GMT-4');
    await page.getByRole('button', { name: 'Show times in UTC' }).click();
    await zoneIs(page, 'site');
    expect(await page.locator('.facts time').first().textContent()).toMatch(/UTC$/);
    expect(await page.locator('.site-footer').innerText()).toContain('Times are in UTC.');
  });

  it('leaves a time short below its day, and names the day where it is another in the own zone', async () => {
    const page = await site.open({ timezoneId: 'America/Los_Angeles' });
    await page.goto('incidents/pm-2026-015/');
    await page.getByRole('button', { name: 'Show times in my time zone' }).click();
    await zoneIs(page, 'own');
    const times = await page.locator('.timeline-days time').allTextContents();
    expect(times).toContain('20 Jul 2026, 21:30 GMT-7');
    expect(times).toContain('00:14 GMT-7');
  });

  it('says of an approximate time that it is one, whatever a date begins with', async () => {
    const page = await site.open({ timezoneId: 'America/New_York' });
    await page.route(/\/incidents\/pm-/, async (route) => {
      const response = await route.fetch();
      const body = (await response.text())
        .replace('<html lang="en"', '<html lang="en-US"')
        .replace(/>(about )?(\d+) (\w{3}) (\d{4}), /g, '>$1$3 $2, $4, ');
      await route.fulfill({ response, body });
    });
    await page.goto('incidents/pm-2025-009/');
    await page.getByRole('button', { name: 'Show times in my time zone' }).click();
    await zoneIs(page, 'own');
    const times = await page.locator('main time[datetime*=T]:not([data-day])').allTextContents();
    expect(
      times.filter((time) => !/^(?:about )?[A-Z][a-z]{2} \d+, \d{4}, \d\d:\d\d E[SD]T$/.test(time)),
    ).toEqual([]);
    expect(times.some((time) => time.startsWith('about '))).toBe(true);
  });

  it('turns to the own zone where nothing can be stored, and offers no copy where there is no clipboard', async () => {
    const page = await site.open({ timezoneId: 'America/New_York' });
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('Storage is blocked.', 'SecurityError');
        },
      });
      Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });
    });
    await page.goto('incidents/pm-2026-015/');
    await page.getByRole('button', { name: 'Show times in my time zone' }).click();
    await zoneIs(page, 'own');
    expect(await page.locator('.facts time').first().textContent()).toBe('21 Jul 2026, 00:34 GMT-4');
    await page.getByText('Cite or share').click();
    expect(await page.locator('[data-copy]').filter({ visible: true }).count()).toBe(0);
  });

  it('folds the timeline to its key moments, without a script', async () => {
    const page = await site.open({ javaScriptEnabled: false });
    await page.goto('incidents/pm-2026-015/');
    const shown = async () =>
      page.locator('#section-timeline ~ * .timeline li').filter({ visible: true }).count();
    const all = await shown();
    await page.getByLabel('Key moments only').check();
    expect([all > 6, (await shown()) > 1, (await shown()) < all]).toEqual([true, true, true]);
    expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
  });

  it('copies the link of a timeline entry, and a citation', async () => {
    const page = await site.open({
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.goto('incidents/pm-2026-015/');
    await page.getByRole('button', { name: 'Copy the link to this entry' }).first().click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /\/incidents\/pm-2026-015\/#t-2026-07-\d\d-\d{4}/,
    );
    await page.getByText('Cite or share').click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'Halyard: Large requests stalled after we moved to a new interconnect. pm-2026-015, incident of 21 July 2026. https://status.halyard.example/incidents/pm-2026-015/',
    );
  });

  it('leads to the incident before and the one after', async () => {
    const page = await site.open();
    await page.goto('incidents/pm-2026-015/');
    await page.locator('a[rel=prev]').click();
    await page.waitForURL((url) => !url.pathname.includes('pm-2026-015'));
    await page.locator('a[rel=next]').click();
    await page.waitForURL(/pm-2026-015/);
  });
});
