import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** The chunks of a still picture and the most bytes that each needs: no text, time, profile or further frame. */
const CHUNKS: Readonly<Record<string, number>> = {
  IHDR: 13,
  PLTE: 768,
  IDAT: Number.POSITIVE_INFINITY,
  IEND: 0,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  sBIT: 4,
  bKGD: 6,
  pHYs: 9,
};

/** Samples of a pixel, by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Where the seven passes of an interlaced picture begin, and their steps: x, y, across, down. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** How many bytes the lines of a picture take, each with the byte that names its filter. */
function sizeOfLines(header: Buffer): number {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bits = header.readUInt8(8) * (SAMPLES[header.readUInt8(9)] ?? 0);
  const size = (across: number, down: number) =>
    across > 0 && down > 0 ? down * (1 + Math.ceil((across * bits) / 8)) : 0;
  if (header.readUInt8(12) === 0) return size(width, height);
  return PASSES.reduce(
    (sum, [x, y, right, below]) =>
      sum + size(Math.ceil((width - x) / right), Math.ceil((height - y) / below)),
    0,
  );
}

/** Whether compressed data holds just so many bytes, and nothing follows in it. Rejects if it is cut off. */
async function holdsExactly(compressed: Buffer, size: number): Promise<boolean> {
  const inflate = createInflate({ chunkSize: 1 << 20 });
  let length = 0;
  for await (const part of Readable.from([compressed]).pipe(inflate)) {
    length += part.length;
    // A few kilobytes can hold gigabytes: what is too much need not be read to its end.
    if (length > size) return false;
  }
  return length === size && inflate.bytesWritten === compressed.length;
}

/**
 * What a PNG holds beside its picture, in words; undefined if nothing. Lines below the picture and data behind
 * them count: that is where cropped pictures keep the rest. Rejects if the file is cut off.
 */
export async function surplusOfPng(png: Buffer): Promise<string | undefined> {
  if (!png.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return 'it is not a PNG';
  const others = new Map<string, Buffer>();
  const pixels: Buffer[] = [];
  let at = SIGNATURE.length;
  for (let type = ''; type !== 'IEND'; ) {
    const length = png.readUInt32BE(at);
    type = png.toString('latin1', at + 4, at + 8);
    const most = CHUNKS[type];
    if (most === undefined) return 'it has a chunk that no plain picture has';
    if (length > most || others.has(type)) return 'it has a chunk that is too long, or twice';
    const content = png.subarray(at + 8, at + 8 + length);
    if (type === 'IDAT') pixels.push(content);
    else others.set(type, content);
    at += 12 + length;
  }
  if (at !== png.length) return at < png.length ? 'it has bytes behind its end' : 'it is cut off';
  const header = others.get('IHDR');
  if (!header) return 'it has no header';
  const isWhole = await holdsExactly(Buffer.concat(pixels), sizeOfLines(header));
  return isWhole ? undefined : 'its data is more or less than its lines';
}
