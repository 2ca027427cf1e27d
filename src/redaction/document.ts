import type { Problem } from '../findings.ts';
import { allowlistProblems, type BodyFacts } from './allowlist.ts';
import { findForbidden, type PublicData, readPublicData } from './front-matter.ts';
import { fieldsInBody, type Internal } from './internal.ts';
import { emptied, type Passage, readPassages } from './passages.ts';
import { Lines, type PositionMap } from './positions.ts';
import { type Replace, strip } from './strip.ts';

/** A line of its own. Only a line feed ends a line: not what else is called a line end. */
const FENCE = /(?<![^\n])---[ \t]*(?![^\n])/;

/** One MDX file once redacted. `body` and `data` are public; `passages` and `internals` are what is withheld. */
export interface PublicDocument {
  body: string;
  bodyMap: PositionMap;
  /** Where the authored body begins in the file. */
  bodyStart: number;
  data: PublicData['data'];
  locate: PublicData['locate'];
  passages: Passage[];
  internals: Internal[];
  /** What the body refers to: images, links, headings. */
  facts: BodyFacts;
  problems: Problem[];
  lines: Lines;
}

/** Line ends are made one kind; no line or column changes by it. */
export function normaliseLineEnds(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** What makes a text unfit before anything reads it. */
export function textProblems(text: string): Problem[] {
  if (text.startsWith('\uFEFF')) return [{ code: 'bom', offset: 0 }];
  const forbidden = findForbidden(text);
  return forbidden >= 0 ? [{ code: 'bidi-or-nul', offset: forbidden }] : [];
}

/**
 * Redacts one authored file: front matter and body, each on its own raw text, then checks the public body
 * against the list of what MDX may hold. `text` has line ends of one kind.
 */
export function redactDocument(text: string, replace: Replace): PublicDocument {
  const lines = new Lines(text);
  const nothing = { links: [], images: [], charts: [], diagrams: [], sections: [] };
  const refuse = (problems: Problem[]): PublicDocument => ({
    body: '',
    bodyMap: strip('', [], replace).map,
    bodyStart: text.length,
    data: undefined,
    locate: () => 0,
    passages: [],
    internals: [],
    facts: nothing,
    problems,
    lines,
  });
  const unfit = textProblems(text);
  if (unfit.length > 0) return refuse(unfit);
  const opening = FENCE.exec(text);
  if (opening?.index !== 0) return refuse([{ code: 'no-front-matter', offset: 0 }]);
  const start = text.indexOf('\n') + 1;
  const closing = start > 0 ? FENCE.exec(text.slice(start)) : null;
  if (!closing) return refuse([{ code: 'no-front-matter', offset: 0, detail: 'the closing --- is missing' }]);
  const end = start + closing.index;
  const bodyStart = end + closing[0].length + (text[end + closing[0].length] === '\n' ? 1 : 0);

  const front = readPublicData(text.slice(start, end), start, replace);
  const authoredBody = text.slice(bodyStart);
  const { passages, problems } = readPassages(authoredBody, 'body');
  const isReadable = problems.length === 0;
  problems.push(...emptied(authoredBody, passages, replace));
  const stripped = strip(authoredBody, passages, replace);
  if (isReadable)
    problems.push(
      ...fieldsInBody(stripped.text).map((offset) => ({
        code: 'bad-internal' as const,
        offset: stripped.map.toAuthored(offset),
        detail: 'it stands in the body',
      })),
    );
  const checked = isReadable ? allowlistProblems(stripped.text) : { facts: nothing, problems: [] };
  const authoredFile = <File extends { start: number }>(file: File) => ({
    ...file,
    authored: stripped.map.toAuthored(file.start) + bodyStart,
  });
  return {
    body: stripped.text,
    bodyMap: stripped.map,
    bodyStart,
    data: front.data,
    locate: front.locate,
    passages: [
      ...front.passages,
      ...passages.map((passage) => ({
        ...passage,
        start: passage.start + bodyStart,
        end: passage.end + bodyStart,
      })),
    ],
    internals: front.internals,
    facts: {
      links: checked.facts.links.map((link) => ({
        ...link,
        offset: stripped.map.toAuthored(link.offset) + bodyStart,
      })),
      images: checked.facts.images.map(authoredFile),
      charts: checked.facts.charts.map(authoredFile),
      diagrams: checked.facts.diagrams,
      sections: checked.facts.sections,
    },
    problems: [
      ...front.problems,
      ...problems.map((problem) => ({ ...problem, offset: problem.offset + bodyStart })),
      ...checked.problems.map((problem) => ({
        ...problem,
        offset: stripped.map.toAuthored(problem.offset) + bodyStart,
      })),
    ],
    lines,
  };
}
