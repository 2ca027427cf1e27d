const BITS = 24;
const MASK = (1 << BITS) - 1;

/** Of each ASCII character whether it is passed over (1) or read (0). */
type Between = Uint8Array;

const NOTHING: Between = new Uint8Array(128);

/** So many units of a text from a place on, or up to it, as far as there are. */
function units(text: string, from: number, step: 1 | -1, count: number, between: Between): string {
  let taken = '';
  for (let at = from; taken.length < count && at >= 0 && at < text.length; at += step) {
    if (between[text.charCodeAt(at)] === 1) continue;
    taken = step > 0 ? taken + text.charAt(at) : text.charAt(at) + taken;
  }
  return taken;
}

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

  /** The values of all texts that stand in `text`, each at most once, whatever of `between` parts their units. */
  find(text: string, between: Between = NOTHING): Set<Value> {
    const found = new Set<Value>();
    if (this.#values.size === 0 || text.length < this.#length) return found;
    const [filter, shift] = [this.#filter, this.#shift];
    let hash = 0;
    let read = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < 128 && between[code] === 1) continue;
      hash = ((hash << shift) ^ code) & MASK;
      read += 1;
      if (((filter[hash >>> 3] ?? 0) & (1 << (hash & 7))) === 0 || read < this.#length) continue;
      const head = units(text, at, -1, this.#length, between);
      const lengths = this.#lengths.get(head) ?? [];
      const rest = units(text, at + 1, 1, Math.max(...lengths) - this.#length, between);
      for (const length of lengths) {
        const value = this.#values.get(head + rest.slice(0, length - this.#length));
        if (value !== undefined) found.add(value);
      }
    }
    return found;
  }
}
