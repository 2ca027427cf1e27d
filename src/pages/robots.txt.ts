import type { APIRoute } from 'astro';
import { getArchive } from '../archive.ts';
import { robotsText } from '../serializers/robots.ts';

export const GET: APIRoute = async () => new Response(robotsText(await getArchive()));
