import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { answered, demo, focused } from './demo.ts';

const site = demo();

async function asked(query: string): Promise<Page> {
  const page = await site.open();
  await page.goto(`search/${query}`);
  await answered(page);
  return page;
}
const titles = (page: Page) => page.locator('.result-title').allTextContents();
const days = (page: Page) =>
  page.locator('.result time').evaluateAll((all) => all.map((each) => each.getAttribute('datetime') ?? ''));
/** The values of a filter with their counts: "2025 (3)" is ['2025', 3]. */
const values = async (page: Page, filter: string) =>
  (await page.locator(`select[name=${filter}] option`).allTextContents())
    .slice(1)
    .map((text) => /^(.*) \((\d+)\)$/.exec(text)?.slice(1) ?? [text])
    .map(([value, count]) => [value, Number(count)] as const);

describe('a result', () => {
  it('shows severity, day, duration, components and the sections that match, each with its excerpt', async () => {
    const page = await asked('?q=transaction+id+wraparound');
    const first = page.locator('.result').first();
    expect(await first.locator('.result-title').getAttribute('href')).toContain('/incidents/pm-2025-016/');
    expect(await first.locator('.meta > *').allTextContents()).toEqual([
      'SEV 1',
      '5 June 2025',
      expect.stringMatching(/^lasted .*hr/),
      expect.stringContaining('Checkout'),
    ]);
    const section = first.locator('.result-sections li').first();
    expect(await section.locator('a').getAttribute('href')).toMatch(/highlight=wraparound.*#.+/);
    expect(await section.locator('.excerpt mark').count()).toBeGreaterThan(0);
  });

  it('quotes prose alone, and says where it cuts a sentence', async () => {
    const page = await site.open();
    await page.goto('search/');
    await answered(page);
    const quoted: { word: string; heading: string; text: string; marks: number }[] = [];
    for (const word of ['certificate', 'time-out', 'queue', 'visibility', 'alert', 'retries', 'deployment']) {
      await page.fill('input[name=q]', word);
      await page.locator('.results[aria-busy=true]').waitFor({ state: 'attached' });
      await answered(page, /found/);
      const excerpts = await page.locator('.excerpt').evaluateAll((all) =>
        all.map((each) => ({
          heading: each.previousElementSibling?.textContent ?? '',
          text: each.textContent ?? '',
          marks: each.querySelectorAll('mark').length,
        })),
      );
      quoted.push(...excerpts.map((excerpt) => ({ word, ...excerpt })));
    }
    expect(quoted.length).toBeGreaterThan(40);
    for (const { word, heading, text, marks } of quoted) {
      expect(text).toMatch(/^(?:… |["'(“]?[\p{Lu}\d])/u);
      expect(text).toMatch(/(?: …|[.!?]["')”]*)$/);
      expect(text).not.toMatch(
        /priority (?:high|medium|low)|\. (?:Done|In progress|Open|Lessons|Trigger|Contributing factors)\b/,
      );
      expect(text.startsWith(`${heading}.`), text).toBe(false);
      // What was found may be the heading itself, which is not said twice.
      if (!heading.toLowerCase().includes(word)) expect(marks, text).toBeGreaterThan(0);
    }
  });

  it('is followed by ten more when they are asked for, each once, however often that is pressed', async () => {
    const page = await asked('?sort=newest&q=the');
    const count = Number.parseInt((await page.locator('.count').textContent()) ?? '', 10);
    expect(count).toBeGreaterThan(10);
    expect(await titles(page)).toHaveLength(10);
    const more = page.getByRole('button', { name: 'Show more' });
    await more.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await page.locator('.result').nth(10).waitFor();
    expect(await focused(page)).toContain((await titles(page))[10]?.slice(0, 20));
    while (await more.isVisible()) {
      const { length } = await titles(page);
      await more.click();
      await page.locator('.result').nth(length).waitFor();
    }
    const all = await titles(page);
    expect([all.length, new Set(all).size]).toEqual([count, count]);
  });

  it('opens at the section, with the words marked as they stand there', async () => {
    const page = await asked('?q=expired+certificate');
    const link = page.locator('.result-sections a').first();
    const address = await link.getAttribute('href');
    await link.click();
    await page.waitForURL(`**${address}`);
    await page.waitForFunction(() => CSS.highlights.has('found'));
    const marked = await page.evaluate(() =>
      [...(CSS.highlights.get('found') ?? [])].map((range) => range.toString().toLowerCase()),
    );
    expect(marked).toContain('certificate');
    expect(marked).toContain('certificates');
    expect(marked).toContain('expired');
    expect(marked).not.toContain('the');
    const hash = new URL(page.url()).hash;
    expect(await page.locator(hash).evaluate((each) => each.getBoundingClientRect().top)).toBeLessThan(200);
  });

  it('marks nothing, and loads nothing for it, on a page that was not opened by a search', async () => {
    const page = await site.open();
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    await page.goto('incidents/pm-2025-002/', { waitUntil: 'networkidle' });
    expect(scripts.filter((url) => url.includes('highlight'))).toEqual([]);
    expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  });

  it('is reached with the arrow keys, opened with Enter, and left with Escape', async () => {
    const page = await asked('?q=certificate');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toContain((await titles(page))[0]?.slice(0, 20));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('field q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('field q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\//);
    await page.goBack();
    await answered(page, /found/);
    expect(await page.locator('input[name=q]').inputValue()).toBe('certificate');
  });
});

describe('filters and sorts', () => {
  it('count what there would be, and count anew with each question and choice', async () => {
    const page = await asked('');
    const severities = await values(page, 'severity');
    expect(severities.map(([value]) => value)).toEqual(['SEV 1', 'SEV 2', 'SEV 3', 'SEV 4']);
    expect((await values(page, 'year')).map(([value]) => value)).toEqual(['2026', '2025', '2024']);
    await page.selectOption('select[name=year]', '2025');
    await answered(page, 'found');
    const [, inYear] = (await values(page, 'year')).find(([value]) => value === '2025') ?? [];
    expect(await page.locator('.count').textContent()).toBe(`${inYear} results found.`);
    for (const [value, count] of await values(page, 'severity')) {
      await page.selectOption('select[name=severity]', value ?? '');
      await answered(page, new RegExp(`^${count} result`));
    }
    await page.selectOption('select[name=severity]', '');
    await page.fill('input[name=q]', 'webhooks');
    await page.waitForURL(/q=webhooks/);
    await answered(page, /^\d results? found/);
    const left = (await values(page, 'severity')).reduce((sum, [, count]) => sum + count, 0);
    expect(await page.locator('.result').count()).toBe(left);
  });

  it('sort by relevance, by day and by how long it lasted', async () => {
    const newest = await days(await asked('?q=queue&sort=newest'));
    expect(newest).toEqual(newest.toSorted().reverse());
    const oldest = await days(await asked('?q=queue&sort=oldest'));
    expect(oldest).toEqual(oldest.toSorted());
    const longest = await asked('?sort=longest&year=2025');
    const lasted = await longest.locator('.result .meta').allTextContents();
    expect(lasted[0]).toMatch(/day/);
    const page = await asked('?q=queue');
    expect((await titles(page)).length).toBe(Math.min(10, newest.length));
    expect(await days(page)).not.toEqual(newest);
  });

  it('stand in the address, and come back with it', async () => {
    const page = await asked('?q=webhooks');
    const before = await titles(page);
    await page.selectOption('select[name=year]', '2025');
    await page.waitForURL(/year=2025/);
    await page.waitForFunction((all) => document.querySelectorAll('.result').length < all, before.length);
    await page.selectOption('select[name=sort]', 'longest');
    await page.waitForURL('**/search/?q=webhooks&year=2025&sort=longest');
    await page.goBack();
    await page.goBack();
    await page.waitForFunction((all) => document.querySelectorAll('.result').length === all, before.length);
    expect(await titles(page)).toEqual(before);
    expect(await page.locator('select[name=year]').inputValue()).toBe('');
    await page.goForward();
    await page.waitForFunction((all) => document.querySelectorAll('.result').length < all, before.length);
    expect(await page.locator('select[name=year]').inputValue()).toBe('2025');
    await page.reload();
    await answered(page, /found/);
    expect(await page.locator('select[name=year]').inputValue()).toBe('2025');
  });
});
