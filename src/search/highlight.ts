// Marks what was searched for on the page that was opened. The browser draws the ranges (CSS Custom Highlight API):
// nothing of the page changes, and no style is written into it.

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The places in the incident where one of the words stands by itself. */
function placesOf(words: readonly string[]): Range[] {
  const article = document.querySelector('main article') ?? document.querySelector('main');
  if (!article || words.length === 0) return [];
  const any = [...words].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const places: Range[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const { index, 0: found } of (node.nodeValue ?? '').matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      places.push(range);
    }
  }
  return places;
}

/** Marks the words that the address names. A browser that cannot shows the page as it is. */
export function highlight(): void {
  const words = new URLSearchParams(location.search).getAll('highlight').filter((word) => word.trim() !== '');
  if ('highlights' in CSS) CSS.highlights.set('found', new Highlight(...placesOf(words)));
}
