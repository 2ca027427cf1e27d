import { isEveryday } from '../redaction/words.ts';

/** What stands where somebody was named. */
const ROLE = 'a responder';
/** What stands behind the sign is a host, of a company's own network too, and not the version of something. */
const ADDRESS =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}.-]+\.\p{L}{2,}|(?!(?:latest|main|master|v\d[\d.]*|sha\d+)(?![\p{L}\p{N}]))\p{L}[\p{L}\p{N}-]+)/gu;
const HANDLE = /(?<![\p{L}\p{N}_/.])@[\p{L}\p{N}][\p{L}\p{N}._-]*/gu;
const escaped = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/['’]/g, "['’]");
/** Letters of which two are a name, and between which no space stands. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A text in which each accent stands behind its letter. Scripts whose characters are made of others stay as they are. */
const parted = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+/gu, (part) =>
      part.normalize('NFD'),
    );

/** Whether it can be told from other words: two letters that are none, or more. */
const isTellable = (name: string): boolean =>
  /^(?!\p{N}+(?:st|nd|rd|th)?$)[\p{L}\p{N}][\p{L}\p{M}\p{N}'’. _-]+$/u.test(name) &&
  (name.length > 2 || !isEveryday(name.toLowerCase()));

/** The names of persons that a source gives away, and a way to take them out of its texts. */
export class Persons {
  readonly #names = new Set<string>();
  #pattern: RegExp | undefined;
  /** How often somebody was named. */
  count = 0;

  /** Adds a name as somebody writes it, and its parts. */
  add(name: unknown): void {
    if (typeof name !== 'string') return;
    const plain = parted(name)
      .replace(/\p{M}/gu, '')
      .trim()
      .replace(/@[^\s@]*$/, '');
    const parts = [/[\s,;/&|()<>]+/, /[\s,;/&|()<>-]+/].flatMap((between) => plain.split(between));
    for (const each of [plain, ...parts]) if (isTellable(each)) this.#names.add(each);
    this.#pattern = undefined;
  }

  #match(): RegExp {
    const names = [...this.#names].sort((a, b) => b.length - a.length);
    // A name that is a word as well (Mark, Grace) is one only with its capital.
    const patterns = names.map((name) => {
      if (UNSPACED.test(name)) return escaped(name);
      const isCased = name.length === 2 || isEveryday(name.toLowerCase());
      // With or without accents: one person writes them, and the next one does not.
      const accented = escaped(name).replace(/\p{L}/gu, '$&\\p{M}*');
      const pattern = isCased ? accented : `(?i:${accented})`;
      return `(?<![\\p{L}\\p{M}\\p{N}_])${pattern}(?![\\p{L}\\p{M}\\p{N}_])`;
    });
    this.#pattern ??= new RegExp(patterns.join('|'), 'gu');
    return this.#pattern;
  }

  /** A text in which nobody is named: addresses and handles of anybody, and the names that are known. */
  without(text: string): string {
    const replace = () => {
      this.count += 1;
      return ROLE;
    };
    const plain = text.normalize('NFC').replace(ADDRESS, replace).replace(HANDLE, replace);
    const named =
      this.#names.size === 0 ? plain : parted(plain).replace(this.#match(), replace).normalize('NFC');
    return named.replace(new RegExp(`${ROLE}(?:[ ,]+${ROLE})+`, 'g'), ROLE);
  }
}
