import type { Nodes, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A heading with what stands below it up to the next heading. The first has none if the text begins without. */
export interface Section {
  heading: { text: string; depth: number; source: string } | undefined;
  /** The texts of the headings that it stands under, the nearest last. */
  above: string[];
  nodes: RootContent[];
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

/** The text of a node as it was written. */
export const sourceOf = (node: Nodes, text: string): string =>
  text.slice(node.position?.start.offset, node.position?.end.offset);

/** Parts a Markdown text at its headings. */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [{ heading: undefined, above: [], nodes: [] }];
  const open: { text: string; depth: number }[] = [];
  for (const node of (parser.parse(text) as Root).children) {
    if (node.type !== 'heading') {
      sections.at(-1)?.nodes.push(node);
      continue;
    }
    while ((open.at(-1)?.depth ?? 0) >= node.depth) open.pop();
    const heading = { text: textOf(node).trim(), depth: node.depth, source: sourceOf(node, text) };
    sections.push({ heading, above: open.map((each) => each.text), nodes: [] });
    open.push(heading);
  }
  return sections;
}

/** The rows of a table as plain texts, its head first. */
export const rowsOf = (node: Extract<RootContent, { type: 'table' }>): string[][] =>
  node.children.map((row) => row.children.map((cell) => textOf(cell).trim()));

/** The lines of lists and paragraphs, as Markdown; undefined if a node is something else. */
export function linesOf(nodes: readonly RootContent[], text: string): string[] | undefined {
  const lines: string[] = [];
  for (const node of nodes) {
    if (node.type === 'paragraph') lines.push(sourceOf(node, text));
    else if (node.type === 'list')
      for (const item of node.children) {
        const from = item.children[0]?.position?.start.offset ?? 0;
        const box = item.checked == null ? '' : item.checked ? '[x] ' : '[ ] ';
        lines.push(box + text.slice(from, item.position?.end.offset));
      }
    else return undefined;
  }
  return lines;
}
