import { decodeHTML } from 'entities';
import type { Withheld } from '../publish/publisher.ts';
import { fold, isDate, isEveryday, wordsOf } from '../redaction/words.ts';

/**
 * How a needle is looked for:
 * `joined` anywhere, across spaces and punctuation; `within` a word or over words as they stand;
 * `word` as a whole word in its own case; `exact` as it was written; `id` as a whole, with its hyphens.
 */
export type Mode = 'joined' | 'within' | 'word' | 'exact' | 'id';

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
const MIN_ENCODED = 4;
const CONTEXT_WORDS = 3;
/** Longer texts are also looked for in runs of this many words, so that a part of them is found. */
const RUN = 8;
const MIN_RUN = 32;
/** What a draft shares with other texts by chance is shorter. */
const MIN_DRAFT = 14;

/** The lines of a withheld text as a reader of the page would see them, and the addresses behind its links. */
function linesOf(text: string): string[] {
  const addresses = [
    ...text.matchAll(/\]\(([^)\s]{4,2000})|<((?:https?:|mailto:)?[^\s<>]{1,200}[@:.][^\s<>]{1,500})>/g),
  ].flatMap(([, link, auto]) => link ?? auto ?? []);
  const shown = decodeHTML(text)
    .replace(/\]\([^)\s]{0,2000}(?:\s{1,9}"[^"]{0,500}")?\)/g, ' ')
    .replace(/<\/?[a-zA-Z][a-zA-Z\d]{0,20}(?:[\s/][^<>]{0,2000})?>/g, ' ');
  return [...shown.split('\n'), ...addresses].filter((line) => line.trim() !== '');
}

/** Words of a longer text that can only be names of things: keys, hosts, addresses, numbers of tickets. */
function tokensOf(line: string, source: Withheld): Needle[] {
  const tokens = line
    .split(/[\s"'“”‘’`()[\],;]+/)
    .filter((token) => /\p{L}\p{P}?\p{N}|\p{N}\p{P}?\p{L}|@|\p{L}[._]\p{L}|\p{Ll}\p{Lu}/u.test(token));
  return tokens.flatMap((token) => {
    const { joined } = fold(token);
    return joined.length >= MIN_JOINED && !isDate(token)
      ? [{ mode: 'joined' as const, text: joined, source }]
      : [];
  });
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
  // Digits alone stand in longer numbers everywhere: they count as a whole only.
  const isNumber = /^\p{N}+$/u.test(joined);
  if (joined.length >= MIN_JOINED && !isNumber) return { mode: 'joined', text: joined, source };
  if (words.length === 1 && joined.length >= MIN_WITHIN && !isNumber)
    return { mode: 'within', text: joined, source };
  if (joined.length < MIN_WORD) return undefined;
  // A short name of a marked passage is looked for in any case; an internal one, such as a team's, in its own.
  const isAnyCase = words.length > 1 || isNumber || source.kind === 'marker' || source.kind === 'term';
  return isAnyCase ? { mode: 'within', text: spaced, source } : { mode: 'word', text: cased.trim(), source };
}

/** Runs of words of a long line: whoever publishes a part of it publishes one of them. `isOwn` tells words of the site. */
function runsOf(line: string, source: Withheld, isOwn = (_: string) => false): Needle[] {
  const words = wordsOf(fold(line).spaced);
  const needles: Needle[] = [];
  for (let at = 0; at + RUN <= words.length; at += RUN / 2) {
    const run = words.slice(at, at + RUN);
    const text = run.join('');
    if (text.length >= MIN_RUN && !run.every(isOwn)) needles.push({ mode: 'joined', text, source });
  }
  return needles;
}

/** A draft is withheld as a whole; its id is the name of its file. */
const isId = ({ file, text }: Withheld): boolean =>
  [`${text}.mdx`, `${text}/index.mdx`].some((name) => file.endsWith(`/${name}`));

/** A list of what the site itself lists, as the template has in its comments, is no secret: `isOwn` tells its words. */
function draftNeedles(
  lines: readonly string[],
  source: Withheld,
  isOwn: (word: string) => boolean,
): Needle[] {
  // An id that is one word and nothing else would be found in any prose.
  if (isId(source))
    return /^[a-z]+$/.test(source.text) ? [] : [{ mode: 'id', text: source.text.toLowerCase(), source }];
  const whole = lines.flatMap((line) => needleOf(line, source) ?? []);
  return [
    ...whole.filter((needle) => needle.text.length >= MIN_DRAFT),
    ...lines.flatMap((line) => runsOf(line, source, isOwn)),
  ];
}

/** What the site says by itself: how long something took, and when. An internal value like it is no needle. */
const isOfTheClock = (text: string): boolean =>
  /^(?:about\s)?(?:\d+\s?(?:s|sec|min|minutes?|h|hr|hours?|d|days?),?\s?){1,3}$|^\d{1,2}:\d{2}(?::\d{2})?(?:\s[A-Z+\d:]{1,6})?$/i.test(
    text.trim(),
  );

/**
 * Makes needles of what is withheld. `published` is the text of all public files. `vocabulary` is what the site says by
 * itself: its labels, ids, words and addresses, which an internal value may be too. A line that a draft shares with
 * either is no secret. What is marked stays a needle wherever else it stands.
 */
export function toNeedles(
  withheld: readonly Withheld[],
  published: string,
  vocabulary: readonly string[] = [],
): Needles {
  const result: Needles = { needles: [], encoded: [], unsearchable: [] };
  const seen = new Set<string>();
  // As it was written; as a reader sees it, with entities decoded and a link by its words; and what the site adds.
  const publicText = [published, linesOf(published).join('\n'), vocabulary.join('\n')]
    .map((text) => fold(text).joined)
    .join('\n');
  const known = new Set(vocabulary.map((word) => fold(word).joined));
  const isVocabulary = (text: string) => known.has(fold(text).joined);
  const add = (needle: Needle) => {
    const key = `${needle.mode}:${needle.text}`;
    if (seen.has(key)) return;
    seen.add(key);
    result.needles.push(needle);
  };
  for (const source of withheld) {
    const lines = linesOf(source.text);
    if (source.kind === 'unpublished') {
      const found = draftNeedles(lines, source, (word) => known.has(word));
      for (const needle of found) if (!publicText.includes(needle.text) || needle.mode === 'id') add(needle);
      if (found.length === 0 && isId(source)) result.unsearchable.push(source);
      continue;
    }
    if (source.kind === 'internal' && (isOfTheClock(source.text) || isVocabulary(source.text))) {
      result.unsearchable.push(source);
      continue;
    }
    const found = lines.flatMap((line) => needleOf(line, source) ?? []);
    for (const needle of [
      ...found,
      ...lines.flatMap((line) => [...runsOf(line, source), ...tokensOf(line, source)]),
    ])
      add(needle);
    if (found.length > 0) {
      const long = lines.filter((line) => Buffer.byteLength(line.trim()) >= MIN_ENCODED);
      result.encoded.push(...long.map((line) => ({ text: line.trim(), source })));
      continue;
    }
    const context = source.kind === 'marker' ? inContext(source) : undefined;
    if (context) add({ mode: 'joined', text: context, source });
    else result.unsearchable.push(source);
  }
  return result;
}
