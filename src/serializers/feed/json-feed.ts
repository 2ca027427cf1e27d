import { timestamp } from '../../model/time.ts';
import type { Feed } from './feed.ts';

/** A feed as JSON Feed 1.1 (jsonfeed.org). */
export const asJsonFeed = ({ title, description, language, author, page, self, entries }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: page,
    feed_url: self.json,
    description,
    language,
    authors: [{ name: author.name, url: author.url }],
    items: entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: entry.content,
      summary: entry.summary,
      date_published: timestamp(entry.published),
      date_modified: timestamp(entry.updated),
      tags: entry.tags,
    })),
  });
