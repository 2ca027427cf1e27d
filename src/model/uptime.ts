import type { Component } from '../schema/component.ts';
import type { Archive } from './archive.ts';
import type { Level } from './incident.ts';
import { addDays, dayBounds } from './time.ts';

/** How much of its time a component counts as down at each level: the rule that Statuspage uses. */
export const DOWN: Readonly<Record<Level, number>> = {
  major_outage: 1,
  partial_outage: 0.3,
  degraded_performance: 0,
};

export interface Uptime {
  /** Of the time in which it was offered, from 0 to 1. */
  share: number;
  /** False if the ends of some impact are not known, so that it may have been less. */
  isKnown: boolean;
}

/**
 * The uptime of a component over the last days up to now, from its impact windows. Where windows overlap, the worst
 * counts. A near miss affects nothing. Undefined if the component was not offered in that time.
 */
export function uptimeOf(archive: Archive, component: Component, days = 90): Uptime | undefined {
  const { timeZone } = archive.site;
  const first = addDays(archive.today, 1 - days);
  const begin = dayBounds(
    component.since && component.since > first ? component.since : first,
    timeZone,
  ).from;
  if (begin >= archive.now) return undefined;
  const windows = archive.incidents
    .filter((incident) => !incident.isNearMiss)
    .flatMap(({ windows, postmortem }) =>
      windows.filter((window) => {
        // What was surely over before counts for nothing, whenever it began.
        const end = window.to?.at ?? postmortem.resolvedAt?.at;
        return window.component.id === component.id && (end == null || end > begin);
      }),
    );
  const spans = windows.flatMap(({ span, level }) => {
    const [from, to] = [Math.max(span?.from ?? 0, begin), Math.min(span?.to ?? 0, archive.now)];
    return span && from < to ? [{ from, to, down: DOWN[level] }] : [];
  });
  // Between two neighbouring ends nothing changes: there the worst of what goes on counts.
  const ends = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const down = ends.slice(1).reduce((sum, to, index) => {
    const from = ends[index] ?? to;
    const worst = Math.max(
      0,
      ...spans.filter((span) => span.from < to && span.to > from).map((span) => span.down),
    );
    return sum + worst * (to - from);
  }, 0);
  return {
    share: 1 - down / (archive.now - begin),
    isKnown: windows.every(({ span }) => span !== undefined),
  };
}
