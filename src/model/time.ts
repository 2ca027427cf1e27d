import { Temporal } from 'temporal-polyfill';

export const MINUTE = 60_000;

/** A point in time (milliseconds since 1970 UTC) as programs read it: ISO 8601 with milliseconds and `Z`. */
export const timestamp = (at: number): string => new Date(at).toISOString();

/** The day of the calendar, `2026-03-29`, on which a moment (milliseconds since 1970 UTC) falls in a zone. */
export function dayOf(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Where a day begins and ends in a zone, in milliseconds; it has 23 or 25 hours when clocks change. */
export function dayBounds(day: string, timeZone: string): { from: number; to: number } {
  const date = Temporal.PlainDate.from(day);
  return {
    from: date.toZonedDateTime(timeZone).epochMilliseconds,
    to: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  };
}

/** A day some days later, or earlier with a negative number. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** All days from one to another, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
