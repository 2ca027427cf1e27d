import { byPlace, type Finding, finding, isError } from '../findings.ts';
import { RESERVED_PAGES } from '../paths.ts';
import { replaceForPublic, replaceWithInk } from '../redaction/strip.ts';
import { componentsSchema } from '../schema/component.ts';
import { type Postmortem, pageSchema } from '../schema/postmortem.ts';
import { type FieldProblem, fieldProblem, readWith } from '../schema/read.ts';
import { componentProblems, referenceProblems, siteProblems } from '../schema/references.ts';
import { outdatedApprovals } from '../schema/requirements.ts';
import { type Site, siteSchema } from '../schema/site.ts';
import { type Acceptance, findUnmarked, type PublicText } from '../unmarked/unmarked.ts';
import { addressesOf, type Outgoing, type Standing } from './addresses.ts';
import { publicBody } from './body.ts';
import { readContent } from './content.ts';
import { approvalDigest } from './digest.ts';
import { reportLinks } from './links.ts';
import { logoProblems } from './logo.ts';
import { keepPromises } from './promises.ts';
import { asMdx, asYaml, isPartial, publicFields, publicSite } from './public-files.ts';
import { type Entry, type PublicYaml, Publisher, type PublishOptions, type Withheld } from './publisher.ts';
import { readTerms } from './terms.ts';
import type { Files } from './write.ts';

/** What a content folder becomes: the public files, what they hold back, and everything that is wrong. */
export interface Publication {
  findings: Finding[];
  /** The files of `.published/`: none if a finding is an error; in a preview, those that none is about. */
  files: Files;
  withheld: Withheld[];
  /** What the site says by itself: ids, labels and names of its vocabulary, and its addresses. */
  vocabulary: string[];
  /** What published.lock.json should hold; undefined in a preview, or if what everything hangs on cannot be read. */
  lock: string | undefined;
  /** What an approval of each postmortem is of, by its id, and those that it has. */
  approvable: Map<string, { digest: string; approvals: NonNullable<Postmortem['approvals']> }>;
  /** What readers get, file by file. */
  texts: PublicText[];
  counts: { postmortems: number; unpublished: number; passages: number; images: number };
}

/** The file of `.published/` that comes from an authored one, or from what lies beside it. */
export const publishedName = (file: string): string =>
  file.replace(/^(postmortems|pages)\/([^/]+)\/.+$/, '$1/$2.mdx');

/** Acceptances that accept nothing; one for a draft, of which nothing is looked through yet, may wait. */
function unusedProblems(
  { redaction }: Site,
  unused: readonly Acceptance[],
  entries: readonly Entry[],
): FieldProblem[] {
  const waiting = new Set(
    entries.filter((each) => each.postmortem?.status === 'draft').map((each) => each.source.file),
  );
  return unused
    .filter(({ file }) => file === undefined || !waiting.has(file))
    .map((each) =>
      fieldProblem('unused-acceptance', ['redaction', 'accept', redaction.accept.indexOf(each)], ''),
    );
}

/** What an author can look at while something else is wrong. */
function withoutBroken(files: Files, findings: readonly Finding[]): Files {
  const broken = new Set(findings.filter(isError).map(({ file }) => publishedName(file)));
  return new Map([...files].filter(([name]) => !broken.has(name)));
}

/** Writes the public part of each postmortem that goes out, and withholds the rest. */
async function publishPostmortems(
  publisher: Publisher,
  entries: readonly Entry[],
  mode: PublishOptions['mode'],
  site: Site | undefined,
): Promise<Pick<Publication, 'approvable'> & { outgoing: Outgoing[] }> {
  const outgoing: Outgoing[] = [];
  const approvable: Publication['approvable'] = new Map();
  const out = new Set(entries.filter((each) => each.isOut).map((each) => each.source.id));
  for (const entry of entries) {
    const { source, document, postmortem, isOut } = entry;
    const isShortened = mode === 'public' && postmortem !== undefined && isPartial(postmortem);
    const { text: body, data } = await publicBody(publisher, entry, isOut && !isShortened);
    const isShown = (id: string) => out.has(id);
    if (postmortem && site && mode === 'public') {
      const digest = approvalDigest(publicFields(document.data, postmortem, false, isShown), body);
      approvable.set(source.id, { digest, approvals: postmortem.approvals ?? [] });
      publisher.fields(entry, outdatedApprovals(postmortem, site, digest));
    }
    // What goes out later is looked through as well: an embargo ends by itself.
    if (postmortem && postmortem.status !== 'draft') {
      const isWhole = !isPartial(postmortem);
      publisher.show(entry, publicFields(document.data, postmortem, !isWhole, isShown), isOut, isWhole, data);
    }
    if (!isOut || !postmortem) {
      publisher.holdBack(entry, false);
      continue;
    }
    if (isShortened) publisher.holdBack(entry, true);
    const fields = publicFields(document.data, postmortem, isShortened, isShown);
    publisher.files.set(`postmortems/${source.id}.mdx`, asMdx(fields, isShortened ? '' : body));
    outgoing.push({ entry, fields, body: isShortened ? '' : body });
  }
  return { outgoing, approvable };
}

async function publishPages(
  publisher: Publisher,
  pages: readonly Pick<Entry, 'source' | 'document'>[],
): Promise<void> {
  for (const { source, document } of pages) {
    if (RESERVED_PAGES.includes(source.id))
      publisher.findings.push(finding('reserved-page', { file: source.file }));
    if (document.data !== undefined)
      publisher.fields({ source, document }, readWith(pageSchema, document.data).problems);
    const { text, data } = await publicBody(publisher, { source, document }, true);
    publisher.show({ source, document }, document.data, true, true, data);
    publisher.files.set(`pages/${source.id}.mdx`, asMdx(document.data, text));
  }
}

/** Tells of what readers would get and was probably meant to be marked. */
async function lookThrough(
  publisher: Publisher,
  site: PublicYaml<Site>,
  entries: readonly Entry[],
): Promise<void> {
  // The addresses that the site offers its readers are no secret.
  const { links, ...shown } = publicSite(site.data);
  site.show(shown);
  const contacts = Object.values(links ?? {}).map(String);
  const { findings, unused } = await findUnmarked(publisher.texts, site.value.redaction.accept, contacts);
  publisher.findings.push(...findings);
  site.report(unusedProblems(site.value, unused, entries));
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
  if (site)
    site.report([...siteProblems(site.value), ...(await logoProblems(site.value, options.publicDir))]);
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

  const { outgoing, approvable } = await publishPostmortems(publisher, entries, options.mode, site?.value);
  const pages = content.pages.map((source) => ({ source, document: publisher.read(source) }));
  const isPublic = options.mode === 'public';
  const all =
    site && components && isPublic
      ? addressesOf(outgoing, pages, site.value, components.value, options.now)
      : new Map<string, Standing>();
  if (site) reportLinks(publisher, entries, pages, site.value, components?.value, all);
  const lock =
    site && components && isPublic
      ? await keepPromises(publisher, contentDir, { entries, outgoing, site, all })
      : undefined;
  await publishPages(publisher, pages);
  const terms = await readTerms(options.termsFile ?? site?.value.redaction.terms, contentDir);
  if (terms) publisher.withheld.push(...terms);
  else publisher.findings.push(finding('terms-file', { file: 'site.yaml' }));
  publisher.files.set('site.yaml', asYaml(publicSite(site?.data ?? {})));
  publisher.files.set('components.yaml', asYaml(components?.data ?? []));
  components?.show(components.data);
  if (site) await lookThrough(publisher, site, entries);
  const isNonePublic = entries.every((entry) => entry.postmortem && !entry.isOut);
  if (isPublic && entries.length > 0 && isNonePublic)
    publisher.findings.push(finding('none-public', { file: 'postmortems' }));

  return {
    findings: publisher.findings.sort(byPlace),
    files:
      options.mode === 'preview'
        ? withoutBroken(publisher.files, publisher.findings)
        : publisher.findings.some(isError)
          ? new Map()
          : publisher.files,
    lock,
    approvable,
    withheld: publisher.withheld,
    texts: publisher.texts.filter((each) => each.isOut),
    vocabulary: [
      ...[
        ...(site?.value.severities ?? []),
        ...(site?.value.factors ?? []),
        ...(components?.value ?? []),
      ].flatMap((each) => [each.id, 'label' in each ? each.label : each.name]),
      ...all.keys(),
    ],
    counts: {
      postmortems: entries.filter((each) => each.isOut).length,
      unpublished: entries.filter((each) => !each.isOut).length,
      passages: publisher.withheld.filter((each) => each.kind === 'marker').length,
      images: [...publisher.files.keys()].filter((name) => name.startsWith('images/')).length,
    },
  };
}
