import { LineCounter, parseDocument } from 'yaml';
import { type Finding, finding } from '../findings.ts';
import { readPassages } from '../redaction/passages.ts';
import type { Source } from './model.ts';

/** A text with the fields that stand before it; `bodyLine` is the line on which the body begins. */
export interface Parts {
  fields: Record<string, unknown>;
  body: string;
  bodyLine: number;
}

const FRONT = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/;

/** Parts a text from its front matter, dates staying text; a text without any is all body. */
export function partsOf({ file, text }: Source): Parts | { findings: Finding[] } {
  const match = FRONT.exec(text);
  if (!match) return { fields: {}, body: text, bodyLine: 1 };
  const counter = new LineCounter();
  const document = parseDocument(match[1] ?? '', {
    schema: 'core',
    lineCounter: counter,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = counter.linePos(error.pos[0]);
    return {
      findings: [
        finding('import-unreadable', { file, line: line + 1, column: col }, 'its front matter is no YAML'),
      ],
    };
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const isFields = typeof value === 'object' && value !== null && !Array.isArray(value);
  return {
    fields: isFields ? (value as Record<string, unknown>) : {},
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
  };
}

/** The text of a field; undefined for a field that is empty or holds something else. */
export function textField(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return text === '' ? undefined : text;
}

/** The texts of a field that is a list, or one text. */
export function listField(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => textField(each) ?? []);
}

/** Authored YAML with what is marked made harmless, each character at its place. */
export function masked(yaml: string): string {
  let text = yaml;
  for (const { start, end } of readPassages(yaml, 'front-matter').passages)
    text = text.slice(0, start) + text.slice(start, end).replace(/\S/g, 'x') + text.slice(end);
  return text;
}
