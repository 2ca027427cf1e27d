import type { APIRoute } from 'astro';
import { getArchive } from '../../../archive.ts';
import { endpointsOf } from '../../../serializers/statuspage/endpoints.ts';

export async function getStaticPaths() {
  const endpoints = endpointsOf(await getArchive());
  return [...endpoints].map(([endpoint, body]) => ({ params: { endpoint }, props: { body } }));
}

export const GET: APIRoute = ({ props }) => Response.json(props['body']);
