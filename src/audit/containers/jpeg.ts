const [START, END, SCAN, RESTART] = [0xd8, 0xd9, 0xda, 0xdd];
/** Tables of Huffman, arithmetic coding and quantization, and the frame with its scans: what a decoder needs. */
const isFrame = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) || marker === 0xdb || marker === SCAN;

/** A segment that says only how to decode the picture. */
function isPlain(marker: number, content: Buffer): boolean {
  if (isFrame(marker)) return true;
  if (marker === RESTART) return content.length === 2;
  // JFIF: version, density and the size of a thumbnail, which is none.
  if (marker === 0xe0) return /^4a46494600.{14}0000$/.test(content.toString('hex'));
  // Adobe: version, two sets of flags and the colour transform.
  if (marker === 0xee) return /^41646f6265.{14}$/.test(content.toString('hex'));
  return false;
}

/** Where the coded data of a scan ends: at a marker that is neither a stuffed zero nor a restart. */
function endOfScan(jpeg: Buffer, start: number): number {
  for (let at = jpeg.indexOf(0xff, start); at >= 0; at = jpeg.indexOf(0xff, at + 2)) {
    const next = jpeg.readUInt8(at + 1);
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError('The scan does not end.');
}

/**
 * What a JPEG holds beside its picture, in words; undefined if nothing. Baseline and progressive pictures,
 * restart markers and fill bytes are plain. Throws a RangeError if the file is cut off.
 */
export function surplusOfJpeg(jpeg: Buffer): string | undefined {
  if (jpeg.readUInt16BE(0) !== (0xff00 | START)) return 'it is not a JPEG';
  for (let at = 2; ; ) {
    if (jpeg.readUInt8(at) !== 0xff) return 'it has bytes between its segments';
    while (jpeg.readUInt8(at + 1) === 0xff) at += 1;
    const marker = jpeg.readUInt8(at + 1);
    if (marker === END) return at + 2 === jpeg.length ? undefined : 'it has bytes behind its end';
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (end > jpeg.length) return 'it is cut off';
    if (!isPlain(marker, jpeg.subarray(at + 4, end))) return 'it has a segment that no plain picture has';
    at = marker === SCAN ? endOfScan(jpeg, end) : end;
  }
}
