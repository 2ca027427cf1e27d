import type { Page, Section } from './pagefind.ts';

/** Of a long postmortem the sections that say most. */
const SECTIONS = 2;
/** So many words are marked on the page that opens; an address must not grow without end. */
const MARKED = 12;

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** An excerpt is text with marks; only those two are taken over. */
const parsed = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;

/** The end of a sentence, with what may close a quotation behind it. */
const ENDS = /[.!?…]["'”’»)]*\s*$/;

/**
 * Pagefind cuts an excerpt out of a page by counting words. Where that cuts a sentence, "…" says so; a heading that it
 * begins with, or with the end of, is left out, as it stands above.
 */
function excerpt(html: string, { content }: Page, heading = ''): HTMLParagraphElement {
  // Pagefind puts such a space, which has no width, where a word may be parted.
  const body = parsed(html.replaceAll('\u200B', ''));
  const text = body.textContent ?? '';
  const start = content.indexOf(text);
  const title = ENDS.test(heading) ? heading : `${heading}.`;
  const titleStart = start < 0 || !heading ? -1 : content.lastIndexOf(title, start);
  const cut = titleStart < 0 ? 0 : Math.max(0, titleStart + title.length + 1 - start);
  const isWhole = cut > 0 || start === 0 || (start > 0 && ENDS.test(content.slice(0, start)));
  const parts: (Node | string)[] = isWhole ? [] : ['… '];
  let read = 0;
  for (const node of body.childNodes) {
    const whole = node.textContent ?? '';
    const left = whole.slice(Math.max(0, cut - read));
    read += whole.length;
    if (left) parts.push(node.nodeName === 'MARK' ? element('mark', '', left) : left);
  }
  return element('p', 'excerpt', ...parts, ENDS.test(text) ? '' : ' …');
}

/** A word without what is written around it: of `"expired,` that is `expired`. */
const bare = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** What was asked for, and the words as they were found, which are not always the same: "expired" finds "expires". */
function wordsOf({ excerpt: text, sub_results: sections }: Page, asked: readonly string[]): string[] {
  const marks = [text, ...sections.map((section) => section.excerpt)].flatMap((html) =>
    [...parsed(html).querySelectorAll('mark')].map((mark) => mark.textContent ?? ''),
  );
  return [...new Set([...asked, ...marks].map(bare))].filter((word) => word !== '').slice(0, MARKED);
}

/** An address that has the page mark these words, at the anchor that it names. */
function marking(url: string, words: readonly string[]): string {
  const address = new URL(url, location.href);
  for (const word of words) address.searchParams.append('highlight', word);
  return `${address.pathname}${address.search}${address.hash}`;
}

const says = ({ weighted_locations: found }: Section) =>
  found.reduce((sum, { balanced_score }) => sum + balanced_score, 0);

function facts({ meta }: Page): HTMLParagraphElement {
  const { severity, impact, day, date, lasted, components } = meta;
  const shown: HTMLElement[] = [];
  if (severity) shown.push(element('span', `badge impact-${impact ?? 'none'}`, severity));
  if (day) {
    const time = element('time', '', date ?? day);
    time.dateTime = day;
    shown.push(time);
  }
  for (const fact of [lasted, components]) if (fact) shown.push(element('span', '', fact));
  return element('p', 'meta', ...shown);
}

/** What the search shows of a page. `asked` are the words that led to it: none if filters alone did. */
export function resultItem(page: Page, asked: readonly string[]): HTMLLIElement {
  const words = asked.length > 0 ? wordsOf(page, asked) : [];
  const title = element('a', 'result-title', page.meta['title'] ?? page.url);
  title.href = marking(page.url, words);
  const item = element('li', 'result', title, facts(page));
  const sections = page.sub_results
    .filter(({ url }) => url !== page.url && words.length > 0)
    .sort((a, b) => says(b) - says(a))
    .slice(0, SECTIONS)
    .map((section) => {
      const link = element('a', '', section.title);
      link.href = marking(section.url, words);
      return element('li', '', link, excerpt(section.excerpt, page, section.title));
    });
  item.append(
    sections.length > 0 ? element('ul', 'result-sections', ...sections) : excerpt(page.excerpt, page),
  );
  return item;
}
