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
export function brokenLinks<Source>(
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
