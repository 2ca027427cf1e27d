import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Archive } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { absolute, paths } from '../../paths.ts';

/** Gives the whole address of one that is written in a text. */
export type Resolve = (address: string) => string;

/** Where an address leads that is written in a text of an incident. */
export function resolverOf({ id }: Incident, { url }: Archive): Resolve {
  const page = absolute(paths.incident(id), url);
  return (address) => {
    if (/^[a-z][a-z\d+.-]*:/i.test(address)) return address;
    // Authors write addresses of the site without its base path.
    if (address.startsWith('/')) return absolute(address, url);
    return URL.canParse(address, page) ? new URL(address, page).href : address;
  };
}

/** Makes whole all addresses of a tree; those that are whole stay what they are. */
export function wholeAddresses<Tree extends Root>(tree: Tree, resolve: Resolve): Tree {
  visit(tree, (node: Nodes) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      node.url = resolve(node.url);
  });
  return tree;
}
