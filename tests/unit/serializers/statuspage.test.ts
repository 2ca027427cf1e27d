import { describe, expect, it } from 'vitest';
import { toArchive } from '../../../src/model/archive.ts';
import { endpointsOf } from '../../../src/serializers/statuspage/endpoints.ts';
import { historyOf } from '../../../src/serializers/statuspage/history.ts';
import { flatIncidentOf, type Incident } from '../../../src/serializers/statuspage/incidents.ts';
import { ENDPOINTS, HISTORY } from '../../statuspage-schema.ts';
import { archiveIn, over } from '../model/archives.ts';

const NASTY = `<b>"&'</b> ]]>`;

/** An archive with one incident of each state and 60 that are on record. */
function archive() {
  const many = Array.from({ length: 60 }, (_, index) => {
    const day = new Date(Date.UTC(2025, 0, 1 + index)).toISOString().slice(0, 10);
    return [`old-${index}`, over(`${day}T10:00:00Z`, `${day}T11:00:00Z`)] as const;
  });
  return archiveIn('America/New_York', {
    ...Object.fromEntries(many),
    'pm-open': {
      status: 'pending',
      severity: 'sev2',
      startedAt: '2026-11-20T12:00:00Z',
      impact: { components: [{ id: 'web', status: 'partial_outage' }] },
      updates: [
        { at: '2026-11-20T12:30:00Z', status: 'identified', text: '- one\n- **two** <b>&amp; three' },
        { at: '2026-11-20T12:10:00Z', status: 'investigating', text: 'We [look](javascript:alert).' },
      ],
    },
    'pm-awaited': {
      status: 'pending',
      startedAt: '2026-11-10T12:00:00Z',
      resolvedAt: '2026-11-10T13:00:00Z',
      publishedAt: '2026-11-10T12:10:00Z',
    },
    'pm-published': over('2026-06-30T23:30:00Z', '2026-07-01T03:30:00Z', {
      title: NASTY,
      status: 'published',
      summary: NASTY,
      detectedAt: '2026-06-30T23:40:00Z',
      mitigatedAt: '2026-07-01T02:00:00Z',
      publishedAt: '2026-07-05T09:00:00Z',
    }),
    'pm-retracted': over('2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z', {
      title: 'GONE',
      status: 'retracted',
      retraction: 'Not ours.',
    }),
  });
}
const read = (endpoint: string, from = archive()) =>
  JSON.parse(JSON.stringify(endpointsOf(from).get(endpoint)));
const ids = (list: { id: string }[]) => list.map(({ id }) => id);

describe('the API of Statuspage', () => {
  it('has every endpoint, each as its clients know it', () => {
    const endpoints = endpointsOf(archive());
    const shapes = new Map<string, unknown>(Object.entries(ENDPOINTS));
    expect(new Set([...endpoints.keys()].map((each) => (shapes.has(each) ? each : 'incidents/ID')))).toEqual(
      new Set(shapes.keys()),
    );
    for (const [endpoint, body] of endpoints) {
      const schema = ENDPOINTS[endpoint as keyof typeof ENDPOINTS] ?? ENDPOINTS['incidents/ID'];
      const { error } = schema.safeParse(JSON.parse(JSON.stringify(body)));
      expect(error?.message, endpoint).toBeUndefined();
    }
    expect(
      HISTORY.safeParse(JSON.parse(JSON.stringify(historyOf(archive())))).error?.message,
    ).toBeUndefined();
  });

  it('lists the newest fifty, and each of all in a file of its own', () => {
    const { incidents } = read('incidents');
    expect(incidents).toHaveLength(50);
    expect(ids(incidents).slice(0, 4)).toEqual(['pm-open', 'pm-awaited', 'pm-published', 'old-59']);
    expect(read('incidents/old-0').incident.name).toBe('old-0');
    expect(endpointsOf(archive()).size).toBe(8 + 63);
  });

  it('holds nothing of what was retracted', () => {
    const all = JSON.stringify([...endpointsOf(archive())]) + JSON.stringify(historyOf(archive()));
    expect(all).toContain('pm-published');
    expect(all).not.toMatch(/pm-retracted|GONE/);
  });

  it('says what is going on, and nothing of what is over, in the summary', () => {
    const { incidents, components, status } = read('summary');
    expect(ids(incidents)).toEqual(['pm-open']);
    expect(incidents[0]).toMatchObject({ status: 'identified', impact: 'major', resolved_at: null });
    expect(components.map((each: { name: string; status: string }) => [each.name, each.status])).toEqual([
      ['Web', 'partial_outage'],
      ['API', 'operational'],
      ['New', 'operational'],
    ]);
    expect(status).toEqual({ indicator: 'major', description: '1 unresolved incident' });
  });

  it('tells the states, the times and the components of an incident as its content does', () => {
    const { incident } = read('incidents/pm-published');
    expect(incident).toMatchObject({
      name: NASTY,
      status: 'postmortem',
      impact: 'critical',
      created_at: '2026-06-30T23:40:00.000Z',
      started_at: '2026-06-30T23:30:00.000Z',
      monitoring_at: '2026-07-01T02:00:00.000Z',
      resolved_at: '2026-07-01T03:30:00.000Z',
      updated_at: '2026-07-05T09:00:00.000Z',
      shortlink: 'https://t.example/incidents/pm-published/',
    });
    const { incident_updates: updates } = incident as Incident;
    expect(
      updates.map(({ status, affected_components: [web] }) => [status, web?.old_status, web?.new_status]),
    ).toEqual([
      ['postmortem', 'operational', 'operational'],
      ['resolved', 'major_outage', 'operational'],
      ['monitoring', 'major_outage', 'major_outage'],
      // It had begun ten minutes before anybody was told.
      ['investigating', 'major_outage', 'major_outage'],
    ]);
    expect(read('incidents/pm-awaited').incident).toMatchObject({
      status: 'resolved',
      updated_at: '2026-11-10T13:00:00.000Z',
    });
  });

  it('says that all is well again once that was announced, though it took longer', () => {
    const updates = [{ at: '2026-03-14T10:30:00Z', status: 'resolved', text: 'Over.' }];
    const early = archiveIn('UTC', {
      'pm-1': over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', { updates }),
    });
    expect(read('incidents/pm-1', early).incident.incident_updates[0].affected_components).toEqual([
      { code: 'web', name: 'Web', old_status: 'major_outage', new_status: 'operational' },
    ]);
  });

  it('says of a near miss that nothing was affected', () => {
    const data = over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', { kind: 'near-miss' });
    const { incident } = read('incidents/pm-1', archiveIn('UTC', { 'pm-1': data }));
    expect(incident.impact).toBe('none');
    expect(JSON.stringify(incident)).toContain('"code":"web"');
    expect(JSON.stringify(incident)).not.toContain('outage');
  });

  it('has updates in HTML, with what is no markup escaped', () => {
    const bodies = (id: string) =>
      read(`incidents/${id}`).incident.incident_updates.map(({ body }: { body: string }) => body);
    expect(bodies('pm-open')).toEqual([
      '<ul>\n<li>one</li>\n<li><strong>two</strong> &#x26; three</li>\n</ul>',
      'We look.',
    ]);
    expect(bodies('pm-published').at(-1)).toBe(`&#x3C;b>"&#x26;'&#x3C;/b> ]]>`);
    expect(bodies('pm-published')[0]).toContain('https://t.example/incidents/pm-published/');
  });

  it('is the same whenever it is built', () => {
    const early = archive();
    const { site, components } = early;
    const postmortems = early.incidents.map(({ id, postmortem }) => ({ id, postmortem }));
    const late = toArchive(site, components, postmortems, early.now + 90 * 86_400_000);
    expect([...endpointsOf(late)]).toEqual([...endpointsOf(early)]);
    expect(historyOf(late)).toEqual(historyOf(early));
  });

  it('has ids that do not hang on where it is served', () => {
    const { site, components, incidents, now } = archive();
    const postmortems = incidents.map(({ id, postmortem }) => ({ id, postmortem }));
    const preview = toArchive(site, components, postmortems, now, 'https://preview.example/x/');
    expect(read('status', preview).page).toMatchObject({
      id: read('status').page.id,
      url: 'https://preview.example/x',
    });
    expect(read('incidents/old-1', preview).incident.incident_updates).toEqual(
      read('incidents/old-1').incident.incident_updates,
    );
  });

  it('gives updates of one moment ids of their own', () => {
    const at = '2026-03-14T10:00:00Z';
    const updates = ['one', 'two'].map((text) => ({ at, status: 'monitoring', text }));
    const twins = archiveIn('UTC', {
      'pm-1': over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', { updates }),
    });
    const all = ids(read('incidents/pm-1', twins).incident.incident_updates);
    expect(all).toHaveLength(3);
    expect(new Set(all).size).toBe(3);
  });

  it('gives the text of a postmortem only once it is published', () => {
    const flat = (id: string) => {
      const from = archive();
      const incident = from.incidents.find((each) => each.id === id);
      if (!incident) throw new Error(`There is no ${id}.`);
      return flatIncidentOf(from, incident, 'What happened.');
    };
    expect(flat('pm-published')).toMatchObject({
      code: 'pm-published',
      postmortem_body: 'What happened.',
      postmortem_published_at: '2026-07-05T09:00:00.000Z',
    });
    expect(flat('pm-awaited')).toMatchObject({ postmortem_body: null, postmortem_published_at: null });
  });

  it.each([
    { name: 'its text', hasBody: true, publishedAt: '2026-07-05T09:00:00Z', status: 'postmortem' },
    { name: 'a text that is no postmortem', hasBody: true, status: 'resolved' },
    { name: 'a date alone', hasBody: false, publishedAt: '2026-07-05T09:00:00Z', status: 'resolved' },
  ])('says of an incident on record with $name that it is $status', ({ hasBody, publishedAt, status }) => {
    const data = over('2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z', publishedAt ? { publishedAt } : {});
    const { site, components, incidents, now } = archiveIn('UTC', { 'pm-1': data });
    const postmortems = incidents.map(({ id, postmortem }) => ({ id, postmortem, hasBody }));
    const from = toArchive(site, components, postmortems, now);
    const { incident } = read('incidents/pm-1', from);
    expect([incident.status, incident.incident_updates[0].status]).toEqual([status, status]);
    const flat = flatIncidentOf(from, from.incidents[0] as (typeof from.incidents)[0], 'A limit.');
    expect(flat.postmortem_body).toBe(status === 'postmortem' ? 'A limit.' : null);
  });
});

describe('the history of Statuspage', () => {
  it('puts an incident into the month in which it ended, in the zone of the site', () => {
    const { months, start_time: start, end_time: end } = historyOf(archive());
    expect(months.map(({ name, year }) => `${name} ${year}`).slice(0, 6)).toEqual([
      'November 2026',
      'October 2026',
      'September 2026',
      'August 2026',
      'July 2026',
      'June 2026',
    ]);
    expect(months.at(-1)).toMatchObject({ name: 'January', year: 2025, starts_on: 3, days: 31 });
    const june = months.find(({ name, year }) => name === 'June' && year === 2026);
    expect(june?.incidents.map(({ timestamp }) => timestamp)).toEqual([
      "Jun <var data-var='date'>30</var>, <var data-var='time'>19:30</var> - <var data-var='time'>23:30</var> GMT-4",
    ]);
    expect([start, end]).toEqual(['2025-01-01T05:00:00.000Z', '2026-12-01T04:59:59.999Z']);
  });
});
