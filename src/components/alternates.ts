import { paths } from '../paths.ts';

/** What a page is for programs: the same in another form, or what is new on it. The address has no base path. */
export interface Alternate {
  type: string;
  address: string;
  /** The name of the format, by which a reader chooses. */
  title: string;
}

/** The feeds of the site, or of one component. */
export const feedsOf = (component?: string): Alternate[] => [
  { type: 'application/atom+xml', address: paths.atom(component), title: 'Atom' },
  { type: 'application/rss+xml', address: paths.rss(component), title: 'RSS' },
  { type: 'application/feed+json', address: paths.jsonFeed(component), title: 'JSON Feed' },
];

/** The twins of an incident. */
export const twinsOf = (id: string): Alternate[] => [
  { type: 'application/json', address: paths.incidentJson(id), title: 'JSON' },
  { type: 'text/markdown', address: paths.incidentMarkdown(id), title: 'Markdown' },
];
