import type { APIRoute } from 'astro';
import { getArchive } from '../../archive.ts';
import { getTypefaces } from '../../drawings.ts';
import { drawBadge } from '../../pictures/badge.ts';
import { incidentBadge } from '../../pictures/badges.ts';

export async function getStaticPaths() {
  return (await getArchive()).incidents.map(({ id }) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params: { id } }) => {
  const incident = (await getArchive()).incidents.find((each) => each.id === id);
  if (!incident) return new Response(null, { status: 404 });
  const { medium } = await getTypefaces();
  return new Response(drawBadge(incidentBadge(incident, medium), medium), {
    headers: { 'content-type': 'image/svg+xml' },
  });
};
