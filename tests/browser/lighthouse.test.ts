import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startLighthouse } from '../../scripts/lighthouse.ts';
import { serve } from '../../scripts/serve.ts';
import { hashesOf } from '../build-archive.ts';

let out: string;
let address: string;
let close: () => void;
let lighthouse: Awaited<ReturnType<typeof startLighthouse>>;

beforeAll(async () => {
  out = inject('demo');
  const listening = await serve(out, '/', 0);
  address = listening.address;
  close = () => listening.server.close();
  lighthouse = await startLighthouse();
});

afterAll(async () => {
  await lighthouse?.close();
  close?.();
});

describe('Lighthouse', () => {
  it.each(['', 'incidents/pm-2026-015/', 'history/', 'search/'])(
    'gives /%s all of accessibility, best practices and search engines',
    async (place) => {
      const categories = ['accessibility', 'best-practices', 'seo'];
      expect(await lighthouse.judge(`${address}${place}`, categories)).toEqual({
        scores: { accessibility: 1, 'best-practices': 1, seo: 1 },
        missed: [],
      });
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
        // A table that is laid out as blocks on a phone says its roles: some browsers forget them otherwise.
        'no-redundant-role': 'off',
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
