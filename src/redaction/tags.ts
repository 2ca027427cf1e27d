import type { Code, Problem } from '../findings.ts';
import { findMarkerLike } from './lookalikes.ts';

/** Why a passage is withheld: the vocabulary of `reason`. */
export const REASONS = [
  'customer',
  'personal',
  'security',
  'legal',
  'vendor',
  'commercial',
  'other',
] as const;
export type Reason = (typeof REASONS)[number];

export interface OpenTag {
  kind: 'open';
  start: number;
  end: number;
  reason: Reason;
  public: string | undefined;
}
export interface CloseTag {
  kind: 'close';
  start: number;
  end: number;
}
export type Tag = OpenTag | CloseTag;

const OPEN = '<Redacted';
const CLOSE = '</Redacted';
const PUBLIC_TEXT = /^[\p{L}\p{N} ,.'’()/–-]{1,80}$/u;
const ATTRIBUTE = /([A-Za-z][\w-]*)=(?:"([^"<>\n]*)"|'([^'<>\n]*)')(?=[\s/>])/y;
const SPACE = /[ \t\n]*/y;
const TO_TAG_END = /[^<>\n]*>?/y;

/** Whether the marker proper begins here: its exact name, not escaped, and a character that ends a name. */
function markerAt(text: string, offset: number): 'open' | 'close' | undefined {
  if (text[offset - 1] === '\\') return undefined;
  const kind = text.startsWith(OPEN, offset) ? 'open' : text.startsWith(CLOSE, offset) ? 'close' : undefined;
  if (!kind) return undefined;
  const next = text[offset + (kind === 'open' ? OPEN.length : CLOSE.length)];
  return next === undefined || /[\s/>]/.test(next) ? kind : undefined;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Reads one opening tag. On a problem the tag ends where a reader would think that it ends. */
function readOpen(text: string, start: number): { tag: OpenTag; problems: Problem[] } {
  const values = new Map<string, string>();
  const problems: Problem[] = [];
  const problem = (code: Code, offset = start) => problems.push({ code, offset });
  let at = start + OPEN.length;
  for (;;) {
    const space = match(SPACE, text, at)?.[0] ?? '';
    at += space.length;
    if (/\n[ \t]*\n/.test(space) || at >= text.length || text[at] === '<') {
      problem('unterminated-tag');
      break;
    }
    if (text[at] === '>') {
      at += 1;
      break;
    }
    if (text.startsWith('/>', at)) {
      problem('self-closing-redacted');
      at += 2;
      break;
    }
    const attribute = match(ATTRIBUTE, text, at);
    if (!attribute) {
      const rest = match(TO_TAG_END, text, at)?.[0] ?? '';
      at += rest.length;
      problem(at >= text.length && !rest.endsWith('>') ? 'unterminated-tag' : 'bad-attribute');
      break;
    }
    const [whole, name = '', double, single] = attribute;
    if (name !== 'reason' && name !== 'public') problem('unknown-attribute', at);
    if (values.has(name)) problem('duplicate-attribute', at);
    values.set(name, double ?? single ?? '');
    at += whole.length;
  }
  const reason = REASONS.find((known) => known === values.get('reason'));
  const publicText = values.get('public');
  if (problems.length === 0 && !reason) problem('bad-reason');
  if (publicText !== undefined && (!PUBLIC_TEXT.test(publicText) || publicText.trim() === ''))
    problem('bad-public');
  return {
    tag: { kind: 'open', start, end: at, reason: reason ?? 'other', public: publicText?.trim() },
    problems,
  };
}

/**
 * Reads the markers out of raw text, without any Markdown, MDX or YAML grammar, in linear time.
 * Whatever was meant as a marker and is not exactly one becomes a problem.
 */
export function readTags(text: string): { tags: Tag[]; problems: Problem[] } {
  const tags: Tag[] = [];
  const problems: Problem[] = [];
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const kind = markerAt(text, at);
    if (kind === 'open') {
      const read = readOpen(text, at);
      tags.push(read.tag);
      problems.push(...read.problems);
      at = Math.max(read.tag.end, at + 1);
    } else if (kind === 'close') {
      let end = at + CLOSE.length;
      if (text[end] === '>') end += 1;
      else problems.push({ code: 'malformed-close', offset: at });
      tags.push({ kind: 'close', start: at, end });
      at = end;
    } else {
      at += 1;
    }
  }
  problems.push(...findMarkerLike(text, tags));
  return { tags, problems };
}
