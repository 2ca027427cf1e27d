import { surplusOfPng } from './png.ts';

const DEPTHS = [1, 4, 8, 24, 32];

/** Whether these bytes are a Windows bitmap of an icon: header, palette, colours and mask, and nothing more. */
function isBitmap(bytes: Buffer): boolean {
  const [width, height, depth] = [bytes.readUInt32LE(4), bytes.readUInt32LE(8) / 2, bytes.readUInt16LE(14)];
  if (bytes.readUInt32LE(0) !== 40 || bytes.readUInt32LE(16) !== 0 || !DEPTHS.includes(depth)) return false;
  const most = depth <= 8 ? 2 ** depth : 0;
  const colours = bytes.readUInt32LE(32) || most;
  const line = (bits: number) => Math.ceil((width * bits) / 32) * 4;
  return colours <= most && bytes.length === 40 + 4 * colours + height * (line(depth) + line(1));
}

/**
 * What an ICO file holds beside its pictures, in words; undefined if nothing. Its pictures are plain PNGs or
 * bitmaps, one right behind the other. Rejects if the file is cut off.
 */
export async function surplusOfIco(ico: Buffer): Promise<string | undefined> {
  if (ico.readUInt32LE(0) !== 0x10000) return 'it is not an ICO file';
  const count = ico.readUInt16LE(4);
  if (count === 0) return 'it has no picture';
  const entries = Array.from({ length: count }, (_, index) => {
    const at = 6 + 16 * index;
    return {
      start: ico.readUInt32LE(at + 12),
      length: ico.readUInt32LE(at + 8),
      spare: ico.readUInt8(at + 3),
    };
  });
  let end = 6 + 16 * count;
  for (const { start, length, spare } of entries.sort((a, b) => a.start - b.start)) {
    if (start !== end || spare !== 0) return 'it has bytes between its pictures';
    end += length;
    if (end > ico.length) return 'it is cut off';
    const picture = ico.subarray(start, end);
    const surplus = picture[0] === 0x89 ? await surplusOfPng(picture) : undefined;
    if (surplus) return `of a picture in it: ${surplus}`;
    if (picture[0] !== 0x89 && !isBitmap(picture)) return 'a picture in it is more than a plain bitmap';
  }
  return end === ico.length ? undefined : 'it has bytes behind its pictures';
}
