import { stringify } from 'yaml';
import type { z } from 'zod';
import { byPlace, type Finding, finding, isError, type Problem } from '../findings.ts';
import { RESERVED_PAGES } from '../paths.ts';
import { type PublicDocument, redactDocument, textProblems } from '../redaction/document.ts';
import { readPublicData } from '../redaction/front-matter.ts';
import { Lines } from '../redaction/positions.ts';
import { type Replace, replaceForPublic, replaceWithInk } from '../redaction/strip.ts';
import type { Reason } from '../redaction/tags.ts';
import { type Component, componentsSchema } from '../schema/component.ts';
import { type Postmortem, pageSchema, postmortemSchema } from '../schema/postmortem.ts';
import { type FieldProblem, readWith } from '../schema/read.ts';
import { archiveProblems, componentProblems, isPublic, postmortemProblems } from '../schema/requirements.ts';
import { type Site, siteSchema } from '../schema/site.ts';
import { type AuthoredFile, readContent } from './content.ts';
import { publicImage } from './images.ts';
import type { Files } from './write.ts';

/** Something that `content/` holds back, and where. `text` never leaves memory. */
export interface Withheld {
  kind: 'marker' | 'internal' | 'unpublished';
  reason?: Reason;
  file: string;
  line: number;
  column: number;
  text: string;
  /** The authored text right before and after it, for what is too ordinary to be looked for alone. */
  around: [before: string, after: string];
}

/** What a content folder becomes: the public files, what they hold back, and everything that is wrong. */
export interface Publication {
  findings: Finding[];
  /** The files of `.published/`; to be written only if no finding is an error. */
  files: Files;
  withheld: Withheld[];
  counts: { postmortems: number; unpublished: number; passages: number; images: number };
}

interface Options {
  /** Milliseconds since 1970 UTC: what is published later than this is under embargo. */
  now: number;
  /** `preview` shows drafts and inks what is withheld; it is never built. */
  mode: 'public' | 'preview';
}

interface Entry {
  source: AuthoredFile;
  document: PublicDocument;
  postmortem: Postmortem | undefined;
  isOut: boolean;
}

const AROUND = 60;
/** Shorter lines of a draft are headings, dates and words of the vocabulary, which are no secret. */
const MIN_LINE = 40;

class Publisher {
  readonly findings: Finding[] = [];
  readonly files = new Map<string, string | Uint8Array>();
  readonly withheld: Withheld[] = [];
  replace: Replace = replaceForPublic('none');
  readonly #options: Options;

  constructor(options: Options) {
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
    for (const { start, end, secret, reason } of passages) {
      this.withheld.push({
        kind: 'marker',
        reason,
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
  ): { value: z.output<Schema>; data: unknown; report: (problems: FieldProblem[]) => void } | undefined {
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
    return value === undefined ? undefined : { value, data: read.data, report };
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
    if (!value) return entry;
    if (site && components) this.fields(entry, postmortemProblems(value, site, components));
    if (
      value.status === 'published' &&
      !document.facts.sections.includes('What happened') &&
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

  /** Re-encodes what a body refers to and puts the public addresses in place of the authored ones. */
  async body({ source, document }: Pick<Entry, 'source' | 'document'>, isOut: boolean): Promise<string> {
    let body = document.body;
    for (const { url, start, end, authored } of document.facts.images.toReversed()) {
      const image = await publicImage(url, source.folder);
      if ('code' in image) {
        this.report(source, document.lines, [{ code: image.code, offset: authored, detail: image.detail }]);
      } else if (isOut) {
        this.files.set(`images/${image.name}`, image.bytes);
        body = `${body.slice(0, start)}/images/${image.name}${body.slice(end)}`;
      }
    }
    return body;
  }

  /** A document that stays back is withheld line by line; one that never had an address, with its id. */
  holdBack({ file, id, text }: AuthoredFile, isAddressKnown: boolean): void {
    const hold = (line: number, held: string) =>
      this.withheld.push({ kind: 'unpublished', file, line, column: 1, text: held, around: ['', ''] });
    if (!isAddressKnown) hold(1, id);
    for (const [index, line] of text.split('\n').entries()) {
      const words = line.replace(/^[\s>-]*(?:[\w-]+: +)?/, '').trim();
      if (words.length >= MIN_LINE) hold(index + 1, words);
    }
  }

  links(entries: readonly Entry[]): void {
    const known = new Set(
      entries
        .filter((each) => each.isOut)
        .flatMap((each) => [each.source.id, ...(each.postmortem?.aliases ?? [])]),
    );
    for (const { source, document, isOut } of entries) {
      if (!isOut) continue;
      for (const { url, offset } of document.facts.links) {
        const id = /^\/incidents\/([^/#?]+)/.exec(url)?.[1];
        if (id !== undefined && !known.has(id))
          this.report(source, document.lines, [{ code: 'broken-link', offset }]);
      }
    }
  }
}

const asYaml = (data: unknown): string =>
  stringify(data, { version: '1.2', compat: 'yaml-1.1', lineWidth: 100 });
const asMdx = (data: unknown, body: string): string => `---\n${asYaml(data)}---\n\n${body.trim()}\n`;

/** The fields of a postmortem that are published: all but its approvals, and of a retracted one only its tombstone. */
function publicFields(
  data: unknown,
  { status }: Postmortem,
  isRelated: (id: string) => boolean,
): Record<string, unknown> {
  const fields = { ...(data as Record<string, unknown>) };
  delete fields['approvals'];
  if (Array.isArray(fields['related']))
    fields['related'] = fields['related'].filter((relation) => isRelated(relation.id));
  if (status !== 'retracted') return fields;
  const { title, retraction, severity, publishedAt, aliases } = fields;
  return Object.fromEntries(
    Object.entries({ title, status, retraction, severity, publishedAt, aliases }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** Of site.yaml, what concerns only authors stays back. */
function publicSite(data: unknown): Record<string, unknown> {
  const { publication, redaction, ...site } = data as Record<string, Record<string, unknown>>;
  return {
    ...site,
    ...(publication?.['dueDays'] === undefined ? {} : { publication: { dueDays: publication['dueDays'] } }),
    ...(redaction?.['placeholder'] === undefined
      ? {}
      : { redaction: { placeholder: redaction['placeholder'] } }),
  };
}

/**
 * Turns a content folder into public files, in memory. All that is wrong with any file is in `findings`.
 * Rejects only if the folder itself cannot be read.
 */
export async function preparePublication(contentDir: string, options: Options): Promise<Publication> {
  const content = await readContent(contentDir);
  const publisher = new Publisher(options);
  publisher.findings.push(...content.findings);

  const site = content.site && publisher.yaml(content.site, siteSchema);
  publisher.replace =
    options.mode === 'preview'
      ? replaceWithInk
      : replaceForPublic(site?.value.redaction.placeholder ?? 'none');
  const components = content.components && publisher.yaml(content.components, componentsSchema);
  if (components) components.report(componentProblems(components.value));

  const entries = content.postmortems.map((source) =>
    publisher.postmortem(source, site?.value, components?.value),
  );
  const read = entries.flatMap(({ source, postmortem, isOut }) =>
    postmortem ? [{ id: source.id, postmortem, isPublic: isOut }] : [],
  );
  for (const { id, problem } of archiveProblems(read)) {
    const entry = entries.find((each) => each.source.id === id);
    if (entry) publisher.fields(entry, [problem]);
  }
  publisher.links(entries);

  const out = new Set(entries.filter((each) => each.isOut).map((each) => each.source.id));
  for (const entry of entries) {
    const body = await publisher.body(entry, entry.isOut && entry.postmortem?.status !== 'retracted');
    if (!entry.isOut || !entry.postmortem) {
      publisher.holdBack(entry.source, false);
      continue;
    }
    const isRetracted = entry.postmortem.status === 'retracted';
    if (isRetracted) publisher.holdBack(entry.source, true);
    const fields = publicFields(entry.document.data, entry.postmortem, (id) => out.has(id));
    publisher.files.set(`postmortems/${entry.source.id}.mdx`, asMdx(fields, isRetracted ? '' : body));
  }
  for (const source of content.pages) {
    const document = publisher.read(source);
    if (RESERVED_PAGES.includes(source.id))
      publisher.findings.push(finding('reserved-page', { file: source.file }));
    if (document.data !== undefined)
      publisher.fields({ source, document }, readWith(pageSchema, document.data).problems);
    publisher.files.set(
      `pages/${source.id}.mdx`,
      asMdx(document.data, await publisher.body({ source, document }, true)),
    );
  }
  publisher.files.set('site.yaml', asYaml(publicSite(site?.data ?? {})));
  publisher.files.set('components.yaml', asYaml(components?.data ?? []));

  return {
    findings: publisher.findings.sort(byPlace),
    files: publisher.findings.some(isError) ? new Map() : publisher.files,
    withheld: publisher.withheld,
    counts: {
      postmortems: out.size,
      unpublished: entries.length - out.size,
      passages: publisher.withheld.filter((each) => each.kind === 'marker').length,
      images: [...publisher.files.keys()].filter((name) => name.startsWith('images/')).length,
    },
  };
}
