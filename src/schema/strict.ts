import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';

/** A word of a vocabulary that the author may have meant. */
export function suggestion(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const nearest = closest(word, [...known]);
  return known.length <= 12
    ? `; expected ${known.join(', ')} (nearest: ${nearest})`
    : `; nearest: ${nearest}`;
}

/** A key is quoted only if it can be nothing but a misspelt field: a wrong indent can make a key of any text. */
function unknownKey(key: string, known: readonly string[]): string {
  const nearest = closest(key, [...known]);
  return /^[A-Za-z][\w-]{0,30}$/.test(key) && distance(key, nearest) <= Math.min(3, Math.ceil(key.length / 3))
    ? `"${key}", nearest: ${nearest}`
    : `expected one of ${known.join(', ')}`;
}

/** An object that takes the fields of `shape` and no others; an unknown one is told with the nearest known. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      return issue.keys.map((key) => unknownKey(key, known)).join('\n');
    },
  });
}

/** One of a fixed list of words. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, {
    error: (issue) =>
      issue.code === 'invalid_value' && typeof issue.input === 'string'
        ? suggestion(issue.input, words).replace(/^; /, '')
        : undefined,
  });
}

/** Plain text that is not empty, up to a number of characters. */
export const text = (most = 10_000) => z.string().trim().min(1).max(most);
export const texts = () => z.array(text()).min(1);

/** An id: the name of a file or a folder, and an address. */
export const ID = /^[a-z0-9][a-z0-9-]{2,63}$/;
export const id = () => z.string().regex(ID, 'expected 3 to 64 lower-case letters, digits and hyphens');

/** A fragment of a page without its `#`, as headings, timeline entries and actions have them. */
export const anchor = () =>
  z.string().regex(/^[\p{L}\p{M}\p{N}_-]{1,200}$/u, 'expected letters, digits, hyphens and underscores');

/** Anchors that a page once had, each with the one that it leads to now. */
export const anchors = () =>
  z.record(anchor(), anchor()).optional().meta({
    description:
      'Old anchors of the page that keep working, each with the present one: old-words: new-words.',
  });

export const address = () =>
  z.string().refine((value) => /^(?:https?:\/\/|mailto:)[^\s]+$/.test(value) && URL.canParse(value), {
    error: 'expected an address that begins with https://, http:// or mailto:',
    params: { code: 'bad-url' },
  });
