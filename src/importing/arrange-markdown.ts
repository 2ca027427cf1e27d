import type { Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';

/** A body begins its headings at the second level; in an update they are emphasised lines. */
export type Headings = 'sections' | 'lines';

/** Two line breaks in a row are how HTML without paragraphs writes one. */
function paragraphsOf(paragraph: Paragraph): Paragraph[] {
  const parts: PhrasingContent[][] = [[]];
  for (const [index, node] of paragraph.children.entries()) {
    const isBreak = node.type === 'break';
    if (isBreak && paragraph.children[index + 1]?.type === 'break') {
      if (parts.at(-1)?.length) parts.push([]);
    } else if (!isBreak || parts.at(-1)?.length) parts.at(-1)?.push(node);
  }
  return parts.filter((part) => part.length > 0).map((children) => ({ type: 'paragraph', children }));
}

const isHollow = (node: Nodes): boolean =>
  (node.type === 'heading' ||
    node.type === 'listItem' ||
    node.type === 'link' ||
    node.type === 'paragraph') &&
  textOf(node).trim() === '';

/** Takes out what is hollow, parts paragraphs at double breaks, and puts headings where they belong. */
export function arrange(tree: Root, headings: Headings): void {
  let highest = 6;
  visit(tree, 'heading', (node) => {
    highest = Math.min(highest, node.depth);
  });
  visit(tree, (node: Nodes, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const siblings = parent.children as RootContent[];
    if (isHollow(node)) {
      siblings.splice(index, 1);
      return [SKIP, index] as const;
    }
    if (node.type === 'paragraph' && node.children.some((child) => child.type === 'break')) {
      const parts = paragraphsOf(node);
      if (parts.length !== 1 || parts[0]?.children.length !== node.children.length) {
        siblings.splice(index, 1, ...parts);
        return [SKIP, index + parts.length] as const;
      }
    }
    if (node.type !== 'heading') return undefined;
    if (headings === 'sections') {
      node.depth = Math.min(node.depth - highest + 2, 6) as typeof node.depth;
      return undefined;
    }
    const strong: PhrasingContent = { type: 'strong', children: node.children };
    siblings.splice(index, 1, { type: 'paragraph', children: [strong] });
    return undefined;
  });
}
