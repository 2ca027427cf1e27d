interface Element {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/** What Astro hands to a plugin beside the tree. */
interface File {
  data: { astro?: { frontmatter?: { anchors?: unknown } } };
}

/** Puts an empty element with each old anchor of the front matter before the heading that it leads to now. */
export function rehypeFormerAnchors() {
  return (tree: Element, { data }: File): void => {
    const anchors = Object.entries((data.astro?.frontmatter?.anchors ?? {}) as Record<string, unknown>);
    if (anchors.length === 0) return;
    const visit = (node: Element): void => {
      if (!node.children) return;
      node.children = node.children.flatMap((child) => {
        visit(child);
        const id = /^h[1-6]$/.test(child.tagName ?? '') ? child.properties?.['id'] : undefined;
        const former = anchors.filter(([, now]) => now === id).map(([old]) => old);
        return [
          ...former.map((old) => ({
            type: 'element',
            tagName: 'span',
            properties: { id: old },
            children: [],
          })),
          child,
        ];
      });
    };
    visit(tree);
  };
}
