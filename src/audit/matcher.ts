/** Finds any of many texts in another in one pass, however many they are (Rabin–Karp over the first units of each). */
export class Matcher<Value> {
  readonly #length: number;
  readonly #power: number;
  readonly #filter = new Uint8Array(1 << 20);
  readonly #byHead = new Map<string, { text: string; value: Value }[]>();

  /** All texts must have at least `length` UTF-16 units. */
  constructor(length: number, entries: Iterable<readonly [text: string, value: Value]>) {
    this.#length = length;
    let power = 1;
    for (let index = 1; index < length; index += 1) power = Math.imul(power, 31);
    this.#power = power;
    for (const [text, value] of entries) {
      if (text.length < length) throw new RangeError(`A text to look for has fewer than ${length} units.`);
      const head = text.slice(0, length);
      let hash = 0;
      for (let index = 0; index < length; index += 1)
        hash = (Math.imul(hash, 31) + head.charCodeAt(index)) | 0;
      this.#filter[hash >>> 12] = 1;
      const others = this.#byHead.get(head);
      if (others) others.push({ text, value });
      else this.#byHead.set(head, [{ text, value }]);
    }
  }

  /** The values of all texts that stand in `text`, each at most once. */
  find(text: string): Set<Value> {
    const found = new Set<Value>();
    if (this.#byHead.size === 0 || text.length < this.#length) return found;
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (at >= this.#length) hash = (hash - Math.imul(text.charCodeAt(at - this.#length), this.#power)) | 0;
      hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
      if (at < this.#length - 1 || this.#filter[hash >>> 12] === 0) continue;
      const start = at - this.#length + 1;
      for (const entry of this.#byHead.get(text.slice(start, at + 1)) ?? []) {
        if (text.startsWith(entry.text, start)) found.add(entry.value);
      }
    }
    return found;
  }
}
