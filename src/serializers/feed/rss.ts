import { timestamp } from '../../model/time.ts';
import { asXml } from '../xml.ts';
import type { Feed } from './feed.ts';

/** RFC 822 with a year of four digits, as RSS asks for. */
const time = (at: number): string => new Date(at).toUTCString();

/** A feed as RSS 2.0; what RSS has no element for is Atom's and Dublin Core's. */
export const asRss = ({ title, description, language, author, page, self, updated, entries }: Feed): string =>
  asXml('rss', {
    '@version': '2.0',
    '@xmlns:atom': 'http://www.w3.org/2005/Atom',
    '@xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    channel: {
      title,
      link: page,
      description,
      language,
      lastBuildDate: time(updated),
      'atom:link': { '@rel': 'self', '@type': 'application/rss+xml', '@href': self.rss },
      item: entries.map((entry) => ({
        title: entry.title,
        link: entry.url,
        guid: { '@isPermaLink': 'false', '#text': entry.id },
        pubDate: time(entry.published),
        'atom:updated': timestamp(entry.updated),
        'dc:creator': author.name,
        category: entry.tags,
        description: entry.content,
      })),
    },
  });
