import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { archiveFile } from '../../../src/serializers/archive-file.ts';
import {
  ARCHIVE_VERSION,
  archiveJsonSchema,
  archiveSchema,
} from '../../../src/serializers/archive-schema.ts';
import { recordOf } from '../../../src/serializers/record.ts';
import { archiveIn, over } from '../model/archives.ts';

const FULL = over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', {
  title: `<b>"&'`,
  status: 'published',
  summary: 'Refused.',
  detectedAt: { at: '2026-03-14T09:05:00Z', precision: 'approximate', note: 'by hand' },
  acknowledgedAt: '2026-03-14T09:06:00Z',
  mitigatedAt: 'unknown',
  publishedAt: '2026-03-15T09:00:00Z',
  impact: {
    text: 'All **shops**.',
    components: [{ id: 'web', status: 'major_outage', to: '2026-03-14T10:00:00Z' }],
    regions: ['Europe'],
    metrics: [{ label: 'Orders', value: 1234, unit: 'lost', approximate: true }],
    dataLoss: 'none',
  },
  detection: { method: 'alert', timely: 'late', text: 'It rang.' },
  trigger: { class: 'change', text: 'A change.' },
  rootCause: { status: 'suspected', text: 'A limit.', whys: ['Why?'] },
  contributingFactors: [{ class: 'capacity', text: 'A pool.' }],
  revealed: [{ from: 'web', to: 'api', text: 'It depends.' }],
  timeline: [{ at: '2026-03-14T09:01:00Z', type: 'impact', text: 'It begins.', source: 'log' }],
  updates: [{ at: '2026-03-14T09:10:00Z', status: 'investigating', text: 'Looking.' }],
  damageControl: ['Control.'],
  ifItHappensAgain: ['Again.'],
  wentWell: ['Well.'],
  wentWrong: ['Wrong.'],
  gotLucky: ['Luck.'],
  lessons: ['Learn.'],
  actions: [
    {
      ...{ id: 'a1', title: 'Act.', type: 'prevent', status: 'done', priority: 'high', effort: 'low' },
      ...{ due: '2026-04-01', doneAt: '2026-03-30', link: 'https://x.example/1' },
    },
  ],
  related: [{ id: 'pm-2', kind: 'recurrence' }],
  revisions: [{ at: '2026-03-16T09:00:00Z', text: 'Mended.' }],
  technologies: ['Redis'],
  tags: ['pool'],
  aliases: ['old-one'],
  approvals: [{ role: 'comms', at: '2026-03-14T12:00:00Z', digest: 'never-told' }],
});
const OPEN = over('2026-11-21T08:00:00Z', '', { status: 'pending', resolvedAt: undefined });
const AWAITED = over('2026-11-01T08:00:00Z', '2026-11-01T09:00:00Z', { status: 'pending' });
const archive = archiveIn('UTC', {
  'pm-1': FULL,
  'pm-2': over('2026-01-01T09:00:00Z', '2026-01-01T10:00:00Z'),
  'pm-3': OPEN,
  'pm-4': { ...FULL, status: 'draft' },
  'pm-5': AWAITED,
  'pm-6': { ...FULL, status: 'retracted', retraction: 'Not ours.' },
});
const file = archiveFile(archive, ({ id }) => (id === 'pm-1' ? 'A *body*.\n' : ''));
const validate = addFormats
  .default(new Ajv2020({ allErrors: true, allowUnionTypes: true }))
  .compile(archiveJsonSchema(archive.url));
const record = (id: string) => {
  const found = file.incidents.find((each) => each.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};

/** Every object that a value holds, with its fields. */
function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const each of Object.values(value)) yield* objectsIn(each);
}

describe('the record of an incident', () => {
  it('has all that is public of it, each field by its name', () => {
    expect(record('pm-1')).toEqual({
      id: 'pm-1',
      url: 'https://t.example/incidents/pm-1/',
      markdown: 'https://t.example/incidents/pm-1.md',
      title: `<b>"&'`,
      kind: 'incident',
      state: 'published',
      severity: { id: 'sev1', label: 'SEV 1', impact: 'critical' },
      summary: 'Refused.',
      startedAt: { at: '2026-03-14T09:00:00.000Z', precision: 'exact', note: null },
      detectedAt: { at: '2026-03-14T09:05:00.000Z', precision: 'approximate', note: 'by hand' },
      acknowledgedAt: { at: '2026-03-14T09:06:00.000Z', precision: 'exact', note: null },
      mitigatedAt: { at: null, precision: 'unknown', note: null },
      resolvedAt: { at: '2026-03-14T11:00:00.000Z', precision: 'exact', note: null },
      createdAt: '2026-03-14T09:10:00.000Z',
      updatedAt: '2026-03-16T09:00:00.000Z',
      publishedAt: '2026-03-15T09:00:00.000Z',
      dueOn: null,
      durations: {
        detect: { milliseconds: 300_000, approximate: true },
        mitigate: null,
        resolve: { milliseconds: 7_200_000, approximate: false },
      },
      components: ['web'],
      impact: {
        text: 'All **shops**.',
        windows: [
          {
            component: 'web',
            level: 'major_outage',
            from: { at: '2026-03-14T09:00:00.000Z', precision: 'exact', note: null },
            to: { at: '2026-03-14T10:00:00.000Z', precision: 'exact', note: null },
            milliseconds: 3_600_000,
          },
        ],
        regions: ['Europe'],
        metrics: [{ label: 'Orders', value: 1234, unit: 'lost', approximate: true }],
        dataLoss: 'none',
      },
      detection: { method: 'alert', timely: 'late', text: 'It rang.' },
      trigger: { class: 'change', text: 'A change.' },
      rootCause: { status: 'suspected', text: 'A limit.', whys: ['Why?'] },
      contributingFactors: [{ class: 'capacity', text: 'A pool.' }],
      revealed: [{ from: 'web', to: 'api', text: 'It depends.' }],
      damageControl: ['Control.'],
      ifItHappensAgain: ['Again.'],
      wentWell: ['Well.'],
      wentWrong: ['Wrong.'],
      gotLucky: ['Luck.'],
      lessons: ['Learn.'],
      timeline: [
        {
          at: { at: '2026-03-14T09:01:00.000Z', precision: 'exact', note: null },
          type: 'impact',
          text: 'It begins.',
          source: 'log',
          url: 'https://t.example/incidents/pm-1/#t-2026-03-14-0901',
        },
      ],
      updates: [
        {
          at: '2026-03-15T09:00:00.000Z',
          status: 'postmortem',
          text: 'The postmortem is published: https://t.example/incidents/pm-1/',
        },
        { at: '2026-03-14T11:00:00.000Z', status: 'resolved', text: 'The incident is resolved.' },
        { at: '2026-03-14T09:10:00.000Z', status: 'investigating', text: 'Looking.' },
      ],
      actions: [
        {
          ...{ id: 'a1', title: 'Act.', type: 'prevent', status: 'done', priority: 'high', effort: 'low' },
          ...{ due: '2026-04-01', doneAt: '2026-03-30', link: 'https://x.example/1' },
          url: 'https://t.example/incidents/pm-1/#action-a1',
        },
      ],
      related: [{ id: 'pm-2', relation: 'recurrence', url: 'https://t.example/incidents/pm-2/' }],
      revisions: [{ at: '2026-03-16T09:00:00.000Z', text: 'Mended.' }],
      noActions: null,
      technologies: ['Redis'],
      tags: ['pool'],
      aliases: ['old-one'],
      body: 'A *body*.\n',
    });
  });

  it('says nothing that the clock of the build has a part in', () => {
    const at = (now: string) =>
      archiveFile({ ...archiveIn('UTC', { 'pm-3': OPEN, 'pm-5': AWAITED }), now: Date.parse(now) }, () => '');
    expect(at('2026-11-21T09:00:00Z')).toEqual(at('2027-01-01T00:00:00Z'));
    expect(record('pm-3')).toMatchObject({
      state: 'open',
      resolvedAt: null,
      durations: { resolve: null },
      impact: { windows: [{ to: null, milliseconds: null }] },
    });
    expect(record('pm-5').dueOn).toBe('2026-11-08');
  });

  it('is of no draft and of nothing that was withdrawn', () => {
    expect(file.incidents.map(({ id }) => id)).toEqual(['pm-3', 'pm-5', 'pm-1', 'pm-2']);
    // A draft may refer to what is public, and the public knows nothing of that.
    expect(record('pm-2').related.map(({ id }) => id)).toEqual(['pm-1']);
    for (const incident of [...archive.tombstones, ...archive.incidents.filter(({ id }) => id === 'pm-4')])
      expect(() => recordOf(archive, incident, '')).toThrow(`${incident.id} is not public.`);
  });
});

describe('the file of the archive', () => {
  it('is what its schema says, as another validator reads it', () => {
    validate(JSON.parse(JSON.stringify(file)));
    expect(validate.errors).toBeNull();
    expect(archiveSchema.parse(file)).toEqual(file);
    expect(file).toMatchObject({
      version: ARCHIVE_VERSION,
      schema: 'https://t.example/schema/archive.json',
      updatedAt: '2026-11-21T08:00:00.000Z',
    });
    expect(archiveJsonSchema(archive.url)['$id']).toBe(file.schema);
  });

  it('is refused by its schema without any one of its fields, or with another', () => {
    const copy = JSON.parse(JSON.stringify(file)) as unknown;
    const missed: string[] = [];
    let tried = 0;
    for (const object of objectsIn(copy)) {
      for (const [name, value] of Object.entries(object)) {
        delete object[name];
        if (validate(copy)) missed.push(name);
        object[name] = value;
        tried += 1;
      }
      object['other'] = 1;
      if (validate(copy)) missed.push('other');
      delete object['other'];
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(200);
    expect(validate(copy)).toBe(true);
  });

  it('has a schema that describes each field', () => {
    const bare: string[] = [];
    let fields = 0;
    for (const object of objectsIn(archiveJsonSchema(archive.url))) {
      if (object['type'] !== 'object') continue;
      for (const [name, field] of Object.entries(object['properties'] as Record<string, object>)) {
        fields += 1;
        if (!('description' in field) || String(field.description).length < 4) bare.push(name);
      }
    }
    expect(bare).toEqual([]);
    expect(fields).toBeGreaterThan(90);
  });
});
