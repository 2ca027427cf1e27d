import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { llmsText } from '../../../src/serializers/llms.ts';
import { markdownTwin } from '../../../src/serializers/markdown-twin.ts';
import { robotsText } from '../../../src/serializers/robots.ts';
import { asSitemap, sitemapIndex, sitemapOf } from '../../../src/serializers/sitemap.ts';
import { archiveIn, over } from '../model/archives.ts';

const NASTY = '[x](y) <b>"&\' # *z*';
const archive = archiveIn('UTC', {
  'pm-1': over('2025-03-14T09:00:00Z', '2025-03-14T11:00:00Z', { title: NASTY, summary: 'Refused: *all*.' }),
  'pm-2': over('2026-01-01T09:00:00Z', '2026-01-01T10:00:00Z', { kind: 'near-miss', aliases: ['old-one'] }),
  'pm-3': over('2026-02-01T09:00:00Z', '2026-02-01T10:00:00Z', { status: 'draft' }),
  'pm-4': over('2026-02-01T09:00:00Z', '2026-02-01T10:00:00Z', { status: 'retracted', retraction: 'No.' }),
});

/** What is listed in a file of XML: each address with its date. */
function listedIn(xml: string): Record<string, string> {
  const texts = ({ children = [] }: Partial<XmlElement>) =>
    children.map((child) => (child as XmlElement).text);
  const { root } = parseXml(xml);
  return Object.fromEntries((root?.children ?? []).map((entry) => texts(entry as XmlElement)));
}

describe('the sitemap', () => {
  const parts = sitemapOf(archive, [{ id: 'about' }]);
  const pages = listedIn(asSitemap(parts[0] ?? [], 'https://t.example/base'));

  it('lists pages with the date of what last changed on them', () => {
    expect(parts).toHaveLength(1);
    expect(pages).toMatchObject({
      'https://t.example/base/': '2026-01-01T10:00:00.000Z',
      'https://t.example/base/incidents/pm-1/': '2025-03-14T11:00:00.000Z',
      'https://t.example/base/history/': '2026-01-01T10:00:00.000Z',
      'https://t.example/base/history/2025/': '2025-03-14T11:00:00.000Z',
      'https://t.example/base/history/kind/near-miss/': '2026-01-01T10:00:00.000Z',
      'https://t.example/base/components/web/': '2026-01-01T10:00:00.000Z',
    });
    for (const undated of ['components/new/', 'about/', 'search/', 'factors/capacity/'])
      expect(pages).toHaveProperty([`https://t.example/base/${undated}`], undefined);
  });

  it('lists no draft, no redirect and nothing that was withdrawn', () => {
    expect(Object.keys(pages).filter((address) => /pm-[34]|old-one/.test(address))).toEqual([]);
    expect(Object.keys(pages).filter((address) => address.includes('/incidents/'))).toHaveLength(2);
  });

  it('comes apart where it has more pages than one file may have', () => {
    const many = Array.from({ length: 50_000 }, (_, index) => ({ id: `page-${index}` }));
    const [first, second, ...more] = sitemapOf(archive, many);
    expect([first?.length, more.length]).toEqual([50_000, 0]);
    expect(second?.length).toBe((parts[0]?.length ?? 0) - 1);
    expect(listedIn(sitemapIndex([first ?? [], second ?? []], 'https://t.example'))).toEqual({
      'https://t.example/sitemap-0.xml': '2026-01-01T10:00:00.000Z',
      'https://t.example/sitemap-1.xml': undefined,
    });
  });

  it('is found by way of robots.txt', () => {
    expect(robotsText({ url: 'https://t.example/base' })).toMatch(
      /^Sitemap: https:\/\/t\.example\/base\/sitemap-index\.xml$/m,
    );
  });
});

describe('the Markdown twin', () => {
  it('has its facts as front matter and its title as it was written', () => {
    const [, incident] = archive.incidents.filter(({ state }) => state === 'recorded');
    if (!incident) throw new Error('The archive is empty.');
    const twin = markdownTwin(archive, incident, { body: '', markdown: 'All of it.\n', html: '' });
    const [, front = '', text = ''] = twin.split(/^---\n/m);
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(front, { version })).toEqual({
        id: 'pm-1',
        title: NASTY,
        url: 'https://t.example/incidents/pm-1/',
        language: 'en',
        kind: 'incident',
        state: 'recorded',
        severity: 'sev1',
        impact: 'critical',
        startedAt: '2025-03-14T09:00:00.000Z',
        detectedAt: null,
        mitigatedAt: null,
        resolvedAt: '2025-03-14T11:00:00.000Z',
        publishedAt: null,
        updatedAt: '2025-03-14T11:00:00.000Z',
        components: ['web'],
        factors: [],
        technologies: [],
        tags: [],
      });
    expect(unified().use(remarkParse).parse(text).children).toMatchObject([
      { type: 'heading', depth: 1, children: [{ type: 'text', value: NASTY }] },
      { type: 'paragraph', children: [{ type: 'text', value: 'All of it.' }] },
    ]);
  });
});

describe('llms.txt', () => {
  it('has a title, a summary and a list of what is public', () => {
    const [title, summary, , heading, list] = unified().use(remarkParse).parse(llmsText(archive)).children;
    expect([title?.type, summary?.type, heading]).toEqual([
      'heading',
      'blockquote',
      expect.objectContaining({ depth: 2 }),
    ]);
    expect(list).toMatchObject({
      children: [
        {
          children: [
            {
              children: [
                { url: 'https://t.example/incidents/pm-2.md' },
                { value: ': 1 January 2026. SEV 1' },
              ],
            },
          ],
        },
        {
          children: [
            {
              children: [
                { url: 'https://t.example/incidents/pm-1.md', children: [{ value: NASTY }] },
                { value: ': 14 March 2025. SEV 1. Refused: *all*.' },
              ],
            },
          ],
        },
      ],
    });
    expect(list && 'children' in list && list.children).toHaveLength(2);
  });
});
