import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildArchive, run } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';

const at = (day: number, time: string) => `2024-05-${String(day).padStart(2, '0')}T${time}Z`;
const lift = { id: 'l1f2t3l4i5f6', name: 'Lift', description: 'Goes up & down', start_date: '2020-01-01' };
const gate = { id: 'g1a2t3e4g5a6', name: 'Gate "B"', description: null, start_date: null };

/** An update as Statuspage has it, and what it says of components. */
const update = (
  id: string,
  display_at: string,
  status: string,
  body: string,
  affected: [string, string, string][] = [],
) => ({
  id,
  status,
  body,
  display_at,
  created_at: display_at,
  affected_components:
    affected.length === 0
      ? null
      : affected.map(([name, old_status, new_status]) => {
          const { id: code } = name === lift.name ? lift : gate;
          return { code, name, old_status, new_status };
        }),
  tweet_id: 7,
});

/** What an archive of incidents looks like after some years: markup of all sorts, entities, what lasted and what did not. */
const incidents = [
  {
    id: 'a0000000000a',
    name: `<b>"&'</b> Gates stand still & people wait`,
    status: 'resolved',
    created_at: at(2, '10:00:00.250'),
    started_at: at(2, '09:41:07.123'),
    resolved_at: at(2, '12:30:00.500'),
    impact: 'critical',
    components: [gate, lift],
    incident_updates: [
      update('u4', at(2, '12:30:00.500'), 'resolved', 'All is well.\r\n\r\nThank you.', [
        ['Gate "B"', 'partial_outage', 'operational'],
        ['Lift', 'degraded_performance', 'operational'],
      ]),
      update(
        'u3',
        at(2, '11:00:00.000'),
        'monitoring',
        'A fix is out: <a href="https://x.example/?a=1&amp;b=2">see here</a>.',
        [
          ['Gate "B"', 'major_outage', 'partial_outage'],
          ['Lift', 'degraded_performance', 'degraded_performance'],
        ],
      ),
      update(
        'u2',
        at(2, '10:30:00.000'),
        'identified',
        '<p>We know: 3 &lt; 4 &amp; {braces}.</p><ul><li><strong>10:12</strong> - One.</li><li>Two<br />lines</li></ul>',
        [
          ['Gate "B"', 'major_outage', 'major_outage'],
          ['Lift', 'operational', 'degraded_performance'],
        ],
      ),
      update('u1', at(2, '10:00:00.250'), 'investigating', 'We *look* into_it #1.', [
        ['Gate "B"', 'operational', 'major_outage'],
        ['Lift', 'operational', 'operational'],
      ]),
    ],
  },
  {
    id: 'b0000000000b',
    name: 'Lift is slow',
    status: 'investigating',
    created_at: at(20, '08:00:00.000'),
    started_at: at(20, '08:00:00.000'),
    resolved_at: null,
    impact: 'minor',
    components: [lift],
    incident_updates: [
      update('u5', at(20, '08:00:00.000'), 'investigating', 'Looking.', [
        ['Lift', 'operational', 'degraded_performance'],
      ]),
    ],
  },
  {
    id: 'c0000000000c',
    name: 'Nobody noticed',
    status: 'postmortem',
    created_at: at(5, '08:00:00.000'),
    resolved_at: at(5, '09:00:00.000'),
    impact: 'none',
    components: [],
    incident_updates: [update('u6', at(5, '09:00:00.000'), 'resolved', '1. First\n2. Second')],
    postmortem_body:
      '## What happened\n\nA **limit** of `x < 3` & more.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    postmortem_published_at: at(9, '09:00:00.000'),
  },
];

/** Imports what lies at a path into an archive of its own, and gives its files. */
async function imported(place: string): Promise<{ content: string; files: Map<string, string> }> {
  const content = path.join(await temporaryFolder(), 'content');
  await mkdir(content);
  await writeFile(
    path.join(content, 'site.yaml'),
    'name: Quay\ndescription: An archive.\nurl: https://quay.example/status\n',
  );
  const { status, stdout, stderr } = await run('scripts/import.ts', ['statuspage', place], {
    CONTENT_DIR: content,
  });
  expect(status, stdout + stderr).toBe(0);
  const names = (await readdir(content, { recursive: true })).filter((name) => /\.(?:mdx|yaml)$/.test(name));
  const read = async (name: string) => [name, await readFile(path.join(content, name), 'utf8')] as const;
  return { content, files: new Map(await Promise.all(names.sort().map(read))) };
}

describe('what was imported, built and read back from the own API', () => {
  it('is equal: ids, names, times, impacts, components and what was told', async () => {
    const home = await temporaryFolder();
    const source = path.join(home, 'incidents.json');
    await writeFile(source, JSON.stringify({ page: { id: 'q1', name: 'Quay' }, incidents }));
    const first = await imported(source);
    expect([...first.files.keys()]).toEqual([
      'components.yaml',
      ...incidents.map(({ id }) => `postmortems/${id}.mdx`),
      'site.yaml',
    ]);

    const out = path.join(home, 'dist');
    const { status, stderr } = await buildArchive({
      content: first.content,
      published: path.join(home, 'published'),
      out,
    });
    expect(status, stderr).toBe(0);
    const served = path.join(home, 'served');
    await mkdir(served);
    for (const { id } of incidents)
      await writeFile(
        path.join(served, `${id}.json`),
        await readFile(path.join(out, 'incidents', `${id}.json`)),
      );
    expect(Object.fromEntries((await imported(served)).files)).toEqual(Object.fromEntries(first.files));

    // Nothing of it was lost on both ways alike.
    for (const incident of incidents) {
      const { id, name, status, started_at, resolved_at, impact, incident_updates: updates } = incident;
      const back = JSON.parse(await readFile(path.join(served, `${id}.json`), 'utf8'));
      expect(back).toMatchObject({
        id,
        name,
        status,
        resolved_at,
        impact,
        ...(started_at ? { started_at } : {}),
      });
      const told = back.incident_updates.filter(({ status }: { status: string }) => status !== 'postmortem');
      expect(
        told.map(({ status, display_at }: { status: string; display_at: string }) => ({
          status,
          display_at,
        })),
      ).toEqual(updates.map(({ status, display_at }) => ({ status, display_at })));
    }
    const bodies = JSON.parse(
      await readFile(path.join(served, 'a0000000000a.json'), 'utf8'),
    ).incident_updates;
    expect(bodies.map(({ body }: { body: string }) => body.replace(/\s+/g, ' '))).toEqual([
      '<p>All is well.</p> <p>Thank you.</p>',
      'A fix is out: <a href="https://x.example/?a=1&#x26;b=2">see here</a>.',
      '<p>We know: 3 &#x3C; 4 &#x26; {braces}.</p> <ul> <li><strong>10:12</strong> - One.</li> <li>Two<br> lines</li> </ul>',
      'We <em>look</em> into_it #1.',
    ]);
  });
});
