import type { APIRoute } from 'astro';
import { getArchive } from '../../archive.ts';
import { oembedOf } from '../../serializers/oembed.ts';

export async function getStaticPaths() {
  return (await getArchive()).incidents.map(({ id }) => ({ params: { id } }));
}

export const GET: APIRoute = async ({ params: { id } }) => {
  const { incidents, site, url } = await getArchive();
  const incident = incidents.find((each) => each.id === id);
  return incident ? Response.json(oembedOf(incident, site, url)) : new Response(null, { status: 404 });
};
