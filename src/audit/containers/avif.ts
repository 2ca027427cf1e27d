/** What stands in the boxes of an AVIF file that holds one opaque still picture, as hexadecimal. */
const CONTENTS: Readonly<Record<string, RegExp>> = {
  // AVIF, and the general formats of still pictures that it is one of.
  ftyp: /^61766966(?:00){4}(?:61766966|6d696631|6d696166|4d413141|4d413142)+$/,
  // A picture, by a handler without a name.
  hdlr: /^(?:00){8}70696374(?:00){13}$/,
  // One item, of type av01 and without a name.
  iinf: /^00000000000100000015696e6665020000000001000061763031(?:00)$/,
  pitm: /^000000000001$/,
  // One item in one piece, at an offset from the start of the file.
  iloc: /^000000004440000100010000[\da-f]{8}000100000000[\da-f]{8}$/,
  // How it is coded, its width and height, and eight bits in each of three channels.
  av1C: /^81[\da-f]{6}$/,
  ispe: /^00000000[\da-f]{16}$/,
  pixi: /^0000000003080808$/,
  // All three belong to that item.
  ipma: /^0000000000000001000103(?:81|01)(?:82|02)(?:83|03)$/,
};

/** The parts of the coded picture: its header, delimiter and frames, but no metadata and no padding. */
const UNITS = [1, 2, 3, 4, 6];

/** The boxes of a range, if none of them is other than these or stands twice. */
function boxesOf(bytes: Buffer, names: readonly string[]): Record<string, Buffer> | undefined {
  const boxes: Record<string, Buffer> = {};
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (size < 8 || at + size > bytes.length || !names.includes(type) || boxes[type]) return undefined;
    boxes[type] = bytes.subarray(at + 8, at + size);
    at += size;
  }
  return boxes;
}

/** A number of seven bits a byte, lowest first, and how many bytes it takes. */
function readLeb128(bytes: Buffer, start: number): { value: number; length: number } {
  let value = 0;
  for (let length = 0; ; length += 1) {
    const byte = bytes.readUInt8(start + length);
    value += (byte & 0x7f) * 2 ** (7 * length);
    if (byte < 0x80) return { value, length: length + 1 };
  }
}

/** Whether AV1 data is one unit after another, all of which make up the picture. */
function isPicture(data: Buffer): boolean {
  let at = 0;
  while (at < data.length) {
    const header = data.readUInt8(at);
    // The type, no extension, and a size of its own.
    if ((header & 0b1000_0111) !== 0b10 || !UNITS.includes(header >> 3)) return false;
    const { value, length } = readLeb128(data, at + 1);
    at += 1 + length + value;
  }
  return at === data.length;
}

/**
 * What an AVIF file holds beside its picture, in words; undefined if nothing. Only the form is accepted in which
 * the site itself writes pictures. Throws a RangeError if the file is cut off.
 */
export function surplusOfAvif(avif: Buffer): string | undefined {
  if (avif.toString('latin1', 4, 12) !== 'ftypavif') return 'it is not an AVIF file';
  const surplus = 'it has a box, or in a box something, that no plain picture has';
  const file = boxesOf(avif, ['ftyp', 'meta', 'mdat']);
  // The first four bytes are version and flags.
  const meta = file?.['meta']?.readUInt32BE(0) === 0 ? file['meta'].subarray(4) : undefined;
  const parts = meta && boxesOf(meta, ['hdlr', 'iloc', 'iinf', 'pitm', 'iprp']);
  const properties = parts?.['iprp'] && boxesOf(parts['iprp'], ['ipco', 'ipma']);
  const shared = properties?.['ipco'] && boxesOf(properties['ipco'], ['av1C', 'ispe', 'pixi']);
  if (!shared) return surplus;
  const contents: Record<string, Buffer | undefined> = { ...file, ...parts, ...properties, ...shared };
  for (const [type, pattern] of Object.entries(CONTENTS))
    if (!pattern.test(contents[type]?.toString('hex') ?? '')) return surplus;
  const { iloc, mdat } = contents;
  if (!iloc || !mdat || !isPicture(mdat)) return 'its data holds more than the picture';
  const [start, length] = [iloc.readUInt32BE(12), iloc.readUInt32BE(22)];
  return avif.subarray(start, start + length).equals(mdat) ? undefined : 'its data is more than the picture';
}
