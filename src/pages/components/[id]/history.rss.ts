import type { APIRoute } from 'astro';
import { getArchive, getFeed } from '../../../archive.ts';
import { asRss } from '../../../serializers/feed/rss.ts';

export async function getStaticPaths() {
  return (await getArchive()).components.map((component) => ({
    params: { id: component.id },
    props: { component },
  }));
}

export const GET: APIRoute = async ({ props }) =>
  new Response(asRss(await getFeed(await getArchive(), props['component'])), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
