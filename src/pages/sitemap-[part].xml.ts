import type { APIRoute } from 'astro';
import { getArchive, getPages } from '../archive.ts';
import { asSitemap, sitemapOf } from '../serializers/sitemap.ts';

export async function getStaticPaths() {
  const archive = await getArchive();
  return sitemapOf(archive, await getPages()).map((pages, part) => ({
    params: { part: String(part) },
    props: { pages },
  }));
}

export const GET: APIRoute = async ({ props: { pages } }) =>
  new Response(asSitemap(pages, (await getArchive()).url), {
    headers: { 'content-type': 'application/xml' },
  });
