import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dayOf } from '../src/model/time.ts';
import { readSite } from '../src/publish/site.ts';
import { draftTemplate } from '../src/publish/template.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

/** The first number of the year that no postmortem has. */
function nextId(taken: readonly string[], prefix: string, year: string): string {
  const start = `${prefix}-${year}-`;
  const numbers = taken
    .filter((name) => name.startsWith(start))
    .map((name) => Number.parseInt(name.slice(start.length), 10));
  const next = Math.max(0, ...numbers.filter(Number.isFinite)) + 1;
  return `${start}${String(next).padStart(3, '0')}`;
}

await command('new', async ({ settings, now }) => {
  const { positionals } = readArguments({}, 1);
  const title = positionals[0]?.trim();
  if (!title || title.length > 120)
    throw new UsageError('Call it with a title of at most 120 characters: npm run new -- "Title"');
  needContent(settings);
  const site = await readSite(settings);
  if (!site) throw new Error('site.yaml cannot be read: npm run check tells why.');
  const folder = path.join(settings.contentDir, 'postmortems');
  await mkdir(folder, { recursive: true });
  const id = nextId(await readdir(folder), site.idPrefix, dayOf(now, site.timeZone).slice(0, 4));
  const file = path.join(folder, `${id}.mdx`);
  if (existsSync(file)) throw new Error(`${file} is there already.`);
  await writeFile(file, draftTemplate(title, site, now), { flag: 'wx' });
  console.log(path.relative(process.cwd(), file));
  return 0;
});
