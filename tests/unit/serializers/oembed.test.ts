import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { oembedOf } from '../../../src/serializers/oembed.ts';
import { archiveIn, over } from '../model/archives.ts';

const TITLE = `<script>1</script><b>"&'</b>`;
const url = 'https://status.example/base';
const { site, incidents } = archiveIn('UTC', {
  'pm-1': over('2026-03-14T09:00:00Z', '2026-03-14T11:48:00Z', {
    title: TITLE,
    summary: '"><img src=x onerror=1>',
    status: 'published',
    publishedAt: '2026-03-16T12:00:00Z',
  }),
});
const [incident] = incidents;

describe('the oEmbed document of an incident', () => {
  const found = incident && oembedOf(incident, site, url);

  it('has all that version 1.0 asks for', () => {
    expect(found).toMatchObject({
      version: '1.0',
      type: 'rich',
      title: TITLE,
      provider_name: 'T',
      provider_url: 'https://status.example/base/',
      thumbnail_url: 'https://status.example/base/incidents/pm-1.png',
      thumbnail_width: 1200,
      thumbnail_height: 630,
      width: expect.any(Number),
      height: expect.any(Number),
    });
  });

  it('shows a quotation that holds nothing but its text and its link, whatever a title holds', () => {
    const { document } = parseHTML(`<!doctype html><html><body>${found?.html}</body></html>`);
    const elements = [...document.body.querySelectorAll('*')];
    expect(elements.map((each) => each.localName)).toEqual(['blockquote', 'p', 'a', 'strong', 'p', 'p', 'p']);
    expect(document.querySelector('a')?.getAttribute('href')).toBe(`${url}/incidents/pm-1/`);
    expect(document.querySelector('a')?.textContent).toBe(TITLE);
    expect(elements.slice(4).map((each) => each.textContent)).toEqual([
      'SEV 1 · 14 March 2026 · 2 hr 48 min · Postmortem published',
      '"><img src=x onerror=1>',
      'T',
    ]);
  });
});
