import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importFeed } from '../../../src/importing/feed.ts';
import { entriesOf } from '../../../src/importing/feed-entries.ts';
import { archive, check, newFolder, run } from './folder.ts';

const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const said = (date: string, time: string, label: string, text: string, zone = 'UTC') =>
  `<p>\n <small>${date.slice(0, 3)} <var data-var='date'>${date.slice(4)}</var>, <var data-var='time'>${time}</var> ${zone}</small><br>\n <strong>${label}</strong> - ${text}\n</p>`;
const CONTENT =
  said('Jan  1', '00:37', 'Resolved', 'Over &amp; done.<br /><br />Thank you.') +
  said('Dec 31', '23:50', 'Update', '<ul><li>one</li><li>two</li></ul>') +
  said('Dec 31', '22:28', 'Investigating', 'We look {into} it.');
const atom = (
  content = CONTENT,
  title = 'Search &amp;lt;b&amp;gt; &quot;is&quot; slow',
) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>tag:status.quay.example,2005:/history</id>
  <title>Quay Status - Incident History</title>
  <updated>2026-01-03T00:00:00Z</updated>
  <entry>
    <id>tag:status.quay.example,2005:Incident/31</id>
    <published>2026-01-01T00:37:20Z</published>
    <updated>2026-01-02T00:00:00Z</updated>
    <link rel="alternate" type="text/html" href="https://status.quay.example/incidents/k3x9p2m4n5b6"/>
    <title>${title}</title>
    <content type="html">${escaped(content)}</content>
  </entry>
</feed>
`;
const rss = (
  content = CONTENT,
) => `<rss version="2.0"><channel><title>Quay</title><link>https://status.quay.example</link>
<item><title>Search is slow</title><description>${escaped(content)}</description>
<pubDate>Thu, 01 Jan 2026 00:37:20 +0000</pubDate><link>https://status.quay.example/incidents/k3x9p2m4n5b6</link>
<guid>https://status.quay.example/incidents/k3x9p2m4n5b6</guid></item></channel></rss>`;

function read(text: string) {
  const folder = newFolder();
  const plan = run(importFeed([{ file: 'history.atom', text }], archive), folder);
  const [, fields = '', ...rest] = (folder.get('postmortems/k3x9p2m4n5b6.mdx') ?? '').split(/^---$/m);
  return { fields: parse(fields, { schema: 'core' }), body: rest.join('---').trim(), plan, folder };
}
const told = ({ plan }: ReturnType<typeof read>) =>
  plan.findings.map(({ code, line, message }) => `${line} ${code} ${message.split(': ')[1]}`);
const ASSUMED =
  '1 import-repaired a feed tells neither impact nor components; the severity sev4 is taken for all';

describe('a feed of Statuspage', () => {
  it('without a zone in its dates has them in UTC, wherever it is read', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'Asia/Tokyo';
    const dated = (date: string) =>
      entriesOf({ file: 'a', text: rss().replace('Thu, 01 Jan 2026 00:37:20 +0000', date) }).entries[0]
        ?.published;
    const read = ['Thu, 01 Jan 2026 00:37:20', '2026-01-01T00:37:20', 'Wed, 31 Dec 2025 19:37:20 EST'].map(
      dated,
    );
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(read).toEqual(Array(3).fill(Date.parse('2026-01-01T00:37:20Z')));
  });

  it('gives its incidents with their updates, over a new year and to the second', async () => {
    const found = read(atom());
    expect(found.fields).toEqual({
      title: 'Search <b> "is" slow',
      status: 'recorded',
      severity: 'sev4',
      startedAt: '2025-12-31T22:28:00Z',
      resolvedAt: '2026-01-01T00:37:20Z',
      timeline: [
        { at: '2025-12-31T22:28:00Z', type: 'communication', text: 'We look {into} it.' },
        { at: '2025-12-31T23:50:00Z', type: 'communication', text: 'one two' },
        { at: '2026-01-01T00:37:20Z', type: 'resolution', text: 'Over & done. Thank you.' },
      ],
      updates: [
        { at: '2025-12-31T22:28:00Z', status: 'investigating', text: 'We look \\{into} it.' },
        { at: '2025-12-31T23:50:00Z', status: 'investigating', text: '- one\n- two' },
        { at: '2026-01-01T00:37:20Z', status: 'resolved', text: 'Over & done.\n\nThank you.' },
      ],
    });
    expect([told(found), (await check(found.folder)).findings]).toEqual([[ASSUMED], []]);
    expect(read(rss()).fields).toEqual({ ...found.fields, title: 'Search is slow' });
  });

  it('in another zone is read in that zone, and in an unknown one approximately', () => {
    const zoned = read(
      atom(
        said('Dec 31', '16:37', 'Resolved', 'a', 'PST') +
          said('Dec 31', '14:00', 'Investigating', 'b', 'PST'),
      ),
    );
    expect(zoned.fields).toMatchObject({
      startedAt: '2025-12-31T22:00:00Z',
      resolvedAt: '2026-01-01T00:37:20Z',
    });
    expect(told(read(atom(said('Dec 31', '14:00', 'Resolved', 'b', 'XQT'))))).toEqual([
      '6 import-repaired the time "Dec 31, 14:00 XQT" is not known exactly',
      ASSUMED,
    ]);
  });

  it('that is open is pending, and what is no incident is told', () => {
    expect(read(atom(said('Dec 31', '22:28', 'Monitoring', 'b'))).fields.status).toBe('pending');
    const maintenance = read(atom(said('Dec 31', '22:28', 'Completed', 'b')));
    expect(told(maintenance)).toEqual([
      '6 import-unsupported the scheduled maintenance k3x9p2m4n5b6',
      ASSUMED,
    ]);
    expect(maintenance.plan.rows).toEqual([]);
  });

  it('with its postmortem has it as a body, and a text of another kind is a draft', () => {
    const published = read(
      atom(said('Jan  1', '00:37', 'Postmortem', '<h2>Why</h2><p>A limit.</p>') + CONTENT),
    );
    expect(published.fields).toMatchObject({ status: 'recorded', publishedAt: '2026-01-01T00:37:20Z' });
    expect(published.body).toBe('## Why\n\nA limit.');
    const other = read(atom('<p>Something <b>else</b></p>'));
    expect([other.fields.status, other.body]).toEqual(['draft', 'Something **else**']);
  });

  it('that breaks off, or is none, is told, and what is whole is imported', () => {
    const text = atom().replace('</feed>', '<entry><title>Half</ti');
    const found = read(text);
    expect(found.plan.rows.map(({ outcome }) => outcome)).toEqual(['added']);
    expect(told(found)[0]).toBe('24 import-unreadable it breaks off; what is whole is imported');
    expect(told(read('{"version": "https://jsonfeed.org/version/1.1", "title": "a", "items": []}'))).toEqual([
      '1 import-unreadable it is neither Atom nor RSS',
    ]);
    expect(told(read('hello'))).toEqual(['1 import-unreadable it is no feed, or not all of it']);
  });
});
