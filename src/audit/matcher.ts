const BITS = 24;
const MASK = (1 << BITS) - 1;

/**
 * Finds any of many texts in another in one pass, however many they are. A hash rolls over the text: each unit shifts
 * it, so that it forgets what lies further back than the first units of what is looked for.
 */
export class Matcher<Value> {
  readonly #length: number;
  readonly #shift: number;
  /** A bit for each hash of the first units that occurs: most places of a text are passed by with one look at it. */
  readonly #filter = new Uint8Array(1 << (BITS - 3));
  /** How long the texts are that begin alike: however many they are, each length takes one look-up. */
  readonly #lengths = new Map<string, number[]>();
  readonly #values = new Map<string, Value>();

  /** All texts must have at least `length` UTF-16 units. Of equal ones, the first counts. */
  constructor(length: number, entries: Iterable<readonly [text: string, value: Value]>) {
    this.#length = length;
    this.#shift = Math.ceil(BITS / length);
    for (const [text, value] of entries) {
      if (text.length < length) throw new RangeError(`A text to look for has fewer than ${length} units.`);
      if (this.#values.has(text)) continue;
      this.#values.set(text, value);
      const head = text.slice(0, length);
      let hash = 0;
      for (let index = 0; index < length; index += 1)
        hash = ((hash << this.#shift) ^ head.charCodeAt(index)) & MASK;
      this.#filter[hash >>> 3] = (this.#filter[hash >>> 3] ?? 0) | (1 << (hash & 7));
      const lengths = this.#lengths.get(head);
      if (!lengths) this.#lengths.set(head, [text.length]);
      else if (!lengths.includes(text.length)) lengths.push(text.length);
    }
  }

  /** The values of all texts that stand in `text`, each at most once. */
  find(text: string): Set<Value> {
    const found = new Set<Value>();
    if (this.#values.size === 0 || text.length < this.#length) return found;
    const [filter, shift] = [this.#filter, this.#shift];
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
      hash = ((hash << shift) ^ text.charCodeAt(at)) & MASK;
      if (((filter[hash >>> 3] ?? 0) & (1 << (hash & 7))) === 0 || at < this.#length - 1) continue;
      const start = at - this.#length + 1;
      for (const length of this.#lengths.get(text.slice(start, at + 1)) ?? []) {
        const value = this.#values.get(text.slice(start, start + length));
        if (value !== undefined) found.add(value);
      }
    }
    return found;
  }
}
