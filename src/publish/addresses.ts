import { anchorsOfBody } from '../markdown/anchors.ts';
import { anchorsOfFields } from '../model/anchors.ts';
import { KINDS } from '../model/facets.ts';
import { type Incident, toIncident } from '../model/incident.ts';
import { paths } from '../paths.ts';
import { fold, isEveryday, wordsOf } from '../redaction/words.ts';
import type { Component } from '../schema/component.ts';
import { type Postmortem, postmortemSchema } from '../schema/postmortem.ts';
import { type FieldProblem, fieldProblem, readWith } from '../schema/read.ts';
import type { Site } from '../schema/site.ts';
import { suggestion } from '../schema/strict.ts';
import { isPartial } from './public-files.ts';
import type { Entry } from './publisher.ts';

type Document = Pick<Entry, 'source' | 'document'>;

/** A postmortem that goes out: its public fields, and its public body with the addresses of what it shows. */
export interface Outgoing {
  entry: Entry;
  fields: Record<string, unknown>;
  body: string;
}

/** The anchors of a page that was authored. */
export interface PageAnchors extends Document {
  /** Those that others may link to for ever, each with its authored offset. */
  kept: Map<string, number>;
  /** What else has an id: footnotes, and the list of related incidents. */
  passing: string[];
  /** Old anchors with the present ones, as the author wrote them. */
  former: Record<string, string>;
}

/** An address of the archive and the file that it comes from; `anchors` if it is an authored page and all of it can be read. */
export interface Standing {
  file: string;
  /** Nothing stands here but a way to another page, as site.yaml says. */
  isMoved?: boolean;
  anchors?: PageAnchors | undefined;
}

/** Pages that every archive has. */
export const FIXED: readonly string[] = [
  ...[paths.home(), paths.history(), paths.factors(), paths.search()],
  ...KINDS.map(paths.kind),
];

function anchorsOf(
  { source, document }: Document,
  fields: readonly { anchor: string; path: PropertyKey[] }[],
  hasBody: boolean,
  former: Record<string, string> = {},
): PageAnchors | undefined {
  if (document.problems.length > 0) return undefined;
  const { headings, notes } = hasBody ? anchorsOfBody(document.body) : { headings: [], notes: [] };
  const authored = (offset: number) => document.bodyMap.toAuthored(offset) + document.bodyStart;
  return {
    source,
    document,
    kept: new Map([
      ...fields.map(({ anchor, path }) => [anchor, document.locate(path)] as const),
      ...headings.map(({ anchor, offset }) => [anchor, authored(offset)] as const),
    ]),
    passing: [...notes, 'section-related', 'content'],
    former,
  };
}

/** The incident that readers see, which may be less than what was written; undefined if it was withdrawn. */
function shownOf(
  { entry, fields }: Outgoing,
  site: Site,
  components: readonly Component[],
  now: number,
): Incident | undefined {
  const { value } = readWith(postmortemSchema, fields);
  return value && value.status !== 'retracted'
    ? toIncident(entry.source.id, value, site, components, now)
    : undefined;
}

/**
 * Every address that is public now and that content could make break, without the base path: pages, aliases, tombstones,
 * and what site.yaml says has moved. `now` is in milliseconds since 1970 UTC.
 */
export function addressesOf(
  outgoing: readonly Outgoing[],
  pages: readonly Document[],
  site: Site,
  components: readonly Component[],
  now: number,
): Map<string, Standing> {
  const all = new Map<string, Standing>();
  const add = (path: string, file: string, anchors?: PageAnchors) => all.set(path, { file, anchors });
  for (const { id } of site.severities) add(paths.severity(id), 'site.yaml');
  for (const { id } of site.factors) add(paths.factor(id), 'site.yaml');
  for (const { id } of components) add(paths.component(id), 'components.yaml');
  for (const page of pages) {
    const { anchors } = (page.document.data ?? {}) as Pick<Postmortem, 'anchors'>;
    add(paths.page(page.source.id), page.source.file, anchorsOf(page, [], true, anchors));
  }
  for (const each of outgoing) {
    const { source, postmortem } = each.entry;
    for (const alias of postmortem?.aliases ?? []) add(paths.incident(alias), source.file);
    const incident = shownOf(each, site, components, now);
    if (!incident || !postmortem) {
      add(paths.incident(source.id), source.file);
      continue;
    }
    // Of which nothing is known moves with the clock.
    if (incident.sortAt !== now) add(paths.history(incident.year), source.file);
    const hasBody = !isPartial(postmortem);
    const anchors = anchorsOf(each.entry, anchorsOfFields(incident), hasBody, incident.postmortem.anchors);
    add(paths.incident(source.id), source.file, anchors);
  }
  for (const from of Object.keys(site.redirects))
    if (!all.has(from) && !FIXED.includes(from)) all.set(from, { file: 'site.yaml', isMoved: true });
  return all;
}

const wordsIn = (text: string): string[] => wordsOf(fold(text).spaced);

/**
 * Whether an old anchor has the words of a marked passage in it. The audit cannot tell: in an anchor, a name that is an
 * ordinary word as well has lost its capital.
 */
function holdsPassage(anchor: string, { passages }: Entry['document']): boolean {
  const within = ` ${wordsIn(anchor).join(' ')} `;
  return passages.some(({ secret }) => {
    const words = wordsIn(secret);
    const isTelling = /\p{Lu}|\p{N}/u.test(secret) || !words.every(isEveryday);
    return isTelling && words.join('').length > 2 && within.includes(` ${words.join(' ')} `);
  });
}

/** Old anchors that lead nowhere, that stand on the page by themselves, or that say what is withheld in it. */
export function formerProblems({ document, kept, former }: PageAnchors): FieldProblem[] {
  return Object.entries(former).flatMap(([old, now]) => [
    ...(holdsPassage(old, document)
      ? [{ ...fieldProblem('marked-elsewhere', ['anchors', old], ''), at: 'key' as const }]
      : []),
    ...(kept.has(now)
      ? []
      : [
          fieldProblem(
            'unknown-reference',
            ['anchors', old],
            `the page has no such anchor${suggestion(now, [...kept.keys()])}`,
          ),
        ]),
    ...(kept.has(old)
      ? [
          {
            ...fieldProblem('duplicate-id', ['anchors', old], 'the page has this anchor'),
            at: 'key' as const,
          },
        ]
      : []),
  ]);
}

/** Redirects of site.yaml from an address at which something stands, or to one at which nothing does. */
export function redirectProblems({ redirects }: Site, all: ReadonlyMap<string, Standing>): FieldProblem[] {
  const stands = (path: string) => FIXED.includes(path) || (all.has(path) && !all.get(path)?.isMoved);
  return Object.entries(redirects).flatMap(([from, to]) => [
    ...(stands(from) ? [fieldProblem('redirect-taken', ['redirects', from], '')] : []),
    ...(stands(to) ? [] : [fieldProblem('unknown-reference', ['redirects', from], 'there is no such page')]),
  ]);
}
