import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { HOST_HEADERS } from '../policy.ts';

/** Writes the file in which hosts look for the headers that they send. Pages cannot make it: its name begins with `_`. */
export function headers(): AstroIntegration {
  return {
    name: 'afterword:headers',
    hooks: {
      'astro:build:done': ({ dir }) => writeFile(new URL('_headers', dir), HOST_HEADERS),
    },
  };
}
