import type { APIRoute } from 'astro';
import { getArchive, getFeed } from '../../../archive.ts';
import { asJsonFeed } from '../../../serializers/feed/json-feed.ts';

export async function getStaticPaths() {
  return (await getArchive()).components.map((component) => ({
    params: { id: component.id },
    props: { component },
  }));
}

export const GET: APIRoute = async ({ props }) =>
  new Response(asJsonFeed(await getFeed(await getArchive(), props['component'])), {
    headers: { 'content-type': 'application/feed+json' },
  });
