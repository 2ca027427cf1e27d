import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { hostHeaders } from '../policy.ts';

/**
 * Writes what hosts look for: the headers that they send, and the sign by which GitHub Pages serves the files as they are.
 * Pages cannot make these, because of their names.
 */
export function hosts(base: string, isPreview: boolean): AstroIntegration {
  return {
    name: 'afterword:hosts',
    hooks: {
      async 'astro:build:done'({ dir }) {
        await writeFile(new URL('_headers', dir), hostHeaders(base, isPreview));
        await writeFile(new URL('.nojekyll', dir), '');
      },
    },
  };
}
