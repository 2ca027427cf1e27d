import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Finding, finding, isError } from '../findings.ts';
import type { Publication } from '../publish/publication.ts';
import type { Withheld } from '../publish/publisher.ts';
import { findMarkerLike } from '../redaction/lookalikes.ts';
import { fold } from '../redaction/words.ts';
import { hasMetadata, isExpected } from './inventory.ts';
import { Matcher } from './matcher.ts';
import { type Mode, type Needle, toNeedles } from './needles.ts';
import { readViews } from './views.ts';

/** What the audit of a folder found. `file` of a finding is relative to that folder. */
export interface AuditReport {
  findings: Finding[];
  files: number;
  needles: number;
  /** What is too short or too ordinary to be looked for: told, never skipped in silence. */
  unsearchable: Withheld[];
}

/** The three shifts in which base64 can hold a text, without the characters that depend on its neighbours. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${'\0'.repeat(shift)}${text}`)
      .toString('base64')
      .replaceAll('=', '');
    const spoilt = (Buffer.byteLength(text) + shift) % 3 === 0 ? 0 : 1;
    return encoded.slice(shift === 0 ? 0 : shift + 1, encoded.length - spoilt);
  });
}

class Searcher {
  readonly #joined: Matcher<Needle>;
  readonly #within: Matcher<Needle>;
  readonly #short: Needle[];
  readonly #words = new Map<string, Needle>();
  readonly #encoded: Matcher<Withheld>;
  readonly count: number;
  readonly unsearchable: Withheld[];

  constructor(withheld: readonly Withheld[], published: string) {
    const { needles, encoded, unsearchable } = toNeedles(withheld, published);
    const ofMode = (mode: Mode) => needles.filter((needle) => needle.mode === mode);
    const pairs = (list: Needle[]) => list.map((needle) => [needle.text, needle] as const);
    this.#joined = new Matcher(7, pairs(ofMode('joined')));
    const [long, short] = [
      ofMode('within').filter(({ text }) => text.length >= 5),
      ofMode('within').filter(({ text }) => text.length < 5),
    ];
    this.#within = new Matcher(5, pairs(long));
    this.#short = [...short, ...ofMode('exact')];
    for (const needle of ofMode('word')) this.#words.set(needle.text, needle);
    this.#encoded = new Matcher(
      6,
      encoded.flatMap(({ text, source }) => {
        const base64 = base64Forms(text);
        const hex = Buffer.from(text).toString('hex');
        const all = [
          ...base64,
          ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
          hex,
          hex.toUpperCase(),
        ];
        return [...new Set(all)].filter((form) => form.length >= 6).map((form) => [form, source] as const);
      }),
    );
    this.count = needles.length;
    this.unsearchable = unsearchable;
  }

  /** What is withheld and stands in a text as such, or folded. */
  inText(text: string): Withheld[] {
    const { cased, spaced, joined } = fold(text);
    const words = this.#words.size > 0 ? cased.split(' ').map((word) => this.#words.get(word)) : [];
    const short = this.#short.filter((needle) =>
      (needle.mode === 'exact' ? text : spaced).includes(needle.text),
    );
    const found = [...this.#joined.find(joined), ...this.#within.find(spaced), ...words, ...short];
    return found.flatMap((needle) => (needle ? [needle.source] : []));
  }

  /** What is withheld and stands in a text as base64 or hexadecimal. */
  encodedIn(text: string): Iterable<Withheld> {
    return this.#encoded.find(text);
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

const IMAGE = /\.(?:png|jpg|webp|avif|svg)$/;
const PROSE = /\.(?:html?|xml|svg|atom|rss|md|txt|json)$/;

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
  { withheld, files: published }: Pick<Publication, 'withheld' | 'files'>,
): Promise<AuditReport> {
  const publicText = [...published.values()].filter((content) => typeof content === 'string').join('\n');
  const searcher = new Searcher(withheld, publicText);
  const files = await filesOf(folder);
  const findings: Finding[] = [];
  if (!files.some((file) => file.endsWith('.html')))
    findings.push(finding('nothing-to-audit', { file: '.' }));
  for (const file of files) {
    const sources = new Map<Withheld, string>();
    const found = (where: string, each: Iterable<Withheld>) => {
      for (const source of each) if (!sources.has(source)) sources.set(source, where);
    };
    found('its name', searcher.inText(file));
    if (!isExpected(file)) findings.push(finding('unexpected-file', { file }));
    const bytes = await readFile(path.join(folder, file));
    const { views, undecodable, hasMarker = false } = readViews(file, bytes);
    if (undecodable) findings.push(finding('undecodable', { file }, undecodable));
    for (const { name, text } of views) {
      found(name, searcher.inText(text));
      found(`${name}, encoded`, searcher.encodedIn(text));
    }
    const shown = views.find((view) => view.name === 'text') ?? views[0];
    if (hasMarker || (PROSE.test(file) && shown && findMarkerLike(shown.text).length > 0))
      findings.push(finding('marker-left', { file }));
    if (IMAGE.test(file)) {
      const isSpoilt = await hasMetadata(file, bytes).catch(() => true);
      if (isSpoilt) findings.push(finding('image-metadata', { file }));
    }
    for (const [{ file: source, line, column, kind }, where] of sources) {
      findings.push(
        finding('withheld-text', { file }, `${kind} of ${source}:${line}:${column}, in ${where}`),
      );
    }
  }
  return { findings, files: files.length, needles: searcher.count, unsearchable: searcher.unsearchable };
}
