import { defineCollection } from 'astro:content';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { file, glob } from 'astro/loaders';
import { parse } from 'yaml';
import { z } from 'zod';
import { componentsSchema } from './schema/component.ts';
import { pageSchema, postmortemSchema } from './schema/postmortem.ts';
import { siteSchema } from './schema/site.ts';
import { readSettings } from './settings.ts';

// Only public text: what was published into this folder. Nothing here may lead to content/.
const base = readSettings(process.env, process.cwd()).publishedDir;

const documents = (folder: string) =>
  glob({ base, pattern: `${folder}/*.mdx`, generateId: ({ entry }) => path.posix.basename(entry, '.mdx') });

/** A YAML file as a collection of one entry. */
const single = (name: string) =>
  file(pathToFileURL(path.join(base, name)).href, {
    parser: (text) => ({ all: { value: parse(text, { schema: 'core' }) as unknown } }),
  });

export const collections = {
  site: defineCollection({ loader: single('site.yaml'), schema: z.object({ value: siteSchema }) }),
  components: defineCollection({
    loader: single('components.yaml'),
    schema: z.object({ value: componentsSchema }),
  }),
  postmortems: defineCollection({ loader: documents('postmortems'), schema: postmortemSchema }),
  // An archive need not have free pages.
  pages: defineCollection({
    loader: existsSync(path.join(base, 'pages')) ? documents('pages') : async () => [],
    schema: pageSchema,
  }),
};
