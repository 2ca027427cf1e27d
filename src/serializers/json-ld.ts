import type { Incident } from '../model/incident.ts';
import { timestamp } from '../model/time.ts';
import { datesOf } from '../model/updates.ts';
import { absolute, paths } from '../paths.ts';
import type { Site } from '../schema/site.ts';
import { words } from '../words.ts';

/** A thing of schema.org. Each stands in a script of its own: there are readers that find nothing in an `@graph`. */
export type Thing = { '@context': 'https://schema.org'; '@type': string } & Record<string, unknown>;

const thing = (type: string, about: Record<string, unknown>): Thing => ({
  '@context': 'https://schema.org',
  '@type': type,
  ...about,
});

const organizationOf = ({ name, links }: Site, url: string) => ({
  '@type': 'Organization',
  name,
  url: links.home ?? `${url}/`,
});

/** An incident as an article of its organisation, and the way to it. schema.org knows no incidents; `url` is that of the site. */
export function incidentThings(incident: Incident, site: Site, url: string): Thing[] {
  const { id, postmortem, components } = incident;
  const { created, updated } = datesOf(incident);
  const address = absolute(paths.incident(id), url);
  const organization = organizationOf(site, url);
  const way = [
    { name: site.name, item: absolute(paths.home(), url) },
    { name: words.history.title, item: absolute(paths.history(), url) },
    { name: postmortem.title, item: address },
  ];
  return [
    thing('TechArticle', {
      headline: postmortem.title,
      ...(postmortem.summary === undefined ? {} : { description: postmortem.summary }),
      url: address,
      image: absolute(paths.incidentPreview(id), url),
      inLanguage: site.locale,
      datePublished: timestamp(postmortem.publishedAt ?? created),
      dateModified: timestamp(updated),
      author: organization,
      publisher: organization,
      ...(components.length === 0
        ? {}
        : { about: components.map(({ name }) => ({ '@type': 'Service', name })) }),
    }),
    thing('BreadcrumbList', {
      itemListElement: way.map((step, index) => ({ '@type': 'ListItem', position: index + 1, ...step })),
    }),
  ];
}

/** The archive and whose it is; `url` is that of the site. */
export function siteThings(site: Site, url: string): Thing[] {
  const { '@type': type, ...organization } = organizationOf(site, url);
  return [
    thing('WebSite', {
      name: site.name,
      description: site.description,
      url: absolute(paths.home(), url),
      inLanguage: site.locale,
      publisher: { '@type': type, ...organization },
    }),
    thing(type, organization),
  ];
}

/** JSON that may stand in a script of HTML: nothing in it can end the script or begin a comment. */
export const inScript = (value: Thing): string => JSON.stringify(value).replaceAll('<', '\\u003c');
