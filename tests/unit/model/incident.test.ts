import { describe, expect, it } from 'vitest';
import { formatDuration, formatQuantity } from '../../../src/format.ts';
import {
  bannerOf,
  daysOfComponent,
  groupsOf,
  historyOf,
  recentDays,
  relatedTo,
  toArchive,
} from '../../../src/model/archive.ts';
import { sectionAnchors } from '../../../src/model/sections.ts';
import { dayBounds, daysBetween } from '../../../src/model/time.ts';
import { componentsSchema } from '../../../src/schema/component.ts';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { siteSchema } from '../../../src/schema/site.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const site = siteSchema.parse({
  name: 'T',
  description: 'T',
  url: 'https://t.example',
  timeZone: 'Europe/Berlin',
});
const components = componentsSchema.parse([
  { id: 'web', name: 'Web', group: 'Front' },
  { id: 'api', name: 'API' },
  { id: 'new', name: 'New', group: 'Front', since: '2026-11-20' },
]);

/** An archive of postmortems given as front matter, by id. */
function archiveOf(postmortems: Record<string, object>, now = NOW) {
  const read = Object.entries(postmortems).map(([id, data]) => ({
    id,
    postmortem: postmortemSchema.parse({ title: id, severity: 'sev1', ...data }),
  }));
  return toArchive(site, components, read, now);
}

const web = components[0] as (typeof components)[0];
const resolved = (started: string, ended: string, more: object = {}) => ({
  status: 'recorded',
  startedAt: started,
  resolvedAt: ended,
  impact: { components: [{ id: 'web', status: 'major_outage' }] },
  ...more,
});

describe('the sections of an incident', () => {
  const sections = (data: object) =>
    sectionAnchors(
      archiveOf({ one: { status: 'pending', startedAt: 'unknown', ...data } }).incidents[0] as never,
    );

  it('are those with something in them', () => {
    const empty = ['contributingFactors', 'actions', 'revisions', 'revealed', 'updates', 'timeline'];
    expect(
      sections({ ...Object.fromEntries(empty.map((name) => [name, []])), impact: { metrics: [] } }),
    ).toEqual([]);
    expect(sections({ impact: { dataLoss: 'none' } })).toEqual(['section-impact']);
    expect(sections({ revealed: [{ from: 'web', to: 'api', text: 'It asks.' }] })).toEqual([
      'section-factors',
    ]);
    expect(sections({ noActions: 'None would help.' })).toEqual(['section-actions']);
  });
});

describe('durations', () => {
  it('count from the start to detection, mitigation and resolution', () => {
    const { incidents } = archiveOf({
      one: {
        ...resolved('2026-03-28T23:00:00Z', '2026-03-29T03:30:00+02:00'),
        detectedAt: '2026-03-28T23:04:00Z',
        mitigatedAt: { at: '2026-03-29T00:30:00Z', precision: 'approximate' },
      },
    });
    expect(incidents[0]?.durations).toEqual({
      detect: { milliseconds: 4 * 60_000, isApproximate: false },
      mitigate: { milliseconds: 90 * 60_000, isApproximate: true },
      resolve: { milliseconds: 150 * 60_000, isApproximate: false },
    });
  });

  it('are left out where a moment is not known', () => {
    const { incidents } = archiveOf({
      one: { ...resolved('2026-03-28T23:00:00Z', '2026-03-29T01:30:00Z'), detectedAt: 'unknown' },
    });
    expect(incidents[0]?.durations.detect).toBeUndefined();
  });

  it('of an open incident go on until now', () => {
    const { incidents } = archiveOf({ one: { status: 'pending', startedAt: '2026-11-21T08:00:00Z' } });
    expect(incidents[0]?.state).toBe('open');
    expect(incidents[0]?.durations.resolve?.milliseconds).toBe(60 * 60_000);
  });

  it.each([
    [27 * 60_000, false, '27 min'],
    [168 * 60_000, false, '2 hr 48 min'],
    [1451 * 60_000, true, 'about 1 day 11 min'],
    [24 * 3_600_000, false, '1 day'],
    [43_000, false, '43 sec'],
    [59 * 60_000 + 59_000, false, '1 hr'],
    [59_499, false, '59 sec'],
    [59_600, false, '1 min'],
    [0, false, '0 sec'],
  ])('of %d ms read well', (milliseconds, isApproximate, text) => {
    expect(formatDuration({ milliseconds, isApproximate }, 'en')).toBe(text);
  });
});

describe('days', () => {
  it('have 23 and 25 hours when clocks change', () => {
    const hours = (day: string) => {
      const { from, to } = dayBounds(day, 'Europe/Berlin');
      return (to - from) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-07-01')]).toEqual([23, 25, 24]);
    expect(daysBetween('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });

  it('belong to the zone of the site', () => {
    // 23:30 UTC is half past midnight in Berlin.
    const { incidents } = archiveOf({ one: resolved('2026-11-10T23:30:00Z', '2026-11-10T23:40:00Z') });
    expect(incidents[0]?.day).toBe('2026-11-11');
  });

  it('of a component show the worst level of each, and all incidents behind it', () => {
    const archive = archiveOf({
      long: resolved('2026-11-17T12:00:00Z', '2026-11-19T12:00:00Z', {
        impact: {
          components: [
            { id: 'web', status: 'partial_outage', to: '2026-11-18T12:00:00Z' },
            { id: 'web', status: 'degraded_performance', from: '2026-11-18T12:00:00Z' },
          ],
        },
      }),
      short: resolved('2026-11-18T08:00:00Z', '2026-11-18T08:10:00Z'),
    });
    const days = daysOfComponent(archive, web).slice(-5);
    expect(days.map(({ day, level, incidents }) => [day, level, incidents.length])).toEqual([
      ['2026-11-17', 'partial_outage', 1],
      ['2026-11-18', 'major_outage', 2],
      ['2026-11-19', 'degraded_performance', 1],
      ['2026-11-20', undefined, 0],
      ['2026-11-21', undefined, 0],
    ]);
    expect(daysOfComponent(archive, web)).toHaveLength(90);
  });

  it('do not count a window that ends at midnight to the next day', () => {
    const archive = archiveOf({ one: resolved('2026-11-17T22:00:00Z', '2026-11-17T23:00:00Z') });
    expect(
      daysOfComponent(archive, web)
        .filter((day) => day.level)
        .map((day) => day.day),
    ).toEqual(['2026-11-17']);
  });

  it('are not touched by a near miss, and are absent before a component was offered', () => {
    const archive = archiveOf({
      miss: resolved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', {
        kind: 'near-miss',
        impact: { components: [{ id: 'new', status: 'degraded_performance' }] },
      }),
    });
    const days = daysOfComponent(archive, components[2] as (typeof components)[0]).slice(-3);
    expect(days.map(({ level, isOffered }) => [level, isOffered])).toEqual([
      [undefined, false],
      [undefined, true],
      [undefined, true],
    ]);
  });

  it('of an open incident are affected up to today', () => {
    const archive = archiveOf({
      one: {
        status: 'pending',
        startedAt: '2026-11-20T08:00:00Z',
        impact: { components: [{ id: 'web', status: 'partial_outage' }] },
      },
    });
    expect(
      daysOfComponent(archive, web)
        .slice(-2)
        .map((day) => day.level),
    ).toEqual(['partial_outage', 'partial_outage']);
  });

  it('tell what began on them, what was still going on, and quiet ones that follow each other at once', () => {
    const archive = archiveOf({
      open: { status: 'pending', startedAt: '2026-11-19T08:00:00Z' },
      short: resolved('2026-11-19T09:00:00Z', '2026-11-19T10:00:00Z'),
      long: resolved('2026-11-15T09:00:00Z', '2026-11-17T10:00:00Z'),
      // It ends with the midnight of Berlin, so the next day has nothing of it.
      sharp: resolved('2026-11-12T09:00:00Z', '2026-11-12T23:00:00Z'),
      near: { ...resolved('2026-11-10T09:00:00Z', '2026-11-12T10:00:00Z'), kind: 'near-miss' },
    });
    const ids = (incidents: readonly { id: string }[]) => incidents.map(({ id }) => id);
    expect(
      recentDays(archive, 11).map(({ from, to, began, goingOn }) => [from, to, ids(began), ids(goingOn)]),
    ).toEqual([
      ['2026-11-20', '2026-11-21', [], ['open']],
      ['2026-11-19', '2026-11-19', ['short', 'open'], []],
      ['2026-11-18', '2026-11-18', [], []],
      ['2026-11-16', '2026-11-17', [], ['long']],
      ['2026-11-15', '2026-11-15', ['long'], []],
      ['2026-11-13', '2026-11-14', [], []],
      ['2026-11-12', '2026-11-12', ['sharp'], []],
      ['2026-11-11', '2026-11-11', [], []],
    ]);
  });
});

describe('the timeline', () => {
  it('is in order, with an anchor for each entry that does not depend on the others', () => {
    const entry = (at: unknown, text: string) => ({ at, type: 'note', text });
    const { incidents } = archiveOf({
      one: {
        ...resolved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z'),
        timeline: [
          entry('2026-11-20T08:05:30Z', 'b'),
          entry('unknown', 'after b'),
          entry('2026-11-20T08:05:10+00:00', 'a'),
          entry('2026-10-01T00:00:00Z', 'latent'),
        ],
      },
    });
    expect(incidents[0]?.timeline.map(({ text, anchor }) => [text, anchor])).toEqual([
      ['latent', 't-2026-10-01-0000'],
      ['a', 't-2026-11-20-0805-2'],
      ['b', 't-2026-11-20-0805'],
      ['after b', 't-unknown'],
    ]);
  });
});

describe('the archive', () => {
  it('promises a postmortem by a day, and says when it is overdue', () => {
    const { incidents } = archiveOf({
      late: { ...resolved('2026-11-10T08:00:00Z', '2026-11-10T09:00:00Z'), status: 'pending' },
      soon: { ...resolved('2026-11-16T08:00:00Z', '2026-11-16T23:30:00Z'), status: 'pending' },
    });
    expect(incidents.map(({ id, state, due }) => [id, state, due])).toEqual([
      ['soon', 'awaited', { day: '2026-11-24', isOverdue: false }],
      ['late', 'awaited', { day: '2026-11-17', isOverdue: true }],
    ]);
  });

  it('claims in its banner only what it knows', () => {
    expect(bannerOf(archiveOf({ one: resolved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z') }))).toEqual({
      open: [],
      level: undefined,
    });
    const open = archiveOf({
      one: {
        status: 'pending',
        startedAt: '2026-11-20T08:00:00Z',
        impact: {
          components: [
            { id: 'web', status: 'major_outage', to: '2026-11-20T09:00:00Z' },
            { id: 'web', status: 'degraded_performance', from: '2026-11-20T09:00:00Z' },
          ],
        },
      },
    });
    expect(bannerOf(open).level).toBe('degraded_performance');
  });

  it('counts an open near miss in its banner, and in no level', () => {
    const { open, level } = bannerOf(
      archiveOf({
        near: {
          status: 'pending',
          kind: 'near-miss',
          startedAt: '2026-11-20T08:00:00Z',
          impact: { components: [{ id: 'web', status: 'major_outage' }] },
        },
      }),
    );
    expect([open.length, level]).toEqual([1, undefined]);
  });

  it('keeps retracted postmortems apart', () => {
    const archive = archiveOf({
      gone: { status: 'retracted', retraction: 'r' },
      here: resolved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z'),
    });
    expect([archive.incidents.map(({ id }) => id), archive.tombstones.map(({ id }) => id)]).toEqual([
      ['here'],
      ['gone'],
    ]);
  });

  it('shows relations on both sides', () => {
    const archive = archiveOf({
      first: resolved('2026-11-10T08:00:00Z', '2026-11-10T09:00:00Z'),
      again: resolved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', {
        related: [{ id: 'first', kind: 'recurrence' }],
      }),
    });
    const [again, first] = archive.incidents;
    expect(again && relatedTo(archive, again).map((each) => [each.relation, each.incident.id])).toEqual([
      ['recurrence', 'first'],
    ]);
    expect(first && relatedTo(archive, first).map((each) => [each.relation, each.incident.id])).toEqual([
      ['recurred-in', 'again'],
    ]);
  });

  it('groups components and history in order', () => {
    const archive = archiveOf({
      a: resolved('2025-12-31T23:30:00Z', '2026-01-01T00:30:00Z'),
      b: resolved('2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z'),
      c: resolved('2024-11-20T08:00:00Z', '2024-11-20T09:00:00Z'),
    });
    expect(
      groupsOf(components).map(({ name, components: members }) => [name, members.map(({ id }) => id)]),
    ).toEqual([
      ['Front', ['web', 'new']],
      [undefined, ['api']],
    ]);
    expect(
      historyOf(archive.incidents).map(({ year, months }) => [year, months.map(({ month }) => month)]),
    ).toEqual([
      [2026, ['2026-11', '2026-01']],
      [2024, ['2024-11']],
    ]);
  });
});

describe('a quantity', () => {
  it.each([
    [11.4, '%', 'en', '11.4%'],
    [11.4, '%', 'de', '11,4\u00a0%'],
    ['60–70', '%', 'en', '60–70%'],
    [1100, 'B', 'en', '1,100\u00a0B'],
    ['1,100–1,400', 'B', 'en', '1,100–1,400\u00a0B'],
    [47, undefined, 'en', '47'],
  ])('%s with the unit %s in %s is "%s", on one line', (value, unit, locale, text) => {
    expect(formatQuantity(value, unit, locale)).toBe(text);
  });
});
