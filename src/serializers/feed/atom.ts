import { timestamp } from '../../model/time.ts';
import { asXml } from '../xml.ts';
import type { Feed } from './feed.ts';

/** A feed as Atom (RFC 4287). */
export const asAtom = ({
  id,
  title,
  description,
  language,
  author,
  page,
  self,
  updated,
  entries,
}: Feed): string =>
  asXml('feed', {
    '@xmlns': 'http://www.w3.org/2005/Atom',
    '@xml:lang': language,
    id,
    title,
    subtitle: description,
    link: [
      { '@rel': 'alternate', '@type': 'text/html', '@href': page },
      { '@rel': 'self', '@type': 'application/atom+xml', '@href': self.atom },
    ],
    updated: timestamp(updated),
    author: { name: author.name, uri: author.url },
    entry: entries.map((entry) => ({
      id: entry.id,
      published: timestamp(entry.published),
      updated: timestamp(entry.updated),
      link: { '@rel': 'alternate', '@type': 'text/html', '@href': entry.url },
      title: entry.title,
      category: entry.tags.map((tag) => ({ '@term': tag })),
      ...(entry.summary === undefined ? {} : { summary: entry.summary }),
      content: { '@type': 'html', '#text': entry.content },
    })),
  });
