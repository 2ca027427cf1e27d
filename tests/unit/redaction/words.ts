import fc from 'fast-check';
import { REASONS } from '../../../src/redaction/tags.ts';

/** A marker without what it withholds: a document is written once with the first secret, once with the second. */
export interface Marker {
  start: string;
  end: string;
  secrets: readonly [string, string];
  /** What the public reads in its place. */
  public: string;
}
export type Piece = string | Marker;

/** What a place in a document allows of a marker and of the words around it. */
export interface Place {
  /** How a line ends and the next begins, where a passage may go over it. */
  lineEnd?: string;
  /** What may stand between two words. */
  between?: readonly string[];
  /** What no secret may hold, because the place would end there. */
  without?: string;
}

// None of these letters stands anywhere else in a document, so that each of them tells of a leak.
const SCRIPTS = ['QXJVKZ', 'жшщюфыль', '秘密鍵暗号証', 'ضظغثذخشق', 'צקשתםףץן', '🔑🔒🔓🛡💳📛'];
export const SECRET_LETTERS = SCRIPTS.join('');
/** What YAML or Markdown would read something into. */
const OTHERS = [
  ...['', ': ', ' #', '# ', ' - ', ' --- ', '</x>', '<!-- ', '{/* ', '}}', '](', '**', '~~', '  ', '\t'],
  ...['&amp;', '%3C', '\\"', 'https://x/', ...'"\'|*_[]<>{}`\\$@!,'],
];

const NAMES = ['pool', 'queue', 'shard', 'überlast', '障害', 'пост', 'برج', '🚧'];
/** The words that the public may read; their numbers make each of them known again. */
export const WORD = new RegExp(`(?:${NAMES.join('|')})\\d+`, 'gu');
const PUBLIC_TEXTS = [
  '',
  'a customer',
  'somebody (EU)',
  'the firm’s host',
  "one of two, a/b – c's",
  'お客様',
];

const core = fc
  .constantFrom(...SCRIPTS)
  .chain((letters) => fc.array(fc.constantFrom(...letters), { minLength: 4, maxLength: 10 }))
  .map((letters) => letters.join(''));

function secretOf({ lineEnd, without = '' }: Place): fc.Arbitrary<string> {
  const others = OTHERS.filter((text) => without === '' || !text.includes(without));
  const other = fc.constantFrom(...others);
  const middle = lineEnd === undefined ? other : fc.oneof(other, fc.constant(lineEnd));
  // Before the closing tag, these two would make something else of it.
  const last = fc.constantFrom(...others.filter((text) => text !== '\\' && text !== '<!-- '));
  return fc.tuple(other, core, middle, core, last).map((parts) => parts.join(''));
}

export function markerOf(place: Place): fc.Arbitrary<Marker> {
  const { lineEnd } = place;
  // A tag may go over several lines, but not with a quote sign in it.
  const spaces = [' ', '  ', '\t', ...(lineEnd === undefined || lineEnd.includes('>') ? [] : [lineEnd])];
  return fc
    .record({
      reason: fc.constantFrom(...REASONS),
      told: fc.constantFrom(...PUBLIC_TEXTS),
      space: fc.constantFrom(...spaces),
      isReasonFirst: fc.boolean(),
      secrets: fc.tuple(secretOf(place), secretOf(place)),
    })
    .map(({ reason, told, space, isReasonFirst, secrets }) => {
      const attributes = [`reason='${reason}'`, ...(told === '' ? [] : [`public="${told}"`])];
      const ordered = isReasonFirst ? attributes : attributes.reverse();
      return {
        start: `<Redacted${space}${ordered.join(space)}>`,
        end: '</Redacted>',
        secrets,
        public: told,
      };
    });
}

/** What is withheld without a marker, because of where it stands. */
export const unmarked: fc.Arbitrary<Marker> = fc
  .tuple(core, core)
  .map((secrets) => ({ start: '', end: '', secrets, public: '' }));

export const word = fc
  .tuple(fc.constantFrom(...NAMES), fc.nat(99_999))
  .map(([name, number]) => `${name}${number}`);

/** Words and markers in any order, with a word at the beginning or at the end. */
export function wordsOf(place: Place = {}): fc.Arbitrary<Piece[]> {
  const between = fc.constantFrom(...(place.between ?? [' ', ' ', ' ', '', ', ', ' (', '. ']));
  const piece = fc.oneof<fc.WeightedArbitrary<Piece>[]>(
    { weight: 3, arbitrary: word },
    { weight: 2, arbitrary: markerOf(place) },
  );
  return fc
    .tuple(word, fc.boolean(), fc.array(fc.tuple(piece, between), { minLength: 1, maxLength: 5 }))
    .map(([one, isFirst, rest]) =>
      isFirst ? [one, ...rest.flatMap(([each, gap]) => [gap, each])] : [...rest.flat(), one],
    );
}

/** Writes pieces down: with their secrets of one kind or the other, or as the public reads them. */
export const write = (pieces: readonly Piece[], what: 0 | 1 | 'public'): string =>
  pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return what === 'public' ? piece.public : piece.start + piece.secrets[what] + piece.end;
    })
    .join('');
