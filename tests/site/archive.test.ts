import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseLock } from '../../src/publish/lock.ts';
import { preparePublication } from '../../src/publish/publication.ts';
import { buildArchive, hashesOf, run } from '../build-archive.ts';
import { fixtureContent, fixtures, NOW, temporaryFolder } from '../fixture-content.ts';
import { brokenLinks } from './links.ts';

const FACTORS = [
  ...['capacity', 'change', 'configuration', 'data', 'defect', 'dependency', 'design', 'expiry', 'hardware'],
  ...['knowledge', 'network', 'observability', 'process', 'security', 'testing'],
];

let content: string;
let home: string;
let first: Record<string, string>;
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

describe('a built archive', () => {
  it('tells what it did, phase by phase, and a summary', async () => {
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
    expect(await page('incidents/fx-2026-004/index.html')).toMatch(
      /A postmortem was due by\s*<time datetime="2026-11-17">17 November 2026/,
    );
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
