import { parseXml } from '@rgrove/parse-xml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { asAtom } from '../../../src/serializers/feed/atom.ts';
import { feedOf } from '../../../src/serializers/feed/feed.ts';
import { asJsonFeed } from '../../../src/serializers/feed/json-feed.ts';
import { asRss } from '../../../src/serializers/feed/rss.ts';
import { textOf } from '../../../src/serializers/text/text.ts';
import { archiveIn, over } from '../model/archives.ts';

const NASTY = `<b>"&' ]]> &amp; \\ é`;
const MORE = {
  status: 'published',
  title: NASTY,
  summary: 'Cards were refused.',
  publishedAt: '2026-03-15T09:00:00Z',
  updates: [
    { at: '2026-08-21T00:37:00Z', status: 'resolved', text: 'It *is* over <now>.' },
    { at: '2026-03-14T23:10:00Z', status: 'investigating', text: 'Looking.\n\n- one\n- two' },
  ],
  tags: [NASTY],
};
const nasty = over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z', MORE);
const archiveOf = (postmortems: Record<string, object>, timeZone = 'UTC') => archiveIn(timeZone, postmortems);

function feedIn(archive: ReturnType<typeof archiveOf>, component?: string) {
  const html = (incident: Parameters<typeof textOf>[0]) =>
    textOf(incident, archive, '## What happened\n\nThe ]]> end.', new Map()).html;
  return feedOf(
    archive,
    html,
    archive.components.find(({ id }) => id === component),
  );
}

/** All three formats, each read by a parser that did not write it. */
function read(feed: ReturnType<typeof feedIn>) {
  for (const xml of [asAtom(feed), asRss(feed)]) parseXml(xml);
  return {
    atom: parseAtomFeed(asAtom(feed)),
    rss: parseRssFeed(asRss(feed)),
    json: parseJsonFeed(asJsonFeed(feed)),
  };
}

describe('a feed', () => {
  it('holds a title of markup as it was written, in each format', () => {
    const { atom, rss, json } = read(feedIn(archiveOf({ 'pm-1': nasty })));
    expect([atom.entries?.[0]?.title?.value, rss.items?.[0]?.title, json.items?.[0]?.title]).toEqual([
      NASTY,
      NASTY,
      NASTY,
    ]);
    expect(atom.entries?.[0]?.categories?.map(({ term }) => term)).toEqual(['Web', NASTY]);
    expect(rss.items?.[0]?.categories?.map(({ name }) => name)).toEqual(['Web', NASTY]);
    expect(json.items?.[0]?.tags).toEqual(['Web', NASTY]);
  });

  it('says who, what, where and when in each format, from content alone', () => {
    const { atom, rss, json } = read(feedIn(archiveOf({ 'pm-1': nasty })));
    expect(atom).toMatchObject({
      id: 'tag:t.example,2005:history',
      title: { value: 'T - Incident History' },
      updated: '2026-08-21T00:37:00.000Z',
      authors: [{ name: 'T' }],
      links: [
        { rel: 'alternate', href: 'https://t.example/' },
        { rel: 'self', href: 'https://t.example/history.atom', type: 'application/atom+xml' },
      ],
      xml: { lang: 'en' },
      entries: [
        {
          id: 'tag:t.example,2005:Incident/pm-1',
          links: [{ rel: 'alternate', href: 'https://t.example/incidents/pm-1/' }],
          published: '2026-03-14T23:10:00.000Z',
          updated: '2026-08-21T00:37:00.000Z',
        },
      ],
    });
    expect(rss).toMatchObject({
      title: 'T - Incident History',
      link: 'https://t.example/',
      language: 'en',
      lastBuildDate: 'Fri, 21 Aug 2026 00:37:00 GMT',
      atom: { links: [{ rel: 'self', href: 'https://t.example/history.rss' }] },
      items: [
        {
          link: 'https://t.example/incidents/pm-1/',
          guid: { value: 'tag:t.example,2005:Incident/pm-1', isPermaLink: false },
          pubDate: 'Sat, 14 Mar 2026 23:10:00 GMT',
        },
      ],
    });
    expect(json).toMatchObject({
      home_page_url: 'https://t.example/',
      feed_url: 'https://t.example/feed.json',
      language: 'en',
      authors: [{ name: 'T' }],
      items: [
        {
          id: 'tag:t.example,2005:Incident/pm-1',
          url: 'https://t.example/incidents/pm-1/',
          date_published: '2026-03-14T23:10:00.000Z',
          date_modified: '2026-08-21T00:37:00.000Z',
        },
      ],
    });
  });

  it('begins each entry with what was told, newest first, as readers of Statuspage look for it', () => {
    const feed = feedIn(archiveOf({ 'pm-1': nasty }, 'Europe/Berlin'));
    const { atom, rss, json } = read(feed);
    const content = atom.entries?.[0]?.content?.value ?? '';
    expect([rss.items?.[0]?.description, json.items?.[0]?.content_html]).toEqual([content, content]);
    expect(content.split('\n').slice(0, 3)).toEqual([
      `<p><small>Aug <var data-var='date'>21</var>, <var data-var='time'>02:37</var> CEST</small><br><strong>Postmortem</strong> - The postmortem is published: <a href="https://t.example/incidents/pm-1/">https://t.example/incidents/pm-1/</a></p>`,
      `<p><small>Aug <var data-var='date'>21</var>, <var data-var='time'>02:37</var> CEST</small><br><strong>Resolved</strong> - It <em>is</em> over &#x3C;now>.</p>`,
      `<p><small>Mar <var data-var='date'>15</var>, <var data-var='time'>00:10</var> CET</small><br><strong>Investigating</strong> - Looking.</p>`,
    ]);
    const labels = [...content.matchAll(/<strong>([A-Z][a-z ]+)<\/strong> - /g)].map(([, label]) => label);
    expect(labels).toEqual(['Postmortem', 'Resolved', 'Investigating']);
    expect(content).toContain('<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<p>Cards were refused.</p>');
    expect(content).toContain('<h2>What happened</h2>\n<p>The ]]> end.</p>');
  });

  it('has one id and one time for each entry, though several changed at once', () => {
    const times = over('2026-03-14T09:00:00Z', '2026-03-14T11:00:00Z');
    const later = over('2026-03-14T10:00:00Z', '2026-03-14T11:00:00Z');
    const updatedIn = (postmortems: Record<string, object>) =>
      Object.fromEntries(
        feedIn(archiveOf(postmortems)).entries.map(({ url, updated }) => [
          url.split('/').at(-2),
          new Date(updated).toISOString().slice(11),
        ]),
      );
    const two = { 'pm-1': times, 'pm-2': times };
    expect(updatedIn(two)).toEqual({ 'pm-1': '11:00:00.000Z', 'pm-2': '11:00:00.001Z' });
    // What comes later leaves what was there as it was.
    expect(updatedIn({ ...two, 'pm-0': later })).toEqual({ ...updatedIn(two), 'pm-0': '11:00:00.002Z' });
  });

  it('holds the newest fifty, and of a component only its own', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `pm-${100 + index}`,
        over(`2026-03-14T09:${String(index).padStart(2, '0')}:00Z`, '2026-03-14T11:00:00Z', {
          impact: { components: [{ id: index === 59 ? 'api' : 'web', status: 'major_outage' }] },
        }),
      ]),
    );
    const archive = archiveOf(many);
    expect(feedIn(archive).entries.map(({ id }) => id.slice(-6))).toEqual(
      Array.from({ length: 50 }, (_, index) => `pm-${159 - index}`),
    );
    const own = feedIn(archive, 'api');
    expect(own.entries.map(({ id }) => id)).toEqual(['tag:t.example,2005:Incident/pm-159']);
    expect(own).toMatchObject({
      id: 'tag:t.example,2005:components/api/history',
      title: 'T: API - Incident History',
      page: 'https://t.example/components/api/',
      self: { atom: 'https://t.example/components/api/history.atom' },
    });
    const none = feedIn(archive, 'new');
    expect(none.entries).toEqual([]);
    expect(new Date(none.updated).toISOString()).toBe('2026-03-14T11:00:00.000Z');
    expect(read(none).atom.updated).toBe('2026-03-14T11:00:00.000Z');
  });

  it('keeps its ids where the site is previewed at another address or under another title', () => {
    const archive = archiveOf({ 'pm-1': nasty });
    const preview = { ...archive, url: 'https://preview.example/7' };
    const feed = feedIn(preview);
    expect(feed.entries[0]?.id).toBe('tag:t.example,2005:Incident/pm-1');
    expect(feed.entries[0]?.url).toBe('https://preview.example/7/incidents/pm-1/');
    expect(feed.self.atom).toBe('https://preview.example/7/history.atom');
    const moved = { ...archive, site: { ...archive.site, url: 'https://t.example/a/b' } };
    expect(feedIn(moved).entries[0]?.id).toBe('tag:t.example,2005:a/b/Incident/pm-1');
  });

  it('holds no draft, though an archive does while it is written', () => {
    const feed = feedIn(archiveOf({ 'pm-1': nasty, 'pm-2': { ...nasty, status: 'draft' } }));
    expect(feed.entries).toHaveLength(1);
  });

  it('is a JSON Feed 1.1', () => {
    const text = { type: 'string', minLength: 1 };
    const [address, time] = [
      { type: 'string', format: 'uri' },
      { type: 'string', format: 'date-time' },
    ];
    const author = {
      type: 'object',
      properties: { name: text, url: address },
      additionalProperties: false,
      minProperties: 1,
    };
    const item = {
      type: 'object',
      required: ['id', 'content_html'],
      properties: {
        ...{ id: text, url: address, title: text, content_html: text, summary: text },
        ...{ date_published: time, date_modified: time, tags: { type: 'array', items: text } },
      },
      additionalProperties: false,
    };
    const schema = {
      type: 'object',
      required: ['version', 'title', 'items'],
      properties: {
        version: { const: 'https://jsonfeed.org/version/1.1' },
        ...{ title: text, home_page_url: address, feed_url: address, description: text, language: text },
        authors: { type: 'array', items: author },
        items: { type: 'array', items: item },
      },
      additionalProperties: false,
    };
    const ajv = addFormats.default(new Ajv2020({ allErrors: true }));
    const validate = ajv.compile(schema);
    validate(JSON.parse(asJsonFeed(feedIn(archiveOf({ 'pm-1': nasty })))));
    expect(validate.errors).toBeNull();
  });
});
