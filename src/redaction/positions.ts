/** Where a piece of public text came from. Offsets count UTF-16 units. */
interface Segment {
  public: number;
  authored: number;
  length: number;
}

/** Leads from an offset in public text back to the offset in the authored text. */
export class PositionMap {
  readonly #segments: Segment[] = [];

  /** Segments are added in the order of the public text; a replacement has length 0. */
  add(segment: Segment): void {
    this.#segments.push(segment);
  }

  /** The authored offset of a public one. Inside a replacement that is the marker's own offset. */
  toAuthored(offset: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.public ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const segment = this.#segments[low];
    return segment
      ? segment.authored + Math.min(Math.max(offset - segment.public, 0), segment.length)
      : offset;
  }
}

/** Answers line and column (both from 1) for offsets of one text. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(text: string) {
    this.#length = text.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** Where the line of an offset ends: at its line feed, or at the end of the text. */
  end(offset: number): number {
    const next = this.#starts[this.at(offset).line];
    return next === undefined ? this.#length : next - 1;
  }
}
