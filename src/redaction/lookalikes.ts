import { distance } from 'fastest-levenshtein';

/** Letters that look like those of the marker's name and that NFKD does not fold. */
const LOOK_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['r', 'гᴦʀꭇꮁᎡᏒЯяɹɾ'],
    ['e', 'еєэҽεℯᴇꬲɘəΕЕЄ3'],
    ['d', 'ԁɗđᏧᎠᗞᴅժδ'],
    ['a', 'аαɑɐᴀꭺΑА4@'],
    ['c', 'сϲᴄⅽꮯСϹςϚ'],
    ['t', 'тτᴛꭲТΤ7ŧ'],
  ].flatMap(([letter, looks]) => [...(looks ?? '')].map((look) => [look, letter ?? ''])),
);

/** Compatibility forms, accents, invisible characters, look-alike letters and case, all folded away. */
export function foldName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '');
  return [...plain]
    .map((letter) => LOOK_ALIKE[letter] ?? LOOK_ALIKE[letter.toLowerCase()] ?? letter.toLowerCase())
    .join('');
}

/** A name that can only be meant as the marker: within two edits, or with the word in it. */
export function isLikeMarker(name: string): boolean {
  return foldName(name)
    .split(/[.:_-]/)
    .some((part) => part.includes('redact') || distance(part, 'redacted') <= 2);
}

const OPENER = /<|＜|﹤|‹|〈|&(?:lt|LT|#0*60|#[xX]0*3[cC])(?![a-zA-Z]);?|%3[cC]|\\u\{?0*3[cC]\}?|\\x3[cC]/g;
const BETWEEN = /[\s\\/!"'`\-\p{Default_Ignorable_Code_Point}]{0,12}(?:%2[fF])?/uy;
const NAME = /[\p{L}\p{N}\p{M}\p{Default_Ignorable_Code_Point}@_.:-]{4,48}/uy;
const OTHER_TOOLS =
  /(\{\{[<%]?|\{%|\[\[|\[\/|:{1,3}|\|\||==)[ \t/#]{0,4}([\p{L}\p{M}\p{Default_Ignorable_Code_Point}]{4,16})(.?)/gu;
const OTHER_NAMES = ['redact', 'redacted', 'redaction'];

/** A place in a text that was meant as a redaction and is not the marker itself. */
export interface MarkerLike {
  code: 'near-miss-marker' | 'unknown-redaction-syntax';
  offset: number;
}

/**
 * Finds misspelt, disguised and foreign markers, in linear time: each candidate is looked at through a
 * window of bounded size. `isMarker` says of an offset whether the marker proper stands there.
 */
export function findMarkerLike(
  text: string,
  isMarker: (offset: number) => boolean = () => false,
): MarkerLike[] {
  const found: MarkerLike[] = [];
  for (const match of text.matchAll(OPENER)) {
    const offset = match.index;
    if (match[0] === '<' && isMarker(offset)) continue;
    BETWEEN.lastIndex = offset + match[0].length;
    BETWEEN.exec(text);
    NAME.lastIndex = BETWEEN.lastIndex;
    const name = NAME.exec(text)?.[0];
    if (name && isLikeMarker(name)) found.push({ code: 'near-miss-marker', offset });
  }
  for (const match of text.matchAll(OTHER_TOOLS)) {
    const [, opener = '', name = '', next = ''] = match;
    if (opener.startsWith(':') && opener !== ':::' && next !== '[' && next !== '{') continue;
    const folded = foldName(name);
    if (OTHER_NAMES.some((other) => distance(folded, other) <= (other.length > 6 ? 2 : 1))) {
      found.push({ code: 'unknown-redaction-syntax', offset: match.index });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
