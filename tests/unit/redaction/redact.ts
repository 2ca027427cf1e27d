import { type Finding, finding } from '../../../src/findings.ts';
import { normaliseLineEnds, type PublicDocument, redactDocument } from '../../../src/redaction/document.ts';
import { replaceForPublic } from '../../../src/redaction/strip.ts';
import type { FieldProblem } from '../../../src/schema/read.ts';

const replace = replaceForPublic('none');

/** Redacts a file as a build does that prints no labels. */
export const redact = (text: string): PublicDocument => redactDocument(normaliseLineEnds(text), replace);

/** All that is public of a document, with letters as they are. */
export const publicText = ({ data, body }: PublicDocument): string => JSON.stringify([data, body]);

/** The problems of a document, and those of its fields, as an author is told of them. */
export function findingsOf(document: PublicDocument, fields: readonly FieldProblem[] = []): Finding[] {
  const located = fields.map(({ code, path, at, detail }) => ({
    code,
    detail,
    offset: document.locate(path, at),
  }));
  return [...document.problems, ...located].map(({ code, offset, detail }) =>
    finding(code, { file: 'input.mdx', ...document.lines.at(offset) }, detail),
  );
}

/** Every run of some characters in a text. */
function runsOf(text: string, length: number): string[] {
  const characters = [...text];
  return characters.slice(length - 1).map((_, end) => characters.slice(end, end + length).join(''));
}

/** Which parts of a secret a text repeats, each so many characters long. */
export const repeated = (secret: string, length: number, text: string): string[] =>
  runsOf(secret, length).filter((run) => text.includes(run));
