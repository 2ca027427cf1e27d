import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importMarkdown } from '../../../src/importing/markdown.ts';
import { archive, check, newFolder, run } from './folder.ts';

function read(text: string, file = 'old/slow-search.md') {
  const folder = newFolder();
  const plan = run(importMarkdown([{ file, text }], archive), folder);
  const [name = ''] = [...folder.keys()].filter((each) => each.startsWith('postmortems/'));
  const [, fields = '', ...rest] = (folder.get(name) ?? '').split(/^---$/m);
  return { name, fields: parse(fields, { schema: 'core' }), body: rest.join('---').trim(), plan, folder };
}
const told = ({ plan }: ReturnType<typeof read>) => plan.findings.map(({ code, line }) => `${code}:${line}`);

describe('a hand-written postmortem', () => {
  it('of the SRE book: labels, tables, lessons and a timeline of one day', async () => {
    const found = read(`# Slow search (incident #465)

**Date:** 2015-10-21

**Authors:** jennifer, martym

**Summary:** Search was slow for 66 minutes.

**Impact:** Many queries, no *revenue*.

**Root Causes:** A leak.

**Trigger:** A sudden {increase}.

**Resolution:** Traffic went elsewhere.

## Action Items

| Action Item | Type | Owner | Bug |
|---|---|---|---|
| Update the playbook | mitigate | jennifer | n/a **DONE** |
| Balance load | prevent | martym | Bug 5554823 |

## Lessons Learned

### What went well

* Monitoring alerted us

### Where we got lucky

- A list had a copy

## Timeline

2015-10-21 (*all times UTC*)

- 14:51 News of a sonnet
- 14:54 **OUTAGE BEGINS** — search melts
- 00:30 **OUTAGE ENDS**

## Supporting information

See the dashboard.
`);
    expect(found.fields).toEqual({
      title: 'Slow search (incident #465)',
      status: 'draft',
      summary: 'Search was slow for 66 minutes.',
      startedAt: '2015-10-21T14:54:00Z',
      resolvedAt: '2015-10-22T00:30:00Z',
      impact: { text: 'Many queries, no *revenue*.' },
      rootCause: { status: 'identified', text: 'A leak.' },
      timeline: [
        { at: '2015-10-21T14:51:00Z', type: 'note', text: 'News of a sonnet' },
        { at: '2015-10-21T14:54:00Z', type: 'impact', text: 'OUTAGE BEGINS — search melts' },
        { at: '2015-10-22T00:30:00Z', type: 'resolution', text: 'OUTAGE ENDS' },
      ],
      damageControl: ['Traffic went elsewhere.'],
      wentWell: ['Monitoring alerted us'],
      gotLucky: ['A list had a copy'],
      actions: [
        {
          id: 'a1',
          title: 'Update the playbook',
          type: 'mitigate',
          status: 'done',
          internal: { owner: 'jennifer', ticket: 'n/a DONE' },
        },
        {
          id: 'a2',
          title: 'Balance load',
          type: 'prevent',
          status: 'open',
          internal: { owner: 'martym', ticket: 'Bug 5554823' },
        },
      ],
      internal: { authors: 'jennifer, martym' },
    });
    expect(found.body).toBe(
      '## What happened\n\n**Trigger:** A sudden \\{increase}.\n\n## Supporting information\n\nSee the dashboard.',
    );
    const { files, findings, counts } = await check(found.folder);
    expect([findings.map(({ code }) => code), counts.unpublished]).toEqual([[], 1]);
    expect([...files.values()].join()).not.toContain('jennifer');
  });

  it('of PagerDuty: boxes to tick, a table of times, and who answered stays private', () => {
    const { fields, body } = read(`# Search on 2020-02-03

## Overview

A short overview.

## What Happened

It broke, see [the notes](./notes.md).

## Responders

* Ann (Incident Commander)

## Timeline

| Time (UTC) | Event |
|---|---|
| 2020-02-03 23:50 | Starts |
| 2020-02-04 00:10 | Ends |

## How'd We Do?

### What Didn't Go So Well?

* Slow

## Action Items

- [ ] Do a
- [x] Do b
`);
    expect(fields).toEqual({
      title: 'Search on 2020-02-03',
      status: 'draft',
      summary: 'A short overview.',
      timeline: [
        { at: '2020-02-03T23:50:00Z', type: 'note', text: 'Starts' },
        { at: '2020-02-04T00:10:00Z', type: 'note', text: 'Ends' },
      ],
      wentWrong: ['Slow'],
      actions: [
        { id: 'a1', title: 'Do a', type: 'prevent', status: 'open' },
        { id: 'a2', title: 'Do b', type: 'prevent', status: 'done' },
      ],
      internal: { responders: 'Ann (Incident Commander)' },
    });
    expect(body).toBe('## What Happened\n\nIt broke, see the notes.');
  });

  it('of Flutter: plain labels, a span with its zone, and what a tag-like word says', () => {
    const { fields, body } = read(`# Build red

Status: final
Owners: @foo, @bar
Description: The tree was red
Component: Web shop, Tools
Date/time: 2018-03-01 10:00 - 12:30 PST
Duration: 2.5h

## Timeline (all times in PST)

### 2018-03-01

10:00 - first failure <START OF OUTAGE>
23:50 - still red
00:15 - green

## Action items

### Process

- Write it down
`);
    expect(fields).toEqual({
      title: 'Build red',
      status: 'draft',
      summary: 'The tree was red',
      startedAt: '2018-03-01T18:00:00Z',
      resolvedAt: '2018-03-01T20:30:00Z',
      impact: { components: [{ id: 'web-shop', status: 'degraded_performance' }] },
      timeline: [
        { at: '2018-03-01T18:00:00Z', type: 'impact', text: 'first failure <START OF OUTAGE>' },
        { at: '2018-03-02T07:50:00Z', type: 'note', text: 'still red' },
        { at: '2018-03-02T08:15:00Z', type: 'note', text: 'green' },
      ],
      actions: [{ id: 'a1', title: 'Write it down', type: 'process', status: 'open' }],
      tags: ['Tools'],
      internal: { status: 'final', owners: '@foo, @bar' },
    });
    expect(body).toBe('## What happened\n\nDuration: 2.5h');
  });

  it('of Atlassian: whys, a severity by its label, and the day of another time', () => {
    const { fields, body } = read(`---
title: A limit
severity: SEV 2
detected: 2021-05-01T10:05:00+02:00
---
## Leadup
At <14:00> a change.
## Five whys
1. Because.
2. Because of it.
## Root cause
A limit.
## Timeline
All times are UTC.

**11:48** - Upgraded
**12:46** - Completed
`);
    expect(fields).toEqual({
      title: 'A limit',
      status: 'draft',
      severity: 'sev2',
      detectedAt: '2021-05-01T08:05:00Z',
      rootCause: { status: 'identified', text: 'A limit.', whys: ['Because.', 'Because of it.'] },
      timeline: [
        { at: '2021-05-01T11:48:00Z', type: 'note', text: 'Upgraded' },
        { at: '2021-05-01T12:46:00Z', type: 'note', text: 'Completed' },
      ],
    });
    expect(body).toBe('## Leadup\n\nAt &lt;14:00> a change.');
  });

  it('of icco/postmortems: its id stays, a title is made, and its terms are told', () => {
    const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
    const found = read(
      `---
uuid: ${id}
url: https://a.example/pm
start_time: 2017-01-31T17:20:00Z
end_time: 0001-01-01T00:00:00Z
categories: [automation]
keywords: [database, deletion]
company: Harbour
product: ""
summary: It was down.
---

Someone deleted a directory.
`,
      `data/${id}.md`,
    );
    expect(found.name).toBe(`postmortems/${id}.mdx`);
    expect(found.fields).toEqual({
      title: 'Harbour, 2017-01-31',
      status: 'draft',
      summary: 'It was down.',
      startedAt: '2017-01-31T17:20:00Z',
      tags: ['automation', 'database', 'deletion', 'Harbour'],
    });
    expect(found.body).toBe(
      '## What happened\n\nSomeone deleted a directory.\n\nSource: [https://a.example/pm](https://a.example/pm)',
    );
    expect(found.plan.rows[0]?.lost).toEqual(['uuid', 'end_time']);
    expect(told(found)).toEqual(['import-rights:1']);
  });

  it('takes of an action in one line its kind, day, owner and ticket, which stay private as they should', () => {
    const actions = (...lines: string[]) =>
      read(`# A\n\n## Action items\n\n${lines.map((line) => `- ${line}\n`).join('')}`).fields.actions;
    expect(
      actions(
        'Detection: alert on a red tree',
        'Rehearse the restore. Owner: Kim Lee. Due 2024-03-10',
        'Limit rebalances (QUAY-123) - John Smith, due 2024-06-01',
        '[x] Write down who decides – @jo.doe',
        'Say by whom it is due: the shop',
        'Fail over to the second region - within a minute',
      ),
    ).toEqual([
      { id: 'a1', title: 'alert on a red tree', type: 'detect', status: 'open' },
      {
        id: 'a2',
        title: 'Rehearse the restore',
        type: 'prevent',
        status: 'open',
        due: '2024-03-10',
        internal: { owner: 'Kim Lee' },
      },
      {
        id: 'a3',
        title: 'Limit rebalances',
        type: 'prevent',
        status: 'open',
        due: '2024-06-01',
        internal: { owner: 'John Smith', ticket: 'QUAY-123' },
      },
      {
        id: 'a4',
        title: 'Write down who decides',
        type: 'prevent',
        status: 'done',
        internal: { owner: '@jo.doe' },
      },
      { id: 'a5', title: 'Say by whom it is due: the shop', type: 'prevent', status: 'open' },
      {
        id: 'a6',
        title: 'Fail over to the second region - within a minute',
        type: 'prevent',
        status: 'open',
      },
    ]);
  });

  it('that tells what happened itself gets no second heading for it', () => {
    const { body } = read('# A\n\nOn the call were some.\n\n## What Happened\n\nIt broke.\n');
    expect(body).toBe('On the call were some.\n\n## What Happened\n\nIt broke.');
  });

  it('keeps in the body what does not fit: a timeline without a day, whys without a cause, a long summary', () => {
    const { fields, body, plan } = read(
      `## Summary\n\n${'word '.repeat(130)}\n\n## Timeline\n\n- 10:00 it began\n\n## Five whys\n\n- Why?\n`,
      'old/index.md',
    );
    expect(fields).toEqual({ title: 'old', status: 'draft' });
    expect(plan.rows[0]?.mapped).toEqual([]);
    expect(plan.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('its timeline names no day'),
    ]);
    expect(body).toMatch(
      /^## Summary\n\n(?:word )+word\n\n## Timeline\n\n- 10:00 it began\n\n## Five whys\n\n1\. Why\?$/,
    );
  });
});

describe('a hand-written text that is wrong', () => {
  it('is told, and put right where that can be', () => {
    expect(told(read(''))).toEqual(['import-unreadable:1']);
    expect(told(read('---\ntitle: a\nb: "c\n---\n'))).toEqual(['import-unreadable:3']);
    const inverted = read(
      '---\ntitle: a\nstart: 2024-05-01T10:00:00Z\nend: 2024-05-01T09:00:00Z\n---\nb <script>evil()</script>',
    );
    expect(inverted.fields.resolvedAt).toEqual({
      at: '2024-05-01T10:00:00Z',
      precision: 'approximate',
      note: 'The source gives 2024-05-01T09:00:00Z, which is before the start.',
    });
    expect(told(inverted)).toEqual(['import-active:1', 'import-repaired:1']);
    expect(inverted.body).toBe('## What happened\n\nb');
  });
});
