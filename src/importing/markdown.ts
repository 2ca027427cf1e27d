import path from 'node:path';
import { type Finding, finding } from '../findings.ts';
import { slug } from './components.ts';
import { listField, type Parts, partsOf, textField } from './front-matter.ts';
import { readWrittenActions } from './markdown-actions.ts';
import { absolute, isList, WrittenFields } from './markdown-fields.ts';
import { readLabels } from './markdown-labels.ts';
import { linesOf, type Section, sectionsOf, sourceOf } from './markdown-sections.ts';
import { readWrittenTimeline } from './markdown-timeline.ts';
import { foldWord, type Meaning, meaningOf } from './markdown-words.ts';
import type { Archive, Import, Imported, Source } from './model.ts';
import { plainText, richText } from './rich-text.ts';
import { clockIn, dayIn } from './times.ts';

/** One hand-written postmortem on its way. What has no field, or whose field is taken, stays in the body. */
class Writing {
  readonly findings: Finding[] = [];
  readonly #file: string;
  readonly #text: string;
  readonly #fields: WrittenFields;
  readonly #body: string[] = [];
  readonly #sources: string[] = [];

  constructor({ file }: Source, { body }: Parts, archive: Archive) {
    this.#file = file;
    this.#text = body;
    this.#fields = new WrittenFields(archive);
  }

  #tell(code: Finding['code'], detail: string): void {
    this.findings.push(finding(code, { file: this.#file }, detail));
  }

  /** The front matter that the text came with. */
  readFields(fields: Readonly<Record<string, unknown>>): void {
    for (const [label, value] of Object.entries(fields)) {
      const meaning = meaningOf(label.replace(/([a-z])([A-Z])/g, '$1 $2')) ?? 'nothing';
      const text = listField(value).join(', ');
      if (text === '') continue;
      if (meaning === 'source') this.#sources.push(`Source: ${text}`);
      else if (this.#fields.take({ label, meaning, value: text })) continue;
      else if (/^0001-01-01/.test(text)) this.#fields.account.lost.push(label);
      else this.#body.push(`**${label}:** ${text}`);
    }
  }

  #takeTimeline({ heading, above, nodes }: Section): boolean {
    const name = heading?.text ?? '';
    const day = dayIn(name)?.day ?? this.#fields.moments.day;
    const entries = readWrittenTimeline(nodes, this.#text, { day, note: [name, ...above].join('\n') });
    if (!entries && !day && linesOf(nodes, this.#text)?.some((line) => clockIn(line)))
      this.#tell('import-repaired', 'its timeline names no day, and stays in the body');
    this.#fields.timeline.push(...(entries ?? []));
    return this.#fields.map(name, entries && `timeline, ${entries.length} entries`);
  }

  #takeActions({ heading, nodes }: Section): boolean {
    const name = heading?.text ?? '';
    const actions = readWrittenActions(nodes, this.#text, name);
    this.#fields.actions.push(...(actions ?? []));
    return this.#fields.map(name, actions && `actions, ${actions.length} of them`);
  }

  /** Takes a whole section into fields; whether nothing of it is left. */
  #take(section: Section): boolean {
    const { heading, above, nodes } = section;
    const label = heading?.text ?? '';
    const around = above.map(meaningOf).findLast((each) => each === 'actions' || each === 'timeline');
    const meaning: Meaning | undefined = /^timeline\b/i.test(label)
      ? 'timeline'
      : (meaningOf(label) ?? around);
    if (!meaning || nodes.length === 0) return false;
    if (meaning === 'timeline') return this.#takeTimeline(section);
    if (meaning === 'actions') return this.#takeActions(section);
    const written = linesOf(nodes, this.#text);
    const lines = (written ?? []).map((line) => plainText(line)).filter((line) => line !== '');
    if (isList(meaning)) return this.#fields.takeList(meaning, lines, label);
    if (meaning === 'whys') return this.#fields.takeWhys(lines, label);
    if (meaning === 'private')
      return lines.length > 0 && this.#fields.take({ label, meaning, value: lines.join(', ') });
    const [only, ...others] = nodes;
    return (
      only?.type === 'paragraph' &&
      others.length === 0 &&
      this.#fields.take({ label, meaning, value: sourceOf(only, this.#text) })
    );
  }

  /** Reads the sections in their order: labels before the first, then each by its heading. */
  readSections(): void {
    const sections = sectionsOf(this.#text);
    const first = sections.findIndex(({ heading, nodes }) => heading || nodes.length > 0);
    const [title, ...others] = sections.filter(({ heading }) => heading?.depth === 1);
    const only = others.length === 0 ? title : undefined;
    if (only?.heading) this.#fields.title ??= plainText(only.heading.text);
    const kept = sections.map((section, index) => {
      const isHead = section === only || index === first || !section.heading || isDetails(section);
      const read = isHead ? readLabels(section.nodes, this.#text) : undefined;
      const rest = read?.rest ?? section.nodes.map((node) => sourceOf(node, this.#text));
      // Days come first: other times count from them.
      const labelled = (read?.labelled ?? []).toSorted(
        (a, b) => Number(b.meaning === 'date') - Number(a.meaning === 'date'),
      );
      if (section !== only && labelled.length === 0 && this.#take(section)) return { section, rest: [] };
      const refused = labelled.filter((each) => !this.#fields.take(each));
      const heading = section === only ? undefined : section.heading;
      return {
        section: { ...section, heading },
        rest: [...rest, ...refused.map(({ label, value }) => `**${label}:** ${value}`)],
      };
    });
    this.#keep(kept);
  }

  /** A heading stays if something below it stays. */
  #keep(kept: readonly { section: Section; rest: readonly string[] }[]): void {
    const isTold = kept.some(({ section: { heading } }) => foldWord(heading?.text ?? '') === 'what happened');
    for (const [index, { section, rest }] of kept.entries()) {
      const { heading } = section;
      const below = kept.slice(index + 1);
      const end = below.findIndex((each) => (each.section.heading?.depth ?? 0) <= (heading?.depth ?? 0));
      const under = below.slice(0, end < 0 ? undefined : end);
      if (heading && [{ rest }, ...under].some((each) => each.rest.length > 0))
        this.#body.push(heading.source);
      if (!heading && rest.length > 0 && !isTold) this.#body.push('## What happened');
      this.#body.push(...rest);
    }
  }

  document(id: string): Imported {
    const { account, moments, timeline, homelessWhys } = this.#fields;
    account.mapped.push(...moments.complete(timeline));
    if (homelessWhys.length > 0) this.#body.push('## Five whys', ...homelessWhys.map((why) => `1. ${why}`));
    const { markdown, lost } = richText([...this.#body, ...this.#sources].join('\n\n'), {
      from: 'markdown',
      headings: 'sections',
      link: absolute,
    });
    const active = lost.filter((what) => what.startsWith('<'));
    if (active.length > 0) this.#tell('import-active', active.join(' '));
    account.lost.push(...lost.filter((what) => !active.includes(what)));
    if (markdown !== '') account.kept.push('what has no field of its own, in the body');
    const fields = this.#fields.fields(id, (detail) => this.#tell('import-repaired', detail));
    return { id, from: { file: this.#file, line: 1 }, fields, body: markdown, ...account };
  }
}

const isDetails = ({ heading }: Section): boolean =>
  /^(?:details|incident details|metadata|meta|info|information|at a glance|properties)$/i.test(
    heading?.text ?? '',
  );

/** The name of a file, or of its folder if it is the index of one. */
function idOf(file: string): string {
  const name = path.posix.basename(file).replace(/\.\w+$/, '');
  const folder = path.posix.basename(path.posix.dirname(file));
  return slug(
    /^(?:index|readme)$/i.test(name) && folder !== '' && folder !== '.' ? folder : name,
    'postmortem',
  );
}

/** Imports hand-written postmortems, always as drafts: what becomes public is for a person to say. */
export function importMarkdown(sources: readonly Source[], archive: Archive): Import {
  const documents: Imported[] = [];
  const findings: Finding[] = [];
  let foreign: string | undefined;
  for (const source of sources) {
    const parts = partsOf(source);
    if ('findings' in parts) {
      findings.push(...parts.findings);
      continue;
    }
    const { fields, body } = parts;
    if (body.trim() === '' && Object.keys(fields).length === 0) {
      findings.push(finding('import-unreadable', { file: source.file }, 'it is empty'));
      continue;
    }
    if (fields['uuid'] && fields['company']) foreign ??= source.file;
    const writing = new Writing(source, parts, archive);
    const title = textField(fields['title']) ?? titleOf(fields);
    writing.readFields(title === undefined ? fields : { ...fields, title });
    writing.readSections();
    documents.push(writing.document(idOf(source.file)));
    findings.push(...writing.findings);
  }
  if (foreign !== undefined) findings.push(finding('import-rights', { file: foreign }));
  return { documents, components: [], findings };
}

/** A collection of other companies' postmortems may have no titles: the company and the day tell which it is. */
function titleOf(fields: Readonly<Record<string, unknown>>): string | undefined {
  const company = textField(fields['company']);
  const day = dayIn(textField(fields['start_time']) ?? '')?.day;
  return company && `${company}${day && !day.startsWith('0001') ? `, ${day}` : ''}`;
}
