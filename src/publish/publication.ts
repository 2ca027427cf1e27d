import { byPlace, type Finding, finding, isError } from '../findings.ts';
import { paths, RESERVED_PAGES } from '../paths.ts';
import { replaceForPublic, replaceWithInk } from '../redaction/strip.ts';
import { type Component, componentsSchema } from '../schema/component.ts';
import { pageSchema } from '../schema/postmortem.ts';
import { readWith } from '../schema/read.ts';
import { componentProblems, referenceProblems, siteProblems } from '../schema/references.ts';
import { type Site, siteSchema } from '../schema/site.ts';
import { readContent } from './content.ts';
import { brokenLinks } from './links.ts';
import { asMdx, asYaml, isPartial, publicFields, publicSite } from './public-files.ts';
import { type Entry, Publisher, type PublishOptions, type Withheld } from './publisher.ts';
import { readTerms } from './terms.ts';
import type { Files } from './write.ts';

/** What a content folder becomes: the public files, what they hold back, and everything that is wrong. */
export interface Publication {
  findings: Finding[];
  /** The files of `.published/`: none if a finding is an error; in a preview, those that none is about. */
  files: Files;
  withheld: Withheld[];
  counts: { postmortems: number; unpublished: number; passages: number; images: number };
}

/** The file of `.published/` that comes from an authored one. */
export const publishedName = (file: string): string => file.replace(/\/index\.mdx$/, '.mdx');

/** What an author can look at while something else is wrong. */
function withoutBroken(files: Files, findings: readonly Finding[]): Files {
  const broken = new Set(findings.filter(isError).map(({ file }) => publishedName(file)));
  return new Map([...files].filter(([name]) => !broken.has(name)));
}

/** Tells of links in public documents that lead nowhere. What cannot be read counts as there: it is told by itself. */
function reportLinks(
  publisher: Publisher,
  entries: readonly Entry[],
  pages: readonly Pick<Entry, 'source' | 'document'>[],
  site: Site,
  components: readonly Component[] | undefined,
): void {
  const unread = entries.filter((each) => !each.postmortem).map((each) => each.source.id);
  const ids = [
    ...entries
      .filter((each) => each.isOut)
      .flatMap(({ source, postmortem }) => [source.id, ...(postmortem?.aliases ?? [])]),
    ...unread,
  ];
  const known = new Set([
    ...[paths.home(), paths.history(), paths.search()],
    ...ids.map(paths.incident),
    ...(components ?? []).map(({ id }) => paths.component(id)),
    ...pages.map(({ source }) => paths.page(source.id)),
  ]);
  const documents = [
    ...entries
      .filter((each) => each.isOut)
      .map((each) => ({
        source: each,
        address: paths.incident(each.source.id),
        links: each.document.facts.links,
      })),
    ...pages.map((each) => ({
      source: each,
      address: paths.page(each.source.id),
      links: each.document.facts.links,
    })),
  ];
  const isPage = (path: string) =>
    known.has(path) || /^\/history\/\d{4}\/$/.test(path) || (!components && path.startsWith('/components/'));
  for (const { source: each, offset } of brokenLinks(documents, isPage, site.url.replace(/\/$/, ''))) {
    publisher.report(each.source, each.document.lines, [{ code: 'broken-link', offset }]);
  }
}

/**
 * Turns a content folder into public files, in memory. All that is wrong with any file is in `findings`.
 * Rejects only if the folder itself cannot be read.
 */
export async function preparePublication(contentDir: string, options: PublishOptions): Promise<Publication> {
  const content = await readContent(contentDir);
  const publisher = new Publisher(options);
  publisher.findings.push(...content.findings);

  const site = content.site && publisher.yaml(content.site, siteSchema);
  publisher.replace =
    options.mode === 'preview'
      ? replaceWithInk
      : replaceForPublic(site?.value.redaction.placeholder ?? 'none');
  const components = content.components && publisher.yaml(content.components, componentsSchema);
  if (site) site.report(siteProblems(site.value));
  if (components) components.report(componentProblems(components.value));

  const entries = content.postmortems.map((source) =>
    publisher.postmortem(source, site?.value, components?.value),
  );
  const read = entries.flatMap(({ source, postmortem, isOut }) =>
    postmortem ? [{ id: source.id, postmortem, isPublic: isOut }] : [],
  );
  // What is wrong with one file is no fault of those that refer to it.
  const unread = entries.filter((each) => !each.postmortem).map((each) => each.source.id);
  for (const { id, problem } of referenceProblems(read, unread)) {
    const entry = entries.find((each) => each.source.id === id);
    if (entry) publisher.fields(entry, [problem]);
  }

  const out = new Set(entries.filter((each) => each.isOut).map((each) => each.source.id));
  for (const entry of entries) {
    const { source, document, postmortem, isOut } = entry;
    const isShortened = options.mode === 'public' && postmortem !== undefined && isPartial(postmortem);
    const body = await publisher.body(entry, isOut && !isShortened);
    if (!isOut || !postmortem) {
      publisher.holdBack(entry, false);
      continue;
    }
    if (isShortened) publisher.holdBack(entry, true);
    const fields = publicFields(document.data, postmortem, isShortened, (id) => out.has(id));
    publisher.files.set(`postmortems/${source.id}.mdx`, asMdx(fields, isShortened ? '' : body));
  }
  const pages = content.pages.map((source) => ({ source, document: publisher.read(source) }));
  if (site) reportLinks(publisher, entries, pages, site.value, components?.value);
  for (const { source, document } of pages) {
    if (RESERVED_PAGES.includes(source.id))
      publisher.findings.push(finding('reserved-page', { file: source.file }));
    if (document.data !== undefined)
      publisher.fields({ source, document }, readWith(pageSchema, document.data).problems);
    publisher.files.set(
      `pages/${source.id}.mdx`,
      asMdx(document.data, await publisher.body({ source, document }, true)),
    );
  }
  const terms = await readTerms(options.termsFile ?? site?.value.redaction.terms, contentDir);
  if (terms) publisher.withheld.push(...terms);
  else publisher.findings.push(finding('terms-file', { file: 'site.yaml' }));
  publisher.files.set('site.yaml', asYaml(publicSite(site?.data ?? {})));
  publisher.files.set('components.yaml', asYaml(components?.data ?? []));

  return {
    findings: publisher.findings.sort(byPlace),
    files:
      options.mode === 'preview'
        ? withoutBroken(publisher.files, publisher.findings)
        : publisher.findings.some(isError)
          ? new Map()
          : publisher.files,
    withheld: publisher.withheld,
    counts: {
      postmortems: out.size,
      unpublished: entries.length - out.size,
      passages: publisher.withheld.filter((each) => each.kind === 'marker').length,
      images: [...publisher.files.keys()].filter((name) => name.startsWith('images/')).length,
    },
  };
}
