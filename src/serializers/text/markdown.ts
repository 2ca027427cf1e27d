import type { Nodes, PhrasingContent, Root, Text } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { flat } from '../../markdown/html.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const writer = unified()
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true });

/** Markdown as a tree, in which tags are text: who wrote it may have meant no element. */
export function markdownOf(text: string): Root {
  const tree = parser.parse(flat(text));
  visit(tree, 'html', (node: Nodes) => {
    node.type = 'text';
  });
  tree.children = tree.children.map((node) =>
    isText(node) ? { type: 'paragraph', children: [node] } : node,
  );
  return tree;
}

const isText = (node: Nodes): node is Text => node.type === 'text';

/** The Markdown of one line: of several paragraphs, or of other blocks, the text. */
export function inlineOf(text: string): PhrasingContent[] {
  const { children } = markdownOf(text);
  const [first, ...more] = children;
  return first?.type === 'paragraph' && more.length === 0
    ? first.children
    : [{ type: 'text', value: children.map((node) => textOf(node)).join(' ') }];
}

/** A tree as plain Markdown (CommonMark and GFM). */
export const asMarkdown = (tree: Root): string => writer.stringify(tree);
