import { Temporal } from 'temporal-polyfill';
import type { Duration } from './model/incident.ts';
import type { Moment } from './schema/moment.ts';
import type { Site } from './schema/site.ts';
import { words } from './words.ts';

type Place = Pick<Site, 'locale' | 'timeZone'>;

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A length of time in days, hours and minutes, such as "2 hr, 48 min"; below a minute in seconds. */
export function formatDuration({ milliseconds, isApproximate }: Duration, locale: string): string {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const parts: string[] = [];
  // What rounds to sixty seconds is a minute.
  let rest = milliseconds < 59_500 ? milliseconds : Math.round(milliseconds / 60_000) * 60_000;
  for (const [unit, size] of UNITS) {
    const value = Math.floor(rest / size);
    if (value === 0) continue;
    parts.push(part(value, unit));
    rest -= value * size;
  }
  if (parts.length === 0) parts.push(part(Math.round(rest / 1000), 'second'));
  const shown = new Intl.ListFormat(locale, { style: 'narrow', type: 'unit' }).format(parts);
  return isApproximate ? `${words.approximately} ${shown}` : shown;
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;

/** A point in time in the zone of the site, which it names: "14 Mar 2026, 10:12 CET". */
export function formatTime(at: number, { locale, timeZone }: Place): string {
  return new Intl.DateTimeFormat(britishForEnglish(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...CLOCK,
    timeZone,
  }).format(at);
}

/** The time of a day alone, with its zone: "10:12 CET". */
export function formatClock(at: number, { locale, timeZone }: Place): string {
  return new Intl.DateTimeFormat(britishForEnglish(locale), {
    ...CLOCK,
    timeZone,
  }).format(at);
}

/** The parts of a point in time in the zone of the site, which is the last of them: "Mar", "14", "10:12", "CET". */
export function formatDateParts(
  at: number,
  { locale, timeZone }: Place,
): Record<'month' | 'day' | 'time' | 'zone', string> {
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(britishForEnglish(locale), { ...options, timeZone }).format(at);
  return {
    month: part({ month: 'short' }),
    day: String(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).day),
    time: part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    zone: formatZone(at, { locale, timeZone }),
  };
}

/** A moment in words: exact, approximate, or not known. */
export function formatMoment(moment: Moment, place: Place): string {
  if (moment.at === null) return words.unknownTime;
  const shown = formatTime(moment.at, place);
  return moment.precision === 'approximate' ? `${words.approximately} ${shown}` : shown;
}

/** A day such as 2026-04-01, written out. It belongs to no zone. */
export function formatDay(day: string, locale: string, weekday = false): string {
  return new Intl.DateTimeFormat(britishForEnglish(locale), {
    ...(weekday ? { weekday: 'long' as const } : {}),
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))));
}

/** Days from the first to the last: "21–30 November 2026". They may be the same one, which may be told with its weekday. */
export function formatDays(first: string, last: string, locale: string, weekday = false): string {
  if (first === last) return formatDay(first, locale, weekday);
  return new Intl.DateTimeFormat(britishForEnglish(locale), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).formatRange(Date.parse(first), Date.parse(last));
}

/** A month such as 2026-04, written out. */
export function formatMonth(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1),
  );
}

/** The days of the week in the order of the locale, each in full and as one letter. */
export function weekdaysOf(locale: string): { name: string; letter: string }[] {
  const name = (weekday: 'long' | 'narrow', day: number) =>
    // The fifth of January 1970 was a Monday.
    new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + day));
  return Array.from({ length: 7 }, (_, index) => weekStart(locale) + index).map((day) => ({
    name: name('long', day),
    letter: name('narrow', day),
  }));
}

/** With which day a week begins, from 1 for Monday to 7 for Sunday; where nothing is known of it, on Monday (ISO 8601). */
export function weekStart(locale: string): number {
  const place: { getWeekInfo?: () => { firstDay: number } } = new Intl.Locale(britishForEnglish(locale));
  return place.getWeekInfo?.().firstDay ?? 1;
}

export function formatNumber(value: number, locale: string, maximumFractionDigits = 3): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value);
}

/** A value, which may be a range in words, and its unit on one line; a percent sign stands as in the locale's language. */
export function formatQuantity(value: number | string, unit: string | undefined, locale: string): string {
  const shown = typeof value === 'number' ? formatNumber(value, locale) : value;
  if (unit !== '%') return unit ? `${shown}\u00a0${unit}` : shown;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'percent' })
    .formatToParts(0)
    .map((part) => (part.type === 'integer' ? shown : part.value))
    .join('');
}

/** Milliseconds by which the clocks of a zone are ahead of UTC at a point in time. */
export function zoneOffset(at: number, timeZone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000
  );
}

/** The short name of a zone at a point in time, such as CET. */
export function formatZone(at: number, { locale, timeZone }: Place): string {
  const parts = new Intl.DateTimeFormat(britishForEnglish(locale), {
    timeZone,
    timeZoneName: 'short',
  }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A point on an axis of time that spans some milliseconds, as short as it can be. `ahead` is that of its zone. */
export function formatTick(at: number, span: number, ahead: number, locale: string): string {
  const parts: Intl.DateTimeFormatOptions =
    span <= 36 * 3_600_000
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : span <= 300 * 86_400_000
        ? { day: 'numeric', month: 'short' }
        : { month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(britishForEnglish(locale), { ...parts, timeZone: 'UTC' }).format(at + ahead);
}

/** A share from 0 to 1 as a percentage, rounded down: what was not up all the time is never shown as if it was. */
export function formatShare(share: number, locale: string): string {
  const exact = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 2,
    roundingMode: 'floor',
  });
  return exact.format(share);
}

/** Plain "en" means no country; day before month is read rightly by most of its readers. */
function britishForEnglish(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}
