import type { Element, Nodes, Root, Text } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { isAllowedUrl } from '../redaction/allowlist.ts';

/** Where an address of a source leads in the archive; undefined: the link goes and its text stays. */
export type Link = (url: string) => string | undefined;

/** What runs, loads or asks for something: it goes with all that is in it. */
export const ACTIVE = [
  'script',
  'style',
  'iframe',
  'object',
  'embed',
  'template',
  'form',
  'svg',
  'math',
  'audio',
  'video',
];
export const SILENT = [
  'head',
  'noscript',
  'link',
  'meta',
  'base',
  'input',
  'button',
  'textarea',
  'select',
  'canvas',
];

const isElement = (node: Nodes): node is Element => node.type === 'element';

/** The only link that stays is one that may be published; a picture of another site becomes a link to it. */
function cleanElement(node: Element, lost: Set<string>, link: Link): Element | Text | 'gone' | 'open' {
  const { tagName: name, properties } = node;
  if (ACTIVE.includes(name) || SILENT.includes(name)) {
    if (ACTIVE.includes(name)) lost.add(`<${name}>`);
    return 'gone';
  }
  if (name !== 'a' && name !== 'img') return node;
  const written = String((name === 'a' ? properties['href'] : properties['src']) ?? '');
  const href = link(written);
  const isSafe = href !== undefined && href !== '' && isAllowedUrl(href);
  if (name === 'a') {
    if (!isSafe && written !== '') lost.add('a link');
    node.properties = isSafe ? { href } : {};
    return isSafe ? node : 'open';
  }
  lost.add('a picture');
  const value = String(properties['alt'] ?? '').trim() || 'picture';
  const text: Text = { type: 'text', value };
  return isSafe ? { type: 'element', tagName: 'a', properties: { href }, children: [text] } : text;
}

/** Takes out of a tree what is active, silent or a comment, and links that may not be published; `lost` learns of it. */
export function clean(tree: Root, lost: Set<string>, link: Link): void {
  visit(tree, (node: Nodes, index, parent) => {
    if (!parent || index === undefined || !('children' in parent)) return undefined;
    if (node.type === 'comment') {
      lost.add('a comment');
      parent.children.splice(index, 1);
      return [SKIP, index] as const;
    }
    if (!isElement(node)) return undefined;
    const cleaned = cleanElement(node, lost, link);
    if (cleaned === node) return undefined;
    const children = cleaned === 'gone' ? [] : cleaned === 'open' ? node.children : [cleaned];
    parent.children.splice(index, 1, ...(children as Element[]));
    return [SKIP, cleaned === 'open' || cleaned === 'gone' ? index : index + 1] as const;
  });
}
