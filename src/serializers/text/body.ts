import { escapeUTF8 } from 'entities';
import type { Nodes, PhrasingContent, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describeChart } from '../../figures/describe.ts';
import { readTable } from '../../figures/table.ts';
import type { Site } from '../../schema/site.ts';
import { words } from '../../words.ts';
import { type Resolve, wholeAddresses } from './addresses.ts';
import { type Block, emphasis, link, paragraph, strong, table } from './nodes.ts';

/** What a body refers to and does not hold. */
export interface Surroundings {
  site: Pick<Site, 'locale' | 'timeZone'>;
  resolve: Resolve;
  /** The published data of charts: CSV by its address. */
  tables: ReadonlyMap<string, string>;
}

type Element = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

/** More rows are a file to load, not a text to read. */
const MOST_ROWS = 24;

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

const attributesOf = (node: Element): Record<string, string> =>
  Object.fromEntries(
    node.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value !== 'object'
        ? [[attribute.name, attribute.value ?? '']]
        : [],
    ),
  );

function chartOf(attributes: Record<string, string>, { site, resolve, tables }: Surroundings): Block[] {
  const { src = '', title = '', unit = '', x } = attributes;
  const { table: data } = readTable(tables.get(src) ?? '');
  const file = paragraph(strong(title), ': ', link(resolve(src), words.figure.download));
  if (!data || data.x.values.length > MOST_ROWS) return [file];
  const { formatCell, formatNumber, xLabel } = describeChart(
    data,
    title,
    { unit, ...(x ? { x } : {}) },
    site,
  );
  const head = [xLabel, ...data.series.map(({ name }) => (unit ? `${name} (${unit})` : name))];
  const rows = data.x.values.map((value, row) => [
    formatCell(value),
    ...data.series.map(({ values: { [row]: cell } }) => (cell === undefined ? '' : formatNumber(cell))),
  ]);
  return [file, table([head, ...rows])];
}

function figureOf({ src = '', alt = '', caption }: Record<string, string>, around: Surroundings): Block[] {
  const image = paragraph({ type: 'image', url: around.resolve(src), alt });
  return caption ? [image, paragraph(emphasis(caption))] : [image];
}

function calloutOf(node: Element, { type = 'note', title }: Record<string, string>): Block[] {
  const label = title || words.callout[type as keyof typeof words.callout] || words.callout.note;
  return [
    { type: 'blockquote', children: [paragraph(strong(label)), ...(asBlocks(node.children) as Block[])] },
  ];
}

function diagramOf(node: Element, { alt = '', caption }: Record<string, string>): Block[] {
  const source = node.children.filter((child) => child.type === 'code');
  return [
    paragraph(strong(words.figure.diagram), `: ${alt}`),
    ...source,
    ...(caption ? [paragraph(emphasis(caption))] : []),
  ];
}

/** Elements of HTML that say something which Markdown cannot; it lets them stand. */
const KEPT = ['sub', 'sup', 'details'];

/** Of an element of HTML stays what it holds, and of some the tags around it. */
function elementOf(node: Element, { title }: Record<string, string>): Nodes[] {
  const name = node.name ?? '';
  if (name === 'kbd') return [{ type: 'inlineCode', value: textOf(node) }];
  if (name === 'br') return [{ type: 'break' }];
  if (name === 'summary') return [{ type: 'html', value: `<summary>${escapeUTF8(textOf(node))}</summary>` }];
  if (name === 'abbr' && title) return [...node.children, { type: 'text', value: ` (${title})` }];
  return KEPT.includes(name)
    ? [{ type: 'html', value: `<${name}>` }, ...node.children, { type: 'html', value: `</${name}>` }]
    : node.children;
}

function plainly(node: Element, around: Surroundings): Nodes[] {
  const attributes = attributesOf(node);
  switch (node.name) {
    case 'Callout':
      return calloutOf(node, attributes);
    case 'Figure':
      return figureOf(attributes, around);
    case 'Chart':
      return chartOf(attributes, around);
    case 'Diagram':
      return diagramOf(node, attributes);
    default:
      return elementOf(node, attributes);
  }
}

const BLOCKS = ['blockquote', 'code', 'heading', 'list', 'paragraph', 'table', 'thematicBreak'];
const isBlock = (node: Nodes): boolean =>
  BLOCKS.includes(node.type) || (node.type === 'html' && node.value.startsWith('<summary>'));

/** A line without the spaces at its ends. */
function trimLine(line: readonly PhrasingContent[]): PhrasingContent[] {
  return line
    .map((node, index): PhrasingContent => {
      if (node.type !== 'text') return node;
      const value = index === 0 ? node.value.trimStart() : node.value;
      return { ...node, value: index === line.length - 1 ? value.trimEnd() : value };
    })
    .filter((node) => node.type !== 'text' || node.value !== '');
}

/** Nodes among which blocks stand, so that all of them are: what is between those comes into paragraphs. */
function asBlocks(nodes: readonly Nodes[]): Nodes[] {
  const blocks: Nodes[] = [];
  let line: PhrasingContent[] = [];
  const endLine = () => {
    const trimmed = trimLine(line);
    if (trimmed.length > 0) blocks.push(paragraph(...trimmed));
    line = [];
  };
  for (const node of nodes) {
    if (isBlock(node)) {
      endLine();
      blocks.push(node);
    } else line.push(node as PhrasingContent);
  }
  endLine();
  return blocks;
}

/** The same without elements. A paragraph in which a block stood comes apart; other lines hold only its text. */
function withoutElements(node: Nodes, around: Surroundings): Nodes[] {
  if (!('children' in node)) return [node];
  const children = (node.children as Nodes[]).flatMap((child) => withoutElements(child, around));
  const isElement = node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
  if (!isElement && node.type === 'paragraph' && children.some(isBlock)) return asBlocks(children);
  const isLine = ['heading', 'tableCell', 'emphasis', 'strong', 'delete', 'link'].includes(node.type);
  const fitting = isLine
    ? children.map((child): Nodes => (isBlock(child) ? { type: 'text', value: textOf(child) } : child))
    : children;
  const changed = { ...node, children: fitting } as Nodes;
  if (!isElement) return [changed];
  const plain = plainly(changed as Element, around);
  return node.type === 'mdxJsxFlowElement' && !plain.some(isBlock) && node.name !== 'details'
    ? asBlocks(plain)
    : plain;
}

const childrenOf = (node: Nodes): Nodes[] => ('children' in node ? node.children : []);

/** The public MDX of a body as a tree of plain Markdown: no elements but those that Markdown lets stand, and whole addresses. */
export function plainBody(mdx: string, around: Surroundings): Root {
  const tree = wholeAddresses(parser.parse(mdx), around.resolve);
  return { type: 'root', children: withoutElements(tree, around).flatMap(childrenOf) as Root['children'] };
}
