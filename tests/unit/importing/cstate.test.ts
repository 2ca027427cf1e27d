import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importCstate } from '../../../src/importing/cstate.ts';
import { archive, check, newFolder, run } from './folder.ts';

const FRONT = `title: "Search & \\"find\\""
date: 2024-05-01 10:00:00
resolved: true
resolvedWhen: 2024-05-01 11:30:00
# a comment
severity: down
affected: [Search, web shop]
section: issue
pin: true`;

function post(front: string, body: string, name = '2024-05-01-search.md') {
  const folder = newFolder();
  const plan = run(
    importCstate([{ file: `issues/${name}`, text: `---\n${front}\n---\n${body}` }], archive),
    folder,
  );
  const [, fields = '', ...rest] = (folder.get('postmortems/2024-05-01-search.mdx') ?? '').split(/^---$/m);
  return { fields: parse(fields, { schema: 'core' }), body: rest.join('---').trim(), plan, folder };
}
const told = ({ plan }: ReturnType<typeof post>) =>
  plan.findings.map(
    ({ code, line, message }) => `${line} ${code} ${message.split(': ').slice(1).join(': ')}`,
  );

describe('a post of cState', () => {
  it('becomes a record: naive times are UTC, labels are statuses, and the postmortem is its body', async () => {
    const read = post(
      FRONT,
      `*Post-mortem*

A limit, as \`{x}\` was < 3.

---

*Update* - All is well. {{< track "2024-05-01 11:30:00" >}}

*Monitoring* - It runs again.
Still slow. {{< track "2024-05-01 11:00:00" >}}

---

**Investigating** - We look into it:

- one
- two {{< track "2024-05-01T10:05:00Z" >}}
`,
    );
    expect(read.fields).toEqual({
      title: 'Search & "find"',
      status: 'recorded',
      severity: 'sev2',
      startedAt: '2024-05-01T10:00:00Z',
      resolvedAt: '2024-05-01T11:30:00Z',
      impact: {
        components: [
          { id: 'search', status: 'major_outage' },
          { id: 'web-shop', status: 'major_outage' },
        ],
      },
      timeline: expect.any(Array),
      updates: [
        { at: '2024-05-01T10:05:00Z', status: 'investigating', text: 'We look into it:\n\n- one\n- two' },
        { at: '2024-05-01T11:00:00Z', status: 'monitoring', text: 'It runs again. Still slow.' },
        { at: '2024-05-01T11:30:00Z', status: 'resolved', text: 'All is well.' },
      ],
    });
    expect(read.body).toBe('## Postmortem\n\nA limit, as `{x}` was &lt; 3.');
    expect(read.plan.rows[0]?.lost).toEqual(['pin']);
    expect([told(read), (await check(read.folder)).findings]).toEqual([[], []]);
  });

  it('that is open is pending, and one of nothing but prose has told it', () => {
    expect(post(FRONT.replace('resolved: true', 'resolved: false'), 'a').fields.status).toBe('pending');
    const prose = post(FRONT.replace(/affected.*\n/, ''), 'There may be delays.');
    expect(prose.fields.updates).toEqual([
      { at: '2024-05-01T11:30:00Z', status: 'resolved', text: 'There may be delays.' },
    ]);
  });

  it('that is not public on its page yet is a draft, whatever it tells', () => {
    for (const held of [
      'draft: true',
      'draft: "true"',
      'Draft: true',
      'draft: false\nDRAFT: true',
      'publishDate: 2099-01-01',
      'publishdate: 2099-01-01',
      'publishDate: soon',
      'expiryDate: 2024-06-01',
      'unpublishDate: soon',
      'headless: true',
      '_build: { render: never }',
      'build: { List: false }',
    ])
      for (const front of [FRONT, FRONT.replace('resolved: true', 'resolved: false')])
        expect(post(`${front}\n${held}`, 'a').fields.status, held).toBe('draft');
    for (const shown of [
      'draft: false\npublishDate: 2024-05-01',
      'expiryDate: 2099-01-01',
      'headless: false\nbuild: { render: always, list: true }',
    ])
      expect(post(`${FRONT}\n${shown}`, 'a').fields.status, shown).toBe('recorded');
  });

  it('is read whatever capitals its fields have', () => {
    const front = FRONT.replace(/^\w+/gm, (name) => name.toUpperCase());
    expect(post(front, 'a').fields).toEqual(post(FRONT, 'a').fields);
  });

  it('loses its comments with all that is in them', () => {
    const { fields, body, plan } = post(
      FRONT,
      `*Post-mortem*

One.{{% comment %}} CANARY {{% /comment %}}

{{< comment >}}
CANARY

---

{{< comment "x" />}}{{< comment >}}CANARY{{< /comment >}}

**Fixed** - CANARY {{< track "2024-05-01 11:30:00" >}}
{{< /comment >}}

Two.

{{<Comment>}} CANARY, as nothing ends it`,
    );
    expect(JSON.stringify([fields, body])).not.toMatch(/canary/i);
    expect(body).toBe('## Postmortem\n\nOne.\n\nTwo.');
    expect(plan.rows[0]?.lost).toContain('shortcode comment');
  });

  it('with text of which only its theme knows whether it shows is a draft, and told', () => {
    const held = post(
      FRONT,
      '{{< internal >}}One{{< /internal >}} {{% details %}}two{{% /details %}} {{< x >}}',
    );
    expect([held.fields.status, told(held)]).toEqual([
      'draft',
      ['1 import-held text in the shortcodes internal'],
    ]);
    expect(held.plan.rows[0]?.mapped).toContain('not public on its page → a draft');
    const shown = post(FRONT, '{{% details %}}two{{% /details %}} {{< x >}}');
    expect([shown.fields.status, told(shown)]).toEqual(['recorded', []]);
  });

  it('without times takes those it has, and says so', () => {
    const read = post(FRONT.replace(/resolvedWhen.*\n/, ''), '*Fixed* - Over.\n\n*Investigating* - Looking.');
    expect(read.fields.resolvedAt).toEqual({ at: '2024-05-01T10:00:00Z', precision: 'approximate' });
    expect(read.fields.updates.map(({ status }: { status: string }) => status)).toEqual([
      'investigating',
      'resolved',
    ]);
    expect(told(read)).toEqual([
      '1 import-repaired resolvedWhen is missing',
      '1 import-repaired 2 updates have no time; that of the start, the end or the one before is taken',
    ]);
  });

  it('that is no incident, or cannot be read, is told and left out', () => {
    expect(told(post('title: About\nsection: page', 'a'))).toEqual([
      '1 import-unsupported a page: its section is not issue',
    ]);
    expect(told(post(`${FRONT}\ninformational: true`, 'a'))).toEqual([
      '1 import-unsupported a notice that is informational',
    ]);
    expect(told(post('section: issue\ntitle: a', 'b'))).toEqual([
      '1 import-unreadable it has no date that can be read',
    ]);
    expect(told(post('section: issue\ntitle: "a', 'b'))).toEqual([
      expect.stringMatching(/^\d import-unreadable its front matter is no YAML$/),
    ]);
  });
});
