import { paths } from '../paths.ts';
import type { Component } from '../schema/component.ts';
import type { Site } from '../schema/site.ts';
import { FIXED, type Standing } from './addresses.ts';
import { isPartial } from './public-files.ts';
import type { Entry, Publisher } from './publisher.ts';

/** A public document with the links of its body; `address` is its own, without the base path. */
interface Linking<Source> {
  source: Source;
  address: string;
  links: readonly { url: string; offset: number }[];
}

/** Where a link leads within the site: the path without the base path and the query, and the fragment without its `#`. */
interface Target {
  path: string;
  fragment: string;
}

/** The fragment as it is written in the id of an element. */
function plainFragment(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

/** The target of a link; undefined if it leads out of the site. */
function targetOf(url: string, address: string, siteUrl: string): Target | undefined {
  // Authors write addresses of the site without its base path.
  const isRooted = url.startsWith('/') && !url.startsWith('//');
  const absolute = isRooted ? siteUrl + url : url;
  if (!URL.canParse(absolute, siteUrl + address)) return undefined;
  const [target, site] = [new URL(absolute, siteUrl + address), new URL(siteUrl)];
  const base = site.pathname.replace(/\/$/, '');
  if (target.origin !== site.origin || !target.pathname.startsWith(`${base}/`)) return undefined;
  return {
    path: target.pathname.slice(base.length).replace(/(?:\/index\.html)?\/?$/, '/'),
    fragment: plainFragment(target.hash),
  };
}

interface BrokenLink<Source> {
  source: Source;
  offset: number;
  code: 'broken-link' | 'broken-anchor';
}

/**
 * Links that lead to no page of the site, or to no place of one, however their address is written. `isPage` knows the
 * pages by their path, with a slash at its end; files of public/ have an extension and are not asked for. `siteUrl` has no
 * slash at its end.
 */
function brokenLinks<Source>(
  documents: readonly Linking<Source>[],
  isPage: (path: string) => boolean,
  isPlace: (target: Target) => boolean,
  siteUrl: string,
): BrokenLink<Source>[] {
  return documents.flatMap(({ source, address, links }) =>
    links.flatMap(({ url, offset }): BrokenLink<Source>[] => {
      const target = targetOf(url, address, siteUrl);
      if (target === undefined || /\.\w+\/$/.test(target.path)) return [];
      if (!isPage(target.path)) return [{ source, offset, code: 'broken-link' }];
      return isPlace(target) ? [] : [{ source, offset, code: 'broken-anchor' }];
    }),
  );
}

/** Tells of links in public documents that lead nowhere. What cannot be read counts as there: it is told by itself. `all` knows the anchors of authored pages. */
export function reportLinks(
  publisher: Publisher,
  entries: readonly Entry[],
  pages: readonly Pick<Entry, 'source' | 'document'>[],
  site: Site,
  components: readonly Component[] | undefined,
  all: ReadonlyMap<string, Standing>,
): void {
  const unread = entries.filter((each) => !each.postmortem).map((each) => each.source.id);
  const ids = [
    ...entries
      .filter((each) => each.isOut)
      .flatMap(({ source, postmortem }) => [source.id, ...(postmortem?.aliases ?? [])]),
    ...unread,
  ];
  const known = new Set([
    ...FIXED,
    ...Object.keys(site.redirects),
    ...site.severities.map(({ id }) => paths.severity(id)),
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
        // What waits has its headings later.
        links: each.document.facts.links.filter(
          ({ url }) => !url.startsWith('#') || !each.postmortem || !isPartial(each.postmortem),
        ),
      })),
    ...pages.map((each) => ({
      source: each,
      address: paths.page(each.source.id),
      links: each.document.facts.links,
    })),
  ];
  const isPage = (path: string) =>
    known.has(path) || /^\/history\/\d{4}\/$/.test(path) || (!components && path.startsWith('/components/'));
  const isPlace = ({ path, fragment }: Target) => {
    const { kept, passing, former } = all.get(path)?.anchors ?? {};
    if (!kept || fragment === '' || fragment === 'top') return true;
    return (
      kept.has(fragment) || Boolean(passing?.includes(fragment)) || Object.hasOwn(former ?? {}, fragment)
    );
  };
  const siteUrl = site.url.replace(/\/$/, '');
  for (const { source: each, offset, code } of brokenLinks(documents, isPage, isPlace, siteUrl))
    publisher.report(each.source, each.document.lines, [{ code, offset }]);
}
