import type { APIRoute } from 'astro';
import { getData } from '../../archive.ts';

export async function getStaticPaths() {
  return (await getData()).map(({ name }) => ({ params: { name } }));
}

export const GET: APIRoute = async ({ params }) => {
  const table = (await getData()).find(({ name }) => name === params['name']);
  return table
    ? new Response(await table.read(), { headers: { 'content-type': 'text/csv; charset=utf-8' } })
    : new Response(null, { status: 404 });
};
