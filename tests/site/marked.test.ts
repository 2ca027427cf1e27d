import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeGeneratedArchive } from '../../scripts/generated-archive.ts';
import { fold } from '../../src/redaction/words.ts';
import { buildArchive, hashesOf, run } from '../build-archive.ts';
import { temporaryFolder } from '../fixture-content.ts';

const COUNT = 200;
let home: string;
let secrets: Set<string>;
let said: string;
const at = (name: string) => path.join(home, name);

/** Ids that are made of digests hold any letters by chance, and digits, which no secret has. */
const isDigest = (word: string): boolean => /^(?=.*\d)[\da-z]{12}$/.test(word);

/** All that can be read of a folder: its names and its files, unpacked. */
async function wordsOf(folder: string): Promise<Set<string>> {
  const words = new Set<string>();
  for (const name of Object.keys(await hashesOf(at(folder)))) {
    // Pixels are no words; the audit decodes pictures.
    const bytes = name.endsWith('.png') ? Buffer.alloc(0) : await readFile(path.join(at(folder), name));
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('latin1');
    for (const word of fold(`${name} ${text}`).spaced.split(' ')) words.add(word);
  }
  return words;
}

beforeAll(async () => {
  home = await temporaryFolder();
  secrets = await writeGeneratedArchive(at('content'), { count: COUNT, each: 3 });
  const recorded = await run('scripts/check.ts', ['--write'], { CONTENT_DIR: at('content') });
  expect(recorded.status, recorded.stdout).toBe(0);
  const folders = { content: at('content'), published: at('published'), out: at('out') };
  const { status, stderr } = await buildArchive(folders);
  expect(status, stderr).toBe(0);
  said = stderr;
});

describe(`an archive of ${COUNT} postmortems in which every third word is marked`, () => {
  it('is built without a finding, for what is not marked is no secret', () => {
    expect(said).toMatch(/^publish +200 postmortems, 3\d{4} passages withheld/m);
    expect(said).toMatch(/^audit +\d+ files searched for 3\d{4} needles, nothing found/m);
    expect(said).not.toMatch(/warning|error/);
  });

  it('has none of the marked words in any file that is published or built', async () => {
    expect(secrets.size).toBeGreaterThan(30_000);
    for (const folder of ['published', 'out']) {
      const words = await wordsOf(folder);
      expect(words.size, folder).toBeGreaterThan(5000);
      expect(
        [...words].filter((word) => (word.includes('zq') && !isDigest(word)) || secrets.has(word)),
        folder,
      ).toEqual([]);
    }
    const authored = await wordsOf('content');
    expect([...secrets].filter((secret) => !authored.has(secret))).toEqual([]);
  });

  it('is checked in full as well', async () => {
    const { status, stdout } = await run('scripts/check.ts', ['--strict'], { CONTENT_DIR: at('content') });
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^200 postmortems .* 0 errors, 0 warnings\.\n$/),
    ]);
  });
});
