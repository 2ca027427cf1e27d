import type { RootContent } from 'mdast';
import { rowsOf, sourceOf } from './markdown-sections.ts';
import { type Meaning, meaningOf } from './markdown-words.ts';

/** A `Key: value` line, or a row of a table of two columns. */
export interface Labelled {
  label: string;
  meaning: Meaning;
  /** Markdown. */
  value: string;
}

const LINE =
  /^\s*(?:[-*+]\s+)?(?:\*\*|__)?([\p{L}][\p{L}\p{N} /()'’-]{1,40}?)\s*(?:\*\*|__)?\s*:\s*(?:\*\*|__)?\s*(.*)$/u;

/** The labelled lines of a text and what is left of it: a line without a label goes on with the one before it. */
function ofLines(text: string): { labelled: Labelled[]; rest: string } {
  const labelled: Labelled[] = [];
  const rest: string[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const [, label = '', value = ''] = LINE.exec(line) ?? [];
    const meaning = label === '' ? undefined : meaningOf(label);
    const last = labelled.at(-1);
    if (meaning) labelled.push({ label, meaning, value });
    else if (isOpen && last && label === '' && line.trim() !== '') last.value += `\n${line}`;
    else rest.push(line);
    isOpen = meaning !== undefined || (isOpen && label === '');
  }
  return { labelled, rest: rest.join('\n') };
}

/** What the nodes before the first section label, and what is left of them as Markdown. */
export function readLabels(
  nodes: readonly RootContent[],
  source: string,
): { labelled: Labelled[]; rest: string[] } {
  const labelled: Labelled[] = [];
  const rest: string[] = [];
  for (const node of nodes) {
    const written = sourceOf(node, source);
    if (node.type === 'table' && rowsOf(node).every((row) => row.length === 2)) {
      const rows = rowsOf(node);
      const known = rows.flatMap(([label = '', value = '']) => {
        const meaning = meaningOf(label);
        return meaning && value !== '' ? [{ label, meaning, value }] : [];
      });
      labelled.push(...known);
      // A table of which some rows are known keeps the others.
      if (known.length === 0) rest.push(written);
      else
        for (const [label = '', value = ''] of rows)
          if (!meaningOf(label) && `${label}${value}` !== '' && !/^(?:key|field|property)$/i.test(label))
            rest.push(`${label}: ${value}`);
    } else if (node.type === 'paragraph' || node.type === 'list') {
      const read = ofLines(written);
      labelled.push(...read.labelled.filter(({ value }) => value.trim() !== ''));
      if (read.rest.trim() !== '') rest.push(read.rest);
    } else rest.push(written);
  }
  return { labelled, rest };
}
