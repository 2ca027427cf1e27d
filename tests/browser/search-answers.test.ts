import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { fixtureContent } from '../fixture-content.ts';
import { answered, demo } from './demo.ts';

const site = demo();
const base = demo(fixtureContent, '/base/');

async function asked(query: string): Promise<Page> {
  const page = await site.open();
  await page.goto(`search/${query}`);
  await answered(page);
  return page;
}

describe('what is told', () => {
  it('is the number of results, aloud, or that there are none', async () => {
    const page = await asked('?q=zzyzx');
    expect(await page.getByRole('status').textContent()).toMatch(/^Nothing found/);
    await page.fill('input[name=q]', 'mtu');
    await answered(page, '1 result found.');
    expect(await page.getByRole('status').textContent()).toBe('1 result found.');
  });

  it('is never the answer to an older question, however slow the network', async () => {
    const page = await site.open();
    await page.route('**/fragment/*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await page.goto('search/');
    await answered(page, /Type a word/);
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const list = document.querySelector('.results');
      const note = () =>
        seen.push(
          `${document.querySelector('input')?.value}: ${list?.querySelector('a')?.textContent ?? ''}`,
        );
      if (list) new MutationObserver(note).observe(list, { childList: true });
    });
    // Each is asked for while what it needs of the one before is still on its way.
    for (const word of ['kafka', 'firmware', 'mtu']) {
      await page.fill('input[name=q]', word);
      await page.waitForTimeout(250);
    }
    await answered(page, '1 result found.');
    await page.waitForTimeout(800);
    expect(await page.locator('.result-title').allTextContents()).toEqual([
      expect.stringContaining('Large requests stalled'),
    ]);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    expect(seen.filter((each) => !/^(?:.*: |mtu: Large requests.*)$/.test(each))).toEqual([]);
  });

  it('is that there is no search, when its index does not come', async () => {
    const page = await site.open();
    site.forgive(/ERR_FAILED|Failed to/);
    await page.route('**/pagefind/pagefind.js', (route) => route.abort());
    await page.goto('search/?q=kafka');
    await answered(page, /Search is not available here/);
  });

  it('is nothing of what is withheld', async () => {
    for (const words of ['%22label+sweeper%22', 'Larkhithe']) {
      const page = await asked(`?q=${words}`);
      const links = await page
        .locator('.result-title')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
      expect(
        links.filter((link) => /pm-2026-(?:019|021|025)/.test(link ?? '')),
        words,
      ).toEqual([]);
    }
  });
});

describe('under a base path', () => {
  it('the dialog opens, finds, and leads to the page', async () => {
    const page = await base.open();
    await page.goto('history/');
    await page.keyboard.press('Control+k');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.type('incident');
    await answered(page, /result/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/base\/(?:incidents|policy)\/.*highlight=/);
  });
});
