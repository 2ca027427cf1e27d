import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

function filesOf(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|astro)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** What a file imports: bare names as they are, relative ones as paths from the root. */
function importsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
    name.startsWith('.') ? path.join(path.dirname(file), name) : name,
  );
}

const src = filesOf('src');
/** The files of some rooms; a room that is not there any more has to be named anew. */
const inRooms = (...rooms: string[]) =>
  rooms.flatMap((room) => {
    const files = src.filter((file) => file === `src/${room}` || file.startsWith(`src/${room}/`));
    expect(files, `src/${room}`).not.toEqual([]);
    return files;
  });

describe('the house rules', () => {
  it('pure rooms know neither Astro nor the machine nor the time', () => {
    const pure = inRooms(
      'schema',
      'redaction',
      'unmarked',
      'figures',
      'importing',
      'pictures',
      'model',
      'serializers',
      'paths.ts',
      'findings.ts',
      'format.ts',
      'words.ts',
      'report.ts',
      'settings.ts',
    );
    for (const file of pure) {
      const source = readFileSync(path.join(root, file), 'utf8');
      expect(
        importsOf(file).filter((name) => /^astro|^node:(?!(?:path|crypto)$)/.test(name)),
        file,
      ).toEqual([]);
      expect(source, file).not.toMatch(
        /\bprocess\.|\bconsole\.|new Date\(\)|Date\.now\(|import\.meta\.env|\brandom[A-Z]/,
      );
    }
  });

  it('astro:content is read in two files alone', () => {
    const readers = src.filter((file) => importsOf(file).includes('astro:content'));
    expect(readers.sort()).toEqual(['src/archive.ts', 'src/content.config.ts']);
  });

  it('what Astro bundles never leads to the content folder', () => {
    for (const file of inRooms(
      'pages',
      'components',
      'layouts',
      'model',
      'pictures',
      'serializers',
      'drawings.ts',
      'archive.ts',
      'content.config.ts',
    )) {
      expect(
        importsOf(file).filter((name) => /^src\/(?:importing|publish|audit|integrations)\//.test(name)),
        file,
      ).toEqual([]);
      expect(readFileSync(path.join(root, file), 'utf8'), file).not.toContain('contentDir');
    }
  });

  it('components and layouts fetch nothing', () => {
    for (const file of inRooms('components', 'layouts'))
      expect(importsOf(file), file).not.toContain('src/archive.ts');
  });

  it('what is sent for the search leads to nothing else of the site', () => {
    for (const file of inRooms('search'))
      expect(
        importsOf(file).filter((name) => !name.startsWith('src/search/')),
        file,
      ).toEqual([]);
  });

  it('what is published does not hang on what audits it', () => {
    for (const file of inRooms('redaction', 'schema', 'unmarked', 'publish'))
      expect(
        importsOf(file).filter((name) => /^src\/(?:audit|integrations)\//.test(name)),
        file,
      ).toEqual([]);
  });

  it('nothing imports pages, scripts or tests', () => {
    expect(src).toContain('src/archive.ts');
    for (const file of src)
      expect(
        importsOf(file).filter((name) => /^(?:src\/pages|scripts|tests)\//.test(name)),
        file,
      ).toEqual([]);
  });

  it('there is no drawer', () => {
    expect(
      readdirSync(path.join(root, 'src')).filter((name) =>
        ['utils', 'lib', 'helpers', 'common', 'types'].includes(name),
      ),
    ).toEqual([]);
  });
});
