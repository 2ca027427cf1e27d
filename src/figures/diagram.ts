import type { RenderOptions, Viz } from '@viz-js/viz';
import type { Problem } from '../findings.ts';
import { cleanSvg } from './svg.ts';

/** A diagram as text: what is connected with what, what stands alone, and what is grouped. */
export interface Outline {
  edges: { from: string; to: string; isDirected: boolean; label: string }[];
  alone: string[];
  groups: { label: string; members: string[] }[];
}

/** Graphviz measures text with the widths of Arial. The page asks for a font of them; one that it gets instead may be wider by this. */
const ROOM = 1.2;

/** What an author gets without asking, laid out with room for wider letters. */
const DEFAULTS: RenderOptions = {
  engine: 'dot',
  graphAttributes: {
    bgcolor: 'transparent',
    fontname: 'Arial',
    fontsize: 13 * ROOM,
    nodesep: 0.35,
    ranksep: 0.45,
    pad: 0.05,
  },
  nodeAttributes: { shape: 'box', fontname: 'Arial', fontsize: 13 * ROOM, margin: '0.16,0.09', height: 0.42 },
  edgeAttributes: { fontname: 'Arial', fontsize: 12 * ROOM, arrowsize: 0.8 },
};

const MOST_LETTERS = 8000;
const MOST_NODES = 80;

/** Strings as a whole, so that an address in one is no comment. */
const STRING_OR_COMMENT = /"(?:\\[\s\S]|[^"\\])*"|(\/\*[\s\S]*?\*\/|\/\/[^\n]*|(?<=^|\n)[ \t]*#[^\n]*)/g;

interface Item {
  _gvid: number;
  name?: string;
  _ldraw_?: { op: string; text?: string }[];
  nodes?: number[];
  subgraphs?: number[];
  tail?: number;
  head?: number;
  style?: string;
}

interface Layout {
  directed: boolean;
  objects?: Item[];
  edges?: Item[];
}

/** The text that is seen of a node, an edge or a group, whichever way its label is written. */
const labelOf = (item: Item | undefined): string =>
  (item?._ldraw_ ?? [])
    .map(({ text = '' }) => text.trim())
    .filter((text) => text !== '')
    .join(' ');

/** What only keeps others apart is not seen. */
const isSeen = ({ style = '' }: Item): boolean => !style.includes('invis');

function outlineOf({ directed, objects: all = [], edges: lines = [] }: Layout): Outline {
  const [objects, edges] = [all.filter(isSeen), lines.filter(isSeen)];
  const label = (id: number | undefined) => {
    const item = objects.find((each) => each._gvid === id);
    return labelOf(item) || item?.name || '';
  };
  const connected = new Set(edges.flatMap(({ tail, head }) => [tail, head]));
  const isGroup = (item: Item) => item.nodes !== undefined || item.subgraphs !== undefined;
  return {
    edges: edges.map((edge) => ({
      from: label(edge.tail),
      to: label(edge.head),
      isDirected: directed,
      label: labelOf(edge),
    })),
    alone: objects
      .filter((item) => !isGroup(item) && !connected.has(item._gvid))
      .map(({ _gvid }) => label(_gvid)),
    groups: objects
      .filter((item) => isGroup(item) && labelOf(item) !== '')
      .map((item) => ({ label: labelOf(item), members: (item.nodes ?? []).map(label) })),
  };
}

let renderer: Promise<Viz> | undefined;

/** Graphviz is large: it is loaded with the first diagram. */
function graphviz(): Promise<Viz> {
  renderer ??= import('@viz-js/viz').then(({ instance }) => instance());
  return renderer;
}

/** What is wrong with a diagram; offsets count from where its source begins. The message quotes nothing of it. */
export async function diagramProblems(dot: string): Promise<Problem[]> {
  const bad = (offset: number, detail: string): Problem[] => [{ code: 'bad-diagram', offset, detail }];
  if (dot.trim() === '') return bad(0, 'it is empty');
  if (dot.length > MOST_LETTERS) return bad(0, `it is longer than ${MOST_LETTERS} characters`);
  const comment = [...dot.matchAll(STRING_OR_COMMENT)].find((match) => match[1] !== undefined);
  if (comment) return [{ code: 'no-comments', offset: comment.index }];
  const { status, output, errors } = (await graphviz()).render(dot, { ...DEFAULTS, format: 'json' });
  if (status === 'failure') {
    const line = Number(/ in line (\d+)/.exec(errors.map(({ message }) => message).join('\n'))?.[1] ?? 1);
    const before = dot
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length;
    return bad(line > 1 ? before + 1 : 0, 'it is not DOT from here on');
  }
  const { objects = [] } = JSON.parse(output) as Layout;
  if (objects.length === 0) return bad(0, 'it has no nodes');
  return objects.length > MOST_NODES ? bad(0, `it has more than ${MOST_NODES} nodes and groups`) : [];
}

/** Draws a diagram that has no problems, and tells it as text. `label` is its name for those who cannot see it. */
export async function drawDiagram(dot: string, label: string): Promise<{ svg: string; outline: Outline }> {
  const viz = await graphviz();
  const svg = viz.renderString(dot, { ...DEFAULTS, format: 'svg' });
  const layout = viz.renderJSON(dot, DEFAULTS) as Layout;
  return {
    svg: cleanSvg(svg, { label, className: 'diagram-drawing', size: 'fixed', shrinkText: ROOM }),
    outline: outlineOf(layout),
  };
}
