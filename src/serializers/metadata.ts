import type { Incident } from '../model/incident.ts';
import { timestamp } from '../model/time.ts';
import { datesOf } from '../model/updates.ts';
import { absolute, paths } from '../paths.ts';
import type { Site } from '../schema/site.ts';
import { words } from '../words.ts';
import { glanceOf, inOneLine } from './glance.ts';

/** How large the pictures of links are, in pixels: what chats and social networks ask for. */
export const PREVIEW_SIZE = { width: 1200, height: 630 } as const;

/** A page as it says what it is. `address` is without the base path. */
export interface Described {
  title: string;
  description: string;
  address: string;
}

/** A name of the Open Graph protocol or of Twitter's cards, and what it says. */
export type Tag = readonly [name: string, content: string];

/** A locale as Open Graph writes it: en_GB. Of a language alone, the country where most of its readers are. */
function openGraphLocale(locale: string): string {
  const { language, region } = new Intl.Locale(locale).maximize();
  return region === undefined ? language : `${language}_${region}`;
}

/** The picture with its alternative text, which says what is to be read on it. */
const pictureTags = (image: string, alt: string): Tag[] => [
  ['og:image', image],
  ['og:image:width', String(PREVIEW_SIZE.width)],
  ['og:image:height', String(PREVIEW_SIZE.height)],
  ['og:image:alt', alt],
  ['twitter:card', 'summary_large_image'],
  ['twitter:image:alt', alt],
];

const commonTags = ({ title, description, address }: Described, site: Site, url: string): Tag[] => [
  ['og:title', title],
  ['og:description', description],
  ['og:url', absolute(address, url)],
  ['og:site_name', site.name],
  ['og:locale', openGraphLocale(site.locale)],
];

/** What a link to a page shows where it is pasted. `url` is that of the site. */
export const pageTags = (page: Described, site: Site, url: string): Tag[] => [
  ['og:type', 'website'],
  ...commonTags(page, site, url),
  ...pictureTags(absolute(paths.preview(), url), `${site.name}. ${site.description}`),
];

/** What a link to an incident shows: before its summary, how bad it was, when, and for how long. `url` is that of the site. */
export function incidentTags(incident: Incident, page: Described, site: Site, url: string): Tag[] {
  const { publishedAt, tags = [] } = incident.postmortem;
  const glance = inOneLine(glanceOf(incident, site));
  const kind = incident.isNearMiss ? words.kind['near-miss'] : words.kind.incident;
  const published: Tag[] =
    publishedAt === undefined ? [] : [['article:published_time', timestamp(publishedAt)]];
  return [
    ['og:type', 'article'],
    ...commonTags({ ...page, description: `${glance}. ${page.description}` }, site, url),
    ...published,
    ['article:modified_time', timestamp(datesOf(incident).updated)],
    ['article:section', kind],
    ...[...incident.components.map(({ name }) => name), ...tags].map((tag): Tag => ['article:tag', tag]),
    ...pictureTags(
      absolute(paths.incidentPreview(incident.id), url),
      `${site.name}: ${page.title}. ${glance}`,
    ),
  ];
}
