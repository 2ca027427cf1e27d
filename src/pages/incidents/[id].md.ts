import type { APIRoute } from 'astro';
import { getArchive, getText } from '../../archive.ts';
import { toldOf } from '../../model/updates.ts';
import { markdownTwin } from '../../serializers/markdown-twin.ts';

export async function getStaticPaths() {
  return toldOf(await getArchive()).map((incident) => ({ params: { id: incident.id }, props: { incident } }));
}

export const GET: APIRoute = async ({ props: { incident } }) => {
  const archive = await getArchive();
  return new Response(markdownTwin(archive, incident, await getText(archive, incident)), {
    headers: { 'content-type': 'text/markdown; charset=utf-8' },
  });
};
