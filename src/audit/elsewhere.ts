import { decodeHTML } from 'entities';
import { type Finding, finding } from '../findings.ts';
import type { Publication } from '../publish/publication.ts';
import type { Withheld } from '../publish/publisher.ts';
import type { PublicText } from '../unmarked/unmarked.ts';
import { Searcher } from './searcher.ts';
import { WORDS } from './vocabulary.ts';

/** The least number from 0 to `most` for which `holds`, which holds for all that are greater. */
function least(most: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where in a text something withheld begins that shows in it. */
function offsetOf(text: string, source: Withheld, searcher: Searcher): number {
  const shows = (part: string) =>
    [...searcher.inText(part), ...searcher.inText(decodeHTML(part))].includes(source);
  const paragraphs = [...text.matchAll(/[^\n](?:[^\n]|\n(?!\n))*/g)];
  const found = paragraphs.find(([paragraph]) => shows(paragraph));
  const whole = found?.[0] ?? text;
  const end = least(whole.length, (at) => shows(whole.slice(0, at)));
  const past = least(end, (at) => !shows(whole.slice(at, end)));
  return (found?.index ?? 0) + Math.max(past - 1, 0);
}

function findingsIn({ file, text, at }: PublicText, searcher: Searcher): Finding[] {
  return [...new Set([...searcher.inText(text), ...searcher.inText(decodeHTML(text))])].map((source) => {
    const where = `${source.kind} of ${source.file}:${source.line}:${source.column}`;
    return finding('marked-elsewhere', { file, ...at(offsetOf(text, source, searcher)) }, where);
  });
}

/**
 * Tells of everything that is withheld in one place of a content folder and would be published from another. The audit
 * of the built site finds the same, and more, but not where it was written.
 */
export function markedElsewhere({ withheld, texts, vocabulary }: Publication): Finding[] {
  const published = texts.map(({ text }) => text).join('\n');
  const searcher = new Searcher(withheld, published, [...vocabulary, ...WORDS]);
  return texts.flatMap((text) => findingsIn(text, searcher));
}
