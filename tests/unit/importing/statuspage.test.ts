import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importStatuspage, readStatuspage } from '../../../src/importing/statuspage.ts';
import { archive, check, json, newFolder, run } from './folder.ts';

const page = { id: 'q1', name: 'Quay', url: 'https://old.quay.example' };
const incident = (fields: Record<string, unknown> = {}) => ({
  id: 'k3x9p2m4n5b6',
  name: 'Checkout is slow',
  status: 'resolved',
  created_at: '2024-05-01T10:00:00.250Z',
  started_at: '2024-05-01T10:00:00.000Z',
  updated_at: '2024-05-02T08:00:00.000Z',
  resolved_at: '2024-05-01T11:30:00.000Z',
  impact: 'major',
  shortlink: 'https://stspg.example/1',
  incident_updates: [
    {
      id: 'u2',
      status: 'resolved',
      body: 'Over &amp; done.\r\nThank you.',
      display_at: '2024-05-01T11:30:00.000Z',
      affected_components: [
        { code: 'c0m1p2o3n4e5', name: 'Search', old_status: 'partial_outage', new_status: 'operational' },
      ],
      tweet_id: 12,
    },
    {
      id: 'u1',
      status: 'investigating',
      body: '<ul><li><strong>10:00</strong> - We look {into} it.</li><li>More.</li></ul>',
      display_at: '2024-05-01T10:05:00.000Z',
      affected_components: [
        { code: 'c0m1p2o3n4e5', name: 'Search', old_status: 'operational', new_status: 'partial_outage' },
        { name: 'web shop' },
      ],
    },
  ],
  components: [
    { id: 'c0m1p2o3n4e5', name: 'Search', description: 'Finds &amp; sorts', start_date: '2020-01-01' },
  ],
  ...fields,
});

/** The front matter and the body of the only postmortem of an import. */
function only(value: unknown, on = archive) {
  const folder = newFolder();
  const plan = run(importStatuspage([json(value)], on), folder, on);
  const [file = '', ...others] = [...folder.keys()].filter((name) => name.startsWith('postmortems/'));
  expect(others).toEqual([]);
  const [, fields = '', ...body] = (folder.get(file) ?? '').split(/^---$/m);
  return { file, fields: parse(fields, { schema: 'core' }), body: body.join('---').trim(), folder, plan };
}

describe('an incident of Statuspage', () => {
  it('keeps its id, its times and its words, oldest first, in updates and timeline', () => {
    const { file, fields, plan } = only({ page, incident: incident() });
    expect(file).toBe('postmortems/k3x9p2m4n5b6.mdx');
    expect(fields).toEqual({
      title: 'Checkout is slow',
      status: 'recorded',
      severity: 'sev2',
      startedAt: '2024-05-01T10:00:00Z',
      resolvedAt: '2024-05-01T11:30:00Z',
      impact: {
        components: [
          { id: 'c0m1p2o3n4e5', status: 'partial_outage', from: '2024-05-01T10:05:00Z' },
          { id: 'web-shop', status: 'partial_outage' },
        ],
      },
      timeline: [
        { at: '2024-05-01T10:05:00Z', type: 'communication', text: '10:00 - We look {into} it. More.' },
        { at: '2024-05-01T11:30:00Z', type: 'resolution', text: 'Over & done. Thank you.' },
      ],
      updates: [
        {
          at: '2024-05-01T10:05:00Z',
          status: 'investigating',
          text: '- **10:00** - We look \\{into} it.\n- More.',
        },
        { at: '2024-05-01T11:30:00Z', status: 'resolved', text: 'Over & done.\\\nThank you.' },
      ],
    });
    expect(plan.findings).toEqual([]);
    expect(plan.rows[0]?.lost).toEqual(['updated_at', 'shortlink', 'incident_updates.tweet_id']);
  });

  it('is read alike from every answer that has it', () => {
    const one = incident();
    const expected = only({ page, incident: one }).folder.get('postmortems/k3x9p2m4n5b6.mdx');
    const { id, ...flat } = one;
    for (const shape of [
      { page, incidents: [one] },
      { ...flat, id: 991, code: id },
      [one],
      { meta: {}, page, incident: one },
      { page, status: {}, components: [], incidents: [one], scheduled_maintenances: [] },
    ])
      expect(only(shape).folder.get('postmortems/k3x9p2m4n5b6.mdx')).toBe(expected);
  });

  it('adds its components behind the known ones, whose lines stay as they are', () => {
    const { folder } = only({
      page,
      incidents: [incident()],
      components: [
        { id: 'g1g1g1', name: 'Shop', group: true },
        { id: 'c0m1p2o3n4e5', name: 'Search', group_id: 'g1g1g1' },
      ],
    });
    expect(folder.get('components.yaml')).toBe(
      '# What customers know.\n- id: web-shop # the oldest\n  name: Web shop\n- id: c0m1p2o3n4e5\n  name: Search\n  group: Shop\n',
    );
  });

  it('that is open is pending, and one without a word is a draft', () => {
    const open = incident({
      status: 'identified',
      resolved_at: null,
      incident_updates: [],
      postmortem_body: null,
    });
    expect(only(open).fields).toMatchObject({ status: 'pending' });
    expect(only(open).fields).not.toHaveProperty('resolvedAt');
    expect(only(incident({ incident_updates: [], components: [] })).fields).toMatchObject({
      status: 'draft',
    });
  });

  it('that was resolved and opened again is open', () => {
    const [resolved, investigating] = incident().incident_updates;
    const again = { ...investigating, id: 'u3', display_at: '2024-05-01T13:00:00.000Z' };
    const reopened = incident({
      status: 'investigating',
      resolved_at: null,
      incident_updates: [again, resolved, investigating],
    });
    for (const value of [reopened, { ...reopened, status: undefined }]) {
      expect(only(value).fields).toMatchObject({ status: 'pending' });
      expect(only(value).fields).not.toHaveProperty('resolvedAt');
    }
  });

  it('keeps a long name whole in the summary', () => {
    const name = `${'many words '.repeat(12)}end`;
    const { fields } = only(incident({ name }));
    expect(fields.title).toMatch(/^(?:many words )+many…$/);
    expect(fields.title.length).toBeLessThanOrEqual(120);
    expect(fields.summary).toBe(name);
  });

  it('passes the check with whatever its texts hold', async () => {
    const folder = newFolder();
    const nasty = [
      '{a} <b c="d">e</b> <Foo> `{f}`',
      'import it from here\nexport const x = 1\n\nimport { a } from "b"',
      'internal: true',
      'export const x = 1',
      'See [what is gone](https://status.quay.example/nowhere/).',
      '[x]: https://a.example\n\n<!-- secret --> ~a~ 1 < 2 && 3 > 2',
      '# Title\n\n* one\n  * two\n\n| a | b |\n|---|---|\n| 1 | {2} |',
      '<p>One<br><br>Two</p><div><img src="/x.png" alt="A picture"> <a href="javascript:x">no</a> <a href="/y">yes</a></div>',
      'See www.a.example, https://a.example/_b_ and a@b.example.\u202E \u0000',
      `${'> '.repeat(400)}deep`,
    ];
    const incidents = nasty.map((body, index) =>
      incident({
        id: `nasty0000${index}`,
        name: `${body.slice(0, 20)} "&'`,
        postmortem_body: body,
        postmortem_published_at: '2024-05-03T00:00:00Z',
        incident_updates: [{ status: 'resolved', body, display_at: '2024-05-01T11:00:00Z' }],
      }),
    );
    const plan = run(importStatuspage([json({ page, incidents })], archive), folder);
    expect(plan.findings.map(({ message }) => message)).toEqual([]);
    expect(plan.rows.map(({ outcome }) => outcome)).toEqual(nasty.map(() => 'added'));
    const { findings, counts } = await check(folder);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(counts.postmortems).toBe(nasty.length);
  });
});

describe('a postmortem of Statuspage', () => {
  const body =
    '<h1>What went wrong</h1><p>A <em>limit</em>, see <a href="/incidents/k3x9p2m4n5b6">this</a>.</p>';

  it('that was published stays public, with its day, and claims no analysis', async () => {
    const {
      fields,
      body: text,
      folder,
    } = only({
      page,
      incident: incident({ postmortem_body: body, postmortem_published_at: '2024-05-03T09:00:00Z' }),
    });
    expect(fields).toMatchObject({ status: 'recorded', publishedAt: '2024-05-03T09:00:00Z' });
    expect(text).toBe('## What went wrong\n\nA *limit*, see [this](/incidents/k3x9p2m4n5b6/).');
    expect((await check(folder)).findings).toEqual([]);
  });

  it('that was never published is in nothing that goes out', async () => {
    const folder = newFolder();
    run(
      importStatuspage(
        [
          json([
            incident({
              name: 'CANARYNAME',
              postmortem_body: '<p>CANARYBODY</p>',
              postmortem_published_at: null,
            }),
            incident({ id: 'p7p7p7p7p7p7' }),
          ]),
        ],
        archive,
      ),
      folder,
    );
    expect(folder.get('postmortems/k3x9p2m4n5b6.mdx')).toMatch(/^status: draft$[\s\S]*CANARYBODY/m);
    const { files, findings } = await check(folder);
    expect(findings).toEqual([]);
    expect([...files.keys()].sort()).toEqual([
      'components.yaml',
      'postmortems/p7p7p7p7p7p7.mdx',
      'site.yaml',
    ]);
    expect([...files.values()].join()).not.toContain('CANARY');
    expect([...files.values()].join()).not.toContain('k3x9p2m4n5b6');
  });

  it('that only an update tells of is its body', () => {
    const { incident_updates: updates } = incident();
    const told = { status: 'postmortem', body: 'It was a limit.', display_at: '2024-05-04T00:00:00Z' };
    const { fields, body: text } = only(
      incident({ status: 'postmortem', incident_updates: [told, ...updates] }),
    );
    expect(fields).toMatchObject({ status: 'recorded', publishedAt: '2024-05-04T00:00:00Z' });
    expect(fields.updates).toHaveLength(2);
    expect(text).toBe('## Postmortem\n\nIt was a limit.');
  });
});

describe('bad input', () => {
  const codes = (plan: { findings: { code: string; line: number; message: string }[] }) =>
    plan.findings.map(
      ({ code, line, message }) => `${line} ${code} ${message.split(': ').slice(1).join(': ')}`,
    );

  it('is told at its place, and the rest is imported', () => {
    const folder = newFolder();
    const plan = run(
      importStatuspage(
        [
          { file: 'cut.json', text: '{\n "page": {},\n "incidents": [{"id":' },
          { file: 'wrong.json', text: '{"a": 1,\n  oops}' },
          json({ hello: 1 }, 'other.json'),
          json({ page, status: { indicator: 'none' } }, 'status.json'),
          json({ page, scheduled_maintenances: [] }, 'scheduled-maintenances.json'),
          json(
            [
              incident({ name: null }),
              incident({ id: null, code: null }),
              incident({ id: 'Late_One' }),
              null,
            ],
            'list.json',
          ),
        ],
        archive,
      ),
      folder,
    );
    expect(plan.findings.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      'import-unreadable cut.json:3',
      'import-unreadable wrong.json:2',
      'import-unreadable other.json:1',
      'import-unreadable list.json:3',
      'import-unreadable list.json:1',
      'import-unreadable list.json:1',
    ]);
    expect(plan.findings.at(-1)?.message).toContain('what stands among the incidents is none');
    expect(plan.rows.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual([
      'postmortems/late-one.mdx added',
    ]);
  });

  it('with its end before its start is kept, told and marked', () => {
    const { fields, plan } = only(incident({ resolved_at: '2024-05-01T09:00:00Z' }));
    expect(fields.resolvedAt).toEqual({
      at: '2024-05-01T10:00:00Z',
      precision: 'approximate',
      note: 'The source gives 2024-05-01T09:00:00Z, which is before the start.',
    });
    expect(codes(plan)).toEqual([
      '2 import-repaired k3x9p2m4n5b6: it ends before it begins; its start is taken for both',
    ]);
  });

  it('of old payloads is put right, and told', () => {
    const { started_at: _, components: __, ...old } = incident({ impact: null, resolved_at: null });
    const { fields, plan } = only(old);
    expect(fields).toMatchObject({
      startedAt: '2024-05-01T10:00:00.250Z',
      resolvedAt: '2024-05-01T11:30:00Z',
      severity: 'sev4',
    });
    expect(codes(plan)).toEqual([
      '2 import-repaired k3x9p2m4n5b6: its impact is missing or unknown; none is taken',
      '2 import-repaired k3x9p2m4n5b6: resolved_at is missing; the time at which an update says resolved is taken',
    ]);
  });

  it('with scripts loses them, and says so', () => {
    const { fields, plan } = only(
      incident({
        incident_updates: [
          {
            status: 'resolved',
            body: 'a <script>evil()</script><iframe src="x"></iframe> b',
            display_at: '2024-05-01T11:00:00Z',
          },
        ],
      }),
    );
    expect(fields.updates[0].text).toBe('a b');
    expect(codes(plan)).toEqual(['2 import-active k3x9p2m4n5b6: <script> <iframe>']);
  });

  it('of the same incident twice is told, and what was written last is taken', () => {
    const older = incident({
      name: 'Older',
      updated_at: '2024-05-01T12:00:00Z',
      postmortem_body: 'Why.',
      postmortem_published_at: '2024-05-02T00:00:00Z',
    });
    const { fields, body, plan } = only([incident(), older]);
    expect(fields).toMatchObject({ title: 'Checkout is slow', publishedAt: '2024-05-02T00:00:00Z' });
    expect(body).toBe('## Postmortem\n\nWhy.');
    expect(plan.findings.map(({ code }) => code)).toEqual(['import-duplicate']);
  });

  it('of the same incident twice is compared in one zone; of the same moment, the first is taken', () => {
    const titleOf = (first: string, second: string) =>
      only([incident({ name: 'First', updated_at: first }), incident({ name: 'Second', updated_at: second })])
        .fields.title;
    expect(titleOf('2024-05-02T01:00:00Z', '2024-05-01T20:00:00-07:00')).toBe('Second');
    expect(titleOf('2024-05-02T01:00:00Z', '2024-05-02T03:00:00+02:00')).toBe('First');
  });

  it('of which the last copy says that it has no postmortem brings none back from an older one', () => {
    const older = incident({
      updated_at: '2024-05-01T12:00:00Z',
      postmortem_body: 'CANARY.',
      postmortem_published_at: '2024-05-02T00:00:00Z',
    });
    const withdrawn = incident({ postmortem_body: null, postmortem_published_at: null });
    const { fields, body, folder } = only([older, withdrawn]);
    expect([fields.publishedAt, body]).toEqual([undefined, '']);
    expect([...folder.values()].join()).not.toContain('CANARY');
  });

  it('that is a scheduled maintenance is left out, and told', () => {
    const folder = newFolder();
    const maintenance = incident({
      status: 'completed',
      impact: 'maintenance',
      scheduled_for: '2024-01-01T00:00:00Z',
    });
    const plan = run(
      importStatuspage(
        [json({ page, incidents: [], scheduled_maintenances: [maintenance] }), json([maintenance])],
        archive,
      ),
      folder,
    );
    expect(codes(plan)).toEqual([
      expect.stringContaining('import-unsupported the scheduled maintenance k3x9p2m4n5b6'),
      expect.stringContaining('import-unsupported the scheduled maintenance k3x9p2m4n5b6'),
    ]);
    expect(plan.rows).toEqual([]);
  });

  it('that only names incidents is told', () => {
    const months = [{ name: 'May', year: 2024, incidents: [{ code: 'k3x9p2m4n5b6', name: 'Slow' }] }];
    const plan = run(
      importStatuspage([json({ page_status: {}, components: [], months })], archive),
      newFolder(),
    );
    expect(codes(plan)).toEqual([
      '1 import-unsupported history.json names incidents without what was said: save each of them',
    ]);
  });
});

it('ten thousand incidents of one file are read in seconds', () => {
  const said = [{ status: 'resolved', body: 'It works again.', display_at: '2024-05-01T11:30:00Z' }];
  const incidents = Array.from({ length: 10_000 }, (_, index) =>
    incident({ id: `many${String(index).padStart(8, '0')}`, incident_updates: said, components: [] }),
  );
  const from = performance.now();
  const { documents } = importStatuspage([json({ page, incidents })], archive);
  expect(new Set(documents.map(({ from: { line } }) => line)).size).toBe(10_000);
  expect(performance.now() - from).toBeLessThan(15_000);
});

it('what was read is read again as the same from what the archive says of it', () => {
  const [read] = readStatuspage(
    [json({ page, incident: incident() })],
    'https://status.quay.example',
  ).incidents;
  const again = incident({
    incident_updates: read?.updates
      .map(({ at, status, text }) => ({ status, body: text, display_at: new Date(at).toISOString() }))
      .reverse(),
  });
  const [twice] = readStatuspage([json({ page, incident: again })], 'https://status.quay.example').incidents;
  expect(twice?.updates).toEqual(read?.updates);
});
