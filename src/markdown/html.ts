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
const TABLE = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
const BLOCK = [...INLINE, ...TABLE, 'p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr'];

/** Keeps the elements that are named, with safe addresses; of anything else only the text stays, of a heading a paragraph. */
function keepOnly(allowed: readonly string[]) {
  const keep = (nodes: Element[]): Element[] =>
    nodes.flatMap((node) => {
      const children = node.children ? keep(node.children) : undefined;
      if (node.type === 'text') return [node];
      const name = node.tagName?.replace(/^h[1-6]$/, 'p') ?? '';
      if (node.type !== 'element' || !allowed.includes(name)) return children ?? [];
      const { href, start } = node.properties ?? {};
      if (name === 'a' && !(typeof href === 'string' && isAllowedUrl(href))) return children ?? [];
      const properties = name === 'a' ? { href } : name === 'ol' && start !== undefined ? { start } : {};
      return [{ type: 'element', tagName: name, properties, children: children ?? [] }];
    });
  return (tree: Element) => {
    tree.children = keep(tree.children ?? []);
  };
}

const processorOf = (allowed: readonly string[]) =>
  unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype)
    .use(keepOnly, allowed)
    .use(rehypeStringify)
    .freeze();
const inline = processorOf(INLINE);
const block = processorOf(BLOCK);

/** A text without the signs of quotations that are nested deeper than anybody writes: they would exhaust the parser. */
export const flat = (markdown: string): string => markdown.replace(/(?:^|\n)[ \t]*(?:>[ \t]*){9,}/g, '\n');

/** Inline Markdown (emphasis, code, links) as HTML. */
export function inlineHtml(markdown: string): string {
  return String(inline.processSync(flat(markdown))).trim();
}

/** Markdown of a few blocks (paragraphs, lists, quotations, code, tables) as HTML. */
export function blockHtml(markdown: string): string {
  return String(block.processSync(flat(markdown))).trim();
}

/** The same for machines: one paragraph alone goes without its tags, as people write it. */
export function textHtml(markdown: string): string {
  const html = blockHtml(markdown);
  const [, alone] = /^<p>((?:(?!<\/?p>)[\s\S])*)<\/p>$/.exec(html) ?? [];
  return alone ?? html;
}
