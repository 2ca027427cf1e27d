import sharp from 'sharp';
import { surplusOfBadge, surplusOfSvg } from '../figures/plain.ts';
import { MOST_PIXELS } from '../publish/images.ts';
import { surplusOfAvif } from './containers/avif.ts';
import { surplusOfIco } from './containers/ico.ts';
import { surplusOfJpeg } from './containers/jpeg.ts';
import { surplusOfPng } from './containers/png.ts';
import { surplusOfWebp } from './containers/webp.ts';

/** The files that the site makes, and what hosts and authors may add through public/. Anything else is refused. */
const EXPECTED: readonly RegExp[] = [
  /^(?:[\w.-]+\/)*[\w-]+\.html$/,
  /^_astro\/[\w.@-]+\.(?:css|js)$/,
  /^images\/[\da-f]{16}-\d+x\d+\.(?:png|jpg|webp|avif)$/,
  /^data\/[\da-f]{16}\.csv$/,
  /^incidents\/[\w-]+\.(?:md|json|oembed\.json|svg|png)$/,
  /^(?:components\/[\w-]+\/)?(?:history\.(?:atom|rss)|feed\.json)$/,
  /^api\/v2\/[\w/-]+\.json$/,
  /^(?:archive|history|schema\/archive)\.json$/,
  /^sitemap-[\w-]+\.xml$/,
  /^pagefind\/(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|wasm\.[\w-]+\.pagefind)$/,
  /^pagefind\/(?:fragment|index|filter)\/[\w-]+\.pf_(?:fragment|index|filter)$/,
  /^[\w-]+\.(?:svg|png|jpg|webp|ico|txt|webmanifest)$/,
  /^\.well-known\/[\w-]+(?:\.(?:txt|json|asc))?$/,
  /^(?:_headers|_redirects|CNAME|\.nojekyll)$/,
];

/** The badges, which the site draws itself. */
const BADGE = /^(?:incidents\/[\w-]+|status)\.svg$/;

/** The pictures of links, which the site draws from what its pages say in words as well. */
const PREVIEW = /^(?:incidents\/[\w-]+|preview)\.png$/;

/** Whether the site draws a picture itself. */
export const isDrawn = (path: string): boolean => PREVIEW.test(path);

export function isExpected(path: string): boolean {
  return EXPECTED.some((pattern) => pattern.test(path));
}

/** By extension: what a file of this kind holds beside its picture. Each may throw if the file is cut off. */
const SURPLUS: Readonly<Record<string, (bytes: Buffer) => string | undefined | Promise<string | undefined>>> =
  {
    png: surplusOfPng,
    jpg: surplusOfJpeg,
    webp: surplusOfWebp,
    avif: surplusOfAvif,
    ico: surplusOfIco,
    svg: surplusOfSvg,
  };

/**
 * Whether the decoder, which reads containers in its own way, knows of more than pixels. Rejects unless all of
 * them can be decoded: what stands where pixels should be is no picture.
 */
async function isDescribed(bytes: Buffer): Promise<boolean> {
  const image = sharp(bytes, { failOn: 'warning', limitInputPixels: MOST_PIXELS });
  const { exif, iptc, xmp, icc, comments = [], pages = 1 } = await image.metadata();
  await image.raw().toBuffer();
  return [exif, iptc, xmp, icc].some((each) => each !== undefined) || comments.length > 0 || pages > 1;
}

/**
 * What an image holds beside what can be seen, in fixed words that quote nothing of it; undefined if nothing, or
 * if the path does not end like one. An image whose content is of another kind than its extension, or that cannot
 * be read to its end, holds more. Never rejects.
 */
export async function surplusOf(path: string, bytes: Buffer): Promise<string | undefined> {
  const extension = /\.(\w+)$/.exec(path)?.[1] ?? '';
  const read = Object.hasOwn(SURPLUS, extension) ? SURPLUS[extension] : undefined;
  if (!read) return undefined;
  try {
    const surplus = await (BADGE.test(path) ? surplusOfBadge(bytes) : read(bytes));
    // What the site draws has no more of a container than the strict reading knows; the decoder takes far longer.
    const isDecoded = extension !== 'svg' && extension !== 'ico' && !isDrawn(path);
    return surplus ?? (isDecoded && (await isDescribed(bytes)) ? 'it has metadata' : undefined);
  } catch {
    // Whatever it is that could not be read, nobody has seen that it is clean.
    return 'it cannot be read to its end';
  }
}
