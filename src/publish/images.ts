import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { Code } from '../findings.ts';
import { fileBeside } from './beside.ts';

/** A larger picture is not decoded: a few kilobytes can hold one that fills the memory. */
export const MOST_PIXELS = 40_000_000;

/**
 * An image as it is published: pixels only, named after their hash, with its size in the name. A newer encoder may write
 * other bytes; the address, and the digest of the text that shows it, stay.
 */
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

/** Whether a PNG is animated, which the decoder does not tell: `acTL` stands before the pixels. */
function isAnimatedPng(bytes: Buffer): boolean {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL' || type === 'IDAT') return type === 'acTL';
  }
  return false;
}

/**
 * Decodes an image, turns it upright, flattens it and encodes the bare pixels anew, so that nothing but what
 * can be seen is left: no metadata, resolution, thumbnail, text chunk, trailing byte or colour under full
 * transparency. An animation is refused: its first frame need not be what its author saw.
 */
async function reencode(source: Buffer): Promise<PublicImage | { refused: string }> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error' } as const;
  try {
    const { format, compression, pages = 1 } = await sharp(source, options).metadata();
    const encoder = ENCODERS[format];
    if (!encoder || (format === 'heif' && compression !== 'av1'))
      return { refused: `its format is ${format}` };
    if (pages > 1 || (format === 'png' && isAnimatedPng(source)))
      return { refused: 'it has more than one frame' };
    const upright = sharp(source, options).autoOrient().flatten({ background: '#ffffff' });
    const pixels = await upright.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    const { width, height, channels } = pixels.info;
    const data = await encoder.encode(sharp(pixels.data, { raw: { width, height, channels } })).toBuffer();
    const hash = createHash('sha256').update(pixels.data).digest('hex').slice(0, 16);
    return { name: `${hash}-${width}x${height}.${encoder.extension}`, bytes: data };
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
  const beside = await fileBeside(url, folder, { what: 'images', mebibytes: 30 });
  if ('detail' in beside)
    return { code: beside.isMissing ? 'missing-image' : 'bad-image', detail: beside.detail };
  const image = await reencode(await readFile(beside.path));
  return 'refused' in image ? { code: 'bad-image', detail: image.refused } : image;
}
