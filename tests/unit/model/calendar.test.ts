import { describe, expect, it } from 'vitest';
import { weekdaysOf, weekStart } from '../../../src/format.ts';
import { calendarOf } from '../../../src/model/calendar.ts';
import { archiveIn, over } from './archives.ts';

const [MONDAY, SATURDAY, SUNDAY] = [1, 6, 7];
const NONE: Record<string, object> = {};

/** The marked days of a year: `2026-03-29 web-down:major_outage`. */
function marked(timeZone: string, year: number, postmortems: Record<string, object>): string[] {
  const { incidents } = archiveIn(timeZone, postmortems);
  return calendarOf(incidents, year, timeZone, MONDAY)
    .flatMap(({ weeks }) => weeks.flat())
    .flatMap((day) =>
      day?.incidents.length
        ? [`${day.day} ${day.incidents.map(({ incident, mark }) => `${incident.id}:${mark}`).join(' ')}`]
        : [],
    );
}

const monthOf = (year: number, month: string, start: number) =>
  calendarOf(archiveIn('UTC', NONE).incidents, year, 'UTC', start).find((each) => each.month === month);

describe('the calendar of a year', () => {
  it('has twelve months with all their days, in weeks of seven places, though nothing happened', () => {
    for (const [year, days] of [
      [2026, 365],
      [2024, 366],
      [2100, 365],
    ] as const) {
      const months = calendarOf([], year, 'UTC', MONDAY);
      expect(months.map(({ month }) => month)).toEqual(
        Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`),
      );
      const places = months.flatMap(({ weeks }) => weeks);
      expect(places.every((week) => week.length === 7 && week.some((day) => day !== undefined))).toBe(true);
      const found = places.flat().flatMap((day) => (day ? [day.day] : []));
      expect([found.length, new Set(found).size]).toEqual([days, days]);
      expect(found).toEqual(found.toSorted());
    }
  });

  it('knows the leap day', () => {
    const last = (year: number) => monthOf(year, `${year}-02`, MONDAY)?.weeks.flat().findLast(Boolean)?.day;
    expect([last(2024), last(2026)]).toEqual(['2024-02-29', '2026-02-28']);
  });

  it('begins its weeks with the day that is asked for', () => {
    // The first of March 2026 is a Sunday.
    const empty = (start: number) =>
      monthOf(2026, '2026-03', start)?.weeks[0]?.findIndex((day) => day !== undefined);
    expect([empty(MONDAY), empty(SATURDAY), empty(SUNDAY)]).toEqual([6, 1, 0]);
    expect(monthOf(2026, '2026-02', MONDAY)?.weeks).toHaveLength(5);
    expect(monthOf(2026, '2026-02', SUNDAY)?.weeks).toHaveLength(4);
  });

  it('marks the day of the zone, not the day in UTC', () => {
    const late = { one: over('2026-06-30T22:30:00Z', '2026-06-30T22:40:00Z') };
    expect(marked('UTC', 2026, late)).toEqual(['2026-06-30 one:major_outage']);
    expect(marked('Europe/Berlin', 2026, late)).toEqual(['2026-07-01 one:major_outage']);
    expect(marked('America/Los_Angeles', 2026, late)).toEqual(['2026-06-30 one:major_outage']);
    expect(marked('Pacific/Kiritimati', 2026, late)).toEqual(['2026-07-01 one:major_outage']);
  });

  it('marks both days of an incident over midnight, and one of an incident that ends with it', () => {
    expect(marked('UTC', 2026, { one: over('2026-05-01T23:50:00Z', '2026-05-02T00:10:00Z') })).toEqual([
      '2026-05-01 one:major_outage',
      '2026-05-02 one:major_outage',
    ]);
    expect(marked('UTC', 2026, { one: over('2026-05-01T23:50:00Z', '2026-05-02T00:00:00Z') })).toEqual([
      '2026-05-01 one:major_outage',
    ]);
  });

  it('marks each day of an incident over several days by the worst of that day', () => {
    const days = marked('UTC', 2026, {
      long: over('2026-05-01T12:00:00Z', '2026-05-04T12:00:00Z', {
        impact: {
          components: [
            { id: 'web', status: 'partial_outage', to: '2026-05-02T12:00:00Z' },
            { id: 'api', status: 'degraded_performance', to: '2026-05-03T12:00:00Z' },
          ],
        },
      }),
      short: over('2026-05-02T08:00:00Z', '2026-05-02T08:00:00Z'),
    });
    expect(days).toEqual([
      '2026-05-01 long:partial_outage',
      '2026-05-02 short:major_outage long:partial_outage',
      '2026-05-03 long:degraded_performance',
      '2026-05-04 long:going-on',
    ]);
  });

  it('shares an incident of two years between their calendars', () => {
    const turn = { turn: over('2025-12-31T12:00:00Z', '2026-01-01T12:00:00Z') };
    expect(marked('UTC', 2025, turn)).toEqual(['2025-12-31 turn:major_outage']);
    expect(marked('UTC', 2026, turn)).toEqual(['2026-01-01 turn:major_outage']);
    expect(marked('UTC', 2024, turn)).toEqual([]);
    const years = { years: over('2024-12-31T12:00:00Z', '2026-01-01T12:00:00Z') };
    expect(marked('UTC', 2025, years)).toHaveLength(365);
  });

  it('leaves out no day and doubles none when clocks change', () => {
    const spring = { one: over('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z') };
    const autumn = { one: over('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z') };
    const days = (found: string[]) => found.map((each) => each.slice(5, 10));
    expect(days(marked('Europe/Berlin', 2026, spring))).toEqual(['03-28', '03-29', '03-30']);
    expect(days(marked('Europe/Berlin', 2026, autumn))).toEqual(['10-24', '10-25', '10-26']);
    // There is no midnight on this day in Beirut: it begins at one.
    const skipped = { one: over('2026-03-28T22:00:00Z', '2026-03-28T22:30:00Z') };
    expect(marked('Asia/Beirut', 2026, skipped)).toEqual(['2026-03-29 one:major_outage']);
    // The last minute of a day of 25 hours is still of that day.
    const long = { one: over('2026-10-25T22:50:00Z', '2026-10-25T23:00:00Z') };
    expect(marked('Europe/Berlin', 2026, long)).toEqual(['2026-10-25 one:major_outage']);
  });

  it('marks a near miss as one, and an open incident up to now', () => {
    expect(
      marked('UTC', 2026, {
        miss: over('2026-02-03T12:00:00Z', '2026-02-03T12:30:00Z', { kind: 'near-miss' }),
        told: { status: 'pending', startedAt: '2026-11-20T20:00:00Z' },
        open: {
          status: 'pending',
          startedAt: '2026-11-20T08:00:00Z',
          impact: { components: [{ id: 'web', status: 'partial_outage' }] },
        },
      }),
    ).toEqual([
      '2026-02-03 miss:near-miss',
      '2026-11-20 told:going-on open:partial_outage',
      '2026-11-21 told:going-on open:partial_outage',
    ]);
  });

  it('marks one day where only one moment is known, or no component is named', () => {
    expect(
      marked('UTC', 2026, {
        unknown: { startedAt: '2026-02-03T12:00:00Z', resolvedAt: 'unknown' },
        told: {
          startedAt: 'unknown',
          detectedAt: '2026-02-05T12:00:00Z',
          resolvedAt: '2026-02-05T13:00:00Z',
        },
      }),
    ).toEqual(['2026-02-03 unknown:going-on', '2026-02-05 told:going-on']);
  });
});

describe('the week', () => {
  it('begins as it does where the language is spoken, and on Monday where nothing is known', () => {
    expect(['en', 'de', 'en-US', 'ar-EG', 'pt-BR'].map(weekStart)).toEqual([
      MONDAY,
      MONDAY,
      SUNDAY,
      SATURDAY,
      SUNDAY,
    ]);
    const known = Object.getOwnPropertyDescriptor(Intl.Locale.prototype, 'getWeekInfo');
    try {
      Object.defineProperty(Intl.Locale.prototype, 'getWeekInfo', { value: undefined, configurable: true });
      expect(weekStart('en-US')).toBe(MONDAY);
    } finally {
      if (known) Object.defineProperty(Intl.Locale.prototype, 'getWeekInfo', known);
    }
  });

  it('is named in its order and language', () => {
    expect(weekdaysOf('de').map(({ name }) => name)).toEqual([
      'Montag',
      'Dienstag',
      'Mittwoch',
      'Donnerstag',
      'Freitag',
      'Samstag',
      'Sonntag',
    ]);
    expect(weekdaysOf('en-US').map(({ letter }) => letter)).toEqual(['S', 'M', 'T', 'W', 'T', 'F', 'S']);
  });
});
