import type { BlockContent, DefinitionContent, ListItem, Paragraph, PhrasingContent, TableRow } from 'mdast';

/** What stands in a document as a block. */
export type Block = BlockContent | DefinitionContent;
/** What stands in a line; a string is text as it is, in which nothing is markup. */
export type Inline = PhrasingContent | string;

const nodesOf = (parts: readonly Inline[]): PhrasingContent[] =>
  parts.map((part) => (typeof part === 'string' ? { type: 'text', value: part } : part));

export const paragraph = (...parts: Inline[]): Paragraph => ({
  type: 'paragraph',
  children: nodesOf(parts),
});

export const heading = (depth: 1 | 2 | 3, title: string): Block => ({
  type: 'heading',
  depth,
  children: nodesOf([title]),
});

export const strong = (...parts: Inline[]): PhrasingContent => ({
  type: 'strong',
  children: nodesOf(parts),
});

export const emphasis = (...parts: Inline[]): PhrasingContent => ({
  type: 'emphasis',
  children: nodesOf(parts),
});

export const link = (url: string, text: string): PhrasingContent => ({
  type: 'link',
  url,
  children: nodesOf([text]),
});

/** A list of which each item is one line. */
export const list = (items: readonly (readonly Inline[])[], isOrdered = false): Block => ({
  type: 'list',
  ordered: isOrdered,
  spread: false,
  children: items.map(
    (parts): ListItem => ({ type: 'listItem', spread: false, children: [paragraph(...parts)] }),
  ),
});

/** A table; the first row is its head. */
export const table = (rows: readonly (readonly Inline[])[]): Block => ({
  type: 'table',
  children: rows.map(
    (cells): TableRow => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: nodesOf([cell]) })),
    }),
  ),
});
