import type { APIRoute } from 'astro';
import { getArchive, getFeed } from '../../../archive.ts';
import { asAtom } from '../../../serializers/feed/atom.ts';

export async function getStaticPaths() {
  return (await getArchive()).components.map((component) => ({
    params: { id: component.id },
    props: { component },
  }));
}

export const GET: APIRoute = async ({ props }) =>
  new Response(asAtom(await getFeed(await getArchive(), props['component'])), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
  });
