import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Code } from '../findings.ts';
import { isInside } from './content.ts';

const MOST_PIXELS = 40_000_000;
const MOST_BYTES = 30 * 1024 * 1024;

/** An image as it is published: pixels only, named after the hash of its bytes, with its size in the name. */
export interface PublicImage {
  name: string;
  bytes: Uint8Array;
}

const ENCODERS: Readonly<Record<string, { extension: string; encode: (image: Sharp) => Sharp }>> = {
  png: { extension: 'png', encode: (image) => image.png({ compressionLevel: 9 }) },
  jpeg: { extension: 'jpg', encode: (image) => image.jpeg({ quality: 88 }) },
  webp: { extension: 'webp', encode: (image) => image.webp({ quality: 88 }) },
  heif: { extension: 'avif', encode: (image) => image.avif({ quality: 60 }) },
};

/**
 * Decodes an image, turns it upright, flattens it and encodes it anew, so that nothing but what can be seen
 * is left: no metadata, thumbnail, text chunk, trailing byte or colour under full transparency.
 */
async function reencode(source: Uint8Array): Promise<PublicImage | { refused: string }> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' } as const;
  try {
    const { format, compression } = await sharp(source, options).metadata();
    const encoder = ENCODERS[format];
    if (!encoder || (format === 'heif' && compression !== 'av1'))
      return { refused: `its format is ${format}` };
    const upright = sharp(source, options).rotate().flatten({ background: '#ffffff' }).toColourspace('srgb');
    const { data, info } = await encoder.encode(upright).toBuffer({ resolveWithObject: true });
    const hash = createHash('sha256').update(data).digest('hex').slice(0, 16);
    return { name: `${hash}-${info.width}x${info.height}.${encoder.extension}`, bytes: data };
  } catch (error) {
    const isTooLarge = error instanceof Error && error.message.includes('pixel limit');
    return {
      refused: isTooLarge
        ? `it has more than ${MOST_PIXELS / 1_000_000} million pixels`
        : 'it cannot be decoded',
    };
  }
}

/** Reads the image that `url` means from the folder of its postmortem. */
export async function publicImage(
  url: string,
  folder: string | undefined,
): Promise<PublicImage | { code: Code; detail: string }> {
  if (url.startsWith('/') || url.includes('\\') || url.includes('?') || url.includes('#'))
    return { code: 'bad-image', detail: 'its address is not relative' };
  if (!folder) return { code: 'missing-image', detail: 'a postmortem that is a single file has no images' };
  let file: string;
  try {
    file = path.resolve(folder, decodeURIComponent(url));
  } catch {
    return { code: 'bad-image', detail: 'its address cannot be read' };
  }
  if (!existsSync(file)) return { code: 'missing-image', detail: 'no such file' };
  if (!(await isInside(folder, file)))
    return { code: 'bad-image', detail: 'it lies outside the folder of the postmortem' };
  const found = await stat(file);
  if (!found.isFile()) return { code: 'bad-image', detail: 'it is not a file' };
  if (found.size > MOST_BYTES) return { code: 'bad-image', detail: 'it is larger than 30 MiB' };
  const image = await reencode(await readFile(file));
  return 'refused' in image ? { code: 'bad-image', detail: image.refused } : image;
}
