interface Element {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/**
 * Fits the cells of tables to the pages: aligned by a class, for MDX would write a style into each, which the pages'
 * policy forbids; a header of its column, and none where a cell is empty.
 */
export function fitTables() {
  const visit = (node: Element): void => {
    const { align, ...properties } = node.properties ?? {};
    if (align) node.properties = { ...properties, className: [`align-${align}`] };
    if (node.tagName === 'th' && (node.children ?? []).length === 0) node.tagName = 'td';
    else if (node.tagName === 'th') node.properties = { ...node.properties, scope: 'col' };
    for (const child of node.children ?? []) visit(child);
  };
  return visit;
}
