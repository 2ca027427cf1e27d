import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { begin, phase, total } from './progress.ts';

/** What the site itself loads of Pagefind; its ready-made interfaces are left out. */
const LOADED =
  /^(?:(?:fragment|index|filter)\/.+|pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|wasm\.[\w-]+\.pagefind)$/;

/** Of an archive in which no page marks its body, Pagefind would take every page whole: with this one, it takes none. */
const MARKED = '<!doctype html><html lang="en"><body data-pagefind-body></body></html>';

/** Whether all incidents of a built site were withdrawn: then there is nothing to be found. */
async function isEmpty(site: string): Promise<boolean> {
  return JSON.parse(await readFile(path.join(site, 'archive.json'), 'utf8')).incidents.length === 0;
}

/**
 * Indexes what the pages mark as their body, once the whole site stands. Pagefind 1.5 writes the values of filters in
 * a random order; 1.4.0 and 1.6.0 give the same bytes each time, which the proof of redaction rests on.
 */
export function search(): AstroIntegration {
  return {
    name: 'afterword:search',
    hooks: {
      async 'astro:build:done'({ dir, pages }) {
        const site = fileURLToPath(dir);
        total(`${pages.length} pages`);
        phase('pages', `${pages.length} pages`);
        begin('search');
        const { index, errors } = await pagefind.createIndex({});
        if (!index) throw new Error(`Pagefind cannot start: ${errors.join('; ')}`);
        try {
          await index.addHTMLFile({ url: '/', content: MARKED });
          const added = await index.addDirectory({ path: site });
          // Written here and not by Pagefind, whose process may end before the last of its files is whole.
          const made = await index.getFiles();
          const problems = [...added.errors, ...made.errors];
          if (problems.length > 0) throw new Error(`Pagefind cannot index the site: ${problems.join('; ')}`);
          const files = made.files.filter((file) => LOADED.test(file.path));
          const fragments = files.filter((file) => file.path.startsWith('fragment/'));
          if (fragments.length === 0 && !(await isEmpty(site)))
            throw new Error('Pagefind found nothing to index: no page marks its body.');
          for (const file of files) {
            const target = path.join(site, 'pagefind', file.path);
            await mkdir(path.dirname(target), { recursive: true });
            await writeFile(target, file.content);
          }
          const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
          const size = `${Math.round(bytes / 1000)} kB`;
          total(`index of ${size}`);
          phase('search', `${fragments.length} pages indexed, ${size}`);
        } finally {
          await pagefind.close();
        }
      },
    },
  };
}
