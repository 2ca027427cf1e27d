import { parseDateTime } from '../schema/moment.ts';

/** A time as far as a text gives it, in milliseconds since 1970 UTC. */
export interface FoundTime {
  at: number;
  precision: 'exact' | 'approximate';
}

/** Minutes from UTC of the zones that people write by name. One that stands for several places is not among them. */
const ZONES: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  BST: 60,
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  JST: 540,
  SGT: 480,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};

/** How far a zone is from UTC, in minutes: a name, or an offset such as +02:00 or -0700. Undefined if not known. */
export function zoneOffset(zone: string): number | undefined {
  const named = ZONES[zone.trim().toUpperCase()];
  const [, sign, hours, minutes = '0'] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/.exec(zone.trim()) ?? [];
  if (named !== undefined || !sign) return named;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const twoDigits = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** The day that a text names, 2026-03-14, and the text without it. */
export function dayIn(text: string): { day: string; rest: string } | undefined {
  const iso = /\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=\D|$)/.exec(text);
  const named =
    /\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/.exec(text) ??
    /\b(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Z][a-z]{2})[a-z]*\.?,? (\d{4})\b/.exec(text);
  const match = iso ?? named;
  if (!match) return undefined;
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  if (iso) return { day: `${iso[1]}-${twoDigits(iso[2])}-${twoDigits(iso[3])}`, rest };
  const [, first = '', second = '', year] = match;
  const isMonthFirst = /^[A-Z]/.test(first);
  const month = MONTHS.indexOf((isMonthFirst ? first : second).toLowerCase()) + 1;
  return month === 0
    ? undefined
    : { day: `${year}-${twoDigits(String(month))}-${twoDigits(isMonthFirst ? second : first)}`, rest };
}

/** The time of day that a text names, as 09:12:00, and the zone behind it. */
export function clockIn(text: string): { clock: string; zone: string | undefined } | undefined {
  const match =
    /(?:^|[^\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s?([AaPp]\.?[Mm]\.?)?\s*\(?((?:UTC|GMT)?[+-]\d{1,2}:?\d{0,2}|[A-Z]{1,4}\b)?/.exec(
      text,
    );
  if (!match) return undefined;
  const [, hours = '', minutes, seconds, half, zone] = match;
  const shift =
    /^p/i.test(half ?? '') && Number(hours) < 12 ? 12 : /^a/i.test(half ?? '') && hours === '12' ? -12 : 0;
  const hour = Number(hours) + shift;
  return hour > 23
    ? undefined
    : { clock: `${twoDigits(String(hour))}:${minutes}:${seconds ?? '00'}`, zone: zone || undefined };
}

/**
 * The first time that a text names. Without a zone it is read as UTC; without a time of day, or with a zone that is not
 * known, it is approximate. `day` is taken if the text has none.
 */
export function timeIn(text: string, day?: string): FoundTime | undefined {
  const whole = parseDateTime(text.trim());
  if (whole !== undefined) return { at: whole, precision: 'exact' };
  const found = dayIn(text.replace(/(\d)T(\d)/, '$1 $2'));
  const date = found?.day ?? day;
  if (!date) return undefined;
  const time = clockIn(found?.rest ?? text);
  const at = parseDateTime(`${date}T${time?.clock ?? '00:00:00'}Z`);
  if (at === undefined) return undefined;
  const offset = time?.zone === undefined ? 0 : zoneOffset(time.zone);
  return {
    at: at - (offset ?? 0) * 60_000,
    precision: time && offset !== undefined ? 'exact' : 'approximate',
  };
}

/** A time as a field of front matter. */
export const momentOf = ({ at, precision }: FoundTime): unknown => {
  const text = new Date(at).toISOString().replace('.000Z', 'Z');
  return precision === 'exact' ? text : { at: text, precision };
};
