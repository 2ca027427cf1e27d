import type { APIRoute } from 'astro';
import { getArchive, getFeed } from '../archive.ts';
import { asRss } from '../serializers/feed/rss.ts';

export const GET: APIRoute = async () =>
  new Response(asRss(await getFeed(await getArchive())), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
  });
