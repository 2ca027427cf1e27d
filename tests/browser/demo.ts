import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { launchBrowser } from '../../scripts/browser.ts';
import { serve } from '../../scripts/serve.ts';
import { buildArchive } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';

/** One page of each kind. */
export const KINDS = [
  '.',
  'history/',
  'history/2025/',
  'history/severity/sev2/',
  'history/kind/near-miss/',
  'incidents/pm-2026-015/',
  'incidents/pm-2026-024/',
  'incidents/pm-2026-012/',
  'incidents/pm-2025-014/',
  'components/payouts/',
  'factors/',
  'factors/testing/',
  'search/?q=queue',
  'about/',
  '404.html',
];

export interface Demo {
  /** The folder of the built site, and where it is served. */
  out: string;
  address: string;
  /** A page in a context of its own, closed after the test, which fails for every trouble that the page had. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Says which trouble a test makes itself. */
  forgive(trouble: RegExp): void;
}

async function build(content: string): Promise<string> {
  const home = await temporaryFolder();
  const out = path.join(home, 'dist');
  const { status, stderr } = await buildArchive({ content, published: path.join(home, 'published'), out });
  expect(status, stderr).toBe(0);
  return out;
}

/** Notes what no page of the site may have: errors, failed requests and answers, requests to another origin. */
function watch(page: Page, address: string, note: (trouble: string) => void): void {
  page.on('console', (message) => {
    const { url } = message.location();
    // A file that is no page (a feed, a picture) cannot name an icon, so the browser looks for one by itself.
    if (new URL('/favicon.ico', address).href === url) return;
    if (['error', 'warning'].includes(message.type())) note(`${message.text()} (${url})`);
  });
  page.on('pageerror', (error) => note(error.message));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // What a navigation cuts short has not failed.
    if (reason !== 'net::ERR_ABORTED') note(`${reason}: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) note(`elsewhere: ${request.url()}`);
  });
}

/** Serves the demo, or another content folder that it builds once for a file of tests, and opens pages of it. */
export function demo(content?: () => Promise<string>, base = '/'): Demo {
  let browser: Browser;
  let close: () => void;
  let contexts: BrowserContext[] = [];
  let troubles: string[] = [];
  let forgiven: RegExp | undefined;
  const made: Demo = {
    out: '',
    address: '',
    async open(options = {}) {
      const context = await browser.newContext({
        baseURL: made.address,
        reducedMotion: 'reduce',
        ...options,
      });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, made.address, (trouble) => troubles.push(trouble));
      return page;
    },
    forgive(trouble) {
      forgiven = trouble;
    },
  };
  beforeAll(async () => {
    made.out = content ? await build(await content()) : inject('demo');
    const listening = await serve(made.out, base, 0);
    made.address = listening.address;
    close = () => listening.server.close();
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const context of contexts) await context.close();
    const noted = troubles.filter((trouble) => !forgiven?.test(trouble));
    [contexts, troubles, forgiven] = [[], [], undefined];
    expect(noted).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    close?.();
  });
  return made;
}

/** Waits until the search shows what was asked last, and that its count says so. */
export async function answered(page: Page, text: string | RegExp = /./): Promise<void> {
  await page.locator('.count', { hasText: text }).waitFor();
  await page.locator('.results[aria-busy=false]').waitFor({ state: 'attached' });
}

/** What has the focus, as a reader would name it. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: has } = document;
    return has instanceof HTMLInputElement
      ? `field ${has.name}`
      : `${has?.tagName} ${has?.textContent?.trim().slice(0, 40)}`;
  });

/** What is said of a focus that can be seen. */
export const SEEN = { isOutlined: true, isCovered: false, isCut: false };

/** Whether a reader sees where the focus is: that it is outlined, that nothing lies over it, and that nothing cuts it. */
export const outlineOf = (page: Page): Promise<{ isOutlined: boolean; isCovered: boolean; isCut: boolean }> =>
  page.evaluate(() => {
    const has = document.activeElement ?? document.body;
    const [style, box] = [getComputedStyle(has), has.getBoundingClientRect()];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const over = document.elementFromPoint(x, y);
    // What lies in a stretched drawing has a stroke, which is not stretched with it.
    const shape = has.querySelector('rect') && getComputedStyle(has.querySelector('rect') as Element);
    const isStroked = shape?.stroke !== 'none' && Number.parseFloat(shape?.strokeWidth ?? '') >= 2;
    // Half of an outline is enough to be seen.
    const reach = Number.parseFloat(style.outlineOffset) + Number.parseFloat(style.outlineWidth) / 2;
    let isCut = false;
    for (let around = has.parentElement; around && around !== document.body; around = around.parentElement) {
      const edge = around.getBoundingClientRect();
      const isClipping = getComputedStyle(around).overflowX !== 'visible';
      isCut ||=
        isClipping &&
        (box.left - reach < edge.left || box.top - reach < edge.top || box.bottom + reach > edge.bottom);
    }
    return {
      isCut,
      isOutlined: isStroked || (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2),
      isCovered: !over || !(has.contains(over) || over.contains(has)),
    };
  });
