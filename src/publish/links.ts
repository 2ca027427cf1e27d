import { KINDS } from '../model/facets.ts';
import { paths } from '../paths.ts';
import type { Component } from '../schema/component.ts';
import type { Site } from '../schema/site.ts';
import type { Entry, Publisher } from './publisher.ts';

/** A public document with the links of its body; `address` is its own, without the base path. */
interface Linking<Source> {
  source: Source;
  address: string;
  links: readonly { url: string; offset: number }[];
}

/** The path of a link within the site, without base path, fragment and query; undefined if it leads elsewhere. */
function pathWithin(url: string, address: string, siteUrl: string): string | undefined {
  // Authors write addresses of the site without its base path.
  const isRooted = url.startsWith('/') && !url.startsWith('//');
  const absolute = isRooted ? siteUrl + url : url;
  if (!URL.canParse(absolute, siteUrl + address)) return undefined;
  const [target, site] = [new URL(absolute, siteUrl + address), new URL(siteUrl)];
  const base = site.pathname.replace(/\/$/, '');
  if (target.origin !== site.origin || !target.pathname.startsWith(`${base}/`)) return undefined;
  return target.pathname.slice(base.length).replace(/(?:\/index\.html)?\/?$/, '/');
}

/**
 * Links that lead to no page of the site, however their address is written. `isPage` knows the pages by their path, with
 * a slash at its end; files of public/ have an extension and are not asked for. `siteUrl` has no slash at its end.
 */
function brokenLinks<Source>(
  documents: readonly Linking<Source>[],
  isPage: (path: string) => boolean,
  siteUrl: string,
): { source: Source; offset: number }[] {
  return documents.flatMap(({ source, address, links }) =>
    links.flatMap(({ url, offset }) => {
      const path = pathWithin(url, address, siteUrl);
      return path === undefined || /\.\w+\/$/.test(path) || isPage(path) ? [] : [{ source, offset }];
    }),
  );
}

/** Tells of links in public documents that lead nowhere. What cannot be read counts as there: it is told by itself. */
export function reportLinks(
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
    ...[paths.home(), paths.history(), paths.factors(), paths.search()],
    ...site.severities.map(({ id }) => paths.severity(id)),
    ...KINDS.map(paths.kind),
    ...site.factors.map(({ id }) => paths.factor(id)),
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
