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

/** What stands between the characters of an encoded text: ends of lines and their signs, and what parts bytes. */
const BETWEEN = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\s,:=-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** A line of a dump: the address, at most 16 bytes, and often the same as characters. */
const DUMPED = /\b[\da-f]{6,8}:?\s{1,3}((?:[\da-f]{2}\s{0,2}){1,16})/gi;

/** Every dump begins at address zero, which tells the few texts that have one. */
const FIRST = /\b0{6,8}:?\s{1,3}[\da-f]{2}/i;

/** The bytes of all dumps in a text, without what stands between their lines. */
const dumpedIn = (text: string): string =>
  FIRST.test(text) ? [...text.matchAll(DUMPED)].map(([, bytes]) => bytes).join('') : '';

/** The ways in which a text can be written as bytes, without what can stand between them. */
function encodings(text: string): string[] {
  const base64 = base64Forms(text);
  const hex = Buffer.from(text).toString('hex');
  const prefixed = hex.replace(/../g, '0x$&');
  const capitals = hex.toUpperCase();
  // Quoted-printable leaves what is ASCII, which is found as it stands.
  const quoted = text.replace(/[^\0-\x7f]+/g, (part) => Buffer.from(part).toString('hex').toUpperCase());
  return [
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    hex,
    capitals,
    prefixed,
    capitals.replace(/../g, '0x$&'),
    ...(quoted === text ? [] : [quoted]),
  ].map((form) => form.replace(/[\s,:=-]+/g, ''));
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
      encoded.flatMap(({ text, source }) =>
        [...new Set(encodings(text))]
          .filter((form) => form.length >= 6)
          .map((form) => [form, source] as const),
      ),
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

  /** What is withheld and stands in a text as base64, hexadecimal or quoted-printable, however that is parted. */
  encodedIn(text: string): Iterable<Withheld> {
    return this.#encoded.find(text, BETWEEN).union(this.#encoded.find(dumpedIn(text), BETWEEN));
  }
}
