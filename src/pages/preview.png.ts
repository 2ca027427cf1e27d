import type { APIRoute } from 'astro';
import { getArchive } from '../archive.ts';
import { getPreview, getTypefaces, SITE_PREVIEW } from '../drawings.ts';
import { siteCard } from '../pictures/card.ts';

export const GET: APIRoute = async () => {
  const card = siteCard(await getArchive(), await getTypefaces());
  return new Response(await getPreview(SITE_PREVIEW, card), { headers: { 'content-type': 'image/png' } });
};
