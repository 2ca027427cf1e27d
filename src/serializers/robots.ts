import type { Archive } from '../model/archive.ts';
import { absolute, paths } from '../paths.ts';

/** `robots.txt` (RFC 9309): everything may be read, and here is a list of it. It counts at the root of an origin alone. */
export const robotsText = ({ url }: Pick<Archive, 'url'>): string =>
  `User-agent: *\nAllow: /\n\nSitemap: ${absolute(paths.sitemap(), url)}\n`;
