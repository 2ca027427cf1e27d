/** Finds any of many texts in another in one pass, however many they are (Rabin–Karp over the first units of each). */
export class Matcher<Value> {
  readonly #length: number;
  readonly #power: number;
  /** A bit for each hash of the first units that occurs: most places of a text are passed by with one look at it. */
  readonly #filter = new Uint8Array(1 << 19);
  /** How long the texts are that begin alike: however many they are, each length takes one look-up. */
  readonly #lengths = new Map<string, number[]>();
  readonly #values = new Map<string, Value>();

  /** All texts must have at least `length` UTF-16 units. Of equal ones, the first counts. */
  constructor(length: number, entries: Iterable<readonly [text: string, value: Value]>) {
    this.#length = length;
    let power = 1;
    for (let index = 1; index < length; index += 1) power = Math.imul(power, 31);
    this.#power = power;
    for (const [text, value] of entries) {
      if (text.length < length) throw new RangeError(`A text to look for has fewer than ${length} units.`);
      if (this.#values.has(text)) continue;
      this.#values.set(text, value);
      const head = text.slice(0, length);
      let hash = 0;
      for (let index = 0; index < length; index += 1)
        hash = (Math.imul(hash, 31) + head.charCodeAt(index)) | 0;
      this.#filter[hash >>> 13] = (this.#filter[hash >>> 13] ?? 0) | (1 << ((hash >>> 10) & 7));
      const lengths = this.#lengths.get(head);
      if (!lengths) this.#lengths.set(head, [text.length]);
      else if (!lengths.includes(text.length)) lengths.push(text.length);
    }
  }

  /** The values of all texts that stand in `text`, each at most once. */
  find(text: string): Set<Value> {
    const found = new Set<Value>();
    if (this.#values.size === 0 || text.length < this.#length) return found;
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (at >= this.#length) hash = (hash - Math.imul(text.charCodeAt(at - this.#length), this.#power)) | 0;
      hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
      if (at < this.#length - 1 || !((this.#filter[hash >>> 13] ?? 0) & (1 << ((hash >>> 10) & 7)))) continue;
      const start = at - this.#length + 1;
      for (const length of this.#lengths.get(text.slice(start, at + 1)) ?? []) {
        const value = this.#values.get(text.slice(start, start + length));
        if (value !== undefined) found.add(value);
      }
    }
    return found;
  }
}
