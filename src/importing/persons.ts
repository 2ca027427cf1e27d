import { isEveryday } from '../redaction/words.ts';

/** What stands where somebody was named. */
const ROLE = 'a responder';
const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const HANDLE = /(?<![\p{L}\p{N}_/.])@[\p{L}\p{N}][\p{L}\p{N}._-]*/gu;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The names of persons that a source gives away, and a way to take them out of its texts. */
export class Persons {
  readonly #names = new Set<string>();
  #pattern: RegExp | undefined;
  /** How often somebody was named. */
  count = 0;

  /** Adds a name as somebody writes it, and its parts. */
  add(name: unknown): void {
    if (typeof name !== 'string') return;
    const plain = name.trim();
    for (const each of [plain, ...plain.split(/[\s,]+/)])
      if (/^\p{L}[\p{L}\p{M}\p{N}'’. _-]{2,}$/u.test(each)) this.#names.add(each);
    this.#pattern = undefined;
  }

  #match(): RegExp {
    const names = [...this.#names].sort((a, b) => b.length - a.length);
    // A name that is a word as well (Mark, Grace) is one only with its capital.
    const patterns = names.map((name) =>
      isEveryday(name.toLowerCase()) ? escaped(name) : `(?i:${escaped(name)})`,
    );
    this.#pattern ??= new RegExp(`(?<![\\p{L}\\p{N}_])(?:${patterns.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
    return this.#pattern;
  }

  /** A text in which nobody is named: addresses and handles of anybody, and the names that are known. */
  without(text: string): string {
    const replace = () => {
      this.count += 1;
      return ROLE;
    };
    const plain = text.replace(ADDRESS, replace).replace(HANDLE, replace);
    const named = this.#names.size === 0 ? plain : plain.replace(this.#match(), replace);
    return named.replace(new RegExp(`${ROLE}(?:[ ,]+${ROLE})+`, 'g'), ROLE);
  }
}
