import { describe, expect, it } from 'vitest';
import { textOf } from '../../../src/serializers/text/text.ts';
import { archiveIn, over } from '../model/archives.ts';

const TABLES = new Map([
  ['/data/0123456789abcdef.csv', 'day,errors\n2026-03-14,5\n2026-03-15,\n'],
  ['/data/fedcba9876543210.csv', `x,y\n${Array.from({ length: 40 }, (_, row) => `${row},1\n`).join('')}`],
]);

function textIn(mdx: string, more: object = {}) {
  const data = over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', more);
  const archive = archiveIn('UTC', {
    'pm-1': data,
    'pm-2': over('2026-01-01T09:00:00Z', '2026-01-01T10:00:00Z'),
  });
  const [incident] = archive.incidents;
  if (!incident) throw new Error('The archive is empty.');
  return textOf(incident, archive, mdx, TABLES);
}
const bodyOf = (mdx: string) => textIn(mdx).body.trim();
const htmlOf = (mdx: string) => textIn(mdx).html;

describe('the body of a postmortem as plain Markdown', () => {
  it('has a quotation for a callout, however that is written', () => {
    const plain = '> **Mind *this***\n>\n> A remark.';
    expect(bodyOf('<Callout type="warning" title="Mind *this*">\nA remark.\n</Callout>')).toBe(
      plain.replace('*this*', '\\*this\\*'),
    );
    expect(bodyOf('<Callout type="warning">\n\nA remark.\n\n- One\n\n</Callout>')).toBe(
      '> **Warning**\n>\n> A remark.\n>\n> - One',
    );
    expect(bodyOf('Before <Callout>a *remark*</Callout> after.')).toBe(
      'Before\n\n> **Note**\n>\n> a *remark*\n\nafter.',
    );
    expect(bodyOf('## A <Callout>remark</Callout> here')).toMatch(/^## A .*remark here$/);
  });

  it('has an image with its caption for a figure, and whole addresses', () => {
    expect(bodyOf('<Figure src="/images/a.png" alt="A [line]" caption="Up & down" />')).toBe(
      '![A \\[line\\]](https://t.example/images/a.png)\n\n*Up & down*',
    );
    expect(
      bodyOf(
        '[a](/incidents/pm-2/#x) [b](#below) [c](../pm-2/) [d](mailto:a@b.example) [e][f]\n\n[f]: /policy/',
      ),
    ).toBe(
      '[a](https://t.example/incidents/pm-2/#x) [b](https://t.example/incidents/pm-1/#below) [c](https://t.example/incidents/pm-2/) [d](mailto:a@b.example) [e][f]\n\n[f]: https://t.example/policy/',
    );
  });

  it('has the data of a chart as a file, and as a table if it is small', () => {
    expect(bodyOf('<Chart src="/data/0123456789abcdef.csv" title="Errors" unit="%" />')).toBe(
      '**Errors**: [Download as CSV](https://t.example/data/0123456789abcdef.csv)\n\n| day | errors (%) |\n| - | - |\n| 14 March 2026 | 5 |\n| 15 March 2026 | |',
    );
    expect(bodyOf('<Chart src="/data/fedcba9876543210.csv" title="Many" />')).toBe(
      '**Many**: [Download as CSV](https://t.example/data/fedcba9876543210.csv)',
    );
  });

  it('has what a diagram shows, and its source', () => {
    expect(
      bodyOf('<Diagram alt="A asks B" caption="Before">\n\n```dot\ndigraph { a -> b }\n```\n\n</Diagram>'),
    ).toBe('**Diagram**: A asks B\n\n```dot\ndigraph { a -> b }\n```\n\n*Before*');
  });

  it('keeps what elements of HTML say', () => {
    expect(
      bodyOf(
        'Press <kbd>Ctrl</kbd>, an <abbr title="service level">SLO</abbr> of 10<sup>-3</sup>, <mark>*new*</mark>.<br />Then H<sub>2</sub>O.',
      ),
    ).toBe('Press `Ctrl`, an SLO (service level) of 10<sup>-3</sup>, *new*.\\\nThen H<sub>2</sub>O.');
    expect(bodyOf('<details>\n<summary>More & more</summary>\n\nHeld *back*.\n\n</details>')).toBe(
      '<details>\n\n<summary>More &amp; more</summary>\n\nHeld *back*.\n\n</details>',
    );
  });

  it('shows no element or expression that a text was only about', () => {
    expect(bodyOf('A \\<script> and \\{x} and `<b>`.')).toBe('A \\<script> and {x} and `<b>`.');
    expect(htmlOf('A \\<script>alert(1)\\</script> here.')).toContain(
      '<p>A &#x3C;script>alert(1)&#x3C;/script> here.</p>',
    );
  });
});

describe('the body of a postmortem as HTML', () => {
  it('has nothing by which a page could be broken or taken over', () => {
    const html = htmlOf('[a](javascript:alert(1)) ![b](data:x)\n\n## H\n\nx[^1]\n\n[^1]: Note.');
    expect(html).toContain('<p><a>a</a> <img alt="b"></p>');
    expect(html).toContain('<h2>H</h2>');
    expect(html).toContain('href="https://t.example/incidents/pm-1/#user-content-fn-1"');
    expect(html).not.toMatch(/ (?:id|class|style)=/);
  });

  it('has the elements in their places', () => {
    expect(htmlOf('<details>\n<summary>More</summary>\n\nHeld.\n\n</details>\n\n10<sup>6</sup>')).toMatch(
      /<details>\s*<summary>More<\/summary>\s*<p>Held\.<\/p>\s*<\/details>\s*<p>10<sup>6<\/sup><\/p>/,
    );
  });
});

describe('the text of an incident', () => {
  const more = {
    status: 'published',
    summary: 'Cards *were* refused.',
    detectedAt: { at: '2026-03-14T09:05:00Z', precision: 'approximate', note: 'by hand' },
    publishedAt: '2026-03-15T09:00:00Z',
    impact: {
      text: 'All **shops**, as [before](/incidents/pm-2/).',
      components: [{ id: 'web', status: 'major_outage', to: '2026-03-14T10:00:00Z' }],
      regions: ['Europe'],
      metrics: [{ label: 'Orders', value: 1234, unit: 'lost', approximate: true }],
      dataLoss: 'none',
    },
    updates: [{ at: '2026-03-14T09:10:00Z', status: 'investigating', text: 'Looking [here](/policy/).' }],
    timeline: [{ at: '2026-03-14T09:01:00Z', type: 'impact', text: 'It begins.', source: 'log' }],
    trigger: { class: 'change', text: 'A change.' },
    rootCause: { status: 'suspected', text: 'A limit.', whys: ['Why?'] },
    contributingFactors: [{ class: 'capacity', text: 'A pool.' }],
    detection: { method: 'alert', timely: 'late', text: 'It rang.' },
    revealed: [{ from: 'web', to: 'api', text: 'It depends.' }],
    lessons: ['Learn.'],
    wentWell: ['Well.'],
    wentWrong: ['Wrong.'],
    gotLucky: ['Luck.'],
    damageControl: ['Control.'],
    ifItHappensAgain: ['Again.'],
    actions: [
      {
        id: 'a1',
        title: 'Act.',
        type: 'prevent',
        status: 'open',
        priority: 'high',
        due: '2026-04-01',
        link: 'https://x.example/1',
      },
    ],
    related: [{ id: 'pm-2', kind: 'recurrence' }],
    revisions: [{ at: '2026-03-16T09:00:00Z', text: 'Mended.' }],
    technologies: ['Redis'],
    tags: ['pool'],
  };

  it('begins with the news while the incident is open', () => {
    const { markdown } = textIn('', { ...more, status: 'pending', resolvedAt: undefined });
    expect(markdown).toContain(`Cards \\*were\\* refused.

## Updates

- **14 Mar 2026, 09:10 UTC Investigating:** Looking [here](https://t.example/policy/).

* **Started:**`);
    expect(markdown).not.toContain('What we told customers');
  });

  it('holds every section of the page in its order', () => {
    expect(textIn('## What happened\n\nThis.', more).markdown).toBe(`Cards \\*were\\* refused.

- **Started:** 14 Mar 2026, 09:00 UTC
- **Detected:** about 14 Mar 2026, 09:05 UTC (by hand)
- **Resolved:** 14 Mar 2026, 11:00 UTC
- **Time to detect:** about 5 min
- **Time to resolve:** 2 hr

## Impact

All **shops**, as [before](https://t.example/incidents/pm-2/).

| Component | Level | From | To | For |
| - | - | - | - | - |
| [Web](https://t.example/components/web/) | Major outage | 14 Mar 2026, 09:00 UTC | 14 Mar 2026, 10:00 UTC | 1 hr |

- **Data loss:** None
- **Regions:** Europe
- **Orders:** about 1,234\u00a0lost

## What we told customers

- **14 Mar 2026, 09:10 UTC Investigating:** Looking [here](https://t.example/policy/).

## What happened

This.

## Timeline

- **14 Mar 2026, 09:01 UTC** Impact: It begins. (Source: log)

## Why it happened

### Trigger

**Change:** A change.

### Root cause (suspected)

A limit.

1. Why?

### Contributing factors

- **Capacity:** A pool.

### How it was detected

By an alert, late. It rang.

### What nobody knew before

- It depends.

## What we learnt

### Lessons

- Learn.

### What went well

- Well.

### What went wrong

- Wrong.

### Where we got lucky

- Luck.

### How the damage was limited

- Control.

### If it happens again

- Again.

## What we are doing

- **Open:** Act. (Prevent, priority high, due 1 April 2026) [Details](https://x.example/1)

## Related incidents

- This is a recurrence of [pm-2](https://t.example/incidents/pm-2/) (2026-01-01)

## Corrections

- **16 Mar 2026, 09:00 UTC:** Mended.

Redis, pool
`);
  });

  it('as HTML says at its beginning what was told, and once', () => {
    const { html } = textIn('', more);
    expect(html.split('Looking <a href="https://t.example/policy/">')).toHaveLength(2);
    expect(html.indexOf('Looking')).toBeLessThan(html.indexOf('Cards'));
    expect(html).toContain('<p>Cards *were* refused.</p>');
    for (const part of ['It begins.', 'Learn.', 'Act.', 'Mended.']) expect(html).toContain(part);
  });

  it('of an open one says nothing that the clock of the build has a part in', () => {
    const { markdown } = textIn('', { status: 'pending', resolvedAt: undefined });
    expect(markdown).toContain('**Resolved:** not yet');
    expect(markdown).toContain('| not over yet | |');
    expect(markdown).not.toContain('Time to resolve');
  });
});

describe('an incident on record', () => {
  const NOTE = 'This incident is on record without a postmortem.';

  it('says that it has no postmortem only where it has no text', () => {
    expect(htmlOf('')).toContain(NOTE);
    expect(htmlOf('It was a limit.')).not.toContain(NOTE);
  });
});
