import type { APIRoute } from 'astro';
import { getArchive } from '../../archive.ts';
import { archiveJsonSchema } from '../../serializers/archive-schema.ts';

export const GET: APIRoute = async () =>
  new Response(JSON.stringify(archiveJsonSchema((await getArchive()).url), null, 2), {
    headers: { 'content-type': 'application/schema+json' },
  });
