import { formatDay, formatDuration } from '../format.ts';
import type { Incident } from '../model/incident.ts';
import type { SeverityLevel, Site } from '../schema/site.ts';
import { words } from '../words.ts';

/** What is told of an incident where there is room for one line: in a chat, on a picture, on a badge. */
export interface Glance {
  severity: SeverityLevel | undefined;
  day: string;
  /** How long it lasted; undefined while it lasts, and where nobody knows. */
  duration: string | undefined;
  state: string;
}

/** What is told of an incident at a glance. None of it grows old while the incident stays what it is. */
export function glanceOf(
  { severity, day, durations, state, isNearMiss }: Incident,
  { locale }: Pick<Site, 'locale'>,
): Glance {
  const isOver = state !== 'open' && durations.resolve !== undefined;
  return {
    severity,
    day: formatDay(day, locale),
    duration: isOver && durations.resolve ? formatDuration(durations.resolve, locale) : undefined,
    state: isNearMiss ? `${words.state.nearMiss}, ${words.state[state]}` : words.state[state],
  };
}

/** The same in one line: "SEV 2 · 14 March 2026 · 2 hr 48 min · Postmortem published". */
export const inOneLine = ({ severity, day, duration, state }: Glance): string =>
  [severity?.label, day, duration, state].filter((part) => part !== undefined).join(' · ');
