/** Breaks a text into lines. `fits` says whether a line is short enough; it is asked of whole lines only. */
export interface Column {
  lines: number;
  fits(line: string): boolean;
}

const ELLIPSIS = '…';

const lettersOf = (text: string): string[] =>
  [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);

/** A word in parts that fit, each as long as it can be; a single letter is a part, whether it fits or not. */
function partsOf(word: string, { fits }: Column): string[] {
  const parts = [''];
  for (const letter of lettersOf(word)) {
    const longer = `${parts.at(-1)}${letter}`;
    if (parts.at(-1) === '' || fits(longer)) parts[parts.length - 1] = longer;
    else parts.push(letter);
  }
  return parts;
}

/** A line as far as it fits with an ellipsis behind it. */
function cut(line: string, { fits }: Column): string {
  const letters = lettersOf(line);
  while (letters.length > 0 && !fits(`${letters.join('').trimEnd()}${ELLIPSIS}`)) letters.pop();
  return `${letters.join('').trimEnd()}${ELLIPSIS}`;
}

/** The lines of a text, at most so many, and whether that is all of it; if it is not, the last ends in an ellipsis. */
export function wrap(text: string, column: Column): { lines: string[]; isWhole: boolean } {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const [first = '', ...more] = partsOf(word, column);
    const last = lines.at(-1);
    if (last !== undefined && more.length === 0 && column.fits(`${last} ${first}`))
      lines[lines.length - 1] = `${last} ${first}`;
    else lines.push(first, ...more);
  }
  if (lines.length <= column.lines) return { lines, isWhole: true };
  const kept = lines.slice(0, column.lines);
  const end = kept.pop() ?? '';
  return { lines: [...kept, cut(`${end} ${lines[column.lines]}`, column)], isWhole: false };
}
