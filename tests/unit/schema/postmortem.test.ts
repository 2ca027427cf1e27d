import { describe, expect, it } from 'vitest';
import { blockHtml, inlineHtml } from '../../../src/markdown/html.ts';
import { formatFindings } from '../../../src/report.ts';
import { componentsSchema } from '../../../src/schema/component.ts';
import { dateTime, day, parseDateTime } from '../../../src/schema/moment.ts';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { readWith } from '../../../src/schema/read.ts';
import { componentProblems, referenceProblems, siteProblems } from '../../../src/schema/references.ts';
import { isPublic, postmortemProblems } from '../../../src/schema/requirements.ts';
import { siteSchema } from '../../../src/schema/site.ts';
import { readSettings, UsageError } from '../../../src/settings.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const site = siteSchema.parse({ name: 'T', description: 'T', url: 'https://t.example' });
const components = componentsSchema.parse([{ id: 'web', name: 'Web' }]);

const COMPLETE = {
  title: 'T',
  status: 'published',
  severity: 'sev1',
  summary: 'S',
  startedAt: '2026-03-14T09:00:00Z',
  detectedAt: '2026-03-14T09:05:00Z',
  resolvedAt: '2026-03-14T10:00:00Z',
  publishedAt: '2026-03-20T10:00:00Z',
  impact: { text: 'x', components: [{ id: 'web', status: 'major_outage' }], dataLoss: 'none' },
  detection: { method: 'customer' },
  rootCause: { status: 'unknown', text: 'x' },
  timeline: [
    { at: '2026-03-13T09:00:00Z', type: 'note', text: 'long before' },
    { at: '2026-03-24T09:00:00Z', type: 'note', text: 'long after' },
  ],
  lessons: ['x'],
  noActions: 'x',
};

/** Codes and fields of what is wrong with a complete postmortem once some fields are changed. */
function problemsOf(changes: object, more: object = {}): string[] {
  const postmortem = postmortemSchema.parse({ ...COMPLETE, ...changes });
  return postmortemProblems(postmortem, NOW, siteSchema.parse({ ...site, ...more }), components).map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );
}

describe('a published postmortem', () => {
  it('is complete with this', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    'severity',
    'summary',
    'startedAt',
    'detectedAt',
    'resolvedAt',
    'publishedAt',
    'detection',
    'rootCause',
    'timeline',
    'lessons',
    'noActions',
  ])('needs %s', (field) => {
    const expected = { rootCause: 'rootCause', noActions: 'actions' }[field] ?? field;
    expect(problemsOf({ [field]: undefined })).toEqual([`missing-field ${expected}`]);
  });

  it('needs each part of its impact, and two entries in its timeline', () => {
    expect(problemsOf({ impact: {} })).toEqual([
      'missing-field impact.text',
      'missing-field impact.components',
      'missing-field impact.dataLoss',
    ]);
    expect(problemsOf({ timeline: COMPLETE.timeline.slice(1) })).toEqual(['missing-field timeline']);
  });

  it.each([
    [
      'detected before it started, by customers',
      { detectedAt: '2026-03-14T08:00:00Z' },
      ['impossible-order detectedAt'],
    ],
    [
      'detected before it started, by an alert',
      { detectedAt: '2026-03-14T08:00:00Z', detection: { method: 'alert' } },
      [],
    ],
    [
      'acknowledged before it was detected',
      { acknowledgedAt: '2026-03-14T09:01:00Z' },
      ['impossible-order acknowledgedAt'],
    ],
    [
      'mitigated before it started',
      { mitigatedAt: '2026-03-14T08:00:00Z' },
      ['impossible-order mitigatedAt'],
    ],
    [
      'mitigated after it was resolved',
      { mitigatedAt: '2026-03-14T11:00:00Z' },
      ['impossible-order mitigatedAt'],
    ],
    [
      'published before it was resolved',
      { publishedAt: '2026-03-14T09:30:00Z' },
      ['impossible-order publishedAt'],
    ],
    [
      'revised before it was published',
      { revisions: [{ at: '2026-03-15T09:00:00Z', text: 'x' }] },
      ['revisions-order revisions.0.at'],
    ],
    ['a moment that is not known', { detectedAt: 'unknown', mitigatedAt: 'unknown' }, []],
    [
      'an incident of next year',
      { resolvedAt: '2027-01-01T00:00:00Z', publishedAt: '2027-02-01T00:00:00Z' },
      ['impossible-order resolvedAt'],
    ],
    [
      'told or revised in the future',
      {
        updates: [{ at: '2027-01-01T00:00:00Z', status: 'resolved', text: 'x' }],
        revisions: [{ at: '2027-01-01T00:00:00Z', text: 'x' }],
      },
      ['impossible-order updates.0.at', 'impossible-order revisions.0.at'],
    ],
  ])('and its moments: %s', (_, changes, expected) => {
    expect(problemsOf(changes)).toEqual(expected);
  });

  it('waits for the roles whose approval its severity needs', () => {
    const publication = { approvals: { sev1: ['comms', 'legal'] } };
    const approvals = [{ role: 'comms', at: '2026-03-19T09:00:00Z', digest: 'x' }];
    expect(problemsOf({ approvals }, { publication })).toEqual(['missing-approval approvals']);
    expect(problemsOf({ approvals, severity: 'sev2' }, { publication })).toEqual([]);
  });
});

describe('other statuses', () => {
  it.each([
    [
      'pending',
      { severity: undefined, startedAt: undefined },
      ['missing-field severity', 'missing-field startedAt'],
    ],
    ['recorded', { impact: undefined }, ['missing-field updates']],
    ['retracted', {}, ['missing-field retraction']],
    ['draft', { severity: undefined, summary: undefined }, []],
  ])('%s', (status, changes, expected) => {
    expect(problemsOf({ status, ...changes })).toEqual(expected);
  });

  it('have one moment at least that is known, among what goes out', () => {
    const unknown = { startedAt: 'unknown', detectedAt: undefined, resolvedAt: undefined };
    const updates = [{ at: '2026-03-14T09:10:00Z', status: 'investigating', text: 'x' }];
    const of = (status: string, more: object) => problemsOf({ ...unknown, status, ...more });
    expect(of('pending', {})).toEqual(['missing-field startedAt']);
    expect(of('pending', { updates })).toEqual([]);
    expect(of('pending', { resolvedAt: '2026-03-14T10:00:00Z' })).toEqual([]);
    const recorded = { resolvedAt: 'unknown', publishedAt: undefined, timeline: undefined };
    expect(of('recorded', recorded)).toEqual(['missing-field startedAt']);
    expect(of('recorded', { ...recorded, timeline: COMPLETE.timeline })).toEqual([]);
  });

  it('leave the folder when their time has come, and drafts and reviews never', () => {
    const states = (['draft', 'review', 'pending', 'recorded', 'published', 'retracted'] as const).map(
      (status) => [undefined, NOW, NOW + 1].map((publishedAt) => isPublic({ status, publishedAt }, NOW)),
    );
    const never = [false, false, false];
    const inTime = [true, true, false];
    expect(states).toEqual([never, never, inTime, inTime, inTime, inTime]);
  });
});

describe('references', () => {
  const all = (related: object[], aliases?: string[]) => [
    { id: 'pm-one', postmortem: postmortemSchema.parse({ title: 'T', related, aliases }), isPublic: true },
    { id: 'pm-two', postmortem: postmortemSchema.parse({ title: 'T' }), isPublic: true },
  ];
  const codes = (...of: Parameters<typeof all>) =>
    referenceProblems(all(...of), ['pm-broken']).map(({ problem }) => problem.code);

  it('lead to another postmortem that is there', () => {
    expect(
      codes([
        { id: 'pm-two', kind: 'follow-up' },
        { id: 'pm-broken', kind: 'follow-up' },
      ]),
    ).toEqual([]);
    expect(
      codes([
        { id: 'pm-one', kind: 'follow-up' },
        { id: 'pm-three', kind: 'follow-up' },
      ]),
    ).toEqual(['unknown-reference', 'unknown-reference']);
  });

  it('are claimed once', () => {
    expect(codes([], ['old', 'old'])).toEqual(['alias-taken']);
    expect(codes([], ['pm-two'])).toEqual(['alias-taken']);
  });

  it('within components and severities exist and stand once', () => {
    const twice = componentsSchema.parse([
      { id: 'web', name: 'A', dependsOn: ['nope'] },
      { id: 'web', name: 'B' },
    ]);
    expect(componentProblems(twice).map(({ code }) => code)).toEqual(['unknown-reference', 'duplicate-id']);
    const severities = [...site.severities, ...site.severities.slice(0, 1)];
    const odd = siteSchema.parse({ ...site, severities, publication: { approvals: { sev9: ['comms'] } } });
    expect(siteProblems(odd).map(({ code }) => code)).toEqual(['duplicate-id', 'unknown-value']);
  });
});

describe('moments', () => {
  it.each([
    ['2026-03-14T10:12:00+01:00', Date.parse('2026-03-14T09:12:00Z')],
    ['2026-03-14T09:12Z', Date.parse('2026-03-14T09:12:00Z')],
    ['2026-03-14T09:12:00', undefined],
    ['2026-02-30T09:12:00Z', undefined],
    ['2026-03-14', undefined],
    ['2026-03-14T25:00:00Z', undefined],
    [20260314, undefined],
  ])('%s', (text, expected) => {
    expect(parseDateTime(text)).toBe(expected);
  });

  it('are told from days', () => {
    expect(readWith(day(), '2026-02-30').problems.map(({ code }) => code)).toEqual(['bad-day']);
    expect(readWith(dateTime(), undefined).problems.map(({ code }) => code)).toEqual(['missing-field']);
  });
});

describe('inline Markdown', () => {
  it('keeps emphasis, code and safe links, and nothing else', () => {
    expect(inlineHtml('a **b** `c` [d](https://x.y)')).toBe(
      'a <strong>b</strong> <code>c</code> <a href="https://x.y">d</a>',
    );
    expect(inlineHtml('[a](javascript:x) <script>b</script> ![c](https://x.y/z.png)\n\n# d')).toBe('a b \nd');
  });

  it('an update is a few blocks with the same safety', () => {
    expect(blockHtml('One\n\n- **10:23** - a\n- b')).toBe(
      '<p>One</p>\n<ul>\n<li><strong>10:23</strong> - a</li>\n<li>b</li>\n</ul>',
    );
    expect(
      blockHtml(
        '# Title\n\n3. a <script>b</script> ![c](https://x.y/z.png)\n\n```sh\nls\n```\n\n[e](javascript:f)',
      ),
    ).toBe('<p>Title</p>\n<ol start="3">\n<li>a b </li>\n</ol>\n<pre><code>ls\n</code></pre>\n<p>e</p>');
  });
});

describe('reports', () => {
  const found = {
    code: 'yaml',
    severity: 'error',
    file: 'a,b:c.mdx',
    line: 1,
    column: 2,
    message: '100 % of\nit',
    hint: 'Mend it.',
  } as const;

  it('escape what GitHub reads as commands', () => {
    expect(formatFindings([found], 'github', 'content')).toBe(
      '::error file=content/a%2Cb%3Ac.mdx,line=1,col=2,title=yaml::100 %25 of%0Ait. Mend it.\n',
    );
  });

  it('are reports of code quality for GitLab', () => {
    expect(JSON.parse(formatFindings([found], 'gitlab', 'content'))).toEqual([
      {
        description: '100 % of\nit. Mend it.',
        check_name: 'yaml',
        fingerprint: 'yaml:a,b:c.mdx:1:2:100 % of\nit',
        severity: 'blocker',
        location: { path: 'content/a,b:c.mdx', lines: { begin: 1 } },
      },
    ]);
  });
});

describe('settings', () => {
  it('come from the environment, or are what is usual', () => {
    expect(readSettings({}, '/project')).toMatchObject({
      contentDir: '/project/content',
      publishedDir: '/project/.published',
      outDir: '/project/dist',
      isContentNamed: false,
    });
    expect(
      readSettings({ CONTENT_DIR: '../docs', BUILD_DATE: '2026-11-21T09:00:00Z' }, '/project'),
    ).toMatchObject({ contentDir: '/docs', isContentNamed: true, buildDate: NOW });
  });

  it.each([
    { BUILD_DATE: 'today' },
    { SITE_URL: 'https://' },
    { SITE_URL: 'status.example' },
    { OUT_DIR: 'content' },
    { PUBLISHED_DIR: '..' },
  ])('refuse %o', (env) => {
    expect(() => readSettings(env, '/project')).toThrow(UsageError);
  });
});
