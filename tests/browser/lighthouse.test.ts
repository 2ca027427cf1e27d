import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import lighthouse from 'lighthouse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/browser.ts';
import { serve } from '../../scripts/serve.ts';
import { buildArchive, hashesOf, root } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';

let out: string;
let address: string;
let close: () => void;
let browser: Browser;
let port: number;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });

beforeAll(async () => {
  const home = await temporaryFolder();
  out = path.join(home, 'dist');
  const content = path.join(root, 'content');
  const built = await buildArchive({ content, published: path.join(home, 'published'), out });
  expect(built.status, built.stderr).toBe(0);
  const listening = await serve(out, '/', 0);
  address = listening.address;
  close = () => listening.server.close();
  port = await freePort();
  browser = await launchBrowser(`--remote-debugging-port=${port}`);
});

afterAll(async () => {
  await browser?.close();
  close?.();
});

describe('Lighthouse', () => {
  it.each(['', 'incidents/pm-2026-015/', 'history/', 'search/'])(
    'gives /%s all of accessibility, best practices and search engines',
    async (place) => {
      const onlyCategories = ['accessibility', 'best-practices', 'seo'];
      const result = await lighthouse(`${address}${place}`, {
        port,
        onlyCategories,
        output: 'json',
        logLevel: 'silent',
      });
      const { categories = {}, audits = {} } = result?.lhr ?? {};
      const missed = Object.values(categories).flatMap(({ auditRefs }) =>
        auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1).map(({ id }) => id),
      );
      expect(missed).toEqual([]);
      expect(Object.values(categories).map(({ score }) => score)).toEqual([1, 1, 1]);
    },
  );
});

describe('html-validate', () => {
  it('finds nothing in any page', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      // How the markup is written is for the compiler to say; that headings and lists may be wrapped, for the pages.
      rules: {
        'no-trailing-whitespace': 'off',
        'void-style': 'off',
        'attr-quotes': 'off',
        'doctype-style': 'off',
        'long-title': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
      },
    });
    const names = Object.keys(await hashesOf(out)).filter((name) => name.endsWith('.html'));
    expect(names.length).toBeGreaterThan(45);
    const found: string[] = [];
    for (const name of names) {
      const report = await validator.validateString(await readFile(path.join(out, name), 'utf8'));
      found.push(
        ...report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message }) => `${name} ${ruleId}: ${message}`),
        ),
      );
    }
    expect(found).toEqual([]);
  });
});
