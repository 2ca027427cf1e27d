import type { Problem } from '../findings.ts';
import { type CloseTag, type OpenTag, type Reason, readTags } from './tags.ts';

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

/** Case, accents, punctuation, spaces and invisible characters folded away: what two spellings have in common. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

const PREFIX = /^[ \t>]*$/;
const BLOCK_START = /^(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|`{3}|~{3}|\||(?:[-*_=][ \t]*){3,}$|:::)/;

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** Whether a tag stands alone on its line, or lines, but for an indent or quote signs before it. */
function isAlone(text: string, tag: OpenTag | CloseTag): boolean {
  return (
    PREFIX.test(text.slice(lineStart(text, tag.start), tag.start)) &&
    text.slice(tag.end, lineEnd(text, tag.end)).trim() === ''
  );
}

/** In the body, an inline passage may go over a line's end within one paragraph, and no further. */
function crossesBlock(text: string, start: number, secret: string): boolean {
  const quote = (line: string) => line.match(/^[ \t>]*/)?.[0].replaceAll(/[ \t]/g, '') ?? '';
  const firstLine = text.slice(lineStart(text, start), start);
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
function crossesValue(text: string, start: number, secret: string): boolean {
  const [, dashes = '', key] =
    /^((?: |- )*)([\w-]+:(?:\s|$))?/.exec(text.slice(lineStart(text, start), start)) ?? [];
  const least = key ? dashes.length + 1 : dashes.includes('-') ? dashes.lastIndexOf('-') + 1 : dashes.length;
  return secret
    .split('\n')
    .slice(1)
    .some((line) => line.trim() !== '' && line.length - line.trimStart().length < least);
}

/** Whether an address leads up to the marker: a link's target, a definition, a bare address, src or href. */
function isInAddress(text: string, start: number): boolean {
  const before = text.slice(Math.max(lineStart(text, start), start - 2000), start);
  const word = before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\t')) + 1);
  return (
    /\]\(<?[^)\s]*$/.test(word) ||
    /[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>)\]]*$/i.test(word) ||
    /(?:src|href)=["'][^"']*$/.test(before.slice(-500)) ||
    /^[ \t>]*\[(?!\^)[^\]]{1,200}\]:[ \t]*$/.test(before.slice(0, 240)) ||
    /\]\([ \t]+<?$/.test(before.slice(-200))
  );
}

/** The lines of a block marker: they and its tags share one prefix. Null if they do not. */
function blockPrefix(text: string, open: OpenTag, close: CloseTag): string | null {
  const prefix = text.slice(lineStart(text, open.start), open.start);
  const closing = text.slice(lineStart(text, close.start), close.start);
  if (closing !== prefix) return null;
  const marks = prefix.trimEnd();
  const inner = text
    .slice(lineEnd(text, open.end) + 1, lineStart(text, close.start))
    .split('\n')
    .slice(0, -1);
  return inner.every((line) => (line.trim() === '' ? marks === '' : line.startsWith(marks))) ? prefix : null;
}

function repeatsSecret(publicText: string, secret: string): boolean {
  const folded = foldText(secret);
  if (folded.length >= 4) return foldText(publicText).includes(folded);
  return folded !== '' && publicText.split(/[^\p{L}\p{N}]+/u).some((word) => foldText(word) === folded);
}

function placed(
  text: string,
  open: OpenTag,
  close: CloseTag,
  grammar: Grammar,
): { passage: Passage; problem?: Problem } {
  const secret = text.slice(open.end, close.start);
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
  if (foldText(secret) === '' && !/[\p{S}\p{P}]/u.test(secret)) return fail('empty-redaction');
  if (open.public && repeatsSecret(open.public, secret)) return fail('public-contains-secret');
  if (isInAddress(text, open.start)) return fail('marker-in-url');
  if (grammar === 'front-matter')
    return crossesValue(text, open.start, secret) ? fail('inline-crosses-block') : { passage };
  const [openAlone, closeAlone] = [isAlone(text, open), isAlone(text, close)];
  if (openAlone && closeAlone && secret.includes('\n')) {
    const prefix = blockPrefix(text, open, close);
    if (prefix === null) return fail('block-prefix');
    const end = Math.min(lineEnd(text, close.end) + 1, text.length);
    return { passage: { ...passage, form: 'block', start: lineStart(text, open.start), end, prefix } };
  }
  if (openAlone !== closeAlone && secret.includes('\n')) return fail('mixed-block');
  return crossesBlock(text, open.start, secret) ? fail('inline-crosses-block') : { passage };
}

/** Reads all passages that a text withholds. With a problem anywhere, the text must not be published. */
export function readPassages(text: string, grammar: Grammar): { passages: Passage[]; problems: Problem[] } {
  const { tags, problems } = readTags(text);
  const passages: Passage[] = [];
  let open: OpenTag | undefined;
  for (const tag of tags) {
    if (tag.kind === 'open') {
      if (open) problems.push({ code: 'nested-marker', offset: tag.start });
      else open = tag;
    } else if (open) {
      const { passage, problem } = placed(text, open, tag, grammar);
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
