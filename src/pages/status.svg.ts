import type { APIRoute } from 'astro';
import { getArchive } from '../archive.ts';
import { getTypefaces } from '../drawings.ts';
import { drawBadge } from '../pictures/badge.ts';
import { siteBadge } from '../pictures/badges.ts';

export const GET: APIRoute = async () => {
  const { medium } = await getTypefaces();
  return new Response(drawBadge(siteBadge(await getArchive(), medium), medium), {
    headers: { 'content-type': 'image/svg+xml' },
  });
};
