import { describe, expect, it } from 'vitest';
import { datesOf, levelAt, updatesOf } from '../../../src/model/updates.ts';
import { archiveIn, over } from './archives.ts';

const texts = { monitoring: 'Mostly over.', resolved: 'Over.', postmortem: 'Written.' };
const at = (time: string) => Date.parse(`2026-03-14T${time}Z`);
const told = (time: string, status: string, text: string) => ({ at: `2026-03-14T${time}Z`, status, text });

function incidentOf(more: object) {
  const data = over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', more);
  const [incident] = archiveIn('UTC', { 'pm-1': data }).incidents;
  if (!incident) throw new Error('The archive is empty.');
  return incident;
}
const shown = (more: object) =>
  updatesOf(incidentOf(more), texts).map(
    (update) => `${new Date(update.at).toISOString().slice(11, 16)} ${update.status}: ${update.text}`,
  );

describe('the beginning of an incident of which none is known', () => {
  const began = (more: object) =>
    new Date(
      incidentOf({
        startedAt: 'unknown',
        resolvedAt: undefined,
        impact: undefined,
        status: 'pending',
        ...more,
      }).sortAt,
    )
      .toISOString()
      .slice(11, 16);
  const updates = [told('10:00:00', 'identified', 'b'), told('09:10:00', 'investigating', 'a')];

  it('is the first thing that was written of it, whenever the site is built', () => {
    expect(began({ updates, resolvedAt: '2026-03-14T11:00:00Z' })).toBe('09:10');
    expect(began({ updates, detectedAt: '2026-03-14T09:20:00Z' })).toBe('09:20');
    expect(began({ resolvedAt: '2026-03-14T11:00:00Z' })).toBe('11:00');
    expect(began({ timeline: [{ at: '2026-03-14T08:30:00Z', type: 'note', text: 'x' }] })).toBe('08:30');
  });
});

describe('the updates of an incident', () => {
  it('are those that were written, newest first', () => {
    expect(
      shown({
        updates: [
          told('11:00:00', 'resolved', 'Done.'),
          told('09:10:00', 'investigating', 'Looking.'),
          told('10:00:00', 'identified', 'Found.'),
        ],
      }),
    ).toEqual(['11:00 resolved: Done.', '10:00 identified: Found.', '09:10 investigating: Looking.']);
  });

  it('are made from its moments where nobody wrote any', () => {
    expect(
      shown({
        summary: 'Cards were refused.',
        detectedAt: '2026-03-14T09:05:00Z',
        mitigatedAt: '2026-03-14T10:30:00Z',
      }),
    ).toEqual([
      '11:00 resolved: Over.',
      '10:30 monitoring: Mostly over.',
      '09:05 investigating: Cards were refused.',
    ]);
  });

  it('say that it is resolved and that its postmortem is published, though no author did', () => {
    expect(
      shown({
        status: 'published',
        publishedAt: '2026-03-14T15:00:00Z',
        updates: [told('09:10:00', 'investigating', 'Looking.')],
      }),
    ).toEqual(['15:00 postmortem: Written.', '11:00 resolved: Over.', '09:10 investigating: Looking.']);
  });

  it('of an open one end with what was last said', () => {
    const open = {
      status: 'pending',
      resolvedAt: undefined,
      updates: [told('09:10:00', 'identified', 'Found.')],
    };
    expect(shown(open)).toEqual(['09:10 identified: Found.']);
    expect(datesOf(incidentOf(open)).resolved).toBeNull();
  });

  it('have a time also where an end is not known', () => {
    expect(shown({ resolvedAt: 'unknown', updates: [told('09:10:00', 'identified', 'Found.')] })).toEqual([
      '09:10 resolved: Over.',
      '09:10 identified: Found.',
    ]);
    expect(datesOf(incidentOf({ resolvedAt: 'unknown' })).resolved).toBe(at('09:00:00'));
  });
});

describe('the dates of an incident', () => {
  it('come from its updates, its publication and its revisions', () => {
    const revisions = [{ at: '2026-04-02T08:00:00Z', text: 'A number.' }];
    const published = { status: 'published', publishedAt: '2026-03-14T15:00:00Z' };
    const updates = [told('09:10:00', 'investigating', 'Looking.')];
    expect(datesOf(incidentOf({ updates }))).toEqual({
      created: at('09:10:00'),
      updated: at('11:00:00'),
      resolved: at('11:00:00'),
    });
    expect(datesOf(incidentOf({ ...published, updates })).updated).toBe(at('15:00:00'));
    expect(datesOf(incidentOf({ ...published, updates, revisions })).updated).toBe(
      Date.parse('2026-04-02T08:00:00Z'),
    );
  });
});

describe('the level of a component at a moment', () => {
  it('is the worst of its windows then, and none before and after them', () => {
    const windows = [
      { id: 'web', status: 'degraded_performance', from: '2026-03-14T09:00:00Z', to: '2026-03-14T10:30:00Z' },
      { id: 'web', status: 'major_outage', from: '2026-03-14T10:00:00Z', to: '2026-03-14T10:20:00Z' },
    ];
    const incident = incidentOf({ impact: { components: windows } });
    const level = (time: string) => levelAt(incident, 'web', at(time));
    expect(['08:59:59', '09:00:00', '10:10:00', '10:20:00', '10:30:00'].map(level)).toEqual([
      undefined,
      'degraded_performance',
      'major_outage',
      'degraded_performance',
      undefined,
    ]);
    expect(levelAt(incident, 'api', at('10:10:00'))).toBeUndefined();
  });
});
