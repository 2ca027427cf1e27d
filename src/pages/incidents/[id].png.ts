import type { APIRoute } from 'astro';
import { getArchive } from '../../archive.ts';
import { getPreview, getTypefaces, keepOnly, SITE_PREVIEW } from '../../drawings.ts';
import { incidentCard } from '../../pictures/card.ts';

export async function getStaticPaths() {
  const { incidents } = await getArchive();
  await keepOnly([SITE_PREVIEW, ...incidents.map(({ id }) => id)]);
  return incidents.map(({ id }) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params: { id } }) => {
  const archive = await getArchive();
  const incident = archive.incidents.find((each) => each.id === id);
  if (!incident) return new Response(null, { status: 404 });
  const card = incidentCard(incident, archive, await getTypefaces());
  return new Response(await getPreview(incident.id, card), { headers: { 'content-type': 'image/png' } });
};
