import rehypeParse from 'rehype-parse';
import rehypeSanitize, { type Options } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** What Graphviz calls the parts of a diagram, and what an author may say of one with `class`. */
const PARTS = ['node', 'edge', 'cluster'];
const STATES = ['failed', 'degraded', 'healthy'];

/** Shapes and their geometry. Colours, fonts and widths of lines are left to classes and the style sheet. */
const SCHEMA: Options = {
  tagNames: ['svg', 'g', 'path', 'polygon', 'polyline', 'ellipse', 'circle', 'rect', 'line', 'text', 'tspan'],
  // Whatever else stands around a shape, such as a link, goes and leaves the shape; these go with what is in them.
  strip: ['script', 'style', 'title', 'desc', 'defs', 'clipPath'],
  attributes: {
    '*': [
      [
        'className',
        /^(?:series-[1-6]|plot-(?:line|area|bar|sign|tick|grid|axis|label|value))$/,
        ...PARTS,
        ...STATES,
      ],
      ...[
        'transform',
        'd',
        'points',
        'x',
        'y',
        'x1',
        'x2',
        'y1',
        'y2',
        'cx',
        'cy',
        'r',
        'rx',
        'ry',
        'dx',
        'dy',
      ],
      ...[
        'width',
        'height',
        'textAnchor',
        'fontSize',
        'fontWeight',
        'fontStyle',
        'strokeDashArray',
        'strokeWidth',
      ],
      ['fill', 'none'],
    ],
    svg: ['viewBox', 'width', 'height'],
  },
  protocols: {},
  clobber: [],
  ancestors: {},
};

interface Node {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  value?: string;
}

/** A drawing no wider than this can still be read when it is made to fit a telephone. */
const SMALL = 440;

/** A tenth of a pixel is as fine as anybody sees. */
const rounded = (value: string): string =>
  value.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10));

/** Coordinates are shortened, groups that say nothing are opened, and the picture gets its name. */
function tidy({ label, className, size, shrinkText = 1 }: Frame) {
  const open = (nodes: Node[]): Node[] =>
    nodes.flatMap((node) => {
      const children = node.children ? open(node.children) : undefined;
      if (node.type === 'text') return node.value?.trim() === '' ? [] : [node];
      if (node.type !== 'element') return [];
      const isBare = node.tagName === 'g' && Object.keys(node.properties ?? {}).length === 0;
      if (isBare) return children ?? [];
      return node.tagName === 'g' && children?.length === 0 ? [] : [{ ...node, children: children ?? [] }];
    });
  return (tree: Node) => {
    visit(tree as never, 'element', ({ properties = {} }: Node) => {
      if (properties['fontSize'])
        properties['fontSize'] = String(Number(properties['fontSize']) / shrinkText);
      for (const [name, value] of Object.entries(properties))
        if (typeof value === 'string') properties[name] = rounded(value);
        else if (Array.isArray(value) && value.length === 0) delete properties[name];
    });
    tree.children = open(tree.children ?? []).filter((node) => node.tagName === 'svg');
    const [svg] = tree.children;
    if (!svg) throw new Error('There is no drawing.');
    const [, , width = 0, height = 0] = String(svg.properties?.['viewBox']).split(/[ ,]+/).map(Number);
    svg.properties = {
      viewBox: svg.properties?.['viewBox'],
      ...(size === 'fixed' ? { width: Math.ceil(width), height: Math.ceil(height) } : {}),
      className: size === 'fixed' && width <= SMALL ? [className, 'is-small'] : className,
      ...(label === undefined ? { ariaHidden: 'true' } : { role: 'img', ariaLabel: label }),
    };
  };
}

/** What a drawing is called, for those who cannot see it (without a name it is hidden from them), and how it is found by the style sheet. */
interface Frame {
  label: string | undefined;
  className: string;
  size: 'fixed' | 'fluid';
  /** By how much its letters are smaller than those that it was laid out for. */
  shrinkText?: number;
}

/**
 * Makes of a drawing what a page may hold: shapes, geometry and classes. No script, style, link, address, id, colour
 * or title of its maker is left.
 */
export function cleanSvg(source: string, frame: Frame): string {
  return String(
    unified()
      .use(rehypeParse, { fragment: true })
      .use(rehypeSanitize, SCHEMA)
      .use(() => tidy(frame) as never)
      .use(rehypeStringify, { closeSelfClosing: true, closeEmptyElements: true })
      .processSync(source),
  );
}
