import { Temporal } from 'temporal-polyfill';
import { type Incident, type Level, worst } from './incident.ts';
import { addDays, dayBounds, dayOf, daysBetween } from './time.ts';

/** How a day is marked: by the worst that was affected, or, where nothing is said of that, by what it was. */
export type Mark = Level | 'going-on' | 'near-miss';

export interface CalendarDay {
  day: string;
  /** Newest first. */
  incidents: { incident: Incident; mark: Mark }[];
}

/** A month such as 2026-03. Its weeks have seven places; those of other months are undefined. */
export interface CalendarMonth {
  month: string;
  weeks: (CalendarDay | undefined)[][];
}

/** From its start to its end or, while it is open, to now; of what is not known, no longer than what is. */
function spanOf({ postmortem, sortAt, asOf, windows }: Incident): { from: number; to: number } {
  const ends = [
    asOf ?? postmortem.resolvedAt?.at ?? sortAt,
    ...windows.map(({ span }) => span?.to ?? sortAt),
  ];
  return { from: sortAt, to: Math.max(sortAt, ...ends) };
}

function markOf(incident: Incident, day: string, timeZone: string): Mark {
  if (incident.isNearMiss) return 'near-miss';
  const { from, to } = dayBounds(day, timeZone);
  const touching = incident.windows.filter(
    ({ span }) => span !== undefined && span.from < to && (span.to > from || span.from >= from),
  );
  return worst(touching.map(({ level }) => level)) ?? 'going-on';
}

/** Each day of a year on which an incident went on, in a zone. One that ends at midnight is over by the next day. */
function marksOf(incidents: readonly Incident[], year: number, timeZone: string) {
  const marks = new Map<string, CalendarDay['incidents']>();
  for (const incident of incidents) {
    const { from, to } = spanOf(incident);
    const [first, last] = [dayOf(from, timeZone), dayOf(Math.max(from, to - 1), timeZone)];
    // Outside of the year there is nothing to be looked up: most incidents have no day in it.
    const days = daysBetween(
      first > `${year}-01-01` ? first : `${year}-01-01`,
      last < `${year}-12-31` ? last : `${year}-12-31`,
    );
    for (const day of days)
      marks.set(day, [...(marks.get(day) ?? []), { incident, mark: markOf(incident, day, timeZone) }]);
  }
  return marks;
}

/** The twelve months of a year; a week begins with `weekStart`, from 1 for Monday to 7 for Sunday. */
export function calendarOf(
  incidents: readonly Incident[],
  year: number,
  timeZone: string,
  weekStart: number,
): CalendarMonth[] {
  const marks = marksOf(incidents, year, timeZone);
  return Array.from({ length: 12 }, (_, index) => {
    const first = Temporal.PlainDate.from({ year, month: index + 1, day: 1 });
    const before = (first.dayOfWeek - weekStart + 7) % 7;
    const places = Array.from({ length: Math.ceil((before + first.daysInMonth) / 7) * 7 }, (_, place) => {
      if (place < before || place >= before + first.daysInMonth) return undefined;
      const day = addDays(first.toString(), place - before);
      return { day, incidents: marks.get(day) ?? [] };
    });
    return {
      month: first.toPlainYearMonth().toString(),
      weeks: Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7)),
    };
  });
}
