import type { Passage } from './passages.ts';
import { PositionMap } from './positions.ts';
import type { Reason } from './tags.ts';

/** What stands where a passage was. */
export type Replace = (passage: { reason: Reason; public: string | undefined }) => string;

/** The public text of a marker: its `public`, or nothing, or, if the site asks for it, a label. */
export function replaceForPublic(placeholder: 'none' | 'label'): Replace {
  return (passage) => passage.public ?? (placeholder === 'label' ? `[withheld: ${passage.reason}]` : '');
}

/** For the authoring preview: an ink bar that says why, and what the public reads. Never the secret. */
export const replaceWithInk: Replace = (passage) =>
  passage.public ? `██ ${passage.reason}: ${passage.public} ██` : `██ ${passage.reason} ██`;

/** How much of what came before decides about spacing. */
const WINDOW = 400;

/** Text that grows piece by piece, tidying the spacing where a passage left nothing behind. */
class Tidied {
  // What is far enough behind is only ever added to: to look into a text that grows takes the longer the longer it is.
  #done = '';
  #tail = '';

  get text(): string {
    return this.#done + this.#tail;
  }

  get length(): number {
    return this.#done.length + this.#tail.length;
  }

  /** The last of the text; of a very long line the end is enough: what is left over is spaces. */
  get tail(): string {
    return this.#tail.slice(-WINDOW);
  }

  add(piece: string): void {
    this.#tail += piece;
    if (this.#tail.length < 4 * WINDOW) return;
    this.#done += this.#tail.slice(0, -2 * WINDOW);
    this.#tail = this.#tail.slice(-2 * WINDOW);
  }

  /** Takes away what would be left over; returns how many units of `next`, up to the next passage or the end, to skip. */
  close(next: string, isLast: boolean): number {
    const tail = this.tail;
    const line = tail.slice(tail.lastIndexOf('\n') + 1);
    const gap = /^[ \t]*/.exec(next)?.[0].length ?? 0;
    const after = next[gap];
    if (line.length < WINDOW && /^[ \t>]*$/.test(line) && after === '\n') {
      // The line held nothing else: it goes whole, or it would split the paragraph around it.
      this.#tail = this.#tail.slice(0, this.#tail.length - line.length);
      return (
        gap +
        (/(?:^|\n)[ \t>]*\n$/.test(this.tail)
          ? (/^[ \t]*\n(?:[ \t>]*\n)?/.exec(next)?.[0].length ?? 1) - gap
          : 1)
      );
    }
    if (/(?:^|[\s([{"'“‘«])$/.test(tail.slice(-1))) {
      if (gap > 0) return gap;
      const isEnd = next === '' ? isLast : /^[,.;:!?)\]}”’»\n]/.test(next);
      if (isEnd && /[^\s>*+-][ \t]+$/.test(line)) this.#tail = this.#tail.trimEnd();
      return 0;
    }
    return after !== undefined && gap > 0 && /[,.;:!?)\]}”’»\n]/.test(after) ? gap : 0;
  }
}

/** Cuts the passages out of a text and keeps a map from what is left to where it was authored. */
export function strip(
  text: string,
  passages: readonly Passage[],
  replace: Replace,
): { text: string; map: PositionMap } {
  const out = new Tidied();
  const map = new PositionMap();
  let at = 0;
  for (const [index, passage] of passages.entries()) {
    map.add({ public: out.length, authored: at, length: Math.max(passage.start - at, 0) });
    out.add(text.slice(at, passage.start));
    const replacement = replace(passage);
    at = passage.end;
    map.add({ public: out.length, authored: passage.start, length: 0 });
    const next = text.slice(at, passages[index + 1]?.start ?? text.length);
    if (replacement !== '')
      out.add(passage.form === 'block' ? `${passage.prefix}${replacement}\n` : replacement);
    else if (passage.form === 'inline') at += out.close(next, index + 1 === passages.length);
    else if (/(?:^|\n[ \t>]*\n)$/.test(out.tail)) at += /^[ \t>]*\n/.exec(next)?.[0].length ?? 0;
  }
  map.add({ public: out.length, authored: at, length: text.length - at });
  return { text: out.text + text.slice(at), map };
}
