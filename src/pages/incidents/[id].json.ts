import type { APIRoute } from 'astro';
import { getArchive, getMarkdown } from '../../archive.ts';
import { flatIncidentOf } from '../../serializers/statuspage/incidents.ts';

export async function getStaticPaths() {
  const { incidents } = await getArchive();
  return incidents.map((incident) => ({ params: { id: incident.id }, props: { incident } }));
}

export const GET: APIRoute = async ({ props: { incident } }) =>
  Response.json(flatIncidentOf(await getArchive(), incident, await getMarkdown(incident.id)));
