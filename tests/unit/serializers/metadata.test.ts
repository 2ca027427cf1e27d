import { describe, expect, it } from 'vitest';
import { paths } from '../../../src/paths.ts';
import { incidentThings, inScript, siteThings } from '../../../src/serializers/json-ld.ts';
import { incidentTags, pageTags } from '../../../src/serializers/metadata.ts';
import { archiveIn, over } from '../model/archives.ts';

const NASTY = `<b>"&'</b></script><!--`;
const url = 'https://status.example/base';

function withIncident(more: object) {
  const data = over('2026-03-14T09:00:00Z', '2026-03-14T11:48:00Z', more);
  const { site, incidents } = archiveIn('UTC', { 'pm-1': data });
  const [incident] = incidents;
  if (!incident) throw new Error('The archive is empty.');
  return { site, incident };
}
const published = { status: 'published', publishedAt: '2026-03-16T12:00:00Z' };

function tagsOf(more: object, title = 'Cards were refused') {
  const { site, incident } = withIncident({ title, ...more });
  const page = { title, description: 'Shops could not sell.', address: paths.incident('pm-1') };
  return incidentTags(incident, page, site, url);
}

describe('the tags of an incident', () => {
  it('say in front how bad it was, when, for how long, and what came of it', () => {
    const tags = new Map(tagsOf(published));
    expect(tags.get('og:description')).toBe(
      'SEV 1 · 14 March 2026 · 2 hr 48 min · Postmortem published. Shops could not sell.',
    );
    expect(tags.get('og:image:alt')).toBe(tags.get('twitter:image:alt'));
    expect(tags.get('og:image:alt')).toMatch(/: Cards were refused\. SEV 1 · 14 March 2026/);
  });

  it('hold whole addresses under the base path, the size of the picture and the dates of the content', () => {
    expect(Object.fromEntries(tagsOf(published))).toMatchObject({
      'og:type': 'article',
      'og:url': 'https://status.example/base/incidents/pm-1/',
      'og:image': 'https://status.example/base/incidents/pm-1.png',
      'og:image:width': '1200',
      'og:image:height': '630',
      'og:locale': 'en_US',
      'article:published_time': '2026-03-16T12:00:00.000Z',
      'article:modified_time': '2026-03-16T12:00:00.000Z',
      'article:section': 'Incidents',
      'twitter:card': 'summary_large_image',
    });
  });

  it('tell of no duration that still grows, and of no publication that has not been', () => {
    const tags = new Map(tagsOf({ status: 'pending', resolvedAt: undefined }));
    expect(tags.get('og:description')).toBe('SEV 1 · 14 March 2026 · Open. Shops could not sell.');
    expect(tags.has('article:published_time')).toBe(false);
  });

  it('name each component and each tag once a tag', () => {
    const tags = tagsOf({ ...published, tags: ['queues', 'retries'] });
    expect(tags.filter(([name]) => name === 'article:tag').map(([, content]) => content)).toEqual([
      'Web',
      'queues',
      'retries',
    ]);
  });
});

describe('the tags of another page', () => {
  it('show the picture of the site', () => {
    const { site } = withIncident({});
    const tags = pageTags({ title: 'History', description: 'All.', address: '/history/' }, site, url);
    expect(Object.fromEntries(tags)).toMatchObject({
      'og:type': 'website',
      'og:title': 'History',
      'og:url': 'https://status.example/base/history/',
      'og:image': 'https://status.example/base/preview.png',
    });
  });
});

describe('structured data', () => {
  it('of an incident is an article of the organisation about its services, and the way to it', () => {
    const { site, incident } = withIncident({ ...published, title: NASTY, summary: 'Short.' });
    const [article, way, ...others] = incidentThings(incident, site, url);
    expect(others).toEqual([]);
    expect(article).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'TechArticle',
      headline: NASTY,
      description: 'Short.',
      url: 'https://status.example/base/incidents/pm-1/',
      datePublished: '2026-03-16T12:00:00.000Z',
      dateModified: '2026-03-16T12:00:00.000Z',
      publisher: { '@type': 'Organization', name: site.name },
      about: [{ '@type': 'Service', name: 'Web' }],
    });
    expect(way?.['itemListElement']).toEqual([
      { '@type': 'ListItem', position: 1, name: site.name, item: 'https://status.example/base/' },
      { '@type': 'ListItem', position: 2, name: 'History', item: 'https://status.example/base/history/' },
      { '@type': 'ListItem', position: 3, name: NASTY, item: 'https://status.example/base/incidents/pm-1/' },
    ]);
  });

  it('of an incident without components is about nothing, and says no empty list', () => {
    const { site, incident } = withIncident({ impact: undefined });
    expect(incidentThings(incident, site, url)[0]).not.toHaveProperty('about');
  });

  it('of an incident whose postmortem is to come has the day on which it was first told of', () => {
    const { site, incident } = withIncident({ status: 'pending', detectedAt: '2026-03-14T09:05:00Z' });
    expect(incidentThings(incident, site, url)[0]).toMatchObject({
      datePublished: '2026-03-14T09:05:00.000Z',
      dateModified: '2026-03-14T11:48:00.000Z',
    });
  });

  it('of the site is two things of their own, in no graph', () => {
    const { site } = withIncident({});
    expect(siteThings(site, url).map((each) => each['@type'])).toEqual(['WebSite', 'Organization']);
  });

  it('cannot end its script, whatever a title holds', () => {
    const { site, incident } = withIncident({ ...published, title: NASTY });
    for (const each of incidentThings(incident, site, url)) {
      expect(inScript(each)).not.toContain('<');
      expect(JSON.parse(inScript(each))).toEqual(each);
    }
  });
});
