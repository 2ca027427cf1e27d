import type { z } from 'zod';
import { type Finding, finding, type Problem } from '../findings.ts';
import { type PublicDocument, redactDocument, textProblems } from '../redaction/document.ts';
import { readPublicData } from '../redaction/front-matter.ts';
import { Lines } from '../redaction/positions.ts';
import { type Replace, replaceForPublic } from '../redaction/strip.ts';
import type { Reason } from '../redaction/tags.ts';
import type { Component } from '../schema/component.ts';
import { type Postmortem, postmortemSchema } from '../schema/postmortem.ts';
import { type FieldProblem, fieldProblem, nameOf, readWith } from '../schema/read.ts';
import { isPublic, postmortemProblems } from '../schema/requirements.ts';
import type { Site } from '../schema/site.ts';
import type { PublicText } from '../unmarked/unmarked.ts';
import type { AuthoredFile } from './content.ts';
import { publicText } from './public-texts.ts';
import { isPrompt, isWhatHappened } from './template.ts';

/** Something that `content/` holds back, and where. `text` never leaves memory. */
export interface Withheld {
  kind: 'marker' | 'internal' | 'unpublished' | 'term';
  reason?: Reason;
  /** What the public reads in its place; empty if nothing. */
  instead?: string;
  file: string;
  line: number;
  column: number;
  text: string;
  /** The authored text right before and after it, for what is too ordinary to be looked for alone. */
  around: [before: string, after: string];
}

export interface PublishOptions {
  /** Milliseconds since 1970 UTC: what is published later than this is under embargo. */
  now: number;
  /** `preview` shows drafts and inks what is withheld; it is never built. */
  mode: 'public' | 'preview';
  /** A file of words that are never published; it comes before the one that site.yaml names. */
  termsFile?: string | undefined;
  /** Where the logo lies; without it, nobody looks whether it is there. */
  publicDir?: string | undefined;
}

/** A postmortem on its way: what was authored, what is public of it, and whether it goes out. */
export interface Entry {
  source: AuthoredFile;
  document: PublicDocument;
  postmortem: Postmortem | undefined;
  isOut: boolean;
}

const AROUND = 60;
/** Shorter lines of a draft are headings, dates and words of the vocabulary, which are no secret. */
const MIN_LINE = 24;

/** One YAML file once redacted and checked. */
export interface PublicYaml<Value> {
  value: Value;
  data: unknown;
  report(problems: FieldProblem[]): void;
  /** Keeps what is published of its data, to be looked through. */
  show(data: unknown): void;
}

/** Data without the top-level fields in which something is wrong. */
function withoutFields(data: unknown, problems: readonly FieldProblem[]): Record<string, unknown> {
  const wrong = new Set(problems.map(({ path }) => path[0]));
  const rest = Object.entries((data ?? {}) as Record<string, unknown>).filter(([name]) => !wrong.has(name));
  return { ...(wrong.has('title') ? { title: '-' } : {}), ...Object.fromEntries(rest) };
}

/** Fields that still hold what the template asked. */
function promptsIn(data: unknown, path: PropertyKey[] = []): FieldProblem[] {
  if (typeof data === 'string')
    return isPrompt(data) ? [fieldProblem('template-text', path, nameOf(path))] : [];
  if (typeof data !== 'object' || data === null) return [];
  const entries = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  return entries.flatMap(([step, value]) => promptsIn(value, [...path, step]));
}

/** Reads authored files one by one and gathers what is wrong, what is published and what is held back. */
export class Publisher {
  readonly findings: Finding[] = [];
  readonly files = new Map<string, string | Uint8Array>();
  readonly withheld: Withheld[] = [];
  /** What readers get, or would get once a document goes out. */
  readonly texts: (PublicText & { isOut: boolean })[] = [];
  replace: Replace = replaceForPublic('none');
  readonly #options: PublishOptions;

  constructor(options: PublishOptions) {
    this.#options = options;
  }

  report(source: AuthoredFile, lines: Lines, problems: readonly Problem[]): void {
    for (const { code, offset, detail, severity } of problems) {
      this.findings.push(
        finding(code, { file: source.file, ...lines.at(offset) }, detail || undefined, severity),
      );
    }
  }

  /** Keeps what a file withholds, for the audit. */
  hold(
    source: AuthoredFile,
    lines: Lines,
    { passages, internals }: Pick<PublicDocument, 'passages' | 'internals'>,
  ): void {
    const { file, text } = source;
    const around = (start: number, end: number): [string, string] => [
      text.slice(Math.max(0, start - AROUND), start),
      text.slice(end, end + AROUND),
    ];
    for (const { start, end, secret, ...passage } of passages) {
      this.withheld.push({
        kind: 'marker',
        reason: passage.reason,
        instead: this.replace(passage),
        file,
        ...lines.at(start),
        text: secret,
        around: around(start, end),
      });
    }
    for (const { text: secret, offset } of internals) {
      this.withheld.push({ kind: 'internal', file, ...lines.at(offset), text: secret, around: ['', ''] });
    }
  }

  /** Reads one YAML file and checks it with its schema. */
  yaml<Schema extends z.ZodType>(
    source: AuthoredFile,
    schema: Schema,
  ): PublicYaml<z.output<Schema>> | undefined {
    const lines = new Lines(source.text);
    const unfit = textProblems(source.text);
    this.report(source, lines, unfit);
    if (unfit.length > 0) return undefined;
    const read = readPublicData(source.text, 0, this.replace);
    this.hold(source, lines, read);
    this.report(source, lines, read.problems);
    if (read.problems.length > 0) return undefined;
    const report = (problems: FieldProblem[]) =>
      this.report(
        source,
        lines,
        problems.map(({ code, path, at, detail }) => ({ code, offset: read.locate(path, at), detail })),
      );
    const { value, problems } = readWith(schema, read.data);
    report(problems);
    if (value === undefined) return undefined;
    const show = (data: unknown) =>
      void this.texts.push({ ...publicText(source, lines, data, read.locate), isOut: true });
    return { value, data: read.data, report, show };
  }

  fields({ source, document }: Pick<Entry, 'source' | 'document'>, problems: readonly FieldProblem[]): void {
    this.report(
      source,
      document.lines,
      problems.map(({ code, path, at, detail }) => ({ code, offset: document.locate(path, at), detail })),
    );
  }

  read(source: AuthoredFile): PublicDocument {
    const document = redactDocument(source.text, this.replace);
    this.report(source, document.lines, document.problems);
    this.hold(source, document.lines, document);
    return document;
  }

  postmortem(
    source: AuthoredFile,
    site: Site | undefined,
    components: readonly Component[] | undefined,
  ): Entry {
    const document = this.read(source);
    const entry: Entry = { source, document, postmortem: undefined, isOut: false };
    if (document.data === undefined) return entry;
    const { value, problems } = readWith(postmortemSchema, document.data);
    this.fields(entry, problems);
    // What a wrong field hides is looked for in the others, so that all is told at once.
    const rest = value ?? readWith(postmortemSchema, withoutFields(document.data, problems)).value;
    if (!rest) return entry;
    const further = postmortemProblems(rest, this.#options.now, site, components);
    this.fields(entry, value ? further : further.filter((found) => found.code !== 'missing-field'));
    if (!value) return entry;
    if (value.status !== 'draft' && value.status !== 'review') this.fields(entry, promptsIn(document.data));
    if (
      value.status === 'published' &&
      !document.facts.sections.some((section) => isWhatHappened(section, site?.locale)) &&
      document.problems.length === 0
    ) {
      this.findings.push(finding('missing-section', { file: source.file }));
    }
    return {
      ...entry,
      postmortem: value,
      isOut: this.#options.mode === 'preview' || isPublic(value, this.#options.now),
    };
  }

  /** Keeps what readers get of a document, or would get, to be looked through. */
  show(
    { source, document }: Pick<Entry, 'source' | 'document'>,
    fields: unknown,
    isOut: boolean,
    hasBody = true,
    data: readonly PublicText[] = [],
  ): void {
    const { lines, locate } = document;
    this.texts.push({ ...publicText(source, lines, fields, locate, hasBody ? document : undefined), isOut });
    if (hasBody) this.texts.push(...data.map((text) => ({ ...text, isOut })));
  }

  /** A document that stays back is withheld line by line; one that never had an address, with its id. */
  holdBack({ source: { file, id, text }, document }: Entry, isAddressKnown: boolean): void {
    const hold = (line: number, held: string) =>
      this.withheld.push({ kind: 'unpublished', file, line, column: 1, text: held, around: ['', ''] });
    if (!isAddressKnown) hold(1, id);
    const { title, summary } = (document.data ?? {}) as Record<string, unknown>;
    for (const field of isAddressKnown ? [summary] : [title, summary])
      if (typeof field === 'string') hold(1, field);
    for (const [index, line] of text.split('\n').entries()) {
      const words = line.replace(/^[\s>-]*(?:[\w-]+: +)?/, '').trim();
      if (words.length >= MIN_LINE) hold(index + 1, words);
    }
  }
}
