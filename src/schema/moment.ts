import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** A point in time as far as it is known. `at` is in milliseconds since 1970 UTC, null when unknown. */
export interface Moment {
  at: number | null;
  precision: 'exact' | 'approximate';
  note?: string | undefined;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds of a date-time with an offset; undefined for anything else, 30 February included. */
export function parseDateTime(value: unknown): number | undefined {
  if (typeof value !== 'string' || !DATE_TIME.test(value)) return undefined;
  try {
    return Temporal.Instant.from(value).epochMilliseconds;
  } catch {
    return undefined;
  }
}

function describeBadDate(value: unknown): string {
  if (typeof value !== 'string') return 'expected a date-time';
  if (/^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2})?)?$/.test(value))
    return `it has no ${value.length > 10 ? 'offset' : 'time'}`;
  return DATE_TIME.test(value) ? 'it is not in the calendar' : 'it cannot be read';
}

/** A date-time with an offset, as milliseconds since 1970 UTC. */
export const dateTime = () =>
  z.unknown().transform((value, context): number => {
    const at = parseDateTime(value);
    if (at !== undefined) return at;
    context.issues.push({
      code: 'custom',
      input: value,
      message: describeBadDate(value),
      params: { code: value === undefined ? 'missing-field' : 'bad-date' },
    });
    return z.NEVER;
  });

/** A date-time, or one with its precision, or the word `unknown`. */
export const moment = () =>
  z.unknown().transform((value, context): Moment => {
    if (value === 'unknown') return { at: null, precision: 'exact' };
    const isDetailed = typeof value === 'object' && value !== null && !Array.isArray(value);
    const {
      at,
      precision = 'exact',
      note,
      ...rest
    } = (isDetailed ? value : { at: value }) as Record<string, unknown>;
    const fail = (code: string, message: string, path: string[] = []) => {
      context.issues.push({ code: 'custom', input: value, message, path, params: { code } });
      return z.NEVER;
    };
    const unknownKey = Object.keys(rest)[0];
    if (unknownKey) return fail('unknown-key', 'a moment has at, precision and note', [unknownKey]);
    if (precision !== 'exact' && precision !== 'approximate')
      return fail('unknown-value', 'expected exact or approximate', ['precision']);
    if (note !== undefined && typeof note !== 'string') return fail('wrong-type', 'expected text', ['note']);
    const path = isDetailed ? ['at'] : [];
    const parsed = at === 'unknown' ? null : parseDateTime(at);
    if (parsed === undefined)
      return fail(at === undefined ? 'missing-field' : 'bad-date', describeBadDate(at), path);
    return note === undefined ? { at: parsed, precision } : { at: parsed, precision, note };
  });

/** A day of the calendar, `2026-04-01`, kept as it was written. */
export const day = () =>
  z.unknown().transform((value, context): string => {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
      try {
        return Temporal.PlainDate.from(value).toString();
      } catch {
        // Not in the calendar: told below.
      }
    }
    context.issues.push({
      code: 'custom',
      input: value,
      message: 'found another form, or a day that is not in the calendar',
      params: { code: 'bad-day' },
    });
    return z.NEVER;
  });
