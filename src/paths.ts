/** Every address that the site has, without the base path; `href` adds it. */
export const paths = {
  home: () => '/',
  history: (year?: number) => (year === undefined ? '/history/' : `/history/${year}/`),
  severity: (id: string) => `/history/severity/${id}/`,
  kind: (kind: string) => `/history/kind/${kind}/`,
  factors: () => '/factors/',
  factor: (id: string) => `/factors/${id}/`,
  incident: (id: string) => `/incidents/${id}/`,
  component: (id: string) => `/components/${id}/`,
  page: (name: string) => `/${name}/`,
  search: () => '/search/',
  image: (name: string) => `/images/${name}`,
  data: (name: string) => `/data/${name}`,
  /** The same incident for machines: as Markdown, as JSON, as an oEmbed document, and as two pictures. */
  incidentMarkdown: (id: string) => `/incidents/${id}.md`,
  incidentJson: (id: string) => `/incidents/${id}.json`,
  incidentOembed: (id: string) => `/incidents/${id}.oembed.json`,
  incidentBadge: (id: string) => `/incidents/${id}.svg`,
  incidentPreview: (id: string) => `/incidents/${id}.png`,
  /** Feeds of the whole site, or of one component. */
  atom: (component?: string) => `${feeds(component)}history.atom`,
  rss: (component?: string) => `${feeds(component)}history.rss`,
  jsonFeed: (component?: string) => `${feeds(component)}feed.json`,
  statuspage: (endpoint: string) => `/api/v2/${endpoint}.json`,
  statuspageHistory: () => '/history.json',
  archive: () => '/archive.json',
  archiveSchema: () => '/schema/archive.json',
  sitemap: () => '/sitemap-index.xml',
  sitemapPart: (part: number) => `/sitemap-${part}.xml`,
  badge: () => '/status.svg',
  preview: () => '/preview.png',
} as const;

const feeds = (component?: string) => (component === undefined ? '/' : `/components/${component}/`);

/** The place of an incident in a list of incidents; a link to it has `#` before it. */
export const placeOf = (id: string): string => `i-${id}`;

/** First parts of addresses that a free page may not take. */
export const RESERVED_PAGES: readonly string[] = [
  'actions',
  'api',
  'components',
  'data',
  'factors',
  'history',
  'images',
  'incidents',
  'index',
  'insights',
  'map',
  'pagefind',
  'schema',
  'search',
  '404',
];

/** Ids that no incident may have: in the API of Statuspage a list is at their address. */
export const RESERVED_INCIDENTS: readonly string[] = ['unresolved'];

/** An address of the site under its base path; addresses of other sites and fragments stay what they are. */
export function href(address: string, base: string): string {
  return address.startsWith('/') && !address.startsWith('//')
    ? `${base.replace(/\/$/, '')}${address}`
    : address;
}

/** The whole address of a page of the site; `url` is that of the site. */
export const absolute = (address: string, url: string): string => `${url.replace(/\/+$/, '')}${address}`;

/** The free pages as the footer links them, in the order of their names. */
export function footerPages(
  pages: readonly { id: string; data: { title: string } }[],
): { name: string; title: string }[] {
  return pages
    .map(({ id, data }) => ({ name: id, title: data.title }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
