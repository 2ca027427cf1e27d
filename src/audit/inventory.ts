import sharp from 'sharp';

/** The files that the site makes, and what hosts and authors may add through public/. Anything else is refused. */
const EXPECTED: readonly RegExp[] = [
  /^(?:[\w.-]+\/)*[\w-]+\.html$/,
  /^_astro\/[\w.@-]+\.(?:css|js)$/,
  /^images\/[\da-f]{16}-\d+x\d+\.(?:png|jpg|webp|avif)$/,
  /^pagefind\/(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|wasm\.[\w-]+\.pagefind)$/,
  /^pagefind\/(?:fragment|index|filter)\/[\w-]+\.pf_(?:fragment|index|filter)$/,
  /^[\w-]+\.(?:svg|png|jpg|webp|ico|txt|webmanifest)$/,
  /^\.well-known\/[\w.-]+$/,
  /^(?:_headers|_redirects|CNAME|\.nojekyll)$/,
];

export function isExpected(path: string): boolean {
  return EXPECTED.some((pattern) => pattern.test(path));
}

const PNG_CHUNKS = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);

/** Chunks of a PNG that hold more than pixels, trailing bytes included. */
function hasMoreThanPixels(png: Buffer): boolean {
  let at = 8;
  while (at + 12 <= png.length) {
    const type = png.toString('latin1', at + 4, at + 8);
    if (!PNG_CHUNKS.has(type)) return true;
    at += 12 + png.readUInt32BE(at);
    if (type === 'IEND') break;
  }
  return at !== png.length;
}

/** Segments of a JPEG with comments or application data other than JFIF and Adobe's colour, and trailing bytes. */
function hasMoreThanScan(jpeg: Buffer): boolean {
  for (let at = 2; at + 4 <= jpeg.length; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff) return true;
    if (marker === 0xda) {
      // The scan ends at the first end-of-image marker, and so does the file.
      return jpeg.indexOf(Buffer.from([0xff, 0xd9]), at) !== jpeg.length - 2;
    }
    if (marker === 0xfe || (marker > 0xe0 && marker <= 0xef && marker !== 0xee)) return true;
  }
  return true;
}

/** A WebP file whose container has chunks beside the picture, or bytes behind it. */
function hasMoreThanPicture(webp: Buffer): boolean {
  if (webp.readUInt32LE(4) + 8 !== webp.length) return true;
  for (
    let at = 12;
    at + 8 <= webp.length;
    at += 8 + webp.readUInt32LE(at + 4) + (webp.readUInt32LE(at + 4) % 2)
  ) {
    if (!['VP8 ', 'VP8L', 'VP8X', 'ALPH'].includes(webp.toString('latin1', at, at + 4))) return true;
  }
  return false;
}

/** Whether an image holds anything but what can be seen. Rejects if it cannot be decoded. */
export async function hasMetadata(path: string, bytes: Buffer): Promise<boolean> {
  if (path.endsWith('.svg'))
    return /<(?:script|metadata|foreignObject|title|desc|a)\b|<!--|\son\w+\s*=|(?:href|src)\s*=\s*["'](?!#)/i.test(
      bytes.toString('utf8'),
    );
  if (path.endsWith('.png') && hasMoreThanPixels(bytes)) return true;
  if (path.endsWith('.jpg') && hasMoreThanScan(bytes)) return true;
  if (path.endsWith('.webp') && hasMoreThanPicture(bytes)) return true;
  const { exif, iptc, xmp, comments } = await sharp(bytes).metadata();
  return Boolean(exif ?? iptc ?? xmp) || (comments?.length ?? 0) > 0;
}
