import { decodeHTML } from 'entities';
import type { Element, Nodes as HtmlNodes, Root as HtmlRoot, Text } from 'hast';
import type { Nodes, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import rehypeParse from 'rehype-parse';
import rehypeRaw from 'rehype-raw';
import rehypeRemark from 'rehype-remark';
import { defaultSchema } from 'rehype-sanitize';
import remarkBreaks from 'remark-breaks';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import remarkStringify from 'remark-stringify';
import { type Processor, unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { isAllowedUrl } from '../redaction/allowlist.ts';
import { findForbidden, HIDDEN } from '../redaction/front-matter.ts';
import { hasField } from '../redaction/internal.ts';

/** Markdown that is valid MDX and that rendering and redacting leave as it reads, and what of the source it lacks. */
export interface RichText {
  markdown: string;
  /** The same with its marks gone, in one line. */
  plain: string;
  lost: string[];
}

export interface Reading {
  /** `html`; `markdown`, which may hold HTML; `lines`, Markdown in which each line stays a line. */
  from: 'html' | 'markdown' | 'lines';
  /** A body begins its headings at the second level; in an update they are emphasised lines. */
  headings: 'sections' | 'lines';
  /** Where an address of the source leads in the archive; undefined: the link goes and its text stays. */
  link?: (url: string) => string | undefined;
}

/** What runs, loads or asks for something: it goes with all that is in it. */
const ACTIVE = [
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
const SILENT = [
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

const isElement = (node: HtmlNodes): node is Element => node.type === 'element';

/** The only link that stays is one that may be published; a picture of another site becomes a link to it. */
function cleanElement(
  node: Element,
  lost: Set<string>,
  link: NonNullable<Reading['link']>,
): Element | Text | 'gone' | 'open' {
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

function clean(lost: Set<string>, link: NonNullable<Reading['link']>) {
  return (tree: HtmlRoot) =>
    visit(tree, (node: HtmlNodes, index, parent) => {
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

function arrange(headings: Reading['headings']) {
  return (tree: Root) => {
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
  };
}

/** What MDX would run, and what the redactor would take for a field of its own, is written so that neither does. */
const UNSAFE = [
  { atBreak: true, character: 'i', after: 'mport[\\s{*\'"]', inConstruct: 'phrasing' as const },
  { atBreak: true, character: 'e', after: 'xport[\\s{*\'"]', inConstruct: 'phrasing' as const },
  {
    before: '[Ii][Nn][Tt][Ee][Rr][Nn][Aa][Ll]["\']?[ \\t]*',
    character: ':',
    inConstruct: 'phrasing' as const,
  },
];

const writer = unified()
  .use(remarkGfm)
  .use(remarkMdx)
  .use(remarkStringify, {
    bullet: '-',
    rule: '-',
    unsafe: UNSAFE,
    handlers: {
      // A backslash would leave the sign where whoever looks for tags in front matter finds it.
      text: (node: { value: string }, _: unknown, state, info) =>
        state.safe(node.value, info).replace(/\\</g, '&lt;'),
    },
  })
  .freeze();

const html = unified().use(rehypeParse, { fragment: true }).freeze();
const markdown = unified().use(remarkParse).use(remarkGfm).use(keepWords);
const HTML = new Set([
  ...(defaultSchema.tagNames ?? []),
  ...ACTIVE,
  ...SILENT,
  ...'abbr address article aside big body center figcaption figure font footer header html label main mark nav small time title u var wbr'.split(
    ' ',
  ),
]);

/** What looks like a tag and is none, such as <START OF OUTAGE>, is a word of the author. */
function keepWords() {
  return (tree: Root) =>
    visit(tree, 'html', (node, index, parent) => {
      const [, name] = /^<\/?([a-z][\w-]*)/i.exec(node.value) ?? [];
      if (!name || HTML.has(name.toLowerCase()) || !parent || index === undefined) return;
      const text: PhrasingContent = { type: 'text', value: node.value };
      const isBlock = parent.type === 'root' || parent.type === 'blockquote' || parent.type === 'listItem';
      parent.children.splice(index, 1, isBlock ? { type: 'paragraph', children: [text] } : text);
    });
}

const toHtml = { allowDangerousHtml: true };
const proseToHtml = markdown().use(remarkRehype, toHtml).use(rehypeRaw).freeze();
/** What nobody means who writes plain lines, and what would make them vanish. */
function plainLines(this: Processor) {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  const constructs = ['definition', 'gfmFootnoteDefinition', 'codeIndented', 'setextUnderline'];
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: constructs } }];
}
const linesToHtml = markdown()
  .use(plainLines)
  .use(remarkBreaks)
  .use(remarkRehype, toHtml)
  .use(rehypeRaw)
  .freeze();
const toMarkdown = unified().use(rehypeRemark).freeze();

/** Line ends of one kind, and no character that makes text read differently from what it is. */
function readable(text: string): string {
  let rest = text.replace(/\r\n?/g, '\n').toWellFormed();
  for (let at = findForbidden(rest); at >= 0; at = findForbidden(rest))
    rest = rest.replaceAll(rest[at] ?? '', '');
  return rest;
}

function treeOf(text: string, from: Reading['from']): HtmlRoot {
  if (from === 'html') return html.parse(text);
  const reader = from === 'markdown' ? proseToHtml : linesToHtml;
  return reader.runSync(reader.parse(text)) as HtmlRoot;
}

/** The tree of a text of HTML. */
export const htmlTree = (text: string): HtmlRoot => treeOf(readable(text), 'html');

const BLOCK = /^\s*<(?:address|article|blockquote|div|dl|h[1-6]|ol|p|pre|section|table|ul)\b/i;

/** How a text is written of which nobody says: as HTML if it begins with a block of it, as lines if not. */
export const formOf = (text: string): 'html' | 'lines' => (BLOCK.test(text) ? 'html' : 'lines');

/** A line in which nothing has a meaning in Markdown, HTML or MDX: most of what customers are told. */
const PLAIN = /^(?!(?:import|export|www)\b)\p{L}[\p{L}\p{N} .,;'’"()%?!-]*$/u;

/** The words of a node; a line break stands between two. */
const wordsOf = (node: Nodes): string =>
  node.type === 'break'
    ? ' '
    : 'children' in node
      ? node.children.map(wordsOf).join(node.type === 'tableRow' ? ' ' : '')
      : textOf(node);

/**
 * A text that no escape can help, since nothing reads it as Markdown: signs that the redactor would take for markup or
 * for a field give way to others that look alike.
 */
function harmless(text: string): string {
  const plain = HIDDEN.test(text)
    ? text
        .replace(/<(?=[!?/a-zA-Z])/g, '‹')
        .replaceAll('{/*', '{ /*')
        .replace(/^\s*\[([^\]]*)\]:/, '($1):')
    : text;
  return hasField(plain) ? plain.replace(/(internal["']?)[ \t]*[:：=]/gi, '$1 –') : plain;
}

/** The words of a tree, block by block. */
function plainOf(tree: Root): string {
  const blocks: string[] = [];
  visit(tree, (node: Nodes) => {
    const isRow = node.type === 'tableRow';
    if (!isRow && node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'code')
      return undefined;
    blocks.push(wordsOf(node));
    return SKIP;
  });
  return harmless(blocks.join(' ').replace(/\s+/g, ' ').trim());
}

/** Writes a tree of HTML as Markdown; the tree is changed by it. */
export function richTree(tree: HtmlRoot, { headings, link = (url) => url }: Omit<Reading, 'from'>): RichText {
  const lost = new Set<string>();
  clean(lost, link)(tree);
  const written = toMarkdown.runSync(tree) as Root;
  arrange(headings)(written);
  return { markdown: writer.stringify(written).trim(), plain: plainOf(written), lost: [...lost] };
}

/** Reads a text as what it is and writes it as Markdown. What is nested too deeply to be read gives nothing. */
export function richText(text: string, { from, headings, link = (url) => url }: Reading): RichText {
  if (PLAIN.test(text) && !text.includes('www.')) {
    const plain = text.replace(/ +/g, ' ').trim();
    return { markdown: plain, plain, lost: [] };
  }
  try {
    return richTree(treeOf(readable(text), from), { headings, link });
  } catch (error) {
    if (error instanceof RangeError)
      return { markdown: '', plain: '', lost: ['a text that is nested too deeply'] };
    throw error;
  }
}

/** A text that has no marks, such as a name, in one line. */
export const lineOf = (text: string): string =>
  harmless(decodeHTML(readable(text)).replace(/\s+/g, ' ').trim());

/** A text with its marks gone, in one line. */
export const plainText = (text: string): string =>
  richText(text, { from: formOf(text), headings: 'lines' }).plain;
