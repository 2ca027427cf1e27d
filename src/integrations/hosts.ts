import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { hostHeaders } from '../policy.ts';

/**
 * Makes what hosts look for: the headers that they send, the redirects, and the sign by which GitHub Pages serves the files
 * as they are. Astro makes no route of files whose names begin with `_` or a dot by itself.
 */
export function hosts(base: string, isPreview: boolean): AstroIntegration {
  return {
    name: 'afterword:hosts',
    hooks: {
      'astro:config:setup': ({ injectRoute }) =>
        injectRoute({ pattern: '/_redirects', entrypoint: './src/pages/_redirects.ts', prerender: true }),
      async 'astro:build:done'({ dir }) {
        await writeFile(new URL('_headers', dir), hostHeaders(base, isPreview));
        await writeFile(new URL('.nojekyll', dir), '');
      },
    },
  };
}
