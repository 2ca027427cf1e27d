import type { APIRoute } from 'astro';
import { getArchive, getFeed } from '../archive.ts';
import { asJsonFeed } from '../serializers/feed/json-feed.ts';

export const GET: APIRoute = async () =>
  new Response(asJsonFeed(await getFeed(await getArchive())), {
    headers: { 'content-type': 'application/feed+json' },
  });
