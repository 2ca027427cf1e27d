import path from 'node:path';
import { type Finding, finding } from '../findings.ts';
import { counted } from '../report.ts';
import type { ImpactWindow } from '../schema/postmortem.ts';
import { Components, slug } from './components.ts';
import { type CstateEntry, readCstateBody } from './cstate-body.ts';
import { listField, type Parts, partsOf, textField } from './front-matter.ts';
import { type Archive, emptyAccount, type Import, type Imported, type Source } from './model.ts';
import { lineOf, type Reading, richText } from './rich-text.ts';
import { type FoundTime, momentOf, timeIn } from './times.ts';
import { type Update, type UpdateStatus, updateFields } from './updates.ts';
import { fitTitle, type ImpactWord, levelOf, severityOf } from './vocabulary.ts';

const IMPACTS: Readonly<Record<string, ImpactWord>> = { down: 'major', disrupted: 'minor', notice: 'none' };
/** How a component was that a post names. */
const LEVELS: Readonly<Record<string, ImpactWindow['status']>> = {
  down: 'major_outage',
  disrupted: 'partial_outage',
};
const LABELS: Readonly<Record<string, UpdateStatus>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
  fixed: 'resolved',
};
const READ = [
  'title',
  'date',
  'resolved',
  'resolvedWhen',
  'severity',
  'affected',
  'section',
  'informational',
  'draft',
  'publishDate',
];

/** All values of a field; to Hugo, capitals make no difference to its name. */
const valuesOf = (fields: unknown, ...names: string[]): unknown[] =>
  typeof fields === 'object' && fields !== null
    ? Object.entries(fields).flatMap(([name, value]) => (names.includes(name.toLowerCase()) ? [value] : []))
    : [];

/** The fields under the names by which they are read here. */
const named = (fields: Parts['fields']): Parts['fields'] =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      READ.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name,
      value,
    ]),
  );

const isSaid = (value: unknown, ...words: string[]): boolean => words.includes(String(value).toLowerCase());

/** One post on its way. */
class Post {
  readonly findings: Finding[] = [];
  readonly account = emptyAccount();
  readonly #source: Source;
  readonly #parts: Parts;
  readonly #fields: Parts['fields'];

  constructor(source: Source, parts: Parts) {
    this.#source = source;
    this.#parts = parts;
    this.#fields = named(parts.fields);
  }

  tell(code: Finding['code'], detail: string, line = 1): void {
    this.findings.push(finding(code, { file: this.#source.file, line }, detail));
  }

  #rich(text: string, headings: Reading['headings']) {
    // Hugo's own addresses lead to pages that are not in this archive.
    const link = (url: string) => (URL.canParse(url) ? url : undefined);
    const { lost, ...read } = richText(text, { from: 'markdown', headings, link });
    const active = lost.filter((what) => what.startsWith('<'));
    if (active.length > 0) this.tell('import-active', active.join(' '));
    this.account.lost.push(...lost.filter((what) => !active.includes(what)));
    return read;
  }

  /** Entries as updates, oldest first. One without a time has that of the post's end if it is the last, or of what came before. */
  #updates(entries: readonly CstateEntry[], start: number, end: FoundTime | undefined): Update[] {
    let status: UpdateStatus = 'investigating';
    let at = start;
    let guessed = 0;
    const updates = entries.toReversed().flatMap(({ label, track, text }, index, all) => {
      const isLast = index === all.length - 1;
      const tracked = track === undefined ? undefined : timeIn(track)?.at;
      if (tracked === undefined) guessed += 1;
      at = tracked ?? (isLast && end ? end.at : at);
      const word = label?.trim().toLowerCase() ?? '';
      status = LABELS[word] ?? (isLast && end && at === end.at ? 'resolved' : status);
      if (label && !LABELS[word] && word !== 'update') this.account.mapped.push(`label ${label} → ${status}`);
      const { markdown, plain } = this.#rich(text, 'lines');
      return markdown === '' ? [] : [{ at, status, text: markdown, plain }];
    });
    if (guessed > 0)
      this.tell(
        'import-repaired',
        `${guessed} updates have no time; that of the start, the end or the one before is taken`,
      );
    return updates;
  }

  #end(start: FoundTime, isResolved: boolean, entries: readonly CstateEntry[]): FoundTime | undefined {
    if (!isResolved) return undefined;
    const given = timeIn(textField(this.#fields['resolvedWhen']) ?? '');
    if (given && given.at >= start.at) return given;
    const last = timeIn(entries.find(({ track }) => track)?.track ?? '');
    this.tell('import-repaired', given ? 'it ends before it begins' : 'resolvedWhen is missing');
    return { at: Math.max(start.at, last?.at ?? start.at), precision: 'approximate' };
  }

  /**
   * What Hugo does not show: a draft, what is dated later than `now` or has expired, and what makes no page or is in no
   * list. A date that cannot be read may be one.
   */
  #isHeldBack(start: FoundTime, now: number): boolean {
    const { fields } = this.#parts;
    const times = (...names: string[]) =>
      valuesOf(fields, ...names).flatMap((value) => {
        const written = textField(value);
        return written === undefined ? [] : [timeIn(written)?.at];
      });
    const shown = times('publishdate', 'pubdate', 'published');
    const build = valuesOf(fields, 'build', '_build');
    return (
      valuesOf(fields, 'draft', 'headless').some((value) => !isSaid(value, 'false')) ||
      build.some((each) =>
        valuesOf(each, 'render', 'list').some((value) => !isSaid(value, 'always', 'true', 'local')),
      ) ||
      (shown.length > 0 ? shown : [start.at]).some((at) => at === undefined || at > now) ||
      times('expirydate', 'unpublishdate').some((at) => at === undefined || at <= now)
    );
  }

  document(components: Components, { site, now }: Archive): Imported | undefined {
    const { body } = this.#parts;
    const fields = this.#fields;
    const name = textField(fields['title']);
    const start = timeIn(textField(fields['date']) ?? '');
    if (!name || !start) {
      this.tell('import-unreadable', name ? 'it has no date that can be read' : 'it has no title');
      return undefined;
    }
    const { kept, mapped, lost } = this.account;
    const { entries, prose, shortcodes, around } = readCstateBody(body);
    const isResolved = fields['resolved'] === true || String(fields['resolved']) === 'true';
    const end = this.#end(start, isResolved, entries);
    const word = textField(fields['severity']) ?? '';
    const impact = IMPACTS[word] ?? 'none';
    if (!IMPACTS[word]) this.tell('import-repaired', 'its severity is missing or unknown; none is taken');
    const level = LEVELS[word] ?? levelOf(impact);
    const severity = severityOf(impact, site);
    const { title, whole } = fitTitle(lineOf(name));
    const affected = listField(fields['affected']).map((each) => ({
      id: components.idOf({ name: each }),
      status: level,
    }));
    // Prose that is all there is, is what readers were told.
    const isTold = entries.length + affected.length === 0 && prose !== '';
    const told = isTold ? [{ label: undefined, track: undefined, text: prose }] : entries;
    const updates = this.#updates(told, start.at, end);
    const text = isTold ? '' : this.#rich(prose, 'sections').markdown;
    const isKnown = updates.length + affected.length > 0;
    const over = isKnown ? 'recorded' : 'draft';
    const isHeldBack = this.#isHeldBack(start, now) || around.length > 0;
    if (around.length > 0) this.tell('import-held', `text in the shortcodes ${around.join(', ')}`);
    const status = isHeldBack ? 'draft' : end === undefined ? 'pending' : over;
    if (isHeldBack) mapped.push('not public on its page → a draft');
    kept.push('title', 'date', ...(end ? ['resolvedWhen'] : []), ...(text === '' ? [] : ['text']));
    if (updates.length > 0) kept.push(counted(updates.length, 'update'));
    mapped.unshift(`severity ${word || 'none'} → ${severity}`, `status → ${status}`);
    if (affected.length > 0) mapped.push(`affected → ${level} throughout`);
    lost.push(
      ...Object.keys(fields).filter((field) => !READ.includes(field)),
      ...shortcodes.map((each) => `shortcode ${each}`),
    );
    return {
      id: slug(path.posix.basename(this.#source.file).replace(/\.\w+$/, ''), 'incident'),
      from: { file: this.#source.file, line: 1 },
      fields: {
        title,
        status,
        severity,
        ...(whole ? { summary: whole.slice(0, 600) } : {}),
        startedAt: momentOf(start),
        ...(end ? { resolvedAt: momentOf(end) } : {}),
        ...(affected.length > 0 ? { impact: { components: affected } } : {}),
        ...updateFields(updates),
      },
      body: text,
      kept,
      mapped,
      lost,
    };
  }
}

/** Imports the Markdown of cState: its incidents; pages and notices that are none are told and left out. */
export function importCstate(sources: readonly Source[], archive: Archive): Import {
  const components = new Components(archive);
  const documents: Imported[] = [];
  const findings: Finding[] = [];
  for (const source of sources) {
    const parts = partsOf(source);
    if ('findings' in parts) {
      findings.push(...parts.findings);
      continue;
    }
    const post = new Post(source, parts);
    const { section, informational } = named(parts.fields);
    if (section !== 'issue') post.tell('import-unsupported', 'a page: its section is not issue');
    else if (informational === true) post.tell('import-unsupported', 'a notice that is informational');
    else documents.push(...[post.document(components, archive)].filter((each) => each !== undefined));
    findings.push(...post.findings);
  }
  return { documents, components: components.added, findings };
}
