import { describe, expect, it } from 'vitest';
import { formatShare } from '../../../src/format.ts';
import { toArchive } from '../../../src/model/archive.ts';
import { axisOf, phasesOf } from '../../../src/model/phases.ts';
import { uptimeOf } from '../../../src/model/uptime.ts';
import { componentsSchema } from '../../../src/schema/component.ts';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { siteSchema } from '../../../src/schema/site.ts';

const NOW = Date.parse('2026-11-21T00:00:00Z');
const site = siteSchema.parse({ name: 'T', description: 'T', url: 'https://t.example' });
const components = componentsSchema.parse([
  { id: 'web', name: 'Web' },
  { id: 'new', name: 'New', since: '2026-11-20' },
  { id: 'later', name: 'Later', since: '2026-12-01' },
]);
const [web, recent, later] = components as [
  (typeof components)[0],
  (typeof components)[0],
  (typeof components)[0],
];
/** From the beginning of the 90 days, at midnight of the first, to now. */
const DAYS = 89;

function archiveOf(...postmortems: object[]) {
  const read = postmortems.map((data, index) => ({
    id: `pm-${index}`,
    postmortem: postmortemSchema.parse({
      title: 'T',
      status: 'recorded',
      severity: 'sev1',
      startedAt: '2026-11-10T00:00:00Z',
      resolvedAt: '2026-11-11T00:00:00Z',
      ...data,
    }),
  }));
  return toArchive(site, components, read, NOW);
}
const impact = (...windows: object[]) => ({
  impact: { components: windows.map((each) => ({ id: 'web', ...each })) },
});
/** How many days of the 89 a component was down. */
const daysDown = (...postmortems: object[]) =>
  Number(((1 - (uptimeOf(archiveOf(...postmortems), web)?.share ?? 0)) * DAYS).toFixed(6));

describe('uptime', () => {
  it('counts a major outage in full, a partial one at 30 % and degraded performance not at all', () => {
    expect(daysDown()).toBe(0);
    expect(daysDown(impact({ status: 'major_outage' }))).toBe(1);
    expect(daysDown(impact({ status: 'partial_outage' }))).toBe(0.3);
    expect(daysDown(impact({ status: 'degraded_performance' }))).toBe(0);
  });

  it('counts the worst where impacts overlap, of one incident or of two', () => {
    const half = { from: '2026-11-10T00:00:00Z', to: '2026-11-10T12:00:00Z' };
    expect(daysDown(impact({ status: 'partial_outage' }, { status: 'major_outage', ...half }))).toBe(0.65);
    expect(daysDown(impact({ status: 'major_outage' }), impact({ status: 'major_outage', ...half }))).toBe(1);
  });

  it('counts only what lies in the last 90 days, and an open incident up to now', () => {
    expect(
      daysDown({
        ...impact({ status: 'major_outage' }),
        startedAt: '2026-08-20T00:00:00Z',
        resolvedAt: '2026-08-25T00:00:00Z',
      }),
    ).toBe(1);
    expect(
      daysDown({
        ...impact({ status: 'major_outage' }),
        status: 'pending',
        startedAt: '2026-11-20T12:00:00Z',
        resolvedAt: undefined,
      }),
    ).toBe(0.5);
  });

  it('leaves out near misses, and the time before a component was offered', () => {
    expect(daysDown({ ...impact({ status: 'major_outage' }), kind: 'near-miss' })).toBe(0);
    const archive = archiveOf({
      impact: {
        components: [
          { id: 'new', status: 'major_outage', from: '2026-11-20T00:00:00Z', to: '2026-11-20T06:00:00Z' },
        ],
      },
      startedAt: '2026-11-20T00:00:00Z',
      resolvedAt: '2026-11-20T06:00:00Z',
    });
    expect(uptimeOf(archive, recent)?.share).toBe(0.75);
    expect(uptimeOf(archive, later)).toBeUndefined();
  });

  it('says when an end is not known, and is never rounded up to all of the time', () => {
    const unknown = archiveOf({
      ...impact({ status: 'major_outage', from: 'unknown' }),
      startedAt: 'unknown',
    });
    expect(uptimeOf(unknown, web)?.isKnown).toBe(false);
    expect([formatShare(0.99999, 'en'), formatShare(1, 'en'), formatShare(0.9996, 'de')]).toEqual([
      '99.99%',
      '100%',
      '99,96\u00a0%',
    ]);
  });
});

describe('uptime where a beginning is not known', () => {
  const isKnown = (resolvedAt: string, window: object = {}) =>
    uptimeOf(
      archiveOf({
        ...impact({ status: 'major_outage', ...window }),
        startedAt: 'unknown',
        resolvedAt,
      }),
      web,
    )?.isKnown;

  it('is known if all of it was over before', () => {
    expect(isKnown('2019-05-01T00:00:00Z')).toBe(true);
    expect(isKnown('2019-05-01T00:00:00Z', { to: 'unknown' })).toBe(true);
    expect(isKnown('2026-11-11T00:00:00Z', { to: '2019-05-01T00:00:00Z' })).toBe(true);
    expect(isKnown('2026-11-11T00:00:00Z')).toBe(false);
    expect(isKnown('unknown')).toBe(false);
  });
});

describe('the phases of an incident', () => {
  const phases = (data: object) =>
    phasesOf(archiveOf(data).incidents[0] as never).map(({ name, from, to }) => `${name} ${from}-${to}`);

  it('are what its moments divide it into', () => {
    expect(phases({ detectedAt: '2026-11-10T06:00:00Z', mitigatedAt: '2026-11-10T18:00:00Z' })).toEqual([
      'unnoticed 0-0.25',
      'handling 0.25-0.75',
      'clearing 0.75-1',
    ]);
    expect(phases({})).toEqual(['handling 0-1']);
  });

  it('begin with the alert where that came first, and are none where an end is not known', () => {
    expect(phases({ detectedAt: '2026-11-09T23:00:00Z' })).toEqual(['handling 0-1']);
    expect(phases({ resolvedAt: 'unknown' })).toEqual([]);
  });
});

describe('the axis of the impact', () => {
  it('spans all windows, and has a row for each component that was affected', () => {
    const incident = archiveOf(
      impact(
        { status: 'major_outage', to: '2026-11-10T12:00:00Z' },
        { status: 'degraded_performance', from: '2026-11-10T12:00:00Z' },
      ),
    ).incidents[0];
    const axis = incident && axisOf(incident);
    expect([axis?.from, axis?.to]).toEqual([
      Date.parse('2026-11-10T00:00:00Z'),
      Date.parse('2026-11-11T00:00:00Z'),
    ]);
    expect(
      axis?.rows.map((row) => [row.component.id, row.windows.map(({ from, to }) => [from, to])]),
    ).toEqual([
      [
        'web',
        [
          [0, 0.5],
          [0.5, 1],
        ],
      ],
    ]);
  });

  it('has the ends of the incident, as the phases have, where the windows are shorter', () => {
    const incident = archiveOf(
      impact({ status: 'major_outage', from: '2026-11-10T06:00:00Z', to: '2026-11-10T12:00:00Z' }),
    ).incidents[0];
    const axis = incident && axisOf(incident);
    expect([axis?.from, axis?.to]).toEqual([
      Date.parse('2026-11-10T00:00:00Z'),
      Date.parse('2026-11-11T00:00:00Z'),
    ]);
    expect(axis?.rows[0]?.windows.map(({ from, to }) => [from, to])).toEqual([[0.25, 0.5]]);
  });

  it('is none where nothing is known of the times', () => {
    const incident = archiveOf({ ...impact({ status: 'major_outage' }), startedAt: 'unknown' }).incidents[0];
    expect(incident && axisOf(incident)).toBeUndefined();
  });
});
