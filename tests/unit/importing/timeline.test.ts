import { describe, expect, it } from 'vitest';
import { planTimeline } from '../../../src/importing/plan.ts';
import { importTimeline } from '../../../src/importing/timeline.ts';
import { json } from './folder.ts';

const FILE = 'postmortems/fx-0001.mdx';
const AUTHORED = `---
title: A # kept
timeline:
  # the first
  - { at: 2026-03-14T09:12:00Z, type: impact, text: 'Requests <Redacted reason="customer">of: Acme</Redacted> fail.' }
  - at: 2026-03-14T09:15:00Z
    type: detection
    text: >-
      An alert
      fires. # no comment
summary: b <Redacted reason="customer">of: Acme</Redacted>
---

## What happened
`;
const csv = (text: string) => ({ file: 'log.csv', text });
const slack = (...messages: Record<string, unknown>[]) =>
  json(
    messages.map((each) => ({ type: 'message', ...each })),
    'a/2026-03-14.json',
  );

function add(sources: Parameters<typeof importTimeline>[0], folder = new Map([[FILE, AUTHORED]])) {
  const plan = planTimeline(importTimeline(sources), 'fx-0001', { read: (file) => folder.get(file) });
  for (const [file, text] of plan.files) folder.set(file, text);
  return { plan, folder, text: folder.get(FILE) ?? '' };
}
const told = ({ plan }: ReturnType<typeof add>) =>
  plan.findings.map(({ code, file, line }) => `${code} ${file}:${line}`);
const ONE = csv('Time;Event;Type\n2026-03-14 10:20 +01:00;Rolled back;mitigation\n');

describe('a timeline', () => {
  it('is added behind the last entry, and nothing else changes', () => {
    expect(add([ONE]).text).toBe(
      AUTHORED.replace(
        'summary: b',
        '  - at: 2026-03-14T09:20:00Z\n    type: mitigation\n    text: Rolled back\nsummary: b',
      ),
    );
  });

  it('begins one where there is none', () => {
    for (const [authored, expected] of [
      [
        '---\ntitle: a\n---\n',
        '---\ntitle: a\ntimeline:\n  - at: 2026-03-14T09:20:00Z\n    type: mitigation\n    text: Rolled back\n---\n',
      ],
      [
        '---\ntimeline: []\ntitle: a\n---\n',
        '---\ntimeline: \n  - at: 2026-03-14T09:20:00Z\n    type: mitigation\n    text: Rolled back\ntitle: a\n---\n',
      ],
    ] as const)
      expect(add([ONE], new Map([[FILE, authored]])).text).toBe(expected);
  });

  it('is internal in what is no draft any more, until somebody has read it', () => {
    for (const status of ['pending', 'recorded', 'published', 'retracted']) {
      const authored = `---\nstatus: ${status}\ntitle: a\n---\n`;
      const { text, plan, folder } = add([ONE], new Map([[FILE, authored]]));
      expect(text, status).toContain('    text: Rolled back\n    internal: true\n');
      expect(plan.rows[0]?.kept).toEqual(['1 entry added, as internal: it is no draft any more']);
      expect(add([ONE], folder).plan.rows[0]?.outcome).toBe('unchanged');
    }
    expect(add([ONE], new Map([[FILE, '---\nstatus: review\n---\n']])).text).not.toContain('internal');
  });

  it('is added once, whatever becomes of it', () => {
    const { folder, text } = add([ONE]);
    expect([...add([ONE], folder).plan.files.keys()]).toEqual([]);
    folder.set(FILE, text.replace('Rolled back', '<Redacted reason="vendor">Rolled</Redacted> back'));
    expect([...add([ONE], folder).plan.files.keys()]).toEqual([]);
    const byHand = csv('at,text\n2026-03-14T09:15:00Z,An alert fires.  # no comment');
    expect(add([byHand]).plan.rows[0]?.outcome).toBe('unchanged');
  });

  it('is refused where it would not be read any more', () => {
    for (const authored of [
      '---\ntimeline: soon\n---\n',
      '---\ntimeline: [{ at: unknown }]\n---\n',
      '---\ntitle: "a\n---\n',
      'no',
    ]) {
      const refused = add([ONE], new Map([[FILE, authored]]));
      expect([told(refused), refused.text]).toEqual([[`import-refused ${FILE}:1`], authored]);
    }
    expect(told(add([csv('at,text\n2026-03-14T09:20:00Z,See <Redactd>it</Redactd>')]))).toEqual([
      `import-refused ${FILE}:1`,
    ]);
    expect(told(add([ONE], new Map()))).toEqual([`import-missing ${FILE}:1`]);
    const outside = { read: (file: string) => (file.endsWith('.mdx') ? AUTHORED : undefined) };
    const { files, findings } = planTimeline(importTimeline([ONE]), '../pages/policy', outside);
    expect([[...files.keys()], findings.map(({ code }) => code)]).toEqual([[], ['import-missing']]);
  });
});

describe('a timeline of Slack', () => {
  it('has what was said, and nobody who said it', () => {
    const { text, plan } = add([
      json(
        [
          {
            id: 'U1',
            name: 'quillon',
            is_bot: false,
            profile: { real_name: 'Quillon Marsh', display_name: 'qm' },
          },
        ],
        'users.json',
      ),
      slack(
        {
          ts: '1773479980.000200',
          user: 'U1',
          text: 'see <https://a.example/x|the &amp; graph>, <@U2> and <!here>',
        },
        {
          ts: '1773479940.1',
          user: 'U2',
          text: 'Quillon is on it,\nmarsh says ask @anna or a.b@c.example',
          user_profile: { first_name: 'Grace', real_name: 'Grace Vell' },
        },
        { ts: '1773479990.1', user: 'U1', text: 'Grace asks for grace' },
        { ts: '1773479930.1', subtype: 'channel_join', text: '<@U3> has joined' },
        { ts: '1773479930.1', text: '' },
        { ts: '1773480000.1', username: 'Fenwick Ode', text: 'fenwick leaves' },
      ),
    ]);
    expect(text).toContain(`  - at: 2026-03-14T09:19:00Z
    type: note
    text: a responder is on it, a responder says ask a responder or a responder
  - at: 2026-03-14T09:19:40Z
    type: note
    text: see the & graph (https://a.example/x), a responder and everybody
  - at: 2026-03-14T09:19:50Z
    type: note
    text: a responder asks for grace
  - at: 2026-03-14T09:20:00Z
    type: note
    text: a responder leaves
summary`);
    expect(plan.rows[0]?.lost).toEqual(['1 notice of the channel', '1 message without text']);
    expect(plan.rows[0]?.mapped).toEqual(['6 mentions of somebody → a responder']);
    expect([...plan.files.values()].join()).not.toMatch(/Quillon|Marsh|U1\b|anna|Vell|Fenwick/i);
  });
});

describe('a timeline of PagerDuty', () => {
  it('has the steps of the incident, and no user', () => {
    const user = { type: 'user_reference', summary: 'Quillon Marsh' };
    const { text } = add([
      json({
        log_entries: [
          {
            type: 'resolve_log_entry',
            created_at: '2026-03-14T09:40:00Z',
            summary: 'Resolved by Quillon Marsh',
            agent: user,
          },
          {
            type: 'annotate_log_entry',
            created_at: '2026-03-14T09:30:00Z',
            summary: 'Note added',
            channel: { type: 'note', summary: 'x', content: 'Marsh restarts it' },
          },
          {
            type: 'trigger_log_entry',
            created_at: '2026-03-14T09:16:00Z',
            summary: 'Triggered through the API',
          },
        ],
      }),
    ]);
    expect(text).toContain(`    type: detection
    text: Triggered through the API
  - at: 2026-03-14T09:30:00Z
    type: note
    text: a responder restarts it
  - at: 2026-03-14T09:40:00Z
    type: resolution
    text: Resolved by a responder
summary`);
  });
});

describe('a timeline of a table', () => {
  it.each([
    'who',
    'Responder',
    'engineer',
    'Assigned to',
    'assigned_to',
    'On-Call',
    'On-call engineer',
    'Commander',
    'Incident Commander',
    'handled by',
  ])('names nobody whom its column %s names', (column) => {
    const { text, plan } = add([csv(`at,text,${column}\n2026-03-14T09:20:00Z,Marsh looks,Quillon Marsh`)]);
    expect(text).toContain('text: a responder looks');
    expect(plan.rows[0]?.lost).toEqual([]);
  });

  it('takes no word out that stands in another column', () => {
    const { text, plan } = add([csv('at,text,service name\n2026-03-14T09:20:00Z,Ledger fails,Ledger')]);
    expect(text).toContain('text: Ledger fails');
    expect(plan.rows[0]?.lost).toEqual(['column service name']);
  });
});

describe('a timeline that cannot be read', () => {
  it('is told at its place, and the rest is added', () => {
    const found = add([
      csv('date,time,who,message\n2026-03-14,09:30,Quillon,Quillon looks\n2026-03-14,soon,,x\n,,,y'),
      { file: 'cut.json', text: '[{"ts":' },
      json({ hello: 1 }, 'other.json'),
      { file: 'b.csv', text: 'a,b\n1,2' },
      { file: 'c.csv', text: 'at,text\n"x' },
    ]);
    expect(told(found)).toEqual([
      'import-unreadable log.csv:3',
      'import-unreadable log.csv:4',
      'import-unreadable cut.json:1',
      'import-unreadable other.json:1',
      'import-unreadable b.csv:1',
      'import-unreadable c.csv:2',
    ]);
    expect(found.text).toContain('- at: 2026-03-14T09:30:00Z\n    type: note\n    text: a responder looks\n');
  });
});
