import type { Withheld } from '../publish/publisher.ts';
import { fold } from '../redaction/words.ts';
import { Matcher } from './matcher.ts';
import { type Mode, type Needle, toNeedles } from './needles.ts';

/** The three shifts in which base64 can hold a text, without the characters that depend on its neighbours. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${'\0'.repeat(shift)}${text}`)
      .toString('base64')
      .replaceAll('=', '');
    const spoilt = (Buffer.byteLength(text) + shift) % 3 === 0 ? 0 : 1;
    return encoded.slice(shift === 0 ? 0 : shift + 1, encoded.length - spoilt);
  });
}

/** Looks for everything that is withheld in one text after another. */
export class Searcher {
  readonly #joined: Matcher<Needle>;
  readonly #within: Matcher<Needle>;
  readonly #short: Needle[];
  readonly #ids: (readonly [Needle, RegExp])[];
  readonly #words = new Map<string, Needle>();
  readonly #encoded: Matcher<Withheld>;
  readonly count: number;
  readonly unsearchable: Withheld[];

  /** `published` is the text of all public files: what a draft shares with them is no secret. */
  constructor(withheld: readonly Withheld[], published: string, vocabulary: readonly string[] = []) {
    const { needles, encoded, unsearchable } = toNeedles(withheld, published, vocabulary);
    const ofMode = (mode: Mode) => needles.filter((needle) => needle.mode === mode);
    const pairs = (list: Needle[]) => list.map((needle) => [needle.text, needle] as const);
    this.#joined = new Matcher(7, pairs(ofMode('joined')));
    const [long, short] = [
      ofMode('within').filter(({ text }) => text.length >= 5),
      ofMode('within').filter(({ text }) => text.length < 5),
    ];
    this.#within = new Matcher(5, pairs(long));
    this.#short = [...short, ...ofMode('exact')];
    this.#ids = ofMode('id').map((needle) => [
      needle,
      new RegExp(`(?<![\\w-])${RegExp.escape(needle.text)}(?![\\w-])`, 'i'),
    ]);
    for (const needle of ofMode('word')) this.#words.set(needle.text, needle);
    this.#encoded = new Matcher(
      6,
      encoded.flatMap(({ text, source }) => {
        const base64 = base64Forms(text);
        const hex = Buffer.from(text).toString('hex');
        const all = [
          ...base64,
          ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
          hex,
          hex.toUpperCase(),
        ];
        return [...new Set(all)].filter((form) => form.length >= 6).map((form) => [form, source] as const);
      }),
    );
    this.count = needles.length;
    this.unsearchable = unsearchable;
  }

  /** What is withheld and stands in a text as such, or folded. */
  inText(text: string): Withheld[] {
    const { cased, spaced, joined } = fold(text);
    const words = this.#words.size > 0 ? cased.split(' ').map((word) => this.#words.get(word)) : [];
    const short = this.#short.filter((needle) =>
      (needle.mode === 'exact' ? text : spaced).includes(needle.text),
    );
    const ids = this.#ids.filter(([, pattern]) => pattern.test(text)).map(([needle]) => needle);
    const found = [...this.#joined.find(joined), ...this.#within.find(spaced), ...words, ...short, ...ids];
    return found.flatMap((needle) => (needle ? [needle.source] : []));
  }

  /** What is withheld and stands in a text as base64 or hexadecimal. */
  encodedIn(text: string): Iterable<Withheld> {
    return this.#encoded.find(text);
  }
}
