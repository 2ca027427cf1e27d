import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Finding, finding, isError } from '../findings.ts';
import type { Publication } from '../publish/publication.ts';
import type { Withheld } from '../publish/publisher.ts';
import { findMarkerLike } from '../redaction/lookalikes.ts';
import { isDrawn, isExpected, surplusOf } from './inventory.ts';
import { Searcher } from './searcher.ts';
import { type Reading, readViews } from './views.ts';
import { WORDS } from './vocabulary.ts';

/** What a content folder withholds, and what it publishes all the same. */
export type Audited = Pick<Publication, 'withheld' | 'files'> & Partial<Pick<Publication, 'vocabulary'>>;

/** What the audit of a folder found. `file` of a finding is relative to that folder, and tells nothing withheld. */
export interface AuditReport {
  findings: Finding[];
  files: number;
  needles: number;
  /** What is too short or too ordinary to be looked for: told, never skipped in silence. */
  unsearchable: Withheld[];
}

/** Where withheld texts stand, for people: one line a kind and a file, with the lines on which they are. */
export function placesOf(withheld: readonly Withheld[]): string[] {
  const places = new Map<string, number[]>();
  for (const { file, kind, line } of withheld)
    places.set(`${kind} in ${file}`, [...(places.get(`${kind} in ${file}`) ?? []), line]);
  return [...places].map(([where, lines]) => `${where}: line ${[...new Set(lines)].join(', ')}`);
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

const PROSE = /\.(?:html?|xml|svg|atom|rss|md|txt|json|csv)$/;

const NOTHING: Reading = { views: [] };

/** What is withheld and shows in the name of a file, however it is written there. */
const inName = (name: string, searcher: Searcher): Withheld[] =>
  readViews('', Buffer.from(name)).views.flatMap(({ text }) => [
    ...searcher.inText(text),
    ...searcher.encodedIn(text),
  ]);

/** A path without the segments that tell something withheld: a finding is read where the output must not be. */
function discreet(file: string, tells: (name: string) => boolean): string {
  if (!tells(file)) return file;
  const segments = file.split('/').map((segment) => (tells(segment) ? '…' : segment));
  return tells(segments.join('/')) ? '…' : segments.join('/');
}

/** Why a reading of the content cannot be audited with: what is withheld in a file with an error is not known in full. */
export function incomplete(findings: readonly Finding[]): string | undefined {
  const broken = findings.filter(isError);
  return (
    broken[0] &&
    `The content has errors (${broken.length}, first in ${broken[0].file}), so that what it withholds is not known in full. Run npm run check and mend them.`
  );
}

/**
 * Opens every file of a built folder as what it is and looks for everything that the content holds back.
 * Rejects if the folder cannot be read.
 */
export async function auditFolder(
  folder: string,
  { withheld, files: published, vocabulary = [] }: Audited,
): Promise<AuditReport> {
  const publicText = [...published.values()].filter((content) => typeof content === 'string').join('\n');
  const searcher = new Searcher(withheld, publicText, [...vocabulary, ...WORDS]);
  const files = await filesOf(folder);
  const findings: Finding[] = [];
  // A draft has no place but its name.
  const origin = (source: string) =>
    discreet(source, (name) => inName(name, searcher).some(({ kind }) => kind !== 'unpublished'));
  if (!files.some((file) => file.endsWith('.html')))
    findings.push(finding('nothing-to-audit', { file: '.' }));
  for (const file of files) {
    const sources = new Map<Withheld, string>();
    const found = (where: string, each: Iterable<Withheld>) => {
      for (const source of each) if (!sources.has(source)) sources.set(source, where);
    };
    found('its name', inName(file, searcher));
    const place = { file: discreet(file, (name) => inName(name, searcher).length > 0) };
    if (!isExpected(file)) findings.push(finding('unexpected-file', place));
    const bytes = readFileSync(path.join(folder, file));
    const surplus = await surplusOf(file, bytes);
    // There is one for each incident: where all bytes have been seen to be pixels, none of them is read as text.
    const isPixels = isDrawn(file) && surplus === undefined;
    const { views, undecodable, hasMarker = false } = isPixels ? NOTHING : readViews(file, bytes);
    if (undecodable) findings.push(finding('undecodable', place, undecodable));
    for (const { name, text } of views) {
      found(name, searcher.inText(text));
      found(`${name}, encoded`, searcher.encodedIn(text));
    }
    const shown = views.find((view) => view.name === 'text') ?? views[0];
    if (hasMarker || (PROSE.test(file) && shown && findMarkerLike(shown.text).length > 0))
      findings.push(finding('marker-left', place));
    if (surplus) findings.push(finding('image-metadata', place, surplus));
    for (const [{ file: source, line, column, kind }, where] of sources) {
      findings.push(
        finding('withheld-text', place, `${kind} of ${origin(source)}:${line}:${column}, in ${where}`),
      );
    }
  }
  return { findings, files: files.length, needles: searcher.count, unsearchable: searcher.unsearchable };
}
