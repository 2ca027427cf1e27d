import { paths } from '../paths.ts';
import type { Archive } from './archive.ts';

/** An address at which nothing is any more, and the page that took its place; both without the base path. */
export interface Moved {
  from: string;
  to: string;
}

/** Pages that Statuspage has and this archive shows elsewhere; its other addresses are the same here. */
const OF_STATUSPAGE: readonly Moved[] = [{ from: '/uptime/', to: paths.home() }];

/** An old id of an incident. */
export interface Alias {
  alias: string;
  id: string;
}

const aliasesOf = (incidents: Archive['incidents']): Alias[] =>
  incidents.flatMap(({ id, postmortem }) => (postmortem.aliases ?? []).map((alias) => ({ alias, id })));

/** The old ids of incidents that machines can read; a tombstone is a page and nothing else. */
export const aliasesOfTwins = ({ incidents }: Pick<Archive, 'incidents'>): Alias[] => aliasesOf(incidents);

/**
 * Every page that has moved: what site.yaml says, what a move from Statuspage leaves behind, and the old ids of incidents
 * and tombstones. `pages` are the names of the free pages.
 */
export function movedOf(
  { site, incidents, tombstones }: Pick<Archive, 'site' | 'incidents' | 'tombstones'>,
  pages: readonly string[],
): Moved[] {
  const authored = Object.entries(site.redirects).map(([from, to]) => ({ from, to }));
  const taken = [...authored.map(({ from }) => from), ...pages.map(paths.page)];
  return [
    ...authored,
    ...OF_STATUSPAGE.filter(({ from }) => !taken.includes(from)),
    ...aliasesOf([...incidents, ...tombstones]).map(({ alias, id }) => ({
      from: paths.incident(alias),
      to: paths.incident(id),
    })),
  ];
}
