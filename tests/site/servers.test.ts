import { type ChildProcess, spawn } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root, userEnvironment } from '../build-archive.ts';
import { fixtureContent } from '../fixture-content.ts';

let content: string;
let child: ChildProcess | undefined;
let output: string;

/** Starts a command that goes on until it is ended. */
function start(script: string, port: number, more: Record<string, string> = {}): void {
  const home = path.dirname(content);
  const env = userEnvironment({
    CONTENT_DIR: content,
    PUBLISHED_DIR: path.join(home, '.published'),
    OUT_DIR: path.join(home, 'dist'),
    ...more,
  });
  child = spawn(process.execPath, [script, '--port', String(port)], { cwd: root, env });
  output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += String(data)));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Asks again until the page answers and says what is expected; fails with what it said last. */
async function page(address: string, text: string): Promise<string> {
  let said = '';
  for (let tries = 0; tries < 100; tries += 1) {
    said = await fetch(address)
      .then((response) => response.text())
      .catch((error: unknown) => String(error));
    if (said.includes(text)) return said;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${address} never said "${text}", but: ${said.slice(0, 500)}\n${output}`);
}

beforeEach(async () => {
  content = await fixtureContent();
});

afterEach(async () => {
  if (!child || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child?.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
});

describe('npm run dev', () => {
  it('shows drafts and inks passages, on loopback, and follows edits without a restart', async () => {
    const port = await freePort();
    start('scripts/dev.ts', port);
    const base = `http://127.0.0.1:${port}/base`;
    const incident = await page(`${base}/incidents/fx-2026-001/`, '██ customer: a customer ██');
    // The draft that it is related to is shown, what is marked or internal never.
    expect(incident).not.toMatch(/CANARY(?!DRAFT title|EMBARGO comes later|REVIEW)/);
    expect(await page(`${base}/incidents/fx-2026-900/`, 'Not published')).toContain('CANARYDRAFT title');
    expect(output).not.toMatch(/0\.0\.0\.0|Network/);
    expect(incident).toContain('<svg class="logo"');
    await page(`${base}/src/styles/tokens.css?direct`, '#ffff00)');

    for (const place of [`/@fs${content}/site.yaml`, `/@fs${content}/postmortems/fx-2026-900.mdx?raw`]) {
      const response = await fetch(`http://127.0.0.1:${port}/base${place}`);
      expect([response.status, (await response.text()).includes('CANARY')], place).toEqual([403, false]);
    }

    const draft = path.join(content, 'postmortems', 'fx-2026-900.mdx');
    await appendFile(
      draft,
      '\nWords that came later, and <Redacted reason="legal">CANARYLATER</Redacted> too.\n',
    );
    expect(await page(`${base}/incidents/fx-2026-900/`, 'Words that came later')).toContain('██ legal ██');

    await writeFile(path.join(content, 'postmortems', 'fx-2026-950.mdx'), '---\ntitle: A new one\n---\n');
    await page(`${base}/incidents/fx-2026-950/`, 'A new one');

    await writeFile(draft, (await readFile(draft, 'utf8')).replace('<Redacted', '<Redated'));
    for (let tries = 0; tries < 50 && !output.includes('near-miss-marker'); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(output).toMatch(/postmortems\/fx-2026-900\.mdx:\d+:\d+ {2}error {2}near-miss-marker/);
    expect(output).not.toContain('CANARYLATER');
    // What is wrong with one file does not hold up the others.
    await writeFile(
      path.join(content, 'postmortems', 'fx-2026-950.mdx'),
      '---\ntitle: Changed meanwhile\n---\n',
    );
    await page(`${base}/incidents/fx-2026-950/`, 'Changed meanwhile');
    await page(`${base}/incidents/fx-2026-900/`, 'Words that came later');
  });

  it('takes the list of terms that the environment names for the one of site.yaml', async () => {
    const terms = path.join(path.dirname(content), 'terms.txt');
    await writeFile(terms, 'Quillon\n');
    await appendFile(path.join(content, 'site.yaml'), '\nredaction: { terms: ../gone.txt }\n');
    const port = await freePort();
    start('scripts/dev.ts', port, { REDACTION_TERMS_FILE: terms });
    await page(`http://127.0.0.1:${port}/base/`, 'Fixture');
  });
});

describe('npm run dev of a content folder that is a link', () => {
  it('hands out nothing from where it leads to, in the project itself either', async () => {
    const linked = await mkdtemp(path.join(root, '.preview-linked-'));
    try {
      await cp(content, linked, { recursive: true });
      content = path.join(path.dirname(content), 'link');
      await symlink(linked, content);
      const port = await freePort();
      start('scripts/dev.ts', port);
      const base = `http://127.0.0.1:${port}/base`;
      await page(`${base}/incidents/fx-2026-900/`, 'Not published');
      for (const folder of [linked, content]) {
        const place = `${base}/@fs${folder}/postmortems/fx-2026-900.mdx?raw`;
        const response = await fetch(place);
        expect([response.status, (await response.text()).includes('CANARY')], place).toEqual([403, false]);
      }
    } finally {
      await rm(linked, { recursive: true });
    }
  });
});

describe('npm start', () => {
  it('builds, serves under the base path on loopback, and prints the address', async () => {
    start('scripts/start.ts', 0);
    for (let tries = 0; tries < 300 && !output.includes('The archive is at'); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    const address = /The archive is at (http:\/\/127\.0\.0\.1:\d+\/base\/)/.exec(output)?.[1];
    expect(address, output).toBeDefined();
    await page(String(address), '1 unresolved incident');
    const redirect = await fetch(`${address}incidents/fx-2026-001?highlight=a%20b`, { redirect: 'manual' });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      301,
      '/base/incidents/fx-2026-001/?highlight=a%20b',
    ]);
    expect((await fetch(`${address}nowhere/`)).status).toBe(404);
    expect((await fetch(`${address}../../package.json`)).status).toBe(404);
    // Addresses that are none are answered, and the server goes on.
    const { port } = new URL(String(address));
    for (const place of ['//', '/base//', '/base/%E0%A4%A', '/base/%00']) {
      const status = await new Promise((resolve) => {
        request({ host: '127.0.0.1', port, path: place }, (response) =>
          resolve(response.resume().statusCode),
        ).end();
      });
      expect(status, place).toBe(404);
    }
    await page(String(address), '1 unresolved incident');
  });
});
