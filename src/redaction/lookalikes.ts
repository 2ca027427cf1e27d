import { distance } from 'fastest-levenshtein';

/** Letters that look like those of the marker's name and that NFKD does not fold. */
const LOOK_ALIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['r', 'гᴦʀꭇꮁᎡᏒЯяɹɾꓣꮢ'],
    ['e', 'еєэҽεℯᴇꬲɘəΕЕЄ3ꓰꭼΣ'],
    ['d', 'ԁɗđᏧᎠᗞᴅժδꓓꭰ'],
    ['a', 'аαɑɐᴀꭺΑА4@ꓮДꭺ'],
    ['c', 'сϲᴄⅽꮯСϹςϚꓚ'],
    ['t', 'тτᴛꭲТΤ7ŧꓔ'],
  ].flatMap(([letter, looks]) => [...(looks ?? '')].map((look) => [look, letter ?? ''])),
);

/** Compatibility forms, accents, invisible characters, look-alike letters and case, all folded away. */
export function foldName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '');
  return [...plain]
    .map((letter) => LOOK_ALIKE[letter] ?? LOOK_ALIKE[letter.toLowerCase()] ?? letter.toLowerCase())
    .join('');
}

/**
 * English words within two edits of the marker's name. Code is full of them (`Promise<Rejected>`), so that they
 * count as a marker only where something else says so: an attribute of the marker, or a closing tag.
 */
const WORDS = new Set(
  `reached reduced rejected related predicted reacted deducted enacted exacted rebated recanted retracted sedated
  predated reenacted redrafted refracted redirected`.split(/\s+/),
);

/** The parts of a name that are within two edits of the marker's, or have the word in them. */
function likeParts(name: string): string[] {
  const parts = foldName(name).split(/[.:_-]/);
  return parts.filter((part) => part.includes('redact') || distance(part, 'redacted') <= 2);
}

/** Whether a name can be meant as the marker's. */
export const isLikeMarker = (name: string): boolean => likeParts(name).length > 0;

const isWord = (name: string): boolean => likeParts(name).every((part) => WORDS.has(part));

const SHORTEST = 6;
const LONGEST = 10;

/** The names that may have been meant at a place, with whatever sign was typed into them: up to the next marker. */
function* namesAt(text: string, start: number, markers: ReadonlySet<number>): Generator<string> {
  for (let length = 1; length <= LONGEST && start + length <= text.length; length += 1) {
    if (markers.has(start + length - 1)) return;
    if (length >= SHORTEST && !/[\p{L}\p{N}]/u.test(text[start + length] ?? ''))
      yield text.slice(start, start + length);
  }
}

/** Whether a name is within two edits of the marker's, any signs in it included, and is not a word with signs around it. */
function isMistyped(name: string): boolean {
  const folded = foldName(name);
  return distance(folded, 'redacted') <= 2 && !WORDS.has(folded.replace(/^[^a-z]+|[^a-z]+$/g, ''));
}

const OPENER =
  /[<＜﹤‹〈«⟨❮《「˂ᐸ≺⟪]|&(?:lt|LT|lang|laquo|LessThan|lsaquo|#0*60|#[xX]0*3[cC])(?![a-zA-Z]);?|%(?:25){0,3}3[cC]|\\u\{?0*3[cC]\}?|\\x3[cC]/g;
const BETWEEN = /[\s\\/!?%*"'`\-\p{Default_Ignorable_Code_Point}]{0,64}(?:%(?:25){0,3}2[fF])?/uy;
const NAME = /[\p{L}\p{N}\p{M}\p{So}\p{Default_Ignorable_Code_Point}@_.:\\*-]{4,48}/uy;
const CLOSING = /(?:[<＜‹«]|&lt;)\s{0,8}[/\\]\s{0,8}([\p{L}\p{M}\p{Default_Ignorable_Code_Point}]{4,16})/gu;
const ATTRIBUTES = /^[^<>\n]{0,120}?\b(?:reason|public)\s{0,8}=/;

/** What other tools write. A name that is only near counts where it stands as theirs would. */
const OTHER_TOOLS =
  /(\{\{[<%]?|\{%|\[\[|\[\/|:{1,3})[ \t/#]{0,4}([\p{L}\p{M}\p{Default_Ignorable_Code_Point}]{4,16})(.?)/gu;
const OTHER_NAMES = ['redact', 'redacted', 'redaction'];
const OTHER_FORMS =
  /\[!redact|\[\\redact|\[redact\w{0,6}:|%%[ \t]?redact|<%[ \t]?redact|\{[.#/]?redact|!!![ \t]{1,4}redact|@redact\w{0,6}\(|\]\(redact\w{0,6}\)|\|\|[ \t]?redact|(?:`{3,}|~{3,})[ \t]{0,8}\{?[.]?redact/gi;

/** What is left of a closing tag whose brackets were mistyped. */
const REMAINS = /[/\\]\s{0,4}redacted\s{0,4}[>)]/gi;

/** The attribute that only a marker has, wherever it stands but in a marker. */
const REASON =
  /\breason\s{0,8}=\s{0,8}(?:["'“”‘’]|&quot;|&#39;|&#34;|\\")?\s{0,8}(?:customer|personal|security|legal|vendor|commercial|other)\b/gi;

/** A place in a text that was meant as a redaction and is not the marker itself. */
export interface MarkerLike {
  code: 'near-miss-marker' | 'unknown-redaction-syntax';
  offset: number;
}

/** Where a tag of the marker proper begins and ends. */
interface TagRange {
  start: number;
  end: number;
}

function* nearMisses(text: string, tags: readonly TagRange[]): Generator<number> {
  const markers = new Set(tags.map((tag) => tag.start));
  const closed = new Set([...text.matchAll(CLOSING)].map((match) => foldName(match[1] ?? '')));
  for (const match of text.matchAll(OPENER)) {
    const offset = match.index;
    if (markers.has(offset)) continue;
    BETWEEN.lastIndex = offset + match[0].length;
    BETWEEN.exec(text);
    NAME.lastIndex = BETWEEN.lastIndex;
    const name = NAME.exec(text)?.[0];
    if (name && isLikeMarker(name)) {
      const after = text.slice(NAME.lastIndex, NAME.lastIndex + 160);
      if (!isWord(name) || closed.has(foldName(name)) || ATTRIBUTES.test(after)) yield offset;
    } else if ([...namesAt(text, BETWEEN.lastIndex, markers)].some(isMistyped)) {
      yield offset;
    }
  }
}

function* otherTools(text: string): Generator<number> {
  for (const { index, 1: opener = '', 2: name = '', 3: next = '' } of text.matchAll(OTHER_TOOLS)) {
    if (opener.startsWith(':') && opener !== ':::' && next !== '[' && next !== '{') continue;
    const folded = foldName(name);
    if (folded.startsWith('red') && OTHER_NAMES.some((other) => distance(folded, other) <= 1)) yield index;
  }
  for (const { index } of text.matchAll(OTHER_FORMS)) yield index;
}

/** Whether something that may be a bracket of a tag stands near an attribute: metrics and queries have such attributes too. */
function isInTag(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - 60), offset);
  const after = text.slice(offset, offset + 160).split('\n')[0] ?? '';
  return /[<＜«‹]|&lt;|%3c|redact/i.test(before) || /[>＞»›]|&gt;|%3e|<\//i.test(after);
}

/** Where a pattern stands outside of the tags of the marker proper. */
function* stray(pattern: RegExp, text: string, tags: readonly TagRange[]): Generator<number> {
  let next = 0;
  for (const { index } of text.matchAll(pattern)) {
    while ((tags[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next += 1;
    if ((tags[next]?.start ?? Number.POSITIVE_INFINITY) > index) yield index;
  }
}

/**
 * Finds misspelt, disguised and foreign markers, in linear time: each candidate is looked at through a
 * window of bounded size. `tags` are those of the marker proper, in order.
 */
export function findMarkerLike(text: string, tags: readonly TagRange[] = []): MarkerLike[] {
  const misses = [...nearMisses(text, tags)];
  // Of a closing tag that is found by its opening bracket, the rest is no second finding.
  const told = new Set(misses.flatMap((offset) => Array.from({ length: 12 }, (_, more) => offset + more)));
  const remains = [...stray(REMAINS, text, tags)].filter((offset) => !told.has(offset));
  const near = [
    ...misses,
    ...[...stray(REASON, text, tags)].filter((offset) => isInTag(text, offset)),
    ...remains,
  ];
  return [
    ...near.map((offset) => ({ code: 'near-miss-marker' as const, offset })),
    ...[...otherTools(text)].map((offset) => ({ code: 'unknown-redaction-syntax' as const, offset })),
  ].sort((a, b) => a.offset - b.offset);
}
