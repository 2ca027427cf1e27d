import { counted } from '../report.ts';
import type { Withheld } from './publisher.ts';

/** How much is withheld: words, and lines if there are several. */
function amountOf(text: string): string {
  const trimmed = text.trim();
  const words = counted(trimmed.split(/\s+/).length, 'word');
  const lines = trimmed.split('\n').length;
  return lines === 1 ? words : `${lines} lines, ${words}`;
}

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

/** The passages of one file as a table, and the lines of what is private as a whole. */
function section(file: string, withheld: readonly Withheld[], isRevealed: boolean): string[] {
  const passages = withheld.filter(({ kind }) => kind === 'marker');
  const internal = withheld.filter(({ kind }) => kind === 'internal');
  const table = [
    row('place', 'reason', 'withheld', 'the public reads'),
    row('---', '---', '---', '---'),
    ...passages.map(({ line, column, reason = 'other', text, instead }) =>
      row(`${line}:${column}`, reason, amountOf(text), instead || '(nothing)'),
    ),
  ];
  const lines = [...new Set(internal.map(({ line }) => line))].sort((a, b) => a - b);
  const secrets = [...passages, ...internal].map(
    ({ line, column, text }) => `${line}:${column}\n${text.trim().replace(/^/gm, '    ')}`,
  );
  return [
    `## ${file}`,
    ...(passages.length > 0 ? [table.join('\n')] : []),
    ...(internal.length > 0
      ? [
          `Internal: ${counted(internal.length, 'value')}, on ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}.`,
        ]
      : []),
    ...(withheld.some(({ kind }) => kind === 'unpublished')
      ? ['Held back: what is written here and is not public yet, or not any more.']
      : []),
    ...(isRevealed ? secrets : []),
  ];
}

/**
 * What an archive withholds, file by file, as Markdown for a review: where, why, how much, and what the public reads
 * instead. The withheld text itself is in it only if it `isRevealed`.
 */
export function formatRedactions(withheld: readonly Withheld[], isRevealed: boolean): string {
  const files = Map.groupBy(
    withheld.filter(({ kind }) => kind !== 'term'),
    ({ file }) => file,
  );
  const sections = [...files].flatMap(([file, held]) => section(file, held, isRevealed));
  return `${['# Redactions', ...(sections.length > 0 ? sections : ['Nothing is withheld.'])].join('\n\n')}\n`;
}
