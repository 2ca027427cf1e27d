import type { AstroIntegration } from 'astro';

/** Adds the file in which hosts look for redirects: Astro makes no route of a file whose name begins with `_`. */
export function redirects(): AstroIntegration {
  return {
    name: 'afterword:redirects',
    hooks: {
      'astro:config:setup': ({ injectRoute }) =>
        injectRoute({ pattern: '/_redirects', entrypoint: './src/pages/_redirects.ts', prerender: true }),
    },
  };
}
