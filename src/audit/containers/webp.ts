/** The chunks of a still picture: colour in either coding, transparency, and the header of a picture that has it. */
const CHUNKS = ['VP8 ', 'VP8L', 'ALPH', 'VP8X'];
const HAS_ALPHA = 0x10;

/**
 * What a WebP file holds beside its picture, in words; undefined if nothing.
 * Throws a RangeError if the file is cut off.
 */
export function surplusOfWebp(webp: Buffer): string | undefined {
  if (webp.toString('latin1', 0, 4) !== 'RIFF' || webp.toString('latin1', 8, 12) !== 'WEBP')
    return 'it is not a WebP file';
  if (webp.readUInt32LE(4) + 8 !== webp.length) return 'its length is not the one that it tells';
  const seen = new Set<string>();
  for (let at = 12; at < webp.length; ) {
    const type = webp.toString('latin1', at, at + 4);
    const length = webp.readUInt32LE(at + 4);
    if (!CHUNKS.includes(type)) return 'it has a chunk that no plain picture has';
    if (seen.has(type)) return 'it has a chunk twice';
    seen.add(type);
    const content = webp.subarray(at + 8, at + 8 + length);
    if (content.length !== length) return 'it is cut off';
    if (type === 'VP8X' && (length !== 10 || (content.readUInt32LE(0) & ~HAS_ALPHA) !== 0))
      return 'its header tells of more than a picture';
    at += 8 + length;
    // A chunk of odd length is followed by one zero.
    if (length % 2 === 1 && webp.readUInt8(at) !== 0) return 'it has bytes between its chunks';
    at += length % 2;
  }
  return seen.has('VP8 ') || seen.has('VP8L') ? undefined : 'it has no picture';
}
