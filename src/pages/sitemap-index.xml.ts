import type { APIRoute } from 'astro';
import { getArchive, getPages } from '../archive.ts';
import { sitemapIndex, sitemapOf } from '../serializers/sitemap.ts';

export const GET: APIRoute = async () => {
  const archive = await getArchive();
  const parts = sitemapOf(archive, await getPages());
  return new Response(sitemapIndex(parts, archive.url), { headers: { 'content-type': 'application/xml' } });
};
