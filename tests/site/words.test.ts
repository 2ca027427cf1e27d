import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeHTML } from 'entities';
import { beforeAll, describe, expect, it } from 'vitest';
import { de } from '../../src/words/de.ts';
import { en } from '../../src/words/en.ts';
import { wordsOf } from '../../src/words.ts';
import { buildArchive, hashesOf } from '../build-archive.ts';
import { fixtureContent } from '../fixture-content.ts';

let pages: string;

/** All texts of a language, each under where it stands. */
function textsOf(value: object, at = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([name, text]) =>
      typeof text === 'string' ? [[`${at}${name}`, text] as const] : [...textsOf(text, `${at}${name}.`)],
    ),
  );
}

beforeAll(async () => {
  const content = await fixtureContent();
  const site = path.join(content, 'site.yaml');
  await writeFile(site, `${await readFile(site, 'utf8')}locale: de-CH\n`);
  const home = path.dirname(content);
  const folders = { content, published: path.join(home, 'published'), out: path.join(home, 'out') };
  const { status, stderr } = await buildArchive(folders);
  expect(status, stderr).toBe(0);
  const names = Object.keys(await hashesOf(folders.out)).filter((name) => name.endsWith('.html'));
  const texts = await Promise.all(names.map((name) => readFile(path.join(folders.out, name), 'utf8')));
  pages = decodeHTML(texts.join('\n')).replace(/\s+/g, ' ');
});

describe('an archive in German', () => {
  it('says what it says in German, counts, days and durations included', () => {
    expect(pages).toContain('<html lang="de-CH"');
    expect(pages).toContain('1 offener Vorfall');
    expect(pages).toContain('5 Vorfälle verzeichnet.');
    expect(pages).toContain('Sonntag, 25. Oktober 2026');
    expect(pages).toContain('Bis zur Behebung');
    expect(pages).toContain('4 Std.');
    expect(pages).not.toMatch(/(?:Std|Min|Tg)\.\./);
    expect(pages.replace(/<[^>]+>/g, '')).toContain(
      'Stand 21. Nov. 2026, 10:00 MEZ. Vorfälle trägt hier unser Team ein',
    );
  });

  it('names severities and factors in German where site.yaml does not, in the text, the filters and the search', () => {
    const shown = [...Object.values(de.severities), ...Object.values(de.factors)];
    for (const { label, description } of shown) {
      expect(pages).toContain(`>${label}<`);
      expect(pages).toContain(description);
    }
    expect(pages).toContain('data-pagefind-filter="severity:Stufe 1"');
    const german = new Set(shown.map(({ label }) => label));
    for (const { label } of [...Object.values(en.severities), ...Object.values(en.factors)])
      if (!german.has(label)) expect(pages).not.toContain(`>${label}<`);
  });

  it('has none of the English texts left', () => {
    const german = textsOf(de);
    const left = [...textsOf(en)].filter(([at, text]) => {
      const words = text.replace(/\{\w+\}|#/g, '').trim();
      return german.get(at) !== text && words.includes(' ') && pages.includes(words);
    });
    expect(left).toEqual([]);
  });
});

describe('the words', () => {
  it('are there for each language in full, with the same names in their texts', () => {
    const [english, german] = [textsOf(en), textsOf(de)];
    expect([...german.keys()]).toEqual([...english.keys()]);
    const namesIn = (text: string | undefined) => [...(text ?? '').matchAll(/\{\w+\}|#/g)].map(String).sort();
    for (const [at, text] of english) expect(namesIn(german.get(at)), at).toEqual(namesIn(text));
  });

  it('are those of the language, and English where nobody has translated them', () => {
    expect([wordsOf('de-AT'), wordsOf('en-US'), wordsOf('fr')]).toEqual([de, en, en]);
  });
});
