import type { Component } from '../schema/component.ts';
import type { Postmortem } from '../schema/postmortem.ts';
import type { Site } from '../schema/site.ts';
import { byNewest, type Incident, type Level, toIncident, worst } from './incident.ts';
import { addDays, dayBounds, dayOf, daysBetween, MINUTE } from './time.ts';

/** Everything public, derived once. `incidents` holds the newest first and no retracted one. */
export interface Archive {
  site: Site;
  /** Where this build stands: the address of site.yaml, or of a preview. It has no slash at its end. */
  url: string;
  components: Component[];
  incidents: Incident[];
  /** Incidents that were withdrawn: they have a page and stand nowhere else. */
  tombstones: Incident[];
  now: number;
  today: string;
}

/** Derives the archive from public data; `clock` is in milliseconds since 1970 UTC, `url` where the site stands. */
export function toArchive(
  site: Site,
  components: readonly Component[],
  postmortems: readonly { id: string; postmortem: Postmortem; hasBody?: boolean }[],
  clock: number,
  url = site.url,
): Archive {
  // Whole minutes: nothing here is told more exactly, and all of it is told as of the same one.
  const now = clock - (clock % MINUTE);
  const all = postmortems
    .map(({ id, postmortem, hasBody }) => toIncident(id, postmortem, site, components, now, hasBody))
    .sort(byNewest);
  return {
    site,
    url: url.replace(/\/+$/, ''),
    components: [...components],
    incidents: all.filter((incident) => incident.state !== 'retracted'),
    tombstones: all.filter((incident) => incident.state === 'retracted'),
    now,
    today: dayOf(now, site.timeZone),
  };
}

/** One day of one component: the worst that it saw, and the incidents behind that. */
export interface DayStatus {
  day: string;
  /** Undefined: nothing is on record. */
  level: Level | undefined;
  incidents: Incident[];
  /** False before the component was offered. */
  isOffered: boolean;
}

/** The last days of a component up to today, oldest first. A near miss affects no day. */
export function daysOfComponent(archive: Archive, component: Component, count = 90): DayStatus[] {
  const { timeZone } = archive.site;
  const windows = archive.incidents
    .filter((incident) => !incident.isNearMiss)
    .flatMap((incident) =>
      incident.windows
        .filter((window) => window.component.id === component.id)
        .map((window) => ({ incident, window })),
    );
  return daysBetween(addDays(archive.today, 1 - count), archive.today).map((day) => {
    const { from, to } = dayBounds(day, timeZone);
    const touching = windows.filter(
      ({ window: { span } }) => span !== undefined && span.from < to && (span.to > from || span.from >= from),
    );
    return {
      day,
      level: worst(touching.map(({ window }) => window.level)),
      incidents: [...new Set(touching.map(({ incident }) => incident))],
      isOffered: component.since === undefined || component.since <= day,
    };
  });
}

/** Components under their groups, in the order of the file; those without a group come under no name. */
export function groupsOf(
  components: readonly Component[],
): { name: string | undefined; components: Component[] }[] {
  const groups = new Map<string | undefined, Component[]>();
  for (const component of components)
    groups.set(component.group, [...(groups.get(component.group) ?? []), component]);
  return [...groups].map(([name, members]) => ({ name, components: members }));
}

/** Days that follow each other and have the same to tell; `from` and `to` are the first and the last of them. */
export interface Days {
  from: string;
  to: string;
  began: Incident[];
  /** What had begun on an earlier day and was not over. A near miss has no impact that could go on. */
  goingOn: Incident[];
}

/** The last days up to today, newest first. A day on which something began stands for itself. */
export function recentDays(archive: Archive, count: number): Days[] {
  const runs: Days[] = [];
  for (const day of daysBetween(addDays(archive.today, 1 - count), archive.today).toReversed()) {
    const { from: start } = dayBounds(day, archive.site.timeZone);
    const began = archive.incidents.filter((incident) => incident.day === day);
    const goingOn = archive.incidents.filter(({ isNearMiss, state, sortAt, postmortem: { resolvedAt } }) => {
      const end = state === 'open' ? archive.now : (resolvedAt?.at ?? sortAt);
      return !isNearMiss && sortAt < start && end > start;
    });
    const later = runs.at(-1);
    const isSame =
      later?.began.length === 0 &&
      began.length === 0 &&
      later.goingOn.length === goingOn.length &&
      goingOn.every((incident) => later.goingOn.includes(incident));
    if (later && isSame) later.from = day;
    else runs.push({ from: day, to: day, began, goingOn });
  }
  return runs;
}

/** All incidents by year and month, newest first; months without one are left out. */
export function historyOf(
  incidents: readonly Incident[],
): { year: number; months: { month: string; incidents: Incident[] }[] }[] {
  const years = Map.groupBy(incidents, (incident) => incident.year);
  return [...years].map(([year, ofYear]) => ({
    year,
    months: [...Map.groupBy(ofYear, (incident) => incident.day.slice(0, 7))].map(([month, ofMonth]) => ({
      month,
      incidents: ofMonth,
    })),
  }));
}

/**
 * What an archive can know of the present: which incidents it holds that are not resolved, and how bad they are. It
 * watches nothing. A near miss counts in no level.
 */
export function bannerOf(archive: Archive): { open: Incident[]; level: Level | undefined } {
  const open = archive.incidents.filter((incident) => incident.state === 'open');
  const affecting = open.filter((incident) => !incident.isNearMiss);
  const levels = affecting.flatMap((incident) =>
    incident.windows.filter((window) => window.to === undefined).map((window) => window.level),
  );
  return { open, level: worst(levels) ?? (affecting.length > 0 ? 'degraded_performance' : undefined) };
}

/** What another incident is to this one. The kinds ending in `-of` are the far sides of those that authors write. */
export type Relation =
  | 'recurrence'
  | 'recurred-in'
  | 'same-factor'
  | 'follow-up'
  | 'followed-by'
  | 'caused-by'
  | 'cause-of';

const FAR_SIDE = {
  recurrence: 'recurred-in',
  'same-factor': 'same-factor',
  'follow-up': 'followed-by',
  'caused-by': 'cause-of',
} as const;

/** Incidents related to one, written on either side, newest first. */
export function relatedTo(
  archive: Archive,
  incident: Incident,
): { relation: Relation; incident: Incident }[] {
  const found = new Map<Incident, Relation>();
  for (const other of archive.incidents) {
    const near = incident.postmortem.related?.find((relation) => relation.id === other.id);
    const far = other.postmortem.related?.find((relation) => relation.id === incident.id);
    if (near) found.set(other, near.kind);
    else if (far) found.set(other, FAR_SIDE[far.kind]);
  }
  return [...found].map(([other, relation]) => ({ relation, incident: other }));
}

/** The incidents that began right before and right after another. */
export function neighboursOf(
  { incidents }: Archive,
  incident: Incident,
): { older: Incident | undefined; newer: Incident | undefined } {
  const place = incidents.indexOf(incident);
  return place < 0
    ? { older: undefined, newer: undefined }
    : { older: incidents[place + 1], newer: incidents[place - 1] };
}

/** The incidents in which a component was affected, newest first. */
export function incidentsOf(archive: Archive, component: Component): Incident[] {
  return archive.incidents.filter((incident) =>
    incident.components.some((affected) => affected.id === component.id),
  );
}
