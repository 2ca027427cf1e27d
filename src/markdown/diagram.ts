import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** Hands the block of code in a diagram to its component as it is, before anything is made of it. */
export function remarkDiagram() {
  return (tree: Root): void => {
    visit(tree, (node: Nodes) => {
      if (node.type !== 'mdxJsxFlowElement' || node.name !== 'Diagram') return;
      const [code] = node.children;
      if (code?.type !== 'code') return;
      node.attributes.push({ type: 'mdxJsxAttribute', name: 'dot', value: code.value });
      node.children = [];
    });
  };
}
