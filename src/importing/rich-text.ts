import { decodeHTML } from 'entities';
import type { Root as HtmlRoot } from 'hast';
import type { Nodes, PhrasingContent, Root } from 'mdast';
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
import { findForbidden, HIDDEN } from '../redaction/front-matter.ts';
import { hasField } from '../redaction/internal.ts';
import { arrange, type Headings } from './arrange-markdown.ts';
import { ACTIVE, clean, type Link, SILENT } from './clean-html.ts';

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
  headings: Headings;
  link?: Link;
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

/**
 * A line in which nothing has a meaning in Markdown, HTML or MDX: most of what customers are told. What ends in w before a
 * dot may begin an address of the web.
 */
const PLAIN = /^(?!(?:import|export)\b)\p{L}[\p{L}\p{N} .,;'’"()%?!-]*$/u;

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
  clean(tree, lost, link);
  const written = toMarkdown.runSync(tree) as Root;
  arrange(written, headings);
  return { markdown: writer.stringify(written).trim(), plain: plainOf(written), lost: [...lost] };
}

/** Reads a text as what it is and writes it as Markdown. What is nested too deeply to be read gives nothing. */
export function richText(text: string, { from, headings, link = (url) => url }: Reading): RichText {
  if (PLAIN.test(text) && !/w\.[-.\w]/i.test(text)) {
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
