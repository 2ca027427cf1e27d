import { type CollectionEntry, getCollection, getEntry, render } from 'astro:content';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Archive, toArchive } from './model/archive.ts';
import type { Incident } from './model/incident.ts';
import { toldOf } from './model/updates.ts';
import { paths } from './paths.ts';
import type { Component } from './schema/component.ts';
import { isPublic } from './schema/requirements.ts';
import { type Feed, feedOf } from './serializers/feed/feed.ts';
import { type PublicText, textOf } from './serializers/text/text.ts';
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
  if (out.length === 0)
    throw new Error(
      `No postmortem is public yet: ${settings.publishedDir} has none. Give one a status that is public, such as published with a publishedAt that is past; npm run dev shows drafts too.`,
    );
  return toArchive(
    site as Archive['site'],
    components as Archive['components'],
    out.map(({ id, data, body = '' }) => ({ id, postmortem: data, hasBody: body.trim() !== '' })),
    now,
    settings.siteUrl,
  );
}

/** The public archive. While authoring it is read anew for each page, so that edits appear. */
export function getArchive(): Promise<Archive> {
  if (isPreview) return load();
  loaded ??= load();
  return loaded;
}

/** The rendered body of a postmortem: its component and its headings, and whether it says something before them. */
export async function getBody(id: string) {
  const entry = await getEntry('postmortems', id);
  if (!entry) throw new Error(`There is no postmortem ${id}.`);
  const body = (entry.body ?? '').trim();
  return { ...(await render(entry)), isEmpty: body === '', hasLead: body !== '' && !body.startsWith('#') };
}

/** The public Markdown of a postmortem's body, as it is in the published folder. */
async function getMarkdown(id: string): Promise<string> {
  return (await getEntry('postmortems', id))?.body ?? '';
}

/** The free pages; an archive need not have any. */
export async function getPages(): Promise<CollectionEntry<'pages'>[]> {
  return existsSync(path.join(settings.publishedDir, 'pages')) ? getCollection('pages') : [];
}

export { render as renderPage };

/** The files of one folder of what is published: name and bytes. */
async function filesOf(
  folder: 'images' | 'data',
): Promise<{ name: string; read: () => Promise<Uint8Array<ArrayBuffer>> }[]> {
  const names = await readdir(path.join(settings.publishedDir, folder)).catch(() => []);
  return names.sort().map((name) => ({
    name,
    read: async () => new Uint8Array(await readFile(path.join(settings.publishedDir, folder, name))),
  }));
}

/** The published images. */
export const getImages = () => filesOf('images');

/** The published data of charts, as CSV. */
export const getData = () => filesOf('data');

let figures: Promise<App.Locals['figures']> | undefined;

async function loadFigures(): Promise<App.Locals['figures']> {
  const { site } = await getArchive();
  const tables = new Map<string, string>();
  for (const { name, read } of await getData())
    tables.set(paths.data(name), Buffer.from(await read()).toString('utf8'));
  return { site, tables };
}

async function loadText(archive: Archive, incident: Incident): Promise<PublicText> {
  const [markdown, { tables }] = await Promise.all([getMarkdown(incident.id), getFigures()]);
  return textOf(incident, archive, markdown, tables);
}

const texts = new Map<string, Promise<PublicText>>();

/** The public text of an incident, for whatever reads no MDX. */
export function getText(archive: Archive, incident: Incident): Promise<PublicText> {
  if (isPreview) return loadText(archive, incident);
  const text = texts.get(incident.id) ?? loadText(archive, incident);
  texts.set(incident.id, text);
  return text;
}

/** The texts of all incidents that machines are told of. */
export async function getTexts(archive: Archive): Promise<ReadonlyMap<Incident, PublicText>> {
  const told = toldOf(archive);
  const made = await Promise.all(told.map((incident) => getText(archive, incident)));
  return new Map(told.map((incident, index) => [incident, made[index] as PublicText]));
}

/** The feed of the site, or of one component. */
export async function getFeed(archive: Archive, component?: Component): Promise<Feed> {
  const texts = await getTexts(archive);
  return feedOf(archive, (incident) => texts.get(incident)?.html ?? '', component);
}

/** What the components of a body need and do not fetch: pages put it into `Astro.locals`. */
export function getFigures(): Promise<App.Locals['figures']> {
  if (isPreview) return loadFigures();
  figures ??= loadFigures();
  return figures;
}
