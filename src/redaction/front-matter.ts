import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml';
import type { Problem } from '../findings.ts';
import { type Internal, removeInternal } from './internal.ts';
import { hasBadLink } from './links.ts';
import { findMarkerLike } from './lookalikes.ts';
import { emptied, type Passage, readPassages } from './passages.ts';
import type { PositionMap } from './positions.ts';
import { type Replace, strip } from './strip.ts';

/** What YAML holds once redacted: plain public values, and a way back from a field to its place. */
export interface PublicData {
  data: unknown;
  passages: Passage[];
  internals: Internal[];
  problems: Problem[];
  /** The authored offset of a field's value, of its key, or of the nearest field around it. */
  locate(path: readonly PropertyKey[], what?: 'key' | 'value'): number;
}

// While YAML is read, each passage is one token made of characters that no text may hold, so that neither
// the secret nor its public text can change how the YAML is understood.
const TOKEN_OPEN = '\uFDD0';
const TOKEN_CLOSE = '\uFDD1';
const TOKEN = /\uFDD0(\d+)\uFDD1/g;
const FORBIDDEN = /[[\p{Cc}--[\t\n]]\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFDD0\uFDD1]/v;

/** What a reader of the page would not see of a text: comments, attributes, and definitions of Markdown. */
export const HIDDEN = /<[!?]|<[a-zA-Z][^<>=]*=[^<>]*>|\{\/\*|(?:^|\n)[ \t]*\[[^\]\n]+\]:/;

/** The first character that makes text read differently from what it is, or -1. */
export function findForbidden(text: string): number {
  return text.search(FORBIDDEN);
}

/** Puts the public texts in place of the tokens of one string, with the spacing tidied. */
function resolve(value: string, passages: readonly Passage[], replace: Replace): string {
  const tokens = [...value.matchAll(TOKEN)].flatMap((match) => {
    const passage = passages[Number(match[1])];
    return passage
      ? [{ ...passage, form: 'inline' as const, start: match.index, end: match.index + match[0].length }]
      : [];
  });
  return tokens.length === 0 ? value : strip(value, tokens, replace).text.trim();
}

/** The messages of the YAML reader can quote the text; these never do. */
const YAML_ERRORS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'a line has the wrong indent',
  BLOCK_AS_IMPLICIT_KEY: 'a value with ": " in it needs quotes or a ">-" block',
  DUPLICATE_KEY: 'a field stands twice',
  MISSING_CHAR: 'a quote, bracket or colon is missing',
  TAB_AS_INDENT: 'a tab is used as indent',
  MULTILINE_IMPLICIT_KEY: 'a line is neither a field nor part of a value',
  UNEXPECTED_TOKEN: 'something stands where it does not belong',
};

/** Of each offset at which a quoted text ends, where it begins. */
function quotedTexts(doc: Document<ParsedNode>): Map<number, number> {
  const starts = new Map<number, number>();
  visit(doc, {
    Scalar(_, { type, range }) {
      if (type?.startsWith('QUOTE') && range) starts.set(range[1], range[0]);
    },
  });
  return starts;
}

function structureProblems(doc: Document<ParsedNode>): Problem[] {
  const quoted = doc.errors.length > 0 ? quotedTexts(doc) : new Map<number, number>();
  const problems: Problem[] = doc.errors.map(({ code, pos: [offset] }) => ({
    code: 'yaml',
    // A quote that is missing is told where the text begins that it should end.
    offset: (code === 'MISSING_CHAR' ? quoted.get(offset) : undefined) ?? offset,
    detail: YAML_ERRORS[code],
  }));
  const at = (node: Node) => node.range?.[0] ?? 0;
  visit(doc, {
    Node(_, node) {
      if (isAlias(node)) problems.push({ code: 'yaml-alias', offset: at(node) });
      else if (isNode(node) && (isScalar(node) || isCollection(node)) && (node.anchor || node.tag)) {
        problems.push({ code: 'yaml-alias', offset: at(node) });
      }
    },
    Pair(_, pair) {
      // A key that is itself a list or a mapping would be turned into text.
      if (isCollection(pair.key))
        problems.push({ code: 'yaml', offset: at(pair.key), detail: 'a key is a list or a mapping' });
      if (!isScalar(pair.key)) return;
      const key = String(pair.key.value);
      if (key.includes(TOKEN_OPEN)) problems.push({ code: 'marker-in-key', offset: at(pair.key) });
      if (key === '<<') problems.push({ code: 'yaml-alias', offset: at(pair.key) });
    },
  });
  return problems;
}

function locator(doc: Document<ParsedNode>, map: PositionMap): PublicData['locate'] {
  return (path, what = 'value') => {
    let node: unknown = doc.contents;
    let place = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    for (const [depth, step] of path.entries()) {
      if (!isCollection(node)) break;
      const pair = isMap(node)
        ? node.items.find((item) => isScalar(item.key) && item.key.value === step)
        : undefined;
      const next: unknown = pair ? pair.value : isMap(node) ? undefined : node.items[Number(step)];
      if (next === undefined && !pair) break;
      const isLast = depth === path.length - 1;
      const shown = isPair(pair) && ((isLast && what === 'key') || !isNode(next)) ? pair.key : next;
      if (isNode(shown)) place = shown.range?.[0] ?? place;
      node = next;
    }
    return map.toAuthored(place);
  };
}

/**
 * Reads YAML (core schema: a date stays text) with markers in its strings. `offset` is where `text` begins in
 * the authored file; all offsets that come back count from the file's beginning.
 */
export function readPublicData(text: string, offset: number, replace: Replace): PublicData {
  const { passages, problems } = readPassages(text, 'front-matter');
  problems.push(...emptied(text, passages, replace));
  const escaped = text.search(/\\u[Ff][Dd][Dd][01]/);
  if (escaped >= 0) problems.push({ code: 'bidi-or-nul', offset: escaped });
  const shift = <T extends { offset: number }>(item: T): T => ({ ...item, offset: item.offset + offset });
  const shifted = passages.map((passage) => ({
    ...passage,
    start: passage.start + offset,
    end: passage.end + offset,
  }));
  if (problems.length > 0) {
    return {
      data: undefined,
      passages: shifted,
      internals: [],
      problems: problems.map(shift),
      locate: () => offset,
    };
  }
  let count = 0;
  const tokenised = strip(text, passages, () => `${TOKEN_OPEN}${count++}${TOKEN_CLOSE}`);
  const doc = parseDocument(tokenised.text, {
    schema: 'core',
    version: '1.2',
    prettyErrors: false,
    merge: false,
  });
  problems.push(...structureProblems(doc));
  const back = (problem: Problem) => ({
    ...problem,
    offset: tokenised.map.toAuthored(problem.offset) + offset,
  });
  const removed = removeInternal(doc, tokenised.text);
  problems.push(...removed.problems);
  const internals = removed.internals.flatMap((internal) =>
    internal.text
      .split(TOKEN)
      .filter((_, index) => index % 2 === 0)
      .map((part) => ({ text: part, offset: tokenised.map.toAuthored(internal.offset) + offset })),
  );
  visit(doc, {
    Scalar(_, scalar) {
      if (typeof scalar.value !== 'string') return;
      const problem = (code: Problem['code']) => problems.push({ code, offset: scalar.range?.[0] ?? 0 });
      // What only an escape in the YAML made visible is looked at here.
      if (FORBIDDEN.test(scalar.value.replace(TOKEN, ''))) problem('bidi-or-nul');
      scalar.value = resolve(scalar.value, passages, replace);
      for (const like of findMarkerLike(String(scalar.value))) problem(like.code);
      if (HIDDEN.test(String(scalar.value).replace(/`[^`\n]*`/g, ''))) problem('no-comments');
      if (hasBadLink(String(scalar.value))) problem('bad-url');
    },
  });
  const locate = locator(doc, tokenised.map);
  const hasErrors = problems.length > 0;
  return {
    data: hasErrors ? undefined : doc.toJS({ maxAliasCount: 0 }),
    passages: shifted,
    internals,
    problems: problems.map(back),
    locate: (path, what) => locate(path, what) + offset,
  };
}
