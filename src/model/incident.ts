import type { Component } from '../schema/component.ts';
import type { Moment } from '../schema/moment.ts';
import type { ImpactWindow, Postmortem, TimelineEntry } from '../schema/postmortem.ts';
import { beginningOf } from '../schema/requirements.ts';
import type { SeverityLevel, Site } from '../schema/site.ts';
import { addDays, dayOf } from './time.ts';

/** How bad a window or a day was. */
export type Level = ImpactWindow['status'];

/** Worst last. */
const LEVELS: readonly Level[] = ['degraded_performance', 'partial_outage', 'major_outage'];

export function worst(levels: readonly Level[]): Level | undefined {
  return LEVELS.findLast((level) => levels.includes(level));
}

/** What state an incident is in for a reader. */
export type State = 'open' | 'awaited' | 'recorded' | 'published' | 'retracted' | 'unpublished';

/** A time between two moments, in milliseconds; approximate if either end is. */
export interface Duration {
  milliseconds: number;
  isApproximate: boolean;
}

/** One component at one level. `to` is undefined while it lasts; its `at` is null if nobody knows the end. */
export interface Window {
  component: Component;
  level: Level;
  from: Moment;
  to: Moment | undefined;
  /** In milliseconds: from the first known end to the other, up to now while it lasts. Undefined if not known. */
  span: { from: number; to: number } | undefined;
}

export interface Entry extends TimelineEntry {
  /** Its fragment on the page: made of its time, so that it stays when entries are added. */
  anchor: string;
  /** Older fragments that lead here. */
  former: string[];
}

/** A postmortem with everything that is derived from it once. */
export interface Incident {
  id: string;
  postmortem: Postmortem;
  state: State;
  severity: SeverityLevel | undefined;
  isNearMiss: boolean;
  /** What it is sorted and grouped by, in milliseconds: its start, or else the first thing known of it. */
  sortAt: number;
  day: string;
  year: number;
  /** From its start: to the alert, to the most of it being over, to its end. */
  durations: {
    detect?: Duration | undefined;
    mitigate?: Duration | undefined;
    resolve?: Duration | undefined;
  };
  windows: Window[];
  components: Component[];
  timeline: Entry[];
  /** While it is open, what is derived of it holds as of this moment, in milliseconds. */
  asOf: number | undefined;
  /** The day by which its postmortem is promised; only while one is awaited. */
  due: { day: string; isOverdue: boolean } | undefined;
}

function between(from: Moment | undefined, to: Moment | undefined): Duration | undefined {
  if (from?.at == null || to?.at == null) return undefined;
  return {
    milliseconds: Math.max(0, to.at - from.at),
    isApproximate: from.precision === 'approximate' || to.precision === 'approximate',
  };
}

function stateOf(postmortem: Postmortem, hasBody: boolean): State {
  switch (postmortem.status) {
    case 'recorded':
      // One that was published elsewhere, before it came here, is on record with its text.
      return hasBody && postmortem.publishedAt !== undefined ? 'published' : 'recorded';
    case 'pending':
      return postmortem.resolvedAt ? 'awaited' : 'open';
    case 'draft':
    case 'review':
      return 'unpublished';
    default:
      return postmortem.status;
  }
}

function windowsOf(postmortem: Postmortem, components: readonly Component[], now: number): Window[] {
  const start = postmortem.startedAt ?? { at: null, precision: 'exact' as const };
  return (postmortem.impact?.components ?? []).flatMap((window) => {
    const component = components.find((each) => each.id === window.id);
    if (!component) return [];
    const [from, to] = [window.from ?? start, window.to ?? postmortem.resolvedAt];
    // An end that nobody knows is taken to be the incident's own; while it is open, it is now.
    const end = to === undefined ? now : (to.at ?? postmortem.resolvedAt?.at ?? null);
    const begin = from.at ?? start.at;
    const span = begin === null || end === null ? undefined : { from: begin, to: Math.max(begin, end) };
    return [{ component, level: window.status, from, to, span }];
  });
}

/** The fragment of an action. */
export const actionAnchor = (id: string): string => `action-${id}`;

/** The old anchors of a page that lead to one of the present. */
export function formerOf({ anchors = {} }: Pick<Postmortem, 'anchors'>, anchor: string): string[] {
  return Object.keys(anchors).filter((old) => anchors[old] === anchor);
}

/** A fragment such as t-2026-03-14-0912; entries of the same minute are numbered in the order they were written. */
function withAnchors(postmortem: Postmortem): Entry[] {
  const { timeline = [] } = postmortem;
  const seen = new Map<string, number>();
  const named = timeline.map((entry) => {
    const { at } = entry.at;
    const base =
      at === null
        ? 't-unknown'
        : `t-${new Date(at).toISOString().slice(0, 16).replace('T', '-').replace(':', '')}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    const anchor = count === 1 ? base : `${base}-${count}`;
    return { ...entry, anchor, former: formerOf(postmortem, anchor) };
  });
  // An entry whose time is not known keeps its place behind the one before it.
  let last = Number.NEGATIVE_INFINITY;
  const keyed = named.map((entry) => {
    last = entry.at.at ?? last;
    return { entry, key: last };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ entry }) => entry);
}

/** Derives an incident from its public data. `now` is in milliseconds since 1970 UTC; `hasBody`: it has a text of its own. */
export function toIncident(
  id: string,
  postmortem: Postmortem,
  site: Site,
  components: readonly Component[],
  now: number,
  hasBody = false,
): Incident {
  const { startedAt, detectedAt, mitigatedAt, resolvedAt } = postmortem;
  const state = stateOf(postmortem, hasBody);
  const windows = windowsOf(postmortem, components, now);
  const sortAt = beginningOf(postmortem) ?? now;
  const day = dayOf(sortAt, site.timeZone);
  const affected = new Set(windows.map((window) => window.component));
  const dueDay =
    state === 'awaited' && resolvedAt?.at != null
      ? addDays(dayOf(resolvedAt.at, site.timeZone), site.publication.dueDays)
      : undefined;
  return {
    id,
    postmortem,
    state,
    severity: site.severities.find((level) => level.id === postmortem.severity),
    isNearMiss: postmortem.kind === 'near-miss',
    sortAt,
    day,
    year: Number(day.slice(0, 4)),
    durations: {
      detect: between(startedAt, detectedAt),
      mitigate: between(startedAt, mitigatedAt),
      resolve: between(startedAt, state === 'open' ? { at: now, precision: 'exact' } : resolvedAt),
    },
    windows,
    components: components.filter((component) => affected.has(component)),
    timeline: withAnchors(postmortem),
    asOf: state === 'open' ? now : undefined,
    due: dueDay === undefined ? undefined : { day: dueDay, isOverdue: dueDay < dayOf(now, site.timeZone) },
  };
}

/** Newest first; of the same moment, by id. */
export function byNewest(a: Incident, b: Incident): number {
  return b.sortAt - a.sortAt || (a.id < b.id ? 1 : -1);
}
