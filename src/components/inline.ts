import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { isAllowedUrl } from '../redaction/allowlist.ts';

interface Element {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

const INLINE = ['a', 'br', 'code', 'del', 'em', 'strong'];

/** Keeps inline elements with safe addresses; of anything else only the text stays. */
function inlineOnly() {
  const keep = (nodes: Element[]): Element[] =>
    nodes.flatMap((node) => {
      const children = node.children ? keep(node.children) : undefined;
      if (node.type === 'text') return [node];
      if (node.type !== 'element' || !INLINE.includes(node.tagName ?? '')) return children ?? [];
      const address = node.properties?.['href'];
      if (node.tagName === 'a' && !(typeof address === 'string' && isAllowedUrl(address)))
        return children ?? [];
      return [{ ...node, children: children ?? [] }];
    });
  return (tree: Element) => {
    tree.children = keep(tree.children ?? []);
  };
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(inlineOnly)
  .use(rehypeStringify);

/** Inline Markdown (emphasis, code, links) as HTML. */
export function inlineHtml(markdown: string): string {
  // What is nested deeper than anybody writes would exhaust the parser.
  const flat = markdown.replace(/(?:^|\n)[ \t]*(?:>[ \t]*){9,}/g, '\n');
  return String(processor.processSync(flat)).trim();
}
