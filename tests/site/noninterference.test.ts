import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isError } from '../../src/findings.ts';
import { preparePublication } from '../../src/publish/publication.ts';
import { buildArchive, copyOfProject, hashesOf } from '../build-archive.ts';
import { fixtures, NOW, pictureWith, temporaryFolder } from '../fixture-content.ts';

/** What stands in the places that the fixture leaves open. Each call gives the next. */
interface Secrets {
  /** One line, in a passage or in a string of a file that stays back. */
  text(): string;
  /** What stands under `internal`: anything that JSON has. */
  value(): unknown;
  /** Several blocks of Markdown. */
  block(): string;
  comment(): string;
}

const OPEN = /\b(?:TEXT|JSON|VALUE|BLOCK|COMMENT|NAME)\b/g;
let home: string;

/** Writes the archive of which the secrets are given: texts, images and their names, other drafts, other data files. */
async function contentWith(secrets: Secrets, name: string): Promise<string> {
  const folder = path.join(home, name);
  await rm(folder, { recursive: true, force: true });
  await cp(path.join(fixtures, 'noninterference'), folder, { recursive: true });
  const image = `p${Buffer.from(secrets.text()).toString('hex').slice(0, 20)}`;
  const fill: Record<string, () => string> = {
    TEXT: secrets.text,
    JSON: () => JSON.stringify(secrets.text()),
    VALUE: () => JSON.stringify(secrets.value()),
    BLOCK: secrets.block,
    COMMENT: secrets.comment,
    NAME: () => image,
  };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(OPEN, (place) => fill[place]?.() ?? place),
    );
  }
  const beside = path.join(folder, 'postmortems', 'ni-2026-001');
  await writeFile(path.join(beside, 'chart.png'), await pictureWith(secrets.text(), '#3366cc'));
  const colour = `#${Buffer.from(secrets.text()).toString('hex').padEnd(6, '0').slice(0, 6)}`;
  await writeFile(path.join(beside, `${image}.png`), await pictureWith(secrets.text(), colour));
  await writeFile(path.join(beside, `${image}.csv`), `time,${secrets.text()}\n1,2\n`);
  // The ids of drafts are no more public than what is in them.
  const id = `d${image.slice(1, 9)}`;
  await rename(
    path.join(folder, 'postmortems', 'ni-2026-900.mdx'),
    path.join(folder, 'postmortems', `${id}.mdx`),
  );
  const index = path.join(beside, 'index.mdx');
  await writeFile(index, (await readFile(index, 'utf8')).replace('ni-2026-900', id));
  return folder;
}

/** Secrets that differ from each other by a number, and from others by a word and what follows it. */
function numbered(word: string, more: string): Secrets {
  let count = 0;
  const next = () => {
    count += 1;
    return `${word}${count}${more}`;
  };
  return {
    text: next,
    value: () => ({ [next()]: [next(), count] }),
    block: () => `### ${next()}\n\n${next()} and ${next()}`,
    comment: next,
  };
}

const first = () => numbered('quillonmarsh', '');
const other = () => numbered('Þorn-', ' & "others": #2, *far* away; wider');

/** What is published of a content folder, or nothing if there is an error in it. */
async function publicFiles(content: string): Promise<ReadonlyMap<string, string> | undefined> {
  const { findings, files, lock = '' } = await preparePublication(content, { now: NOW, mode: 'public' });
  if (findings.some(isError)) return undefined;
  const all = [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('latin1')] as const);
  return new Map([...all, ['the record of what is public', lock]]);
}

/** Builds an archive; both folders are named, so that what is cached of one is used for the other. */
async function build(content: string, name: string, out: string) {
  const { status, stderr } = await buildArchive({
    content,
    published: path.join(home, `.${name}`),
    out: path.join(home, out),
  });
  expect(status, stderr).toBe(0);
  return {
    published: await hashesOf(path.join(home, `.${name}`)),
    out: await hashesOf(path.join(home, out)),
  };
}

beforeAll(async () => {
  home = await temporaryFolder();
});

describe('archives that differ only in what they withhold', () => {
  it('are published to the same bytes, whatever it is', async () => {
    const same = await publicFiles(await contentWith(first(), 'base'));
    expect([...(same?.keys() ?? [])].filter((name) => name.endsWith('.mdx'))).toHaveLength(4);
    expect([...(same?.values() ?? [])].join('')).not.toMatch(/quillon|TEXT|BLOCK|JSON|VALUE|COMMENT/);

    const line = fc
      .oneof(
        fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 60 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.constantFrom(
          '# x',
          '- y',
          '": z',
          "'",
          '```',
          '&amp;',
          '*'.repeat(500),
          '\\',
          '%00',
          '~~~',
          '=== ',
        ),
      )
      // What begins a tag or another tool's marker, parts a table or may stand in no text is not for a secret to hold.
      .map((text) => `zq${text.replace(/[<>|{[\p{C}\p{Z}]|redact|reason|:{1,3}r|%%/giu, ' ').trim()}qz`);
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(line), fc.infiniteStream(fc.jsonValue()), async (lines, values) => {
        const text = (): string => lines.next().value;
        const plain = (): string => text().replace(/[^\p{L}\p{N} ]/gu, '');
        const varied = await publicFiles(
          await contentWith(
            {
              text,
              value: () => ({ held: values.next().value, more: text() }),
              block: () => `## ${plain()}\n\n${plain()}`,
              comment: plain,
            },
            'varied',
          ),
        );
        fc.pre(varied !== undefined);
        expect(varied).toEqual(same);
      }),
      { numRuns: 60, maxSkipsPerRun: 1 },
    );
  });

  it('are built to the same bytes, cold and warm, and with the caches of one used for the other', async () => {
    const [one, two] = [await contentWith(first(), 'one'), await contentWith(other(), 'two')];
    const cold = await build(one, 'published', 'out');
    expect(Object.keys(cold.out).filter((name) => name.endsWith('.html')).length).toBeGreaterThan(8);
    expect(await build(one, 'published', 'warm')).toEqual(cold);
    expect(await build(two, 'published', 'across')).toEqual(cold);
    expect(await build(two, 'apart', 'apart')).toEqual(cold);
    expect(await build(one, 'apart', 'back')).toEqual(cold);
  });

  it('are told apart by a page that gives away no more than the length of a private file', async () => {
    const project = await copyOfProject(await temporaryFolder());
    await writeFile(
      path.join(project, 'src', 'pages', 'leak.astro'),
      `---
import { readFileSync } from 'node:fs';
const { length } = readFileSync(\`\${process.env.CONTENT_DIR}/postmortems/ni-2026-001/index.mdx\`);
---
<p>{length}</p>
`,
    );
    const outputs = [];
    for (const [name, secrets] of Object.entries({ one: first(), two: other() })) {
      const folders = { published: path.join(home, '.leak'), out: path.join(home, `leak-${name}`) };
      const content = await contentWith(secrets, name);
      const { status, stderr } = await buildArchive({ content, ...folders }, {}, project);
      expect(status, stderr).toBe(0);
      outputs.push(await hashesOf(folders.out));
    }
    const [one = {}, two = {}] = outputs;
    expect(Object.keys(one).filter((name) => one[name] !== two[name])).toEqual(['leak/index.html']);
  });
});

describe('what was public and is now marked', () => {
  it('is gone from every file, whatever was cached of it', async () => {
    const secret = 'quillonmarsh';
    const content = await contentWith(other(), 'marked');
    const file = path.join(content, 'pages', 'policy.mdx');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `${text}\nMeant for ${secret}.\n`);
    await build(content, 'marked', 'before');
    const holds = async (folder: string) => {
      const names = Object.keys(await hashesOf(path.join(home, folder)));
      const files = await Promise.all(names.map((name) => readFile(path.join(home, folder, name))));
      return files.some((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).includes(secret));
    };
    expect([await holds('.marked'), await holds('before')]).toEqual([true, true]);
    await writeFile(file, `${text}\nMeant for <Redacted reason="customer">${secret}</Redacted>.\n`);
    await build(content, 'marked', 'before');
    expect([await holds('.marked'), await holds('before')]).toEqual([false, false]);
  });
});
