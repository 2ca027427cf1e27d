import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { byPlace } from '../../../src/findings.ts';
import { asYaml } from '../../../src/publish/public-files.ts';
import { findingsOf, redact, repeated } from './redact.ts';

const SECRET = 'KSECRET';

const root = fileURLToPath(new URL('../../fixtures/redaction/', import.meta.url));
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const accepted = folders.filter((folder) => folder.startsWith('ok.'));
const refused = folders.filter((folder) => folder.startsWith('ng.'));
const unclear = folders.filter((folder) => !accepted.includes(folder) && !refused.includes(folder));
if (accepted.length === 0 || refused.length === 0)
  throw new Error(`There are no cases that begin with "ok." or none that begin with "ng." in ${root}`);
if (unclear.length > 0)
  throw new Error(`The name of a case begins with "ok." or "ng.", unlike ${unclear.join(', ')}`);

const read = (folder: string, name: string): string => readFileSync(path.join(root, folder, name), 'utf8');

/** What is left of the secret once case, accents, spaces and punctuation are gone. */
function tracesIn(text: string): string[] {
  const letters = text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
  return repeated(SECRET.toLowerCase(), 4, letters.toLowerCase());
}

describe('a case', () => {
  it('is an input and what is expected of it, and nothing else', () => {
    for (const folder of folders) {
      const expected = accepted.includes(folder)
        ? ['input.mdx', 'public.mdx']
        : ['findings.txt', 'input.mdx'];
      expect(readdirSync(path.join(root, folder)).sort(), folder).toEqual(expected);
    }
  });

  it('that is accepted has a secret to withhold, unless it is about what is no marker', () => {
    const without = accepted.filter((folder) => tracesIn(read(folder, 'input.mdx')).length === 0);
    expect(without).toEqual(folders.filter((folder) => folder.startsWith('ok.not-a-marker')));
  });
});

describe('what is marked rightly is published without its secret:', () => {
  it.each(accepted)('%s', (folder) => {
    const document = redact(read(folder, 'input.mdx'));
    expect(document.problems).toEqual([]);
    const published = `---\n${asYaml(document.data)}---\n${document.body}`;
    expect(published).toBe(read(folder, 'public.mdx'));
    expect(tracesIn(published)).toEqual([]);
  });
});

describe('what is doubtful is refused, at its place and without its secret:', () => {
  it.each(refused)('%s', (folder) => {
    const found = findingsOf(redact(read(folder, 'input.mdx'))).sort(byPlace);
    expect(found).not.toEqual([]);
    const lines = found.map(({ code, line, column }) => `${code} ${line}:${column}\n`);
    expect(lines.join('')).toBe(read(folder, 'findings.txt'));
    for (const { message, hint } of found) expect(repeated(SECRET, 5, `${message}\n${hint}`)).toEqual([]);
  });
});
