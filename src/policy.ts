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

/** What hosts that read `_headers` (Netlify, Cloudflare Pages) send with every file; framing cannot be forbidden in a page. */
export const HOST_HEADERS = `/*
  Content-Security-Policy: ${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=()
`;
