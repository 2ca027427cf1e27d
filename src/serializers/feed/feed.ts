import { type Archive, incidentsOf } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { datesOf, latestOf, toldOf } from '../../model/updates.ts';
import { absolute, paths } from '../../paths.ts';
import type { Component } from '../../schema/component.ts';
import { say, words } from '../../words.ts';

/** What a feed holds, whatever it is written in. Times are in milliseconds since 1970 UTC, addresses whole. */
export interface Feed {
  id: string;
  title: string;
  description: string;
  language: string;
  /** Who publishes it. */
  author: { name: string; url: string };
  /** The page that it is the feed of. */
  page: string;
  /** Where it is, in each of the formats. */
  self: { atom: string; rss: string; json: string };
  /** When the latest of its entries changed. */
  updated: number;
  entries: FeedEntry[];
}

interface FeedEntry {
  id: string;
  title: string;
  url: string;
  published: number;
  updated: number;
  summary: string | undefined;
  /** HTML: what was told, newest first, as feeds of Statuspage have it, and the text of the incident. */
  content: string;
  tags: string[];
}

/** As many as readers of feeds are used to; `archive.json` has all. */
const MOST_ENTRIES = 50;

/**
 * A tag URI (RFC 4151) in the form that feeds of Statuspage have. It is made of the address in site.yaml and of ids, so
 * that neither another title nor the address of a preview changes it.
 */
export function tagOf({ site }: Pick<Archive, 'site'>, ...parts: string[]): string {
  const { host, pathname } = new URL(site.url);
  const within = pathname.split('/').filter((part) => part !== '');
  return `tag:${host},2005:${[...within, ...parts].join('/')}`;
}

const changesIn = new WeakMap<Archive, ReadonlyMap<Incident, number>>();

/**
 * When each incident changed; of those that changed at the same moment, the later begun a millisecond later: readers of
 * feeds take two of one time for one.
 */
function changesOf(archive: Archive): ReadonlyMap<Incident, number> {
  const made = changesIn.get(archive);
  if (made) return made;
  const changes = new Map<Incident, number>();
  changesIn.set(archive, changes);
  const taken = new Set<number>();
  for (const incident of toldOf(archive).toReversed()) {
    let { updated } = datesOf(incident);
    while (taken.has(updated)) updated += 1;
    taken.add(updated);
    changes.set(incident, updated);
  }
  return changes;
}

/** The newest incidents of the site, or of one component. `htmlOf` gives the text of an incident as HTML. */
export function feedOf(
  archive: Archive,
  htmlOf: (incident: Incident) => string,
  component?: Component,
): Feed {
  const { site, url } = archive;
  const changes = changesOf(archive);
  const own = component ? incidentsOf(archive, component) : archive.incidents;
  const entries = own
    .filter((incident) => changes.has(incident))
    .slice(0, MOST_ENTRIES)
    .map((incident): FeedEntry => {
      const { postmortem, id } = incident;
      return {
        id: tagOf(archive, 'Incident', id),
        title: postmortem.title,
        url: absolute(paths.incident(id), url),
        published: datesOf(incident).created,
        updated: changes.get(incident) ?? datesOf(incident).updated,
        summary: postmortem.summary,
        content: htmlOf(incident),
        tags: [...incident.components.map(({ name }) => name), ...(postmortem.tags ?? [])],
      };
    });
  const name = component ? `${site.name}: ${component.name}` : site.name;
  return {
    id: component ? tagOf(archive, 'components', component.id, 'history') : tagOf(archive, 'history'),
    title: say(words.feed.title, { name }),
    description: component?.description ?? site.description,
    language: site.locale,
    author: { name: site.name, url: absolute(paths.home(), url) },
    page: absolute(component ? paths.component(component.id) : paths.home(), url),
    self: {
      atom: absolute(paths.atom(component?.id), url),
      rss: absolute(paths.rss(component?.id), url),
      json: absolute(paths.jsonFeed(component?.id), url),
    },
    updated: Math.max(
      ...entries.map(({ updated }) => updated),
      entries.length > 0 ? 0 : latestOf(toldOf(archive)),
    ),
    entries,
  };
}
