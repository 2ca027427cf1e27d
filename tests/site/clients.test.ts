import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import sirv from 'sirv';
import { Statuspage } from 'statuspage.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildArchive, root } from '../build-archive.ts';
import { fixtureContent } from '../fixture-content.ts';
import { ENDPOINTS, HISTORY } from '../statuspage-schema.ts';

/** One build for the root of a host and one for a path, each served by a static server that knows nothing of either. */
const SITES = [
  { name: 'at the root', url: 'https://status.fixture.example', base: '/' },
  { name: 'under a path', url: 'https://status.fixture.example/base', base: '/base/' },
];
const servers: Server[] = [];
const served = new Map<string, { out: string; address: string }>();

beforeAll(async () => {
  const content = await fixtureContent();
  const home = path.dirname(content);
  for (const { name, url, base } of SITES) {
    const host = path.join(home, name);
    const out = path.join(home, `built ${name}`);
    const folders = { content, published: path.join(home, `published ${name}`), out };
    const { status, stderr } = await buildArchive(folders, { SITE_URL: url });
    expect(status, stderr).toBe(0);
    await mkdir(host);
    await cp(out, path.join(host, base), { recursive: true });
    const server = createServer(sirv(host, { dotfiles: true })).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    servers.push(server);
    const { port } = server.address() as AddressInfo;
    served.set(name, { out, address: `http://127.0.0.1:${port}${base}` });
  }
});

afterAll(() => {
  for (const server of servers) server.close();
});

/** What a call of the client @aero/statuspage returns. */
async function aero(address: string, method: string, argument?: unknown): Promise<unknown> {
  const args = ['tests/aero-client.mjs', address, method, JSON.stringify(argument ?? null)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout);
}

describe.each(SITES)('an archive served $name', ({ name, url }) => {
  const site = () => {
    const found = served.get(name);
    if (!found) throw new Error(`Nothing is served ${name}.`);
    return found;
  };
  const json = async (file: string) => JSON.parse(await readFile(path.join(site().out, file), 'utf8'));

  it('answers each endpoint of the API of Statuspage in its shape', async () => {
    const files = (await readdir(path.join(site().out, 'api/v2'), { recursive: true })).filter((file) =>
      file.endsWith('.json'),
    );
    expect(files).toHaveLength(8 + 5);
    for (const file of files) {
      const endpoint = file.replace(/\.json$/, '').replace(/^incidents\/fx-.*/, 'incidents/ID');
      const schema = ENDPOINTS[endpoint as keyof typeof ENDPOINTS];
      const response = await fetch(`${site().address}api/v2/${file}`);
      expect(response.headers.get('content-type'), file).toContain('application/json');
      expect(schema.safeParse(await response.json()).error?.message, file).toBeUndefined();
    }
    expect(HISTORY.safeParse(await json('history.json')).error?.message).toBeUndefined();
  });

  it('is understood by the client statuspage.io', async () => {
    const client = new Statuspage('fixture');
    client.setApiUrl(site().address.replace(/\/$/, ''));
    const { api } = client;
    const summary = await api.getSummary();
    expect(summary.page).toMatchObject({ name: 'Fixture', url, time_zone: 'Europe/Berlin' });
    expect(summary.status).toEqual({ indicator: 'minor', description: '1 unresolved incident' });
    expect(summary.incidents.map(({ id }) => id)).toEqual(['fx-2026-003']);
    expect((await api.getStatus()).status).toEqual(summary.status);
    expect((await api.getComponents()).components.map(({ name, status }) => `${name}: ${status}`)).toEqual([
      'Front: operational',
      'Website: operational',
      'Store: degraded_performance',
      'Fresh: operational',
    ]);
    const { incidents } = await api.incidents.getAll();
    expect(incidents.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'fx-2026-003 investigating',
      'fx-2026-004 resolved',
      'fx-2026-005 resolved',
      'fx-2026-001 postmortem',
      'fx-2026-002 postmortem',
    ]);
    expect(incidents.find(({ id }) => id === 'fx-2026-001')).toMatchObject({
      name: 'Website slow for a customer',
      impact: 'critical',
      shortlink: `${url}/incidents/fx-2026-001/`,
      started_at: '2026-10-24T22:30:00.000Z',
      resolved_at: '2026-10-25T02:30:00.000Z',
    });
    expect((await api.incidents.getUnresolved()).incidents.map(({ id }) => id)).toEqual(['fx-2026-003']);
    expect((await api.scheduledMaintenances.getAll()).scheduled_maintenances).toEqual([]);
  });

  it('is understood by the client @aero/statuspage', async () => {
    const { address } = site();
    const summary = await aero(address, 'summary');
    expect(summary).toMatchObject({
      page: { name: 'Fixture', url },
      components: [
        { name: 'Front', children: [{ name: 'Website', status: 'operational' }] },
        { name: 'Store', status: 'degraded_performance' },
        { name: 'Fresh' },
      ],
      incidents: [
        { name: 'Store is slow', updates: [{ description: 'We are looking.', status: 'investigating' }] },
      ],
      maintenances: [],
    });
    expect(await aero(address, 'incidents')).toHaveLength(5);
    expect(await aero(address, 'incidents', true)).toHaveLength(1);
    expect(await aero(address, 'components')).toHaveLength(3);
    for (const type of [0, 1, 2]) expect(await aero(address, 'maintenances', type)).toEqual([]);
  });

  it('is found by search engines only in its own place', async () => {
    const isPreview = url !== 'https://status.fixture.example/base';
    const page = await readFile(path.join(site().out, 'index.html'), 'utf8');
    expect(page.includes('<meta name="robots" content="noindex">')).toBe(isPreview);
    const headers = await readFile(path.join(site().out, '_headers'), 'utf8');
    expect(headers.includes('X-Robots-Tag: noindex')).toBe(isPreview);
    expect(await readFile(path.join(site().out, '.nojekyll'), 'utf8')).toBe('');
  });

  it('answers every address that its pages and feeds link to', async () => {
    const { address, out } = site();
    const pages = (await readdir(out, { recursive: true })).filter((file) => file.endsWith('.html'));
    const origin = new URL(url).origin;
    const targets = new Set<string>();
    for (const file of pages) {
      const text = await readFile(path.join(out, file), 'utf8');
      const here = new URL(file.replace(/index\.html$/, ''), `${url}/`);
      for (const [, link = ''] of text.matchAll(/\s(?:href|src|content)="([^"\s]+)"/g)) {
        const target = URL.canParse(link, here) ? new URL(link, here) : undefined;
        if (target?.origin === origin && /^(?:https?:|\.|\/)/.test(link)) targets.add(target.pathname);
      }
    }
    expect(targets.size).toBeGreaterThan(40);
    const served = new URL(address).origin;
    for (const target of targets) expect((await fetch(served + target)).status, target).toBe(200);
  });
});
