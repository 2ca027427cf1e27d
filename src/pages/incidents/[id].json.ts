import type { APIRoute } from 'astro';
import { getArchive, getText } from '../../archive.ts';
import { toldOf } from '../../model/updates.ts';
import { recordOf } from '../../serializers/record.ts';
import { flatIncidentOf } from '../../serializers/statuspage/incidents.ts';

export async function getStaticPaths() {
  return toldOf(await getArchive()).map((incident) => ({ params: { id: incident.id }, props: { incident } }));
}

/** What Statuspage has at this address, and beside it all that the archive knows. */
export const GET: APIRoute = async ({ props: { incident } }) => {
  const archive = await getArchive();
  const { body } = await getText(archive, incident);
  return Response.json({
    ...flatIncidentOf(archive, incident, body),
    record: recordOf(archive, incident, body),
  });
};
