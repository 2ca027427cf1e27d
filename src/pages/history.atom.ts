import type { APIRoute } from 'astro';
import { getArchive, getFeed } from '../archive.ts';
import { asAtom } from '../serializers/feed/atom.ts';

export const GET: APIRoute = async () =>
  new Response(asAtom(await getFeed(await getArchive())), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
  });
