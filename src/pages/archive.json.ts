import type { APIRoute } from 'astro';
import { getArchive, getTexts } from '../archive.ts';
import { archiveFile } from '../serializers/archive-file.ts';

export const GET: APIRoute = async () => {
  const archive = await getArchive();
  const texts = await getTexts(archive);
  return Response.json(archiveFile(archive, (incident) => texts.get(incident)?.body ?? ''));
};
