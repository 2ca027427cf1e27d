import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';

/** The decoded path of a request; undefined if it is none. */
function pathOf(url: string): string | undefined {
  try {
    const pathname = decodeURIComponent(url.split(/[?#]/)[0] ?? '');
    return pathname.includes('\0') || pathname.startsWith('//') ? undefined : path.posix.normalize(pathname);
  } catch {
    return undefined;
  }
}

/**
 * Serves a built site on loopback, under the base path that it was built for, and files that lie there compressed
 * (`.br`) as that. Port 0 takes any free one.
 * Resolves once it listens; rejects if the port is taken.
 */
export function serve(
  folder: string,
  base: string,
  port: number,
): Promise<{ server: Server; address: string }> {
  const files = sirv(folder, { etag: true, brotli: true, extensions: ['html'], dotfiles: false });
  const notFound = path.join(folder, '404.html');
  const prefix = base.replace(/\/$/, '');
  const server = createServer((request, response) => {
    const missing = () => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(existsSync(notFound) ? readFileSync(notFound) : 'Not found');
    };
    const url = request.url ?? '/';
    if (!url.startsWith(`${prefix}/`)) return missing();
    request.url = url.slice(prefix.length);
    // As static hosts do: an address without its slash leads to the folder's.
    const pathname = pathOf(request.url);
    if (pathname === undefined) return missing();
    if (!pathname.endsWith('/') && existsSync(path.join(folder, pathname, 'index.html'))) {
      const { search } = new URL(request.url, 'http://localhost');
      response.writeHead(301, { Location: `${prefix}${encodeURI(pathname)}/${search}` }).end();
      return;
    }
    files(request, response, missing);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const bound = server.address();
      const actual = typeof bound === 'object' && bound ? bound.port : port;
      resolve({ server, address: `http://127.0.0.1:${actual}${prefix}/` });
    });
  });
}
