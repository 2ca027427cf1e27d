import type { APIRoute } from 'astro';
import { getArchive, getPages } from '../archive.ts';
import { link } from '../link.ts';
import { aliasesOfTwins, movedOf } from '../model/moved.ts';
import { redirectRules } from '../serializers/redirects.ts';

export const GET: APIRoute = async () => {
  const archive = await getArchive();
  const pages = (await getPages()).map(({ id }) => id);
  return new Response(redirectRules(movedOf(archive, pages), aliasesOfTwins(archive), link('/')));
};
