import type { APIRoute } from 'astro';
import { getImages } from '../../archive.ts';

export async function getStaticPaths() {
  return (await getImages()).map(({ name }) => ({ params: { name } }));
}

export const GET: APIRoute = async ({ params }) => {
  const image = (await getImages()).find(({ name }) => name === params['name']);
  return image ? new Response(await image.read()) : new Response(null, { status: 404 });
};
