import { constants, crc32, deflateRawSync, inflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** An opaque picture of one colour, not encoded yet. */
export const plain = (width = 40, height = 24, background = '#3366cc'): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** A picture of noise, always the same: it takes many blocks and bytes. */
export function noise(width = 96, height = 64): Sharp {
  let state = 1;
  const bytes = Uint8Array.from({ length: width * height * 3 }, () => {
    state = (state * 48271) % 2147483647;
    return state & 0xff;
  });
  return sharp(bytes, { raw: { width, height, channels: 3 } });
}

// PNG

export function pngChunk(type: string, content: Uint8Array | string): Buffer {
  const body = Buffer.concat([Buffer.from(type), Buffer.from(content)]);
  return Buffer.concat([uint32(body.length - 4), body, uint32(crc32(body))]);
}

/** A PNG of one grey sample a pixel with whatever compressed data it is given. */
export function pngOf(
  { width = 40, height = 24, bits = 8, interlaced = false },
  compressed: Uint8Array,
  ...chunks: Buffer[]
): Buffer {
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([bits, 0, 0, 0, +interlaced])]);
  const [start, end] = [Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IEND', '')];
  return Buffer.concat([start, pngChunk('IHDR', header), ...chunks, pngChunk('IDAT', compressed), end]);
}

/** A PNG with more chunks before its pixels, or before its end. */
export function withChunks(png: Buffer, before: 'IDAT' | 'IEND', ...chunks: Buffer[]): Buffer {
  const at = png.indexOf(before) - 4;
  return Buffer.concat([png.subarray(0, at), ...chunks, png.subarray(at)]);
}

/** Zeros, compressed as far as it goes without holding them all in memory. */
export function deflatedZeros(megabytes: number): Buffer {
  const size = 1 << 20;
  const one = deflateRawSync(Buffer.alloc(size), { finishFlush: constants.Z_FULL_FLUSH });
  const check = (((size * megabytes) % 65521) * 65536 + 1) >>> 0;
  const [start, end] = [Buffer.from('789c', 'hex'), Buffer.from('0300', 'hex')];
  return Buffer.concat([start, ...Array<Buffer>(megabytes).fill(one), end, uint32(check)]);
}

// JPEG

export function segment(marker: number, content: Uint8Array | string): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A JPEG with more segments behind its first two bytes. */
export const withSegments = (jpeg: Buffer, ...segments: Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** What a camera puts into Exif: a small JPEG in the second directory. */
export function exifThumbnail(jpeg: Buffer): Buffer {
  const field = (tag: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(4, 2);
    bytes.writeUInt32LE(1, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  // An empty first directory at 8, a second one at 14 with two fields, and the picture at 44.
  const head = Buffer.from('49492a00080000000000' + '0e000000' + '0200', 'hex');
  const fields = [field(0x201, 44), field(0x202, jpeg.length), Buffer.alloc(4)];
  return Buffer.concat([Buffer.from('Exif\0\0'), head, ...fields, jpeg]);
}

/** What picture agencies put into JPEGs: a caption as IPTC in a resource of Photoshop's. */
export function iptcCaption(text: string): Buffer {
  const data = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, text.length]), Buffer.from(text)]);
  const resource = Buffer.from([0x38, 0x42, 0x49, 0x4d, 4, 4, 0, 0, 0, 0, 0, data.length]);
  return Buffer.concat([Buffer.from('Photoshop 3.0\0'), resource, data, Buffer.alloc(data.length % 2)]);
}

/** A colour profile that calls itself by the given name. */
export async function profileOf(name: string): Promise<Buffer> {
  const { icc } = await sharp(await plain().withIccProfile('p3').png().toBuffer()).metadata();
  if (!icc) throw new Error('The picture has no profile.');
  const text = utf16(name.padEnd(Math.ceil(name.length / 2) * 2));
  const head = Buffer.from('6d6c7563' + '00000000' + '00000001' + '0000000c' + '656e5553', 'hex');
  const description = Buffer.concat([head, uint32(text.length), uint32(28), text]);
  const profile = Buffer.concat([icc, description]);
  const entry = profile.indexOf('desc', 128);
  profile.writeUInt32BE(profile.length - description.length, entry + 4);
  profile.writeUInt32BE(description.length, entry + 8);
  profile.writeUInt32BE(profile.length, 0);
  return profile;
}

// WebP, AVIF, ICO

export function riffChunk(type: string, content: Uint8Array | string): Buffer {
  const body = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([Buffer.from(type), length, body, Buffer.alloc(body.length % 2)]);
}

/** A WebP file of these chunks. */
export function webpOf(...chunks: Buffer[]): Buffer {
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

export function box(type: string, ...contents: (Uint8Array | string)[]): Buffer {
  const body = Buffer.concat([Buffer.from(type), ...contents.map((each) => Buffer.from(each))]);
  return Buffer.concat([uint32(body.length + 4), body]);
}

/** An AVIF file with more at the end of a box, or behind its first one. The picture is found where it is then. */
export function withinBoxes(avif: Buffer, path: readonly string[], more: Buffer): Buffer {
  const places = path.map((type) => avif.indexOf(type) - 4);
  const inner = places.at(-1) ?? 0;
  const end = inner + avif.readUInt32BE(inner);
  const bytes = Buffer.concat([avif.subarray(0, end), more, avif.subarray(end)]);
  const add = (at: number) => bytes.writeUInt32BE(bytes.readUInt32BE(at) + more.length, at);
  places.forEach(add);
  if (end < avif.indexOf('mdat')) add(bytes.indexOf('iloc') + 16);
  return bytes;
}

/** An AVIF file whose coded picture has one more unit. */
export function withUnit(avif: Buffer, unit: Buffer): Buffer {
  const bytes = withinBoxes(avif, ['mdat'], unit);
  const length = bytes.indexOf('iloc') + 26;
  bytes.writeUInt32BE(bytes.readUInt32BE(length) + unit.length, length);
  return bytes;
}

/** An icon of these pictures, each behind the other. */
export function icoOf(...pictures: Buffer[]): Buffer {
  const head = Buffer.from([0, 0, 1, 0, pictures.length, 0]);
  let start = head.length + 16 * pictures.length;
  const entries = pictures.map((picture) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(picture.length, 8);
    entry.writeUInt32LE(start, 12);
    start += picture.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...pictures]);
}

/** A picture of 16 × 16 as icons have it: header, palette, colours and mask. */
export function bitmapOf(
  depth: number,
  { compression = 0, colours = depth <= 8 ? 2 ** depth : 0 } = {},
): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeUInt32LE(16, 4);
  header.writeUInt32LE(32, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(depth, 14);
  header.writeUInt32LE(compression, 16);
  header.writeUInt32LE(colours, 32);
  const line = Math.ceil((16 * depth) / 32) * 4;
  return Buffer.concat([header, Buffer.alloc(4 * colours + 16 * (line + 4))]);
}

// What is in a file

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Whether bytes hold a text: as it is, in UTF-16, or in anything in them that inflates. */
export function holds(bytes: Uint8Array, text: string): boolean {
  const all = Buffer.from(bytes);
  if ([Buffer.from(text), utf16(text), Buffer.from(text, 'utf16le')].some((each) => all.includes(each)))
    return true;
  for (let at = 0; at + 2 <= all.length; at += 1) {
    // Compressed data begins with method 8 and a check of its first two bytes.
    if ((all.readUInt8(at) & 15) !== 8 || all.readUInt16BE(at) % 31 !== 0) continue;
    try {
      if (holds(inflateSync(all.subarray(at), { maxOutputLength: 1 << 20 }), text)) return true;
    } catch {
      // It only looked like it.
    }
  }
  return false;
}
