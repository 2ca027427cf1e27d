import { visit } from 'unist-util-visit';

interface Cell {
  tagName: string;
  properties: Record<string, unknown>;
}

/** The alignment of a table's column becomes a class; as it stands, MDX makes of it a style, which no policy allows. */
export function rehypeAlign() {
  return (tree: { type: string }): void => {
    visit(tree, 'element', (node) => {
      const { tagName, properties } = node as unknown as Cell;
      if ((tagName !== 'td' && tagName !== 'th') || !properties['align']) return;
      properties['className'] = [`align-${properties['align']}`];
      delete properties['align'];
    });
  };
}
