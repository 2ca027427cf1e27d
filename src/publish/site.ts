import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { normaliseLineEnds } from '../redaction/document.ts';
import { readPublicData } from '../redaction/front-matter.ts';
import { replaceForPublic } from '../redaction/strip.ts';
import { type Component, componentsSchema } from '../schema/component.ts';
import { readWith } from '../schema/read.ts';
import { type Site, siteSchema } from '../schema/site.ts';
import type { Settings } from '../settings.ts';

/**
 * The public part of site.yaml, from the content folder or, without one, from what was published. Undefined if it
 * cannot be read: publishing tells why.
 */
export async function readSite({
  contentDir,
  publishedDir,
}: Pick<Settings, 'contentDir' | 'publishedDir'>): Promise<Site | undefined> {
  const file = [contentDir, publishedDir]
    .map((folder) => path.join(folder, 'site.yaml'))
    .find((each) => existsSync(each));
  if (!file) return undefined;
  const { data } = readPublicData(
    normaliseLineEnds(await readFile(file, 'utf8')),
    0,
    replaceForPublic('none'),
  );
  return readWith(siteSchema, data).value;
}

/** The components of a content folder; none if the file is not there or holds none. Undefined if it cannot be read. */
export async function readComponents({
  contentDir,
}: Pick<Settings, 'contentDir'>): Promise<Component[] | undefined> {
  const file = path.join(contentDir, 'components.yaml');
  if (!existsSync(file)) return [];
  const text = normaliseLineEnds(await readFile(file, 'utf8'));
  const { data, problems } = readPublicData(text, 0, replaceForPublic('none'));
  const isEmpty = problems.length === 0 && (data == null || (Array.isArray(data) && data.length === 0));
  return isEmpty ? [] : readWith(componentsSchema, data).value;
}

/** Where the site stands: its origin, its base path, and whether that is another place than its own, as SITE_URL says of a preview. */
export function siteAddress(
  site: Site | undefined,
  siteUrl: string | undefined,
): { origin?: string; base: string; isPreview: boolean } {
  const url = siteUrl ?? site?.url;
  if (!url || !URL.canParse(url)) return { base: '/', isPreview: false };
  const plain = (address: string) => new URL(address).href.replace(/\/+$/, '');
  const { origin, pathname } = new URL(url);
  return { origin, base: pathname, isPreview: site !== undefined && plain(url) !== plain(site.url) };
}
