import { type Finding, finding } from '../findings.ts';
import { counted } from '../report.ts';
import { parseDateTime } from '../schema/moment.ts';
import { Components, slug } from './components.ts';
import {
  type Account,
  type Archive,
  emptyAccount,
  type Import,
  type Imported,
  type Source,
} from './model.ts';
import { plainText } from './rich-text.ts';
import { type Incident, type LinkOf, readIncident } from './statuspage-incident.ts';
import { type Found, readShapes, type StatuspageComponent } from './statuspage-shapes.ts';
import { updateFields } from './updates.ts';
import { dateTimeOf, fitTitle, headed, levelOf, severityOf } from './vocabulary.ts';
import { windowsOf } from './windows.ts';

/** What is read from files of Statuspage, before it becomes documents. */
export interface StatuspageExport {
  incidents: Incident[];
  components: StatuspageComponent[];
  findings: Finding[];
}

/** Of one incident that stands in several files: what was written last, with the postmortem of the last that says whether there is one. */
function merged(group: readonly Found[]): Found {
  const writtenAt = ({ incident }: Found) => parseDateTime(incident.updated_at) ?? 0;
  const newest = group.toSorted((a, b) => writtenAt(b) - writtenAt(a));
  const [first = group[0], ...others] = newest;
  const withBody = newest.find(({ incident }) => incident.postmortem_body !== undefined);
  const { postmortem_body, postmortem_published_at } = withBody?.incident ?? {};
  const components =
    first?.incident.components ?? others.find(({ incident }) => incident.components)?.incident.components;
  return {
    ...(first as Found),
    incident: {
      ...(first as Found).incident,
      ...(components ? { components } : {}),
      ...(withBody ? { postmortem_body, postmortem_published_at } : {}),
    },
  };
}

/** Links within the page of Statuspage lead to the same incident of the archive; to what is not there, to nothing. */
function linksOf(ids: ReadonlySet<string>, siteUrl: string): LinkOf {
  return (pageUrl) => (url) => {
    if (url.startsWith('#') || !URL.canParse(url, pageUrl)) return undefined;
    const { href, origin, pathname } = new URL(url, pageUrl);
    const [, id = ''] = /^\/incidents\/([\w-]+)\/?$/.exec(pathname) ?? [];
    const isPage = pageUrl !== undefined && origin === new URL(pageUrl).origin;
    if ((isPage || href.startsWith(siteUrl)) && ids.has(id)) return `/incidents/${id}/`;
    return href.startsWith(siteUrl) ? undefined : href;
  };
}

/**
 * Reads saved answers of Statuspage, of this archive's own API too, in any of their shapes. `siteUrl` is the address of
 * the archive.
 */
export function readStatuspage(sources: readonly Source[], siteUrl: string): StatuspageExport {
  const shapes = sources.map(readShapes);
  const findings = shapes.flatMap((each) => each.findings);
  const groups = Map.groupBy(
    shapes.flatMap((each) => each.incidents),
    ({ id }) => id,
  );
  const linkOf = linksOf(new Set(groups.keys()), siteUrl);
  const incidents: Incident[] = [];
  for (const [id, group] of groups) {
    const [first, ...others] = group;
    for (const { from } of others)
      findings.push(
        finding('import-duplicate', from, `${id} is also in ${first?.from.file}, line ${first?.from.line}`),
      );
    const read = readIncident(merged(group), linkOf);
    findings.push(...read.findings);
    if (read.id !== undefined) incidents.push(read);
  }
  return { incidents, components: shapes.flatMap((each) => each.components), findings };
}

/** The end as it is written: one before the start is marked as what it is. */
function endOf({ resolvedAt, resolvedBefore }: Incident): Record<string, unknown> {
  if (resolvedAt === undefined) return {};
  const at = dateTimeOf(resolvedAt);
  if (resolvedBefore === undefined) return { resolvedAt: at };
  const note = `The source gives ${dateTimeOf(resolvedBefore)}, which is before the start.`;
  return { resolvedAt: { at, precision: 'approximate', note } };
}

function impactOf(incident: Incident, components: Components, account: Account): unknown[] {
  const { impact, startedAt: start, resolvedAt: end } = incident;
  return incident.components.flatMap(({ component, changes }) => {
    const id = components.idOf(foundComponent(component));
    const windows = windowsOf(changes, { start, end });
    if (windows.length > 0) {
      account.mapped.push(
        `changes of ${component.name} → ${windows.length === 1 ? 'a window' : `${windows.length} windows`}`,
      );
      return windows.map(({ status, from, to }) => ({
        id,
        status,
        ...(from === undefined ? {} : { from: dateTimeOf(from) }),
        ...(to === undefined ? {} : { to: dateTimeOf(to) }),
      }));
    }
    const status = levelOf(impact);
    account.mapped.push(`${component.name}, by the impact → ${status} throughout`);
    return [{ id, status }];
  });
}

/** An unpublished postmortem makes a draft of the whole: nobody may read it before somebody decides. */
function statusOf({
  postmortem,
  resolvedAt,
  updates,
  components,
}: Incident): 'draft' | 'pending' | 'recorded' {
  if (postmortem && postmortem.publishedAt === undefined) return 'draft';
  if (resolvedAt === undefined) return 'pending';
  return updates.length + components.length > 0 ? 'recorded' : 'draft';
}

const foundComponent = (
  component: Incident['components'][number]['component'],
  groups?: ReadonlyMap<string, string>,
) => ({
  id: component.id ?? undefined,
  name: component.name,
  description: component.description ? plainText(component.description) : undefined,
  group: groups?.get(component.group_id ?? ''),
  since: component.start_date ?? undefined,
});

/** Makes a postmortem of an incident; its components are added to `components`. */
export function toDocument(
  incident: Incident,
  components: Components,
  { site }: Pick<Archive, 'site'>,
): Imported {
  const account = emptyAccount();
  const { postmortem, updates } = incident;
  const { title, whole } = fitTitle(incident.name);
  const status = statusOf(incident);
  const severity = severityOf(incident.impact, site);
  const affected = impactOf(incident, components, account);
  const id = slug(incident.id, 'incident');
  account.kept.push('name', 'started_at', ...(incident.resolvedAt === undefined ? [] : ['resolved_at']));
  if (updates.length > 0) account.kept.push(counted(updates.length, 'update'));
  if (postmortem)
    account.kept.push(
      postmortem.publishedAt === undefined ? 'postmortem (never published: a draft)' : 'postmortem',
    );
  account.mapped.unshift(`impact ${incident.impact} → severity ${severity}`, `status → ${status}`);
  if (id !== incident.id) account.mapped.push(`id ${incident.id} → ${id}`);
  if (whole) account.mapped.push('name, of more than 120 characters → title and summary');
  if (updates.length > 0) account.mapped.push('updates → timeline');
  account.lost.push(...incident.lost);
  return {
    id,
    from: incident.from,
    fields: {
      title,
      status,
      severity,
      ...(whole ? { summary: whole.slice(0, 600) } : {}),
      startedAt: dateTimeOf(incident.startedAt),
      ...endOf(incident),
      ...(postmortem?.publishedAt === undefined ? {} : { publishedAt: dateTimeOf(postmortem.publishedAt) }),
      ...(affected.length > 0 ? { impact: { components: affected } } : {}),
      ...updateFields(updates),
    },
    body: headed(postmortem?.text ?? ''),
    ...account,
  };
}

/** Components of a list, under their groups, in the order of the list. */
function addListed(listed: readonly StatuspageComponent[], components: Components): void {
  const groups = new Map(listed.flatMap(({ id, name, group }) => (group && id ? [[id, name] as const] : [])));
  for (const component of listed) if (!component.group) components.idOf(foundComponent(component, groups));
}

/** Imports saved answers of Statuspage. */
export function importStatuspage(sources: readonly Source[], archive: Archive): Import {
  const { incidents, components: listed, findings } = readStatuspage(sources, archive.site.url);
  const components = new Components(archive);
  addListed(listed, components);
  const documents = incidents.map((incident) => toDocument(incident, components, archive));
  return { documents, components: components.added, findings };
}
