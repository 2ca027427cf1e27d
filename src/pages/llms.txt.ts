import type { APIRoute } from 'astro';
import { getArchive } from '../archive.ts';
import { llmsText } from '../serializers/llms.ts';

export const GET: APIRoute = async () => new Response(llmsText(await getArchive()));
