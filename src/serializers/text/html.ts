import type { Element, Root as HtmlRoot, Nodes } from 'hast';
import type { Root } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** What a reader of feeds may get: no ids, which of several entries would be one, no classes and no styles. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
    code: [['className', /^language-[\w-]+$/]],
    input: [
      ['disabled', true],
      ['type', 'checkbox'],
    ],
    '*': [],
  },
};

const reader = unified().use(remarkRehype, { allowDangerousHtml: true }).use(rehypeRaw).freeze();
const writer = unified().use(rehypeSanitize, SCHEMA).use(rehypeStringify).freeze();

/** A tree of Markdown as HTML that is safe to show anywhere; `page` is the whole address of the page that it is of. */
export function asHtml(tree: Root, page: string): string {
  const html = reader.runSync(tree as Nodes & Root) as HtmlRoot;
  // In a feed there is no place for footnotes to lead to: they lead to the page.
  visit(html, 'element', ({ properties }: Element) => {
    const { href } = properties;
    if (typeof href === 'string' && href.startsWith('#')) properties['href'] = `${page}${href}`;
  });
  return writer.stringify(writer.runSync(html)).trim();
}
