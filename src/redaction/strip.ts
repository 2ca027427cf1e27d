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
  text = '';

  /** Takes away what would be left over; returns how many units of `next` to skip. */
  close(next: string): number {
    // Of a very long line the end is enough: what is left over is spaces.
    const tail = this.text.slice(-WINDOW);
    const line = tail.slice(tail.lastIndexOf('\n') + 1);
    const gap = /^[ \t]*/.exec(next)?.[0].length ?? 0;
    const after = next[gap];
    if (line.length < WINDOW && /^[ \t>]*$/.test(line) && after === '\n') {
      // The line held nothing else: it goes whole, or it would split the paragraph around it.
      this.text = this.text.slice(0, this.text.length - line.length);
      return (
        gap +
        (/(?:^|\n)[ \t>]*\n$/.test(this.text.slice(-WINDOW))
          ? (/^[ \t]*\n(?:[ \t>]*\n)?/.exec(next)?.[0].length ?? 1) - gap
          : 1)
      );
    }
    if (/(?:^|[\s([{"'“‘«])$/.test(tail.slice(-1))) {
      if (gap > 0) return gap;
      if (/^(?:[,.;:!?)\]}”’»\n]|$)/.test(next) && /[^\s>*+-][ \t]+$/.test(line))
        this.text = this.text.trimEnd();
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
    map.add({ public: out.text.length, authored: at, length: Math.max(passage.start - at, 0) });
    out.text += text.slice(at, passage.start);
    const replacement = replace(passage);
    at = passage.end;
    map.add({ public: out.text.length, authored: passage.start, length: 0 });
    const next = text.slice(at, passages[index + 1]?.start ?? text.length);
    if (replacement !== '')
      out.text += passage.form === 'block' ? `${passage.prefix}${replacement}\n` : replacement;
    else if (passage.form === 'inline') at += out.close(next);
    else if (/(?:^|\n[ \t>]*\n)$/.test(out.text.slice(-WINDOW)))
      at += /^[ \t>]*\n/.exec(next)?.[0].length ?? 0;
  }
  map.add({ public: out.text.length, authored: at, length: text.length - at });
  return { text: out.text + text.slice(at), map };
}
