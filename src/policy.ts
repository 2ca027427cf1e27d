/**
 * What a page may load and do (CSP Level 3): its own scripts, styles and images, and nothing from elsewhere or inline.
 * Pagefind compiles WebAssembly in a worker of its own.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

/** A file whose name is made from what it shows never changes. */
const IMMUTABLE = 'Cache-Control: public, max-age=31536000, immutable';
/** What others poll. */
const BRIEF = 'Cache-Control: public, max-age=60';

const HASHED = ['_astro', 'images', 'data', 'pagefind/index', 'pagefind/fragment', 'pagefind/filter'];
const FEEDS = ['', 'components/:id/'];

/**
 * What hosts that read `_headers` (Netlify, Cloudflare Pages) send with the files of the site, which lie under `base`; framing
 * cannot be forbidden in a page. No header is set twice for one file, as some hosts join the values. Most of `/pagefind/` keeps
 * its names from build to build, so that only its folders of hashed names may be kept for ever. A preview is kept out of search
 * engines, whatever kind its files are.
 */
export function hostHeaders(base: string, isPreview: boolean): string {
  const root = base.replace(/\/+$/, '');
  const rules: [string, string[]][] = [
    [
      '/*',
      [
        `Content-Security-Policy: ${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
        'X-Content-Type-Options: nosniff',
        'Referrer-Policy: strict-origin-when-cross-origin',
        'Permissions-Policy: camera=(), geolocation=(), microphone=()',
        // All of it is public and none of it depends on who asks: others may build on it.
        'Access-Control-Allow-Origin: *',
        ...(isPreview ? ['X-Robots-Tag: noindex'] : []),
      ],
    ],
    ...HASHED.map((folder): [string, string[]] => [`/${folder}/*`, [IMMUTABLE]]),
    ['/api/*', [BRIEF]],
    ...FEEDS.flatMap((place): [string, string[]][] => [
      [`/${place}history.atom`, ['Content-Type: application/atom+xml; charset=utf-8', BRIEF]],
      [`/${place}history.rss`, ['Content-Type: application/rss+xml; charset=utf-8', BRIEF]],
      [`/${place}feed.json`, ['Content-Type: application/feed+json; charset=utf-8', BRIEF]],
    ]),
  ];
  return rules
    .map(([path, headers]) => `${root}${path}\n${headers.map((each) => `  ${each}\n`).join('')}`)
    .join('');
}
