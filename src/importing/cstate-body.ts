/** One entry of a cState post: its label, the time that it is tracked with, and its Markdown. */
export interface CstateEntry {
  label: string | undefined;
  track: string | undefined;
  text: string;
}

/** What the body of a cState post holds: entries, newest first as they stand, and prose. */
export interface CstateBody {
  entries: CstateEntry[];
  /** The postmortem, and what stands under no label. */
  prose: string;
  /** Names of shortcodes that were dropped. */
  shortcodes: string[];
  /** Names of those of them around a text of which only the theme knows whether it is shown. */
  around: string[];
}

const TRACK = /\{\{[<%]\s*track\s+"([^"]*)"\s*[>%]\}\}/;
const SHORTCODE = /\{\{[<%]\s*(\/?)\s*([\w./-]+)[^}]{0,2000}[>%]\}\}/g;
/** Those of Hugo itself that show the text between them. */
const SHOWN = ['details', 'highlight'];
const LABEL = /^(\*{1,3})([\p{L}][\p{L} -]{0,40}?)(\*{1,3})\s*[-–—]\s+/u;
const POSTMORTEM = /^\*{1,3}post-?\s?mortem\*{1,3}:?$/i;

/** Blocks of a text, parted by empty lines outside of code; a rule is a block of its own. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let fence = '';
  const end = () => {
    if (block.length > 0) blocks.push(block.join('\n'));
    block = [];
  };
  for (const line of text.split('\n')) {
    const [mark = ''] = /^ {0,3}(?:`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== '') fence = fence === '' ? mark.trim() : mark.trim().startsWith(fence) ? '' : fence;
    const isRule = fence === '' && /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line);
    if (isRule || (fence === '' && line.trim() === '')) end();
    if (isRule) blocks.push('---');
    else if (fence !== '' || line.trim() !== '') block.push(line);
  }
  end();
  return blocks;
}

/** A label and what follows it. One sample opens with more asterisks than it closes, and ends with the rest. */
function labelled(block: string): { label: string; text: string } | undefined {
  const match = LABEL.exec(block);
  if (!match) return undefined;
  const [whole, opening = '', label = '', closing = ''] = match;
  const text = block.slice(whole.length);
  return { label, text: opening.length > closing.length ? text.replace(/\*+(\s*)$/, '$1') : text };
}

/** A body without what stands between {{< comment >}} and its end, which Hugo never shows; without an end, the rest. */
function withoutComments(body: string): string {
  let text = '';
  let depth = 0;
  let end = 0;
  for (const { 0: tag, 1: slash, 2: name = '', index } of body.matchAll(SHORTCODE)) {
    if (name.toLowerCase() !== 'comment') continue;
    if (depth === 0) text += body.slice(end, index);
    if (slash) depth = Math.max(depth - 1, 0);
    else if (!/\/\s*[>%]\}\}$/.test(tag)) depth += 1;
    end = index + tag.length;
  }
  return depth === 0 ? text + body.slice(end) : text;
}

/** Parts the body of a cState post into its entries and its prose. */
export function readCstateBody(body: string): CstateBody {
  const entries: CstateEntry[] = [];
  const prose: string[] = [];
  const shortcodes = new Set<string>();
  const around = new Set<string>();
  const shown = withoutComments(body);
  if (shown !== body) shortcodes.add('comment');
  let current: CstateEntry | 'prose' | undefined;
  for (const block of blocksOf(shown)) {
    if (block === '---') {
      current = undefined;
      continue;
    }
    if (POSTMORTEM.test(block.trim())) {
      current = 'prose';
      prose.push('## Postmortem');
      continue;
    }
    const track = TRACK.exec(block)?.[1];
    const text = block.replace(TRACK, '').replace(SHORTCODE, (_, slash: string, name: string) => {
      shortcodes.add(name);
      if (slash && !SHOWN.includes(name.toLowerCase())) around.add(name);
      return '';
    });
    const found = labelled(text.trim());
    if (found || (track !== undefined && (current === undefined || (current !== 'prose' && current.track)))) {
      current = { label: found?.label, track, text: (found?.text ?? text).trim() };
      entries.push(current);
    } else if (current && current !== 'prose') {
      current.text += `\n\n${text.trim()}`;
      current.track ??= track;
    } else prose.push(text);
  }
  return { entries, prose: prose.join('\n\n'), shortcodes: [...shortcodes], around: [...around] };
}
