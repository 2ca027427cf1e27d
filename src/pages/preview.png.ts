import type { APIRoute } from 'astro';
import { getArchive } from '../archive.ts';
import { getPreview, getTypefaces } from '../drawings.ts';
import { siteCard } from '../pictures/card.ts';

export const GET: APIRoute = async () => {
  const card = siteCard(await getArchive(), await getTypefaces());
  return new Response(await getPreview('preview', card), { headers: { 'content-type': 'image/png' } });
};
