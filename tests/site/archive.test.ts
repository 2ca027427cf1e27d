import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseXml } from '@rgrove/parse-xml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { parseHTML } from 'linkedom';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseLock } from '../../src/publish/lock.ts';
import { preparePublication } from '../../src/publish/publication.ts';
import { readSettings } from '../../src/settings.ts';
import { buildArchive, hashesOf, root, run } from '../build-archive.ts';
import { fixtureContent, fixtures, NOW, temporaryFolder } from '../fixture-content.ts';
import { ENDPOINTS, HISTORY } from '../statuspage-schema.ts';
import { brokenLinks } from './links.ts';

const FACTORS = [
  ...['capacity', 'change', 'configuration', 'data', 'defect', 'dependency', 'design', 'expiry', 'hardware'],
  ...['knowledge', 'network', 'observability', 'process', 'security', 'testing'],
];

let content: string;
let home: string;
let first: Record<string, string>;
let cached: string;
const folders = (name = 'out') => ({
  content,
  published: path.join(home, '.published'),
  out: path.join(home, name),
});
const page = (name: string, out = 'out') => readFile(path.join(home, out, name), 'utf8');
beforeAll(async () => {
  content = await fixtureContent();
  home = path.dirname(content);
  const { status, stderr } = await buildArchive(folders());
  expect(status, stderr).toBe(0);
  first = await hashesOf(path.join(home, 'out'));
});

/** Puts into the cache what an earlier build might have left: a picture of something that is gone, and another drawing. */
async function spoilCache(): Promise<void> {
  const { cacheDir } = readSettings({ PUBLISHED_DIR: folders().published }, root);
  cached = path.join(cacheDir, 'previews');
  await writeFile(path.join(cached, 'fx-2026-900.png'), 'a draft that was public once');
  await writeFile(path.join(cached, 'fx-2026-001.png'), await readFile(path.join(cached, 'fx-2026-002.png')));
}

describe('a built archive', () => {
  it('tells what it did, phase by phase, and a summary', async () => {
    await spoilCache();
    const { stderr } = await buildArchive(folders('again'));
    expect(stderr).toMatch(/publish {3}6 postmortems, 20 passages withheld, 3 documents held back, 1 images/);
    expect(stderr).toMatch(/audit {5}\d+ files searched for \d+ needles, nothing found/);
    expect(stderr).toMatch(
      /done .*: 6 postmortems, 20 passages withheld, \d+ pages, index of \d+ kB, [\d.]+ s/,
    );
    expect(stderr).not.toContain('CANARY');
  });

  it('is the same, byte for byte, when built again', async () => {
    expect(await hashesOf(path.join(home, 'again'))).toEqual(first);
  });

  it('keeps the pictures that it has and no others', async () => {
    expect((await readdir(cached)).sort()).toEqual([
      '_site.png',
      ...[1, 2, 3, 4, 5].map((number) => `fx-2026-00${number}.png`),
    ]);
  });

  it('holds no secret in any byte or name, its index decoded', async () => {
    const { status, stdout } = await run('scripts/audit.ts', [path.join(home, 'out')], {
      CONTENT_DIR: content,
    });
    expect(stdout).toMatch(/\d+ files searched for \d+ needles: 0 findings/);
    expect(status).toBe(0);
    for (const name of Object.keys(first)) {
      const bytes = await readFile(path.join(home, 'out', name));
      expect(`${name}${bytes.toString('latin1')}`).not.toMatch(/canary|fx-2026-90[012]/i);
    }
  });

  it('has the pages that the archive holds and no others', () => {
    const pages = Object.keys(first)
      .filter((name) => name.endsWith('.html'))
      .map((name) => name.replace(/index\.html$/, ''));
    expect(pages.sort()).toEqual(
      [
        '',
        '404.html',
        'components/fresh/',
        'components/store/',
        'components/web/',
        'history/',
        'history/2026/',
        'history/kind/incident/',
        'history/kind/near-miss/',
        ...[1, 2, 3, 4].map((number) => `history/severity/sev${number}/`),
        'factors/',
        ...FACTORS.map((factor) => `factors/${factor}/`),
        ...[1, 2, 3, 4, 5, 6].map((number) => `incidents/fx-2026-00${number}/`),
        'imprint/',
        'incidents/never-ours/',
        'incidents/old-incident/',
        'policy/',
        'search/',
        'uptime/',
      ].sort(),
    );
  });

  it('has no broken link or anchor, and no id twice, under its base path', async () => {
    const { broken, checked } = await brokenLinks(
      path.join(home, 'out'),
      'https://status.fixture.example',
      '/base/',
    );
    expect(broken).toEqual([]);
    expect(checked).toBeGreaterThan(100);
  });

  it('shows the state of each incident for what it is', async () => {
    expect(await page('index.html')).toContain('1 unresolved incident');
    expect(await page('index.html')).not.toContain('operational');
    expect(await page('incidents/fx-2026-003/index.html')).toContain('>Open</span>');
    expect(await page('index.html')).toMatch(
      /A postmortem was due by\s*<time datetime="2026-11-17">17 November 2026/,
    );
    const awaited = await page('incidents/fx-2026-004/index.html');
    expect(awaited).toContain(
      'The postmortem of this incident was due by 17 November 2026. It is still being written and will appear at this address.',
    );
    expect(awaited).not.toContain('class="due');
    expect(await page('incidents/fx-2026-005/index.html')).toContain('Near miss');
    const tombstone = await page('incidents/fx-2026-006/index.html');
    expect(tombstone).toContain('It was a test of somebody else.');
    expect(tombstone).toContain('noindex');
    expect(await page('history/index.html')).not.toContain('Not our incident');
  });

  it('says how long it took, across the hour that comes twice', async () => {
    const text = (await page('incidents/fx-2026-001/index.html'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(text).toContain('Time to detect 11 min');
    expect(text).toContain('Time to mitigate 2 hr 40 min');
    expect(text).toContain('Time to resolve 4 hr');
    expect(text).toContain('02:30 CEST Hypothesis');
    expect(text).toContain('02:30 CET Action');
    expect(text).toContain('Sunday, 25 October 2026');
  });

  it.each([
    ['incidents/old-incident/', 'incidents/fx-2026-001/'],
    ['incidents/never-ours/', 'incidents/fx-2026-006/'],
    ['imprint/', 'policy/'],
    ['uptime/', ''],
  ])('leads from the old address %s to what took its place, without a script', async (from, to) => {
    const text = await page(`${from}index.html`);
    expect(text).toContain(`<meta http-equiv="refresh" content="0;url=/base/${to}">`);
    expect(text).toContain(`<link rel="canonical" href="https://status.fixture.example/base/${to}">`);
    expect(text).toContain('<meta name="robots" content="noindex">');
    expect(text).not.toMatch(/<script|<style| style=/);
    expect(text.length).toBeLessThan(1200);
  });

  it('tells hosts of old addresses, those of twins included', async () => {
    expect((await page('_redirects')).trimEnd().split('\n')).toEqual([
      '/base/imprint /base/policy/ 301',
      '/base/imprint/ /base/policy/ 301',
      '/base/uptime /base/ 301',
      '/base/uptime/ /base/ 301',
      '/base/incidents/old-incident /base/incidents/fx-2026-001/ 301',
      '/base/incidents/old-incident/ /base/incidents/fx-2026-001/ 301',
      '/base/incidents/never-ours /base/incidents/fx-2026-006/ 301',
      '/base/incidents/never-ours/ /base/incidents/fx-2026-006/ 301',
      '/base/api/v2/incidents/old-incident.json /base/api/v2/incidents/fx-2026-001.json 301',
      ...['json', 'md', 'oembed.json', 'svg', 'png'].map(
        (twin) => `/base/incidents/old-incident.${twin} /base/incidents/fx-2026-001.${twin} 301`,
      ),
    ]);
  });

  it('answers to every address and anchor of the record that is kept of it', async () => {
    const { lock = '' } = await preparePublication(content, { now: NOW, mode: 'public' });
    const addresses = [...(parseLock(lock)?.keys() ?? [])];
    expect(addresses).toContain('/incidents/fx-2026-001/#how-it-began');
    expect(addresses.length).toBeGreaterThan(50);
    for (const address of addresses) {
      const [path = '', anchor] = address.slice(1).split('#');
      const text = await page(`${path}index.html`);
      if (anchor) expect(text, address).toContain(` id="${anchor}"`);
    }
    expect(Object.keys(first).filter((name) => name.includes('lock'))).toEqual([]);
  });

  it('answers to an old anchor right where its place is now', async () => {
    const text = await page('incidents/fx-2026-001/index.html');
    for (const [old, now] of [
      ['how-it-began', '<h2 id="what-happened">'],
      ['t-2026-10-25-0029', '<p class="meta"'],
      ['action-limit', '<p>'],
      ['impact', '<h2 id="section-impact">'],
    ])
      expect(text.replace(/>\s+</g, '><')).toContain(`<span id="${old}"></span>${now}`);
  });

  it('has its logo beside its name on every page, and its accent in one style sheet', async () => {
    const names = Object.keys(await hashesOf(folders().out));
    const styles = names.filter((name) => name.endsWith('.css'));
    const texts = await Promise.all(styles.map((name) => readFile(path.join(folders().out, name), 'utf8')));
    const [css, ...others] = texts.filter((text) => text.includes('--accent:'));
    expect([css, others]).toEqual([expect.any(String), []]);
    expect(css).toMatch(/--accent:\s*light-dark\(#656500,\s*#ff0\)/);
    for (const name of names.filter((each) => each.endsWith('.html'))) {
      const text = await readFile(path.join(folders().out, name), 'utf8');
      // What leads on at once shows nothing.
      if (text.includes('http-equiv="refresh"')) continue;
      expect(text, name).toMatch(
        /<a class="site-name" href="\/base\/"><svg class="logo" aria-hidden="true" viewBox="[\d ]+" width="\d+" height="28"[^>]*>.*<\/svg>Fixture<\/a>/,
      );
    }
  });

  it('marks only the bodies of incidents and pages for the index', async () => {
    const marked = Object.keys(first).filter((name) => name.endsWith('.html'));
    const withBody = [];
    for (const name of marked) if ((await page(name)).includes('data-pagefind-body')) withBody.push(name);
    expect(withBody.sort()).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `incidents/fx-2026-00${number}/index.html`),
      'policy/index.html',
    ]);
    expect(Object.keys(first).filter((name) => name.endsWith('.pf_fragment'))).toHaveLength(6);
  });
});

describe('what programs read of an archive', () => {
  const SITE = 'https://status.fixture.example/base';
  const TOLD = [1, 2, 3, 4, 5].map((number) => `fx-2026-00${number}`);
  const named = (pattern: RegExp) => Object.keys(first).flatMap((name) => pattern.exec(name)?.[1] ?? []);

  it('is there for each incident that is public, and for each component', () => {
    expect(named(/^incidents\/([\w-]+)\.md$/)).toEqual(TOLD);
    for (const file of [/^(?:components\/(\w+)\/)?history\.atom$/, /^(?:components\/(\w+)\/)?history\.rss$/])
      expect(named(file)).toEqual(['fresh', 'store', 'web']);
    expect(named(/^(?:components\/(\w+)\/)?feed\.json$/)).toEqual(['fresh', 'store', 'web']);
  });

  it('names nothing that was withdrawn', async () => {
    const files = Object.keys(first).filter((name) => /\.(?:md|json|atom|rss|xml|txt)$/.test(name));
    expect(files.length).toBeGreaterThan(30);
    for (const name of files) expect(await page(name), name).not.toMatch(/fx-2026-006|Not our incident/);
  });

  it('is a feed in each format, with the whole of a postmortem', async () => {
    const [atom, rss, json] = await Promise.all(
      ['history.atom', 'history.rss', 'feed.json'].map((name) => page(name)),
    );
    for (const xml of [atom, rss]) parseXml(xml ?? '');
    const { entries = [], links } = parseAtomFeed(atom ?? '');
    const { items } = parseRssFeed(rss ?? '');
    const ids = entries.map(({ id }) => id);
    expect(ids.map((id) => id?.slice(-11)).sort()).toEqual(TOLD);
    expect(ids[0]).toMatch(/^tag:status\.fixture\.example,2005:base\/Incident\/fx-2026-00\d$/);
    expect(items?.map(({ guid }) => guid?.value)).toEqual(ids);
    expect(parseJsonFeed(json ?? '').items?.map(({ id }) => id)).toEqual(ids);
    expect(links?.find(({ rel }) => rel === 'self')?.href).toBe(`${SITE}/history.atom`);
    const text = entries.find(({ id }) => id?.endsWith('fx-2026-001'))?.content?.value ?? '';
    for (const part of [
      'Resolved</strong> - ',
      'In the hour after',
      'Pools need limits.',
      'A figure was corrected.',
      'left = "plain"',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(
      /<img src="https:\/\/status\.fixture\.example\/base\/images\/[\w-]+\.png" alt="The chart again">/,
    );
    expect(text).toContain(`<a href="${SITE}/incidents/fx-2026-002/#t-2026-08-01-1000">the other</a>`);
  });

  it('is announced by the pages that it belongs to', async () => {
    const announced = async (name: string) =>
      [...(await page(name)).matchAll(/<link rel="alternate" type="([^"]+)" href="\/base\/([^"]+)"/g)].map(
        ([, type, address]) => `${type} ${address}`,
      );
    const feeds = (place: string) => [
      `application/atom+xml ${place}history.atom`,
      `application/rss+xml ${place}history.rss`,
      `application/feed+json ${place}feed.json`,
    ];
    expect(await announced('index.html')).toEqual(feeds(''));
    expect(await announced('history/index.html')).toEqual(feeds(''));
    expect(await announced('components/web/index.html')).toEqual(feeds('components/web/'));
    expect(await announced('incidents/fx-2026-001/index.html')).toEqual([
      'application/json incidents/fx-2026-001.json',
      'text/markdown incidents/fx-2026-001.md',
    ]);
    expect(await announced('incidents/fx-2026-006/index.html')).toEqual([]);
  });

  it('is one file that holds to its schema', async () => {
    const [schema, file] = [
      JSON.parse(await page('schema/archive.json')),
      JSON.parse(await page('archive.json')),
    ];
    const validate = addFormats
      .default(new Ajv2020({ allErrors: true, allowUnionTypes: true }))
      .compile(schema);
    validate(file);
    expect(validate.errors).toBeNull();
    expect(file.incidents.map(({ id }: { id: string }) => id).sort()).toEqual(TOLD);
    expect(file.schema).toBe(schema.$id);
  });

  it('is a sitemap of every page that is to be found, and of nothing else', async () => {
    const indexed = [];
    for (const name of Object.keys(first).filter((each) => each.endsWith('.html'))) {
      const text = await page(name);
      if (!/<meta name="robots" content="noindex"|<meta http-equiv="refresh"/.test(text))
        indexed.push(`${SITE}/${name.replace(/index\.html$/, '')}`);
    }
    const sitemap = await page('sitemap-0.xml');
    const addresses = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
    expect(addresses.sort()).toEqual(indexed.sort());
    expect(sitemap).toContain(`<loc>${SITE}/incidents/fx-2026-001/</loc><lastmod>2026-11-02T09:00:00.000Z<`);
    expect(await page('sitemap-index.xml')).toContain(`<loc>${SITE}/sitemap-0.xml</loc>`);
    expect(await page('robots.txt')).toContain(`Sitemap: ${SITE}/sitemap-index.xml`);
  });
});

const ROOT = 'https://status.fixture.example/base';

/** What a page says of itself, read back from it. */
async function headOf(name: string) {
  const { document } = parseHTML(await page(name));
  const tags = [...document.querySelectorAll('meta[property], meta[name^=twitter]')].map((each) => ({
    name: each.getAttribute('property') ?? each.getAttribute('name') ?? '',
    content: each.getAttribute('content') ?? '',
  }));
  const data = [...document.querySelectorAll('script[type="application/ld+json"]')];
  return {
    tags: new Map(tags.map((tag) => [tag.name, tag.content])),
    things: data.map((each) => JSON.parse(each.textContent ?? '') as Record<string, unknown>),
    canonical: document.querySelector('link[rel=canonical]')?.getAttribute('href'),
    oembed: document.querySelector('link[type="application/json+oembed"]')?.getAttribute('href'),
  };
}
const pageNames = () => Object.keys(first).filter((name) => name.endsWith('.html'));
const fileAt = (address: string) => path.join(home, 'out', address.slice(`${ROOT}/`.length));

describe('a link to a page of the archive', () => {
  it('shows of an incident how bad it was, when and for how long', async () => {
    const { tags, things, canonical } = await headOf('incidents/fx-2026-001/index.html');
    expect(tags.get('og:type')).toBe('article');
    expect(tags.get('og:description')).toMatch(
      /^SEV \d · 25 October 2026 · 4 hr · Postmortem published\. \S/,
    );
    expect(tags.get('og:url')).toBe(`${ROOT}/incidents/fx-2026-001/`);
    expect(canonical).toBe(tags.get('og:url'));
    expect(things.map((each) => each['@type'])).toEqual(['TechArticle', 'BreadcrumbList']);
    expect(things[0]).toMatchObject({
      headline: tags.get('og:title'),
      image: tags.get('og:image'),
      dateModified: tags.get('article:modified_time'),
    });
  });

  it('has a picture that is there, is as large as it says, and is small to send', async () => {
    const pictures = new Set<string>();
    for (const name of pageNames()) {
      const { tags } = await headOf(name);
      const picture = tags.get('og:image');
      if (!picture) continue;
      pictures.add(picture);
      expect(tags.get('og:image:alt'), name).toBe(tags.get('twitter:image:alt'));
      expect([tags.get('og:image:width'), tags.get('og:image:height')]).toEqual(['1200', '630']);
    }
    expect([...pictures].map((each) => each.slice(ROOT.length)).sort()).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `/incidents/fx-2026-00${number}.png`),
      '/preview.png',
    ]);
    for (const picture of pictures) {
      const bytes = await readFile(fileAt(picture));
      const { info } = await sharp(bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height], picture).toEqual([1200, 630]);
      expect(bytes.length, picture).toBeLessThan(60_000);
    }
  });

  it('shows nothing of what was withdrawn, nor of pages that are none', async () => {
    for (const name of [
      'incidents/fx-2026-006/index.html',
      'incidents/old-incident/index.html',
      '404.html',
    ]) {
      const { tags, things, oembed } = await headOf(name);
      expect([...tags], name).toEqual([]);
      expect(things, name).toEqual([]);
      expect(oembed, name).toBeUndefined();
    }
  });

  it('tells search engines of the site on its first page alone', async () => {
    const { things } = await headOf('index.html');
    expect(things.map((each) => each['@type'])).toEqual(['WebSite', 'Organization']);
    expect(things[0]).toMatchObject({ url: `${ROOT}/` });
    expect((await headOf('history/index.html')).things).toEqual([]);
  });
});

describe('what other sites embed', () => {
  it('is a badge for each incident that stands, and one for the site', async () => {
    expect(
      Object.keys(first)
        .filter((name) => name.endsWith('.svg'))
        .sort(),
    ).toEqual([
      'favicon.svg',
      ...[1, 2, 3, 4, 5].map((number) => `incidents/fx-2026-00${number}.svg`),
      'logo.svg',
      'status.svg',
    ]);
    expect(await page('status.svg')).toContain(': 1 unresolved incident</title>');
    expect(await page('incidents/fx-2026-003.svg')).toContain(': Open</title>');
  });

  it('is an oEmbed document for each, which its page leads to and which leads back', async () => {
    const documents = Object.keys(first).filter((name) => name.endsWith('.oembed.json'));
    expect(documents).toEqual([1, 2, 3, 4, 5].map((number) => `incidents/fx-2026-00${number}.oembed.json`));
    for (const name of documents) {
      const address = `${ROOT}/${name.replace('.oembed.json', '/')}`;
      const { tags, oembed } = await headOf(`${name.replace('.oembed.json', '/index.html')}`);
      expect(oembed).toBe(`${ROOT}/${name}`);
      const embedded = JSON.parse(await page(name));
      expect(embedded).toMatchObject({
        version: '1.0',
        title: tags.get('og:title'),
        thumbnail_url: tags.get('og:image'),
      });
      expect(embedded.html).toContain(`<a href="${address}">`);
    }
  });
});

describe('an archive of which all was withdrawn', () => {
  it('is built: a tombstone, and lists with nothing in them, whenever that is', async () => {
    const own = path.join(await temporaryFolder(), 'content');
    await mkdir(path.join(own, 'postmortems'), { recursive: true });
    await writeFile(path.join(own, 'site.yaml'), 'name: T\ndescription: D\nurl: https://t.example\n');
    await writeFile(path.join(own, 'components.yaml'), '- { id: web, name: Web, group: G }\n');
    await writeFile(
      path.join(own, 'postmortems', 'pm-2026-001.mdx'),
      '---\ntitle: WITHDRAWN\nstatus: retracted\nretraction: Not ours to tell.\n---\n',
    );
    const out = path.join(own, '..', 'out');
    const build = async (BUILD_DATE: string) => {
      const named = { content: own, published: path.join(own, '..', 'published'), out };
      const { status, stderr } = await buildArchive(named, { BUILD_DATE });
      expect(status, stderr).toBe(0);
      return hashesOf(out);
    };
    const later = await build('2027-03-01T09:00:00Z');
    const files = await build('2026-11-21T09:00:00Z');
    // The home page has the days up to now.
    expect(Object.keys(files).filter((name) => files[name] !== later[name])).toEqual(['index.html']);
    const json = async (name: string) => JSON.parse(await readFile(path.join(out, name), 'utf8'));
    for (const [name, schema] of Object.entries(ENDPOINTS))
      if (name !== 'incidents/ID') expect(schema.parse(await json(`api/v2/${name}.json`)), name).toBeTruthy();
    expect(HISTORY.parse(await json('history.json')).months).toEqual([]);
    expect((await json('feed.json')).items).toEqual([]);
    const validate = addFormats
      .default(new Ajv2020({ allowUnionTypes: true }))
      .compile(await json('schema/archive.json'));
    expect([validate(await json('archive.json')), validate.errors]).toEqual([true, null]);
    expect(Object.keys(files).filter((name) => name.endsWith('.pf_fragment'))).toEqual([]);
    const saying = [];
    for (const name of Object.keys(files))
      if ((await readFile(path.join(out, name))).includes('WITHDRAWN')) saying.push(name);
    expect(saying).toEqual(['incidents/pm-2026-001/index.html']);
  });
});

describe('six real incidents', () => {
  it('are built and show how long they took', async () => {
    const out = path.join(await temporaryFolder(), 'real site');
    const { status, stderr } = await buildArchive({
      content: path.join(fixtures, 'real'),
      published: path.join(out, '..', 'published'),
      out,
    });
    expect(status, stderr).toBe(0);
    const lasted = async (id: string) => {
      const text = (await readFile(path.join(out, 'incidents', id, 'index.html'), 'utf8'))
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ');
      return /Time to resolve (.*?) (?:Started|Detected)/.exec(text)?.[1];
    };
    expect(await lasted('cloudflare-2019-07-02')).toBe('27 min');
    expect(await lasted('gitlab-2017-01-31')).toBe('about 18 hr 30 min');
    expect(await lasted('github-2018-10-21')).toBe('1 day 11 min');
    expect(await lasted('fastly-2021-06-08')).toBe('2 hr 48 min');
    expect(await lasted('atlassian-2022-04-05')).toBe('about 12 days 16 hr 22 min');
    expect(await lasted('datadog-2023-03-08')).toBe('1 day 2 hr 55 min');
    expect((await brokenLinks(out, 'https://archive.example', '/')).broken).toEqual([]);
  });
});
