import { type CollectionEntry, getCollection, getEntry, render } from 'astro:content';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Archive, toArchive } from './model/archive.ts';
import { isPublic } from './schema/requirements.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env, process.cwd());
// One clock for the whole build. The integration sets BUILD_DATE; a preview follows the real clock.
const now = settings.buildDate ?? Date.now();
const isPreview = process.env['AFTERWORD_PREVIEW'] === '1';

async function value(collection: 'site' | 'components') {
  const entry = await getEntry(collection, 'all');
  if (!entry) throw new Error(`The published folder ${settings.publishedDir} has no ${collection}.yaml.`);
  return entry.data.value;
}

let loaded: Promise<Archive> | undefined;

async function load(): Promise<Archive> {
  const [site, components, postmortems] = await Promise.all([
    value('site'),
    value('components'),
    getCollection('postmortems'),
  ]);
  // The folder may have been published earlier than this build, or by other hands.
  const out = postmortems.filter((entry) => isPreview || isPublic(entry.data, now));
  if (out.length === 0) throw new Error(`The published folder ${settings.publishedDir} has no postmortem.`);
  return toArchive(
    site as Archive['site'],
    components as Archive['components'],
    out.map(({ id, data }) => ({ id, postmortem: data })),
    now,
  );
}

/** The public archive. While authoring it is read anew for each page, so that edits appear. */
export function getArchive(): Promise<Archive> {
  if (isPreview) return load();
  loaded ??= load();
  return loaded;
}

/** The rendered body of a postmortem: its component and its headings. */
export async function getBody(id: string) {
  const entry = await getEntry('postmortems', id);
  if (!entry) throw new Error(`There is no postmortem ${id}.`);
  return { ...(await render(entry)), isEmpty: (entry.body ?? '').trim() === '' };
}

/** The free pages; an archive need not have any. */
export async function getPages(): Promise<CollectionEntry<'pages'>[]> {
  return existsSync(path.join(settings.publishedDir, 'pages')) ? getCollection('pages') : [];
}

export { render as renderPage };

/** The published images: name and bytes. */
export async function getImages(): Promise<{ name: string; read: () => Promise<Uint8Array<ArrayBuffer>> }[]> {
  const folder = path.join(settings.publishedDir, 'images');
  const names = await readdir(folder).catch(() => []);
  return names
    .sort()
    .map((name) => ({ name, read: async () => new Uint8Array(await readFile(path.join(folder, name))) }));
}
