import type { Problem } from '../findings.ts';
import { Lines } from './positions.ts';
import { type CloseTag, type OpenTag, type Reason, readTags } from './tags.ts';
import { fold, isEveryday, wordsOf } from './words.ts';

/** What one marker withholds, and what the public reads instead. Offsets count UTF-16 units of the text read. */
export interface Passage {
  form: 'inline' | 'block';
  reason: Reason;
  public: string | undefined;
  /** Where the marker begins and ends, tags included; for a block, whole lines. */
  start: number;
  end: number;
  /** What every line of a block begins with: an indent or quote signs. */
  prefix: string;
  secret: string;
}

type Grammar = 'body' | 'front-matter';

const PREFIX = /^[ \t>]*$/;
/** How far a marker looks around itself on its line. */
const WINDOW = 2000;
const BLOCK_START = /^(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|`{3}|~{3}|\||(?:[-*_=][ \t]*){3,}$|:::)/;

/** A text that answers quickly where its lines begin and end, however long they are. */
class Source {
  readonly text: string;
  readonly #lines: Lines;

  constructor(text: string) {
    this.text = text;
    this.#lines = new Lines(text);
  }

  lineStart(offset: number): number {
    return offset - this.#lines.at(offset).column + 1;
  }

  lineEnd(offset: number): number {
    return this.#lines.end(offset);
  }

  /** What stands on the line before an offset; of a very long line the last part. */
  before(offset: number): string {
    return this.text.slice(Math.max(this.lineStart(offset), offset - WINDOW), offset);
  }

  /** What begins the line of an offset; of a very long line the first part. */
  lineHead(offset: number): string {
    const start = this.lineStart(offset);
    return this.text.slice(start, Math.min(offset, start + WINDOW));
  }
}

/** Whether a tag stands alone on its line, or lines, but for an indent or quote signs before it. */
function isAlone(source: Source, tag: OpenTag | CloseTag): boolean {
  const end = source.lineEnd(tag.end);
  return (
    PREFIX.test(source.before(tag.start)) &&
    end - tag.end < WINDOW &&
    source.text.slice(tag.end, end).trim() === ''
  );
}

/** In the body, an inline passage may go over a line's end within one paragraph, and no further. */
function crossesBlock(source: Source, start: number, secret: string): boolean {
  const quote = (line: string) => line.match(/^[ \t>]*/)?.[0].replaceAll(/[ \t]/g, '') ?? '';
  const firstLine = source.lineHead(start);
  if (firstLine.trimStart().startsWith('|') && /(?<!\\)\|/.test(secret)) return true;
  return secret
    .split('\n')
    .slice(1)
    .some((line) => {
      const content = line.replace(/^[ \t>]*/, '');
      return content === '' || quote(line) !== quote(firstLine) || BLOCK_START.test(content);
    });
}

/** In front matter, a passage stays within one value: each further line is indented deeper than its key. */
function crossesValue(source: Source, start: number, secret: string): boolean {
  const [, dashes = '', key] = /^((?: |- )*)([\w-]+:(?:\s|$))?/.exec(source.lineHead(start)) ?? [];
  const least = key ? dashes.length + 1 : dashes.includes('-') ? dashes.lastIndexOf('-') + 1 : dashes.length;
  return secret
    .split('\n')
    .slice(1)
    .some((line) => line.trim() !== '' && line.length - line.trimStart().length < least);
}

/** Whether an address leads up to the marker: a link's target, a definition, a bare address, src or href. */
function isInAddress(source: Source, start: number): boolean {
  const before = source.before(start);
  const word = before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1);
  return (
    /\]\(<?[^)\s(]{0,1000}$/.test(word) ||
    /[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>)\]]*$/i.test(word) ||
    /(?:src|href)=["'][^"']*$/.test(before.slice(-500)) ||
    /^[ \t>]*\[(?!\^)[^\]]{1,200}\]:[ \t]*$/.test(source.lineHead(start).slice(0, 240)) ||
    /\]\([ \t]+<?$/.test(before.slice(-200))
  );
}

/** The lines of a block marker: they and its tags share one prefix. Null if they do not. */
function blockPrefix(source: Source, open: OpenTag, close: CloseTag): string | null {
  const prefix = source.text.slice(source.lineStart(open.start), open.start);
  if (source.text.slice(source.lineStart(close.start), close.start) !== prefix) return null;
  const marks = prefix.trimEnd();
  const inner = source.text
    .slice(source.lineEnd(open.end) + 1, source.lineStart(close.start))
    .split('\n')
    .slice(0, -1);
  return inner.every((line) => (line.trim() === '' ? marks === '' : line.startsWith(marks))) ? prefix : null;
}

/**
 * Whether a block holds one end of a fence without the other, so that once it is gone, text would be read as code or
 * code as text (CommonMark 4.5).
 */
function crossesFence(secret: string): boolean {
  let open = '';
  for (const line of secret.split('\n')) {
    const [, fence = '', info = ''] = /^[ \t>]*(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (fence === '') continue;
    if (open === '') open = fence;
    else if (fence.startsWith(open) && info.trim() === '') open = '';
  }
  return open !== '';
}

/** Whether the public text tells the secret: the whole of it, or a word of it that is not an ordinary one. */
function repeatsSecret(publicText: string, secret: string): boolean {
  const [told, hidden] = [fold(publicText), fold(secret)];
  if (hidden.joined.length >= 4 && told.joined.includes(hidden.joined)) return true;
  const words = new Set(wordsOf(told.spaced));
  const isWhole = wordsOf(hidden.spaced).length === 1;
  return wordsOf(hidden.spaced).some(
    (word) => words.has(word) && (isWhole || (word.length >= 4 && !isEveryday(word))),
  );
}

/** Whether nothing is withheld. On lines of its own, the sign of a quotation, an item or a heading alone is nothing. */
function isEmpty(secret: string): boolean {
  const lines = secret.split('\n').map((line) => line.replace(/^[ \t>]+/, '').trim());
  const isSign = (line: string) => /^(?:[-*+]|\d{1,9}[.)]|#{1,6})$/.test(line);
  const text = lines.length > 1 ? lines.filter((line) => !isSign(line)).join('\n') : secret;
  return fold(text).joined === '' && !/[\p{S}\p{P}]/u.test(text);
}

function placed(
  source: Source,
  open: OpenTag,
  close: CloseTag,
  grammar: Grammar,
): { passage: Passage; problem?: Problem } {
  const secret = source.text.slice(open.end, close.start);
  const passage: Passage = {
    form: 'inline',
    reason: open.reason,
    public: open.public,
    start: open.start,
    end: close.end,
    prefix: '',
    secret,
  };
  const fail = (code: Problem['code'], offset = open.start) => ({ passage, problem: { code, offset } });
  if (isEmpty(secret)) return fail('empty-redaction');
  if (open.public && repeatsSecret(open.public, secret)) return fail('public-contains-secret');
  if (isInAddress(source, open.start)) return fail('marker-in-url');
  if (grammar === 'front-matter')
    return crossesValue(source, open.start, secret) ? fail('inline-crosses-block') : { passage };
  const [openAlone, closeAlone] = [isAlone(source, open), isAlone(source, close)];
  if (openAlone && closeAlone && secret.includes('\n')) {
    const prefix = blockPrefix(source, open, close);
    if (prefix === null) return fail('block-prefix');
    if (crossesFence(secret)) return fail('crosses-fence');
    const end = Math.min(source.lineEnd(close.end) + 1, source.text.length);
    return { passage: { ...passage, form: 'block', start: source.lineStart(open.start), end, prefix } };
  }
  if (openAlone !== closeAlone && secret.includes('\n')) return fail('mixed-block');
  return crossesBlock(source, open.start, secret) ? fail('inline-crosses-block') : { passage };
}

/** Reads all passages that a text withholds. With a problem anywhere, the text must not be published. */
export function readPassages(text: string, grammar: Grammar): { passages: Passage[]; problems: Problem[] } {
  const { tags, problems } = readTags(text);
  const source = new Source(text);
  const passages: Passage[] = [];
  let open: OpenTag | undefined;
  for (const tag of tags) {
    if (tag.kind === 'open') {
      if (open) problems.push({ code: 'nested-marker', offset: tag.start });
      else open = tag;
    } else if (open) {
      const { passage, problem } = placed(source, open, tag, grammar);
      passages.push(passage);
      if (problem) problems.push(problem);
      open = undefined;
    } else {
      problems.push({ code: 'unbalanced-close', offset: tag.start });
    }
  }
  if (open) problems.push({ code: 'unbalanced-open', offset: open.start });
  return { passages, problems };
}

/** Emphasis, code or a link around a passage that leaves nothing would be read as something else. */
export function emptied(
  text: string,
  passages: readonly Passage[],
  replace: (passage: Pick<Passage, 'reason' | 'public'>) => string,
): Problem[] {
  const isEmptied = ({ form, start, end, ...passage }: Passage) => {
    const [before = '', after = ''] = [text[start - 1], text[end]];
    return (
      form === 'inline' &&
      replace(passage) === '' &&
      (('*_~`'.includes(before) && before === after && before !== '') || (before === '[' && after === ']'))
    );
  };
  return passages.filter(isEmptied).map(({ start }) => ({ code: 'empty-once-redacted', offset: start }));
}
