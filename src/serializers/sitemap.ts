import { type Archive, incidentsOf } from '../model/archive.ts';
import { incidentsWith, KINDS } from '../model/facets.ts';
import type { Incident } from '../model/incident.ts';
import { timestamp } from '../model/time.ts';
import { datesOf, latestOf, toldOf } from '../model/updates.ts';
import { absolute, paths } from '../paths.ts';
import { asXml } from './xml.ts';

/** A page for search engines. `changed` is in milliseconds since 1970 UTC; undefined where content does not say. */
interface Listed {
  address: string;
  changed: number | undefined;
}

/** As many as one file may have (sitemaps.org). */
const MOST_PAGES = 50_000;
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

const listed = (address: string, incidents: readonly Incident[]): Listed => ({
  address,
  changed: latestOf(incidents) || undefined,
});

/** The lists of incidents, each changed with the last that is in it. */
function listsOf({ site }: Archive, told: readonly Incident[]): Listed[] {
  const years = Map.groupBy(told, ({ year }) => year);
  return [
    listed(paths.history(), told),
    ...[...years].map(([year, ofYear]) => listed(paths.history(year), ofYear)),
    ...site.severities.map(({ id }) => listed(paths.severity(id), incidentsWith(told, 'severity', id))),
    ...KINDS.map((kind) => listed(paths.kind(kind), incidentsWith(told, 'kind', kind))),
    listed(paths.factors(), told),
    ...site.factors.map(({ id }) => listed(paths.factor(id), incidentsWith(told, 'factor', id))),
  ];
}

/**
 * All pages that are to be found, in files of as many as one may have: neither those of withdrawn incidents, nor
 * redirects. `pages` are the free pages.
 */
export function sitemapOf(archive: Archive, pages: readonly { id: string }[]): Listed[][] {
  const told = toldOf(archive);
  const all: Listed[] = [
    listed(paths.home(), told),
    ...told.map((incident) => ({
      address: paths.incident(incident.id),
      changed: datesOf(incident).updated,
    })),
    ...archive.components.map((component) =>
      listed(paths.component(component.id), toldOf({ incidents: incidentsOf(archive, component) })),
    ),
    ...listsOf(archive, told),
    ...pages.map(({ id }) => listed(paths.page(id), [])),
    listed(paths.search(), []),
  ];
  return Array.from({ length: Math.ceil(all.length / MOST_PAGES) }, (_, part) =>
    all.slice(part * MOST_PAGES, (part + 1) * MOST_PAGES),
  );
}

const place = (address: string, changed: number | undefined, url: string) => ({
  loc: absolute(address, url),
  ...(changed === undefined ? {} : { lastmod: timestamp(changed) }),
});

/** One file of the sitemap; `url` is where the site stands. */
export const asSitemap = (pages: readonly Listed[], url: string): string =>
  asXml('urlset', {
    '@xmlns': NAMESPACE,
    url: pages.map(({ address, changed }) => place(address, changed, url)),
  });

/** The list of those files. */
export const sitemapIndex = (parts: readonly (readonly Listed[])[], url: string): string =>
  asXml('sitemapindex', {
    '@xmlns': NAMESPACE,
    sitemap: parts.map((pages, part) => {
      const latest = Math.max(0, ...pages.map(({ changed }) => changed ?? 0));
      return place(paths.sitemapPart(part), latest || undefined, url);
    }),
  });
