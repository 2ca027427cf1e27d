import { importCstate } from './cstate.ts';
import { importFeed } from './feed.ts';
import { importMarkdown } from './markdown.ts';
import type { Archive, Import, Source } from './model.ts';
import { importStatuspage } from './statuspage.ts';

interface Format {
  /** The endings of the files that are read of a folder. */
  endings: readonly string[];
  read: (sources: readonly Source[], archive: Archive) => Import;
}

/** The formats that give whole postmortems. */
export const FORMATS: Readonly<Record<string, Format>> = {
  statuspage: { endings: ['.json'], read: importStatuspage },
  cstate: { endings: ['.md', '.markdown'], read: importCstate },
  markdown: { endings: ['.md', '.mdx', '.markdown'], read: importMarkdown },
  feed: { endings: ['.atom', '.rss', '.xml'], read: importFeed },
};

/** The endings of the files that are read as a timeline. */
export const TIMELINE_ENDINGS: readonly string[] = ['.json', '.csv'];
