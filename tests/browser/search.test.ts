import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { answered, demo, focused } from './demo.ts';

const site = demo();
const PLACES = ['.', 'history/', 'incidents/pm-2026-017/', 'components/webhooks/', 'about/'];

/** Opens a page, and the search over it. */
async function opened(place: string, key = '/'): Promise<Page> {
  const page = await site.open();
  await page.goto(place);
  await page.keyboard.press(key);
  await page.locator('dialog[open]').waitFor();
  return page;
}

describe('before somebody searches', () => {
  it('no page sends more than 2 kB of JavaScript, and none of it lies in the page itself', async () => {
    for (const place of [...PLACES, 'no/such/page/']) {
      const page = await site.open();
      const scripts: string[] = [];
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (request.resourceType() === 'script' || /\.(?:js|wasm|pagefind|pf_\w+)$/.test(pathname))
          scripts.push(pathname);
      });
      await page.goto(place === 'no/such/page/' ? '404.html' : place, { waitUntil: 'networkidle' });
      expect(scripts.length, place).toBeGreaterThan(0);
      const files = await Promise.all(
        [...new Set(scripts)].map((name) => readFile(path.join(site.out, name))),
      );
      const sent = files.reduce((sum, file) => sum + brotliCompressSync(file).length, 0);
      expect(sent, `${place}: ${scripts}`).toBeLessThanOrEqual(2000);
      const inline = await page.evaluate(() => ({
        scripts: document.querySelectorAll('script:not([src], [type="application/ld+json"])').length,
        handlers: [...document.querySelectorAll('*')].filter((each) =>
          each.getAttributeNames().some((name) => name.startsWith('on')),
        ).length,
      }));
      expect(inline, place).toEqual({ scripts: 0, handlers: 0 });
    }
  });
});

describe('the dialog', () => {
  it('opens with a slash and with Ctrl K on every kind of page, finds, and gives the focus back', async () => {
    for (const [index, place] of PLACES.entries()) {
      const page = await site.open();
      await page.goto(place);
      const name = page.locator('.site-name');
      await name.focus();
      await page.keyboard.press(index % 2 === 0 ? '/' : 'Control+k');
      await page.locator('dialog[open]').waitFor();
      await page.keyboard.type('mtu');
      await answered(page, '1 result found.');
      expect(await page.locator('.result-title').textContent()).toContain('Large requests stalled');
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await focused(page)).toContain('Halyard');
      // Once more, with what was typed before.
      await page.keyboard.press(index % 2 === 0 ? 'Control+k' : '/');
      await page.locator('dialog[open]').waitFor();
      expect(await page.locator('dialog input').inputValue()).toBe('mtu');
      expect(await focused(page)).toBe('field q');
      await page.context().close();
    }
  });

  it('keeps what is typed while it is still loading', async () => {
    const page = await site.open();
    await page.route('**/_astro/dialog*.js', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await route.continue();
    });
    await page.goto('about/');
    await page.keyboard.type('/kafka');
    await answered(page, /result/);
    await page.keyboard.type(' disk');
    await answered(page, /result/);
    expect(await page.locator('dialog input').inputValue()).toBe('kafka disk');
  });

  it('leaves the focus inside, and has a button that closes it', async () => {
    const page = await opened('about/');
    await page.keyboard.type('idempotency');
    await answered(page, /found/);
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const where = await page.evaluate(() => {
        const { activeElement: has } = document;
        // Between the end and the beginning the focus is with the browser's own buttons.
        return has === document.body || has?.closest('dialog') !== null;
      });
      expect(where).toBe(true);
    }
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  it('opens by the link in the navigation, which without its script is a plain link', async () => {
    const page = await site.open();
    await page.goto('about/');
    const link = page.getByRole('link', { name: 'Search', exact: true });
    expect(await link.getAttribute('href')).toBe('/search/');
    await link.click();
    await page.locator('dialog[open]').waitFor();
    expect(page.url()).toMatch(/\/about\/$/);
    const without = await site.open({ javaScriptEnabled: false });
    await without.goto('about/');
    await without.getByRole('link', { name: 'Search', exact: true }).click();
    await without.waitForURL(/\/search\/$/);
    expect(await without.locator('main').textContent()).toContain('Search needs JavaScript');
    expect(await without.locator('.filters').isVisible()).toBe(false);
    await without.getByRole('link', { name: 'History' }).last().click();
    await without.waitForURL(/\/history\/$/);
  });

  it('stays open when it is asked for again, also where a browser opens nothing twice', async () => {
    const page = await site.open();
    await page.addInitScript(() => {
      const { showModal } = HTMLDialogElement.prototype;
      HTMLDialogElement.prototype.showModal = function () {
        if (this.open) throw new DOMException('It is open already.', 'InvalidStateError');
        showModal.call(this);
      };
    });
    await page.goto('about/');
    await page.keyboard.press('Control+k');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.type('mtu');
    await answered(page, '1 result found.');
    await page.locator('dialog .result-title').focus();
    await page.keyboard.press('Control+k');
    await page.waitForFunction(() => document.activeElement?.matches('dialog input'));
    expect(page.url()).toMatch(/\/about\/$/);
    expect(await page.locator('dialog input').inputValue()).toBe('mtu');
  });

  it('leaves a slash in a field alone', async () => {
    const page = await opened('about/');
    await page.keyboard.type('and/or');
    expect(await page.locator('dialog input').inputValue()).toBe('and/or');
  });

  it('gives way to the page of the search when its files do not come', async () => {
    const page = await site.open();
    await page.goto('about/');
    site.forgive(/ERR_FAILED/);
    await page.route('**/_astro/dialog*.js', (route) => route.abort());
    await page.keyboard.press('/');
    await page.waitForURL(/\/search\/$/);
  });

  it('fits a screen of 320 pixels, with nothing too small for a finger', async () => {
    const page = await site.open({ viewport: { width: 320, height: 568 } });
    await page.goto('about/');
    await page.keyboard.press('/');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.type('certificate');
    await answered(page, /found/);
    const dialog = page.locator('dialog');
    expect(await dialog.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
    const heights = await dialog
      .locator('a, button:visible, input, select')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(8);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
    expect(await page.getByRole('dialog', { name: 'Search' }).count()).toBe(1);
    expect(await page.getByLabel('Search incidents').count()).toBe(1);
  });
});
