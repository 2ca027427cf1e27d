import type { Alias, Moved } from '../model/moved.ts';
import { href, paths } from '../paths.ts';

/** What GitLab Pages reads of the file; Cloudflare Pages and Netlify read more. */
const MOST_RULES = 1000;
const MOST_BYTES = 64 * 1024;

/** What stands beside the page of an incident, under the same id. */
const TWINS = [
  (id: string) => paths.statuspage(`incidents/${id}`),
  paths.incidentJson,
  paths.incidentMarkdown,
  paths.incidentOembed,
  paths.incidentBadge,
  paths.incidentPreview,
];

/** What stands below the page of a component. */
const FEEDS = [paths.atom, paths.rss, paths.jsonFeed];

const COMPONENT = /^\/components\/([^/]+)\/$/;

/** From and to of the feeds of a component whose page has moved to another's. */
function movedFeeds({ from, to }: Moved): [from: string, to: string][] {
  const [, old] = COMPONENT.exec(from) ?? [];
  const [, present] = COMPONENT.exec(to) ?? [];
  return old && present ? FEEDS.map((feed) => [feed(old), feed(present)]) : [];
}

/**
 * The rules of `_redirects` as Netlify, Cloudflare Pages and GitLab Pages read them: from, to, code, counted from the
 * root of the host. Pages come first: should there be more rules than hosts read, it is feeds and twins that are left out, and
 * the small pages at the old addresses lead on without any rule. A query stays out of it: hosts ignore it.
 */
export function redirectRules(moved: readonly Moved[], aliases: readonly Alias[], base: string): string {
  const rule = (from: string, to: string) => `${href(from, base)} ${href(to, base)} 301\n`;
  const rules = [
    ...moved.flatMap(({ from, to }) => [rule(from.slice(0, -1), to), rule(from, to)]),
    ...moved.flatMap((each) => movedFeeds(each).map(([from, to]) => rule(from, to))),
    ...aliases.flatMap(({ alias, id }) => TWINS.map((twin) => rule(twin(alias), twin(id)))),
  ].slice(0, MOST_RULES);
  let bytes = 0;
  return rules
    .filter((each) => {
      bytes += each.length;
      return bytes <= MOST_BYTES;
    })
    .join('');
}
