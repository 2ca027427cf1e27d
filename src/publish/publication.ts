import { byPlace, type Finding, finding, isError } from '../findings.ts';
import { RESERVED_PAGES } from '../paths.ts';
import { replaceForPublic, replaceWithInk } from '../redaction/strip.ts';
import { componentsSchema } from '../schema/component.ts';
import { pageSchema } from '../schema/postmortem.ts';
import { readWith } from '../schema/read.ts';
import { componentProblems, referenceProblems, siteProblems } from '../schema/references.ts';
import { siteSchema } from '../schema/site.ts';
import { readContent } from './content.ts';
import { asMdx, asYaml, publicFields, publicSite } from './public-files.ts';
import { Publisher, type PublishOptions, type Withheld } from './publisher.ts';
import { readTerms } from './terms.ts';
import type { Files } from './write.ts';

/** What a content folder becomes: the public files, what they hold back, and everything that is wrong. */
export interface Publication {
  findings: Finding[];
  /** The files of `.published/`; to be written only if no finding is an error. */
  files: Files;
  withheld: Withheld[];
  counts: { postmortems: number; unpublished: number; passages: number; images: number };
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
  if (site) publisher.links(entries, site.value.url.replace(/\/$/, ''));

  const out = new Set(entries.filter((each) => each.isOut).map((each) => each.source.id));
  for (const entry of entries) {
    const body = await publisher.body(entry, entry.isOut && entry.postmortem?.status !== 'retracted');
    if (!entry.isOut || !entry.postmortem) {
      publisher.holdBack(entry, false);
      continue;
    }
    const isRetracted = entry.postmortem.status === 'retracted';
    if (isRetracted) publisher.holdBack(entry, true);
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
  const terms = await readTerms(options.termsFile ?? site?.value.redaction.terms, contentDir);
  if (terms) publisher.withheld.push(...terms);
  else publisher.findings.push(finding('terms-file', { file: 'site.yaml' }));
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
