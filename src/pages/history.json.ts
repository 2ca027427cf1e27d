import type { APIRoute } from 'astro';
import { getArchive } from '../archive.ts';
import { historyOf } from '../serializers/statuspage/history.ts';

export const GET: APIRoute = async () => Response.json(historyOf(await getArchive()));
