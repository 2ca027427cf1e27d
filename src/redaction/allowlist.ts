import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { VFileMessage } from 'vfile-message';
import type { Code, Problem } from '../findings.ts';
import { findMarkerLike } from './lookalikes.ts';

export const CHART_TYPES = ['line', 'bar', 'area'] as const;
export type ChartType = (typeof CHART_TYPES)[number];

/** A file that a body refers to. */
interface BodyFile {
  url: string;
  start: number;
  end: number;
  authored: number;
}

/** What a body refers to. Offsets are those of the public text. */
export interface BodyFacts {
  links: { url: string; offset: number }[];
  /** `start` and `end` enclose the address itself; `authored` is where it stands in the authored file. */
  images: BodyFile[];
  /** The data of charts, likewise; `type` is that of the chart, if it is written. */
  charts: (BodyFile & { type: ChartType | undefined })[];
  /** The sources of diagrams in DOT, and where each begins. */
  diagrams: { dot: string; start: number }[];
  /** Texts of the second-level headings. */
  sections: string[];
}

/** The components and elements that a body may use, with their attributes; `!` marks a required one. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  Callout: ['type', 'title'],
  Figure: ['src!', 'alt!', 'caption'],
  Chart: ['src!', 'title!', 'type', 'x', 'y', 'unit'],
  Diagram: ['alt!', 'caption'],
  abbr: ['title'],
  details: ['open'],
  br: [],
  figcaption: [],
  figure: [],
  kbd: [],
  mark: [],
  small: [],
  sub: [],
  summary: [],
  sup: [],
};
/** What stands before an address in an attribute. */
const ATTRIBUTE = ['src="', "src='"];
const REMOTE = /^[a-z][a-z\d+.-]*:|^\/\//i;
const UNPLAIN = 'the address is not written plainly, once';
const CALLOUTS = ['note', 'info', 'success', 'warning'];

const EXPRESSIONS: Readonly<Record<string, Code>> = {
  mdxjsEsm: 'no-import-export',
  mdxFlowExpression: 'no-expressions',
  mdxTextExpression: 'no-expressions',
};

const parser = unified().use(remarkParse).use(remarkMdx).use(remarkGfm);

/** Addresses are limited to https, http, mailto, relative ones and fragments. */
export function isAllowedUrl(url: string): boolean {
  const plain = url.replace(/[\p{C}\p{Z}]/gu, '');
  if (plain !== url || plain.startsWith('//') || plain.includes('\\')) return false;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  return scheme === undefined || scheme === 'https' || scheme === 'http' || scheme === 'mailto';
}

/** Where a parse error is. Of a tag that is not closed, the parser tells the place in its message alone. */
function offsetOf(error: VFileMessage, text: string): number {
  const point = error.place && ('start' in error.place ? error.place.start : error.place);
  if (point?.offset !== undefined) return point.offset;
  const [, line, column] = /\((\d+):(\d+)-\d+:\d+\)/.exec(error.reason) ?? [];
  if (!line) return 0;
  const before = text.split('\n').slice(0, Number(line) - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + Number(column) - 1;
}

/** Percent-encoding undone, as often as it was done. */
function unescapePercent(url: string): string {
  let plain = url;
  for (let times = 0; times < 3 && plain.includes('%'); times += 1) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      return plain;
    }
  }
  return plain;
}

function parseProblem(error: unknown, text: string): Problem {
  if (error instanceof RangeError) return { code: 'mdx-parse', offset: 0, detail: 'it is nested too deeply' };
  // An error of the parser itself is one of the text all the same: nothing of it can be published.
  if (!(error instanceof VFileMessage))
    return { code: 'mdx-parse', offset: 0, detail: 'the parser of Markdown cannot read it' };
  const offset = offsetOf(error, text);
  if (error.source?.includes('expression') && error.ruleId === 'acorn')
    return { code: 'no-expressions', offset };
  if (error.source === 'micromark-extension-mdxjs-esm') return { code: 'no-import-export', offset };
  const isUnclosed = error.ruleId === 'end-tag-mismatch';
  return {
    code: 'mdx-parse',
    offset,
    detail: isUnclosed ? 'this tag is not closed in its block' : undefined,
  };
}

/** Where a text stands in another. */
function placesOf(source: string, text: string): number[] {
  const places: number[] = [];
  for (let at = source.indexOf(text); at >= 0; at = source.indexOf(text, at + 1)) places.push(at);
  return places;
}

/** Whether nothing of a node would be seen. */
function isEmpty(node: Nodes): boolean {
  // A box to tick with nothing behind it is read as text (GFM 5.3).
  let isSeen = !/^(?:\[[ x]\])?$/i.test(textOf(node).trim());
  visit(node, (child: Nodes) => {
    isSeen ||= /^(?:image|thematicBreak|mdxJsx\w+)$/.test(child.type);
  });
  return !isSeen;
}

class Checker {
  readonly problems: Problem[] = [];
  readonly facts: BodyFacts = { links: [], images: [], charts: [], diagrams: [], sections: [] };
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  #problem(code: Code, node: Nodes, detail?: string): void {
    this.problems.push({ code, offset: node.position?.start.offset ?? 0, detail });
  }

  /** Where the address of a file is written: it is replaced there, so there must be no doubt which place that is. */
  #file(node: Nodes, url: string, before: readonly string[]): BodyFile | undefined {
    const start = node.position?.start.offset ?? 0;
    const source = this.#text.slice(start, node.position?.end.offset);
    const places = before.flatMap((lead) => placesOf(source, lead + url).map((place) => place + lead.length));
    const at = start + (places[0] ?? 0);
    return places.length === 1 ? { url, start: at, end: at + url.length, authored: at } : undefined;
  }

  #image(node: Nodes, url: string, alt: string, before: readonly string[]): void {
    const file = this.#file(node, url, before);
    if (REMOTE.test(url)) this.#problem('remote-image', node);
    else if (file) this.facts.images.push(file);
    else this.#problem('bad-image', node, UNPLAIN);
    if (alt.trim() === '') this.#problem('image-alt', node);
  }

  #chart(node: Nodes, url: string, type: string | undefined): void {
    const file = this.#file(node, url, ATTRIBUTE);
    const known = CHART_TYPES.find((each) => each === type);
    if (type !== undefined && !known)
      this.#problem('component-attribute', node, `the type of a Chart is one of ${CHART_TYPES.join(', ')}`);
    if (REMOTE.test(url)) this.#problem('bad-data', node, 'data of other sites is not allowed');
    else if (file) this.facts.charts.push({ ...file, type: known });
    else this.#problem('bad-data', node, UNPLAIN);
  }

  /** A diagram holds one block of code and nothing else. */
  #diagram(node: Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>): void {
    const [code, ...more] = node.children;
    if (code?.type !== 'code' || more.length > 0 || (code.lang !== 'dot' && code.lang !== 'graphviz')) {
      this.#problem('bad-diagram', node, 'it does not hold one block of DOT');
      return;
    }
    const start = code.position?.start.offset ?? 0;
    this.facts.diagrams.push({ dot: code.value, start: this.#text.indexOf('\n', start) + 1 });
  }

  #link(node: Nodes, url: string): void {
    this.#visible(node, unescapePercent(url));
    if (isAllowedUrl(url)) this.facts.links.push({ url, offset: node.position?.start.offset ?? 0 });
    else this.#problem('bad-url', node);
  }

  #element(node: Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>): void {
    const name = node.name ?? '';
    const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined;
    if (!allowed) {
      this.#problem('unknown-component', node);
      return;
    }
    const values = new Map<string, string>();
    for (const attribute of node.attributes) {
      if (
        attribute.type === 'mdxJsxExpressionAttribute' ||
        (attribute.value !== null && typeof attribute.value === 'object')
      ) {
        this.#problem('no-expressions', node);
      } else if (!allowed.some((each) => each.replace('!', '') === attribute.name)) {
        this.#problem(
          'component-attribute',
          node,
          `${name} has ${allowed.join(', ').replaceAll('!', '') || 'none'}`,
        );
      } else if (values.has(attribute.name)) {
        this.#problem('component-attribute', node, `${attribute.name} stands twice`);
      } else {
        values.set(attribute.name, attribute.value ?? '');
        this.#visible(node, attribute.value ?? '');
      }
    }
    for (const required of allowed.filter((each) => each.endsWith('!'))) {
      if (!values.get(required.slice(0, -1))?.trim())
        this.#problem('component-attribute', node, `${name} needs ${required.slice(0, -1)}`);
    }
    const type = values.get('type');
    if (name === 'Callout' && type !== undefined && !CALLOUTS.includes(type)) {
      this.#problem('component-attribute', node, `the type of a Callout is one of ${CALLOUTS.join(', ')}`);
    }
    const src = values.get('src');
    if (name === 'Figure' && src) this.#image(node, src, values.get('alt') || '-', ATTRIBUTE);
    if (name === 'Chart' && src) this.#chart(node, src, type);
    if (name === 'Diagram') this.#diagram(node);
  }

  /** Once entities and escapes are read, a text must still hold nothing that looks like a marker. */
  #visible(node: Nodes, text: string): void {
    for (const like of findMarkerLike(text)) this.#problem(like.code, node);
  }

  /** A definition that nothing refers to is a comment, or what a withheld passage left behind. */
  #orphans(tree: Root): void {
    const referred = new Set<string>();
    visit(tree, (node: Nodes) => {
      if (
        node.type === 'linkReference' ||
        node.type === 'imageReference' ||
        node.type === 'footnoteReference'
      )
        referred.add(`${node.type === 'footnoteReference'} ${node.identifier}`);
    });
    visit(tree, (node: Nodes) => {
      if (node.type !== 'definition' && node.type !== 'footnoteDefinition') return;
      if (!referred.has(`${node.type === 'footnoteDefinition'} ${node.identifier}`))
        this.#problem('no-comments', node, 'nothing refers to this definition');
    });
  }

  check(tree: Root): void {
    this.#orphans(tree);
    visit(tree, (node: Nodes) => {
      const code = EXPRESSIONS[node.type];
      if (code) {
        const isComment = 'value' in node && /^\s*(?:\/\*[\s\S]*\*\/|\/\/.*)\s*$/.test(String(node.value));
        return this.#problem(isComment ? 'no-comments' : code, node);
      }
      switch (node.type) {
        case 'mdxJsxFlowElement':
        case 'mdxJsxTextElement':
          return this.#element(node);
        case 'image':
          this.#visible(node, `${node.alt ?? ''} ${node.title ?? ''}`);
          return this.#image(node, node.url, node.alt ?? '', ['](', '](<']);
        case 'imageReference':
          return this.#problem('bad-image', node, 'write it as ![text](./name.png)');
        case 'paragraph':
        case 'tableCell':
          // Emphasis and escapes can part a name in the source that a reader sees whole.
          return this.#visible(node, textOf(node));
        case 'link':
          this.#visible(node, node.title ?? '');
          if (textOf(node).trim() === '') this.#problem('empty-once-redacted', node);
          return this.#link(node, node.url);
        case 'definition':
          this.#visible(node, node.title ?? '');
          return this.#link(node, node.url);
        case 'listItem':
        case 'footnoteDefinition':
          if (isEmpty(node)) this.#problem('empty-once-redacted', node);
          return;
        case 'heading':
          this.#visible(node, textOf(node));
          if (textOf(node).trim() === '') this.#problem('empty-once-redacted', node);
          if (node.depth === 2) this.facts.sections.push(textOf(node).trim());
          return;
        case 'inlineCode':
          return this.#visible(node, node.value);
        case 'code':
          return this.#visible(node, `${node.value} ${node.lang ?? ''} ${node.meta ?? ''}`);
        default:
          return;
      }
    });
  }
}

/** Checks the public text of a body: no ESM, expression, spread or comment; known elements with literal attributes. */
export function allowlistProblems(body: string): { problems: Problem[]; facts: BodyFacts } {
  const checker = new Checker(body);
  try {
    checker.check(parser.parse(body));
  } catch (error) {
    checker.problems.push(parseProblem(error, body));
  }
  return { problems: checker.problems, facts: checker.facts };
}
