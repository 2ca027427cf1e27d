import type { Withheld } from '../publish/publisher.ts';
import { fold, isDate, isEveryday, wordsOf } from './words.ts';

/**
 * How a needle is looked for:
 * `joined` anywhere, across spaces and punctuation; `within` a word or over words as they stand;
 * `word` as a whole word in its own case; `exact` as it was written.
 */
export type Mode = 'joined' | 'within' | 'word' | 'exact';

export interface Needle {
  mode: Mode;
  text: string;
  source: Withheld;
}

/** What to look for, and what is too short or too ordinary to be looked for at all. */
export interface Needles {
  needles: Needle[];
  /** As written, for views in which text is encoded: base64, hexadecimal. */
  encoded: { text: string; source: Withheld }[];
  unsearchable: Withheld[];
}

const MIN_JOINED = 7;
const MIN_WITHIN = 5;
const MIN_WORD = 3;
const MIN_CONTEXT = 18;
const MIN_ENCODED = 6;
const CONTEXT_WORDS = 3;
/** Longer texts are also looked for in runs of this many words, so that a part of them is found. */
const RUN = 8;
const MIN_RUN = 32;

/** Markdown around the words of a secret: what a reader of the page would not see. */
function withoutMarkup(text: string): string {
  return text.replace(/\]\([^)\s]*(?:\s+"[^"]*")?\)/g, ' ').replace(/<\/?[a-zA-Z][^<>]*>/g, ' ');
}

/** An ordinary word is looked for between its neighbours, if there are enough of them. */
function inContext(source: Withheld): string | undefined {
  const before = wordsOf(fold(source.around[0].split(/[<>\n]/).at(-1) ?? '').spaced).slice(-CONTEXT_WORDS);
  const after = wordsOf(fold(source.around[1].split(/[<>\n]/)[0] ?? '').spaced).slice(0, CONTEXT_WORDS);
  const text = [...before, fold(source.text).joined, ...after].join('');
  return before.length + after.length >= CONTEXT_WORDS && text.length >= MIN_CONTEXT ? text : undefined;
}

/** Whether a word stands capitalised inside a sentence, as a name does. */
function isName(text: string, source: Withheld): boolean {
  return /^\p{Lu}/u.test(text) && /[\p{L}\p{N},;] $/u.test(source.around[0]);
}

/** The needle of one line of a withheld text, or undefined if it cannot be looked for alone. */
function needleOf(line: string, source: Withheld): Needle | undefined {
  const { cased, spaced, joined } = fold(line);
  const words = wordsOf(spaced);
  if (joined === '')
    return line.trim().length >= 4 ? { mode: 'exact', text: line.trim(), source } : undefined;
  if (
    /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(joined) &&
    joined.length >= 2
  )
    return { mode: 'within', text: spaced.trim(), source };
  if (isDate(line)) return undefined;
  const isOrdinary = words.length <= 3 && words.every(isEveryday);
  if (isOrdinary) {
    return words.length === 1 && joined.length >= MIN_WORD && isName(line.trim(), source)
      ? { mode: 'word', text: cased.trim(), source }
      : undefined;
  }
  if (joined.length >= MIN_JOINED) return { mode: 'joined', text: joined, source };
  if (words.length === 1 && joined.length >= MIN_WITHIN) return { mode: 'within', text: joined, source };
  return joined.length >= MIN_WORD ? { mode: 'word', text: cased.trim(), source } : undefined;
}

/** Runs of words of a long line: whoever publishes a part of it publishes one of them. */
function runsOf(line: string, source: Withheld): Needle[] {
  const words = wordsOf(fold(line).spaced);
  const needles: Needle[] = [];
  for (let at = 0; at + RUN <= words.length; at += RUN / 2) {
    const text = words.slice(at, at + RUN).join('');
    if (text.length >= MIN_RUN) needles.push({ mode: 'joined', text, source });
  }
  return needles;
}

/** A draft is withheld as a whole; its id is one word. */
const isId = (source: Withheld): boolean => !source.text.includes(' ');

function draftNeedles(lines: readonly string[], source: Withheld): Needle[] {
  if (!isId(source)) return lines.flatMap((line) => runsOf(line, source));
  const id = needleOf(source.text, source);
  return id ? [id] : [];
}

/**
 * Makes needles of what is withheld. `published` is the text of all public files: a line that a draft shares
 * with them is no secret. What is marked stays a needle wherever else it stands.
 */
export function toNeedles(withheld: readonly Withheld[], published: string): Needles {
  const result: Needles = { needles: [], encoded: [], unsearchable: [] };
  const seen = new Set<string>();
  const publicText = fold(published).joined;
  const add = (needle: Needle) => {
    const key = `${needle.mode}:${needle.text}`;
    if (seen.has(key)) return;
    seen.add(key);
    result.needles.push(needle);
  };
  for (const source of withheld) {
    const lines = withoutMarkup(source.text)
      .split('\n')
      .filter((line) => line.trim() !== '');
    if (source.kind === 'unpublished') {
      for (const needle of draftNeedles(lines, source))
        if (!publicText.includes(needle.text) || isId(source)) add(needle);
      continue;
    }
    const found = lines.flatMap((line) => needleOf(line, source) ?? []);
    for (const needle of [...found, ...lines.flatMap((line) => runsOf(line, source))]) add(needle);
    if (found.some((needle) => needle.mode !== 'word')) {
      for (const line of lines)
        if (Buffer.byteLength(line.trim()) >= MIN_ENCODED) result.encoded.push({ text: line.trim(), source });
    }
    if (found.length > 0) continue;
    const context = source.kind === 'marker' ? inContext(source) : undefined;
    if (context) add({ mode: 'joined', text: context, source });
    else result.unsearchable.push(source);
  }
  return result;
}
