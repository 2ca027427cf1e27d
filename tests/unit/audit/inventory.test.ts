import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { auditFolder } from '../../../src/audit/audit.ts';
import { isExpected, surplusOf } from '../../../src/audit/inventory.ts';
import { publicImage } from '../../../src/publish/images.ts';
import {
  bitmapOf,
  box,
  deflatedZeros,
  icoOf,
  noise,
  plain,
  pngChunk,
  pngOf,
  riffChunk,
  segment,
  uint32,
  webpOf,
  withChunks,
  withinBoxes,
  withSegments,
  withUnit,
} from '../../pictures.ts';

const MORE = Buffer.from('MORETHANAPICTURE');
const BROKEN = 'it cannot be read to its end';
const NOT_ASCII = 'it has characters that are not ASCII';

const png = await noise().png().toBuffer();
const jpeg = await noise().jpeg().toBuffer();
const progressive = await noise().jpeg({ progressive: true }).toBuffer();
const webp = await noise(33, 17).webp({ quality: 40 }).toBuffer();
const avif = await plain(33, 17).avif().toBuffer();
const ico = icoOf(bitmapOf(32), await plain(16, 16).png().toBuffer(), bitmapOf(8));
const svg = (inside: string, root = 'xmlns="http://www.w3.org/2000/svg"') =>
  Buffer.from(`<svg ${root}>${inside}</svg>`);
const EACH = { png, jpg: jpeg, webp, avif, ico, svg: svg('<path d="M0 0h9"/>') };

const behind = (bytes: Buffer) => Buffer.concat([bytes, MORE]);
const written = (bytes: Buffer, at: number, hex: string) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(hex, 'hex'), bytes.subarray(at + hex.length / 2)]);
const inserted = (bytes: Buffer, at: number, more: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);

type Cases = Record<string, [bytes: Buffer | Promise<Buffer>, surplus: string]>;

/** Tells of each file of one kind what is in it beside the picture. */
function refuses(extension: string, cases: Cases): void {
  it.each(Object.entries(cases))(`a ${extension} file with %s`, async (_, [bytes, surplus]) => {
    expect(await surplusOf(`x.${extension}`, await bytes)).toBe(surplus);
  });
}

describe('a picture is accepted:', () => {
  const rgba = sharp({ create: { width: 33, height: 17, channels: 4, background: '#3366cc80' } });
  const lines = deflateSync(Buffer.alloc(24 * 41));
  // One block of grey, coded twice with a restart between.
  const restarting = async () => {
    const block = await plain(8, 8).toColourspace('b-w').jpeg().toBuffer();
    const [frame, scan] = [
      block.indexOf(Buffer.from('ffc0', 'hex')),
      block.indexOf(Buffer.from('ffda', 'hex')),
    ];
    const coded = block.subarray(scan + 10, -2);
    const wide = written(block, frame + 7, '0010');
    const [head, rest] = [wide.subarray(0, scan), wide.subarray(scan, -2)];
    return Buffer.concat([
      head,
      segment(0xdd, Buffer.from([0, 1])),
      rest,
      Buffer.from('ffd0', 'hex'),
      coded,
      Buffer.from('ffd9', 'hex'),
    ]);
  };
  const ACCEPTED: Record<string, [extension: string, bytes: Buffer | Promise<Buffer>]> = {
    'a PNG': ['png', png],
    'a PNG with a palette': ['png', rgba.clone().png({ palette: true }).toBuffer()],
    'a PNG with 16 bits': ['png', noise().toColourspace('rgb16').png().toBuffer()],
    'a PNG with lines in seven passes': ['png', noise(5, 3).png({ progressive: true }).toBuffer()],
    'a PNG with fewer passes': ['png', noise(3, 2).png({ progressive: true }).toBuffer()],
    'a PNG in several pieces': ['png', pngOf({}, lines.subarray(5), pngChunk('IDAT', lines.subarray(0, 5)))],
    'a JPEG': ['jpg', jpeg],
    'a JPEG with several scans': ['jpg', noise().jpeg({ mozjpeg: true }).toBuffer()],
    'a JPEG with restarts': ['jpg', restarting()],
    'a JPEG with bytes that fill': [
      'jpg',
      inserted(inserted(jpeg, jpeg.length - 2, Buffer.from([255])), 2, Buffer.from([255, 255])),
    ],
    'a WebP file': ['webp', webp],
    'a WebP file of odd length without loss': ['webp', noise(5, 3).webp({ lossless: true }).toBuffer()],
    'a WebP file with transparency': ['webp', rgba.clone().webp().toBuffer()],
    'an AVIF file': ['avif', avif],
    'an icon': ['ico', ico],
    'an icon in another order': [
      'ico',
      Buffer.concat([ico.subarray(0, 6), ico.subarray(22, 38), ico.subarray(6, 22), ico.subarray(38)]),
    ],
    'an icon of few colours': ['ico', icoOf(bitmapOf(1), bitmapOf(4), bitmapOf(24))],
    'the icon of the site': ['svg', readFile(new URL('../../../public/favicon.svg', import.meta.url))],
    'an SVG with a style and a gradient': [
      'svg',
      Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
          <style><![CDATA[ .a { fill: #fff } @media (prefers-color-scheme: dark) { .a { fill: url('#g') } } ]]></style>
          <defs><linearGradient id="g"><stop offset="50%" style="stop-color: rgb(1, 2, 3)"/></linearGradient></defs>
          <g class="a" fill="url(#g)"><circle id="c" r="4"/></g><use xlink:href="#c" transform="scale(-1 1)"/>
        </svg>`),
    ],
  };
  it.each(Object.entries(ACCEPTED))('%s', async (_, [extension, bytes]) => {
    expect(await surplusOf(`x.${extension}`, await bytes)).toBeUndefined();
  });

  it.each(['png', 'jpeg', 'webp', 'avif'] as const)(
    'whatever the site writes of a %s file',
    async (format) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
      for (const [width, height] of [
        [1, 1],
        [2, 3],
        [33, 17],
        [200, 131],
      ] as const) {
        for (const picture of [plain(width, height), noise(width, height)]) {
          await writeFile(path.join(folder, 'x'), await picture[format]().toBuffer());
          const image = await publicImage('./x', folder);
          if ('code' in image) throw new Error(image.detail);
          expect(await surplusOf(image.name, Buffer.from(image.bytes)), image.name).toBeUndefined();
        }
      }
    },
  );
});

describe('a picture is refused:', () => {
  const NAMES = {
    png: 'a PNG',
    jpg: 'a JPEG',
    webp: 'a WebP file',
    avif: 'an AVIF file',
    ico: 'an ICO file',
  };
  it.each(Object.entries(NAMES))('a file of another kind that ends in .%s', async (extension, name) => {
    for (const [kind, bytes] of Object.entries(EACH).filter(([each]) => each !== extension))
      expect(await surplusOf(`x.${extension}`, bytes), kind).toBe(`it is not ${name}`);
  });

  it('a name that only a badge may have, and there only as its first words', async () => {
    const named = (inside: string, more = '') =>
      svg(`${inside}<path d="M0 0h9"/>`, `xmlns="http://www.w3.org/2000/svg" role="img"${more}`);
    const badge = named('<title>SEV 1: Gel&#246;st</title>');
    expect(await surplusOf('incidents/pm-1.svg', badge)).toBeUndefined();
    expect(await surplusOf('status.svg', badge)).toBeUndefined();
    expect(await surplusOf('logo.svg', badge)).toBe(ADDRESS);
    const refused: [Buffer, string][] = [
      [named('<title>a</title><title>b</title>'), SHAPE],
      [named('<g><title>a</title></g>'), ADDRESS],
      [named('<title>a<b/></title>'), ADDRESS],
      [named('<title>&x;</title>'), ADDRESS],
      [named('<title>ä</title>'), NOT_ASCII],
      [named('<title>a</title>', ' onload="x"'), ADDRESS],
      [named('<title>a</title><text>MORE</text>'), SHAPE],
    ];
    for (const [bytes, reason] of refused)
      expect(await surplusOf('status.svg', bytes), bytes.toString()).toBe(reason);
  });

  it('a file of another kind that ends in .svg', async () => {
    for (const kind of ['png', 'jpg', 'webp', 'avif', 'ico'] as const)
      expect(await surplusOf('x.svg', EACH[kind]), kind).toBe(NOT_ASCII);
  });

  it('in a built folder, with its file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
    await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>T</title>');
    for (const extension of ['png', 'jpg', 'webp', 'svg'] as const)
      await writeFile(path.join(folder, `x.${extension}`), behind(EACH[extension]));
    const { findings } = await auditFolder(folder, { withheld: [], files: new Map() });
    expect(findings.map(({ code, file }) => `${file} ${code}`)).toEqual(
      ['jpg', 'png', 'svg', 'webp'].map((extension) => `x.${extension} image-metadata`),
    );
  });

  const CHUNK = 'it has a chunk that no plain picture has';
  const LINES = 'its data is more or less than its lines';
  const LONG = 'it has a chunk that is too long, or twice';
  const chunk = (type: string, before: 'IDAT' | 'IEND' = 'IDAT') =>
    withChunks(png, before, pngChunk(type, MORE));
  const zlib = (length: number, more = '') =>
    Buffer.concat([deflateSync(Buffer.alloc(length)), Buffer.from(more)]);
  refuses('png', {
    text: [chunk('tEXt'), CHUNK],
    'compressed text': [chunk('zTXt'), CHUNK],
    'international text': [chunk('iTXt'), CHUNK],
    'text behind the pixels': [chunk('tEXt', 'IEND'), CHUNK],
    Exif: [
      noise()
        .withExif({ IFD0: { Artist: 'a' } })
        .png()
        .toBuffer(),
      CHUNK,
    ],
    'a colour profile': [chunk('iCCP'), CHUNK],
    'a time': [chunk('tIME', 'IEND'), CHUNK],
    'a palette to choose from': [chunk('sPLT'), CHUNK],
    'further frames': [chunk('fdAT', 'IEND'), CHUNK],
    'a private chunk': [chunk('moRe'), CHUNK],
    'a chunk that is too long': [chunk('gAMA'), LONG],
    'a chunk twice': [withChunks(png, 'IDAT', ...[1, 2].map(() => pngChunk('gAMA', uint32(45455)))), LONG],
    'text in its last chunk': [Buffer.concat([png.subarray(0, -12), pngChunk('IEND', MORE)]), LONG],
    'bytes behind it': [behind(png), 'it has bytes behind its end'],
    'lines below the picture': [pngOf({}, zlib(25 * 41)), LINES],
    'lines below the picture, in seven passes': [pngOf({ interlaced: true }, zlib(24 * 41 + 60)), LINES],
    'fewer lines than the picture has': [pngOf({}, zlib(23 * 41)), LINES],
    'bytes behind its data': [pngOf({}, zlib(24 * 41, 'MORE')), LINES],
    'more lines than anybody reads': [pngOf({}, deflatedZeros(2).subarray(0, -6)), LINES],
    'data that is cut off': [pngOf({}, zlib(24 * 41).subarray(0, -8)), BROKEN],
    'data that is none': [pngOf({}, MORE), BROKEN],
    'a size that nobody can decode': [pngOf({ width: 60_000, height: 60_000, bits: 1 }, zlib(99)), LINES],
    'damaged bytes': [written(png, png.length - 14, '0000'), BROKEN],
    'no end': [png.subarray(0, -12), BROKEN],
    'half of it': [png.subarray(0, png.length / 2), BROKEN],
    'a length of four gigabytes': [withChunks(png, 'IDAT', Buffer.from('ffffffff49444154', 'hex')), BROKEN],
    'no header': [Buffer.concat([png.subarray(0, 8), png.subarray(33)]), 'it has no header'],
    nothing: [Buffer.alloc(0), 'it is not a PNG'],
  });

  const SEGMENT = 'it has a segment that no plain picture has';
  const withOne = (marker: number, content: Buffer | string) => withSegments(jpeg, segment(marker, content));
  refuses('jpg', {
    Exif: [
      noise()
        .withExif({ IFD0: { Artist: 'a' } })
        .jpeg()
        .toBuffer(),
      SEGMENT,
    ],
    XMP: [noise().withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>').jpeg().toBuffer(), SEGMENT],
    'a colour profile': [noise().withIccProfile('p3').jpeg().toBuffer(), SEGMENT],
    IPTC: [withOne(0xed, MORE), SEGMENT],
    'a comment': [withOne(0xfe, MORE), SEGMENT],
    'an empty comment': [withOne(0xfe, ''), SEGMENT],
    'a segment of nobody': [withOne(0xef, MORE), SEGMENT],
    'a thumbnail': [withOne(0xe0, Buffer.from('4a46494600010100000100010101ffffff', 'hex')), SEGMENT],
    'a size of a thumbnail': [withOne(0xe0, Buffer.from('4a46494600010100000100010101', 'hex')), SEGMENT],
    'another thumbnail': [withOne(0xe0, 'JFXX\0\x10MORE'), SEGMENT],
    'more than colour for Adobe': [withOne(0xee, 'Adobe\0\x64\0\0\0\0\0MORE'), SEGMENT],
    'a number of restarts that is too long': [withOne(0xdd, MORE), SEGMENT],
    'a segment that is not used': [withOne(0xc8, MORE), SEGMENT],
    'a comment between its scans': [
      inserted(progressive, progressive.lastIndexOf(Buffer.from('ffda', 'hex')), segment(0xfe, MORE)),
      SEGMENT,
    ],
    'a comment behind its scan': [inserted(jpeg, jpeg.length - 2, segment(0xfe, MORE)), SEGMENT],
    'bytes between its segments': [inserted(jpeg, 2, MORE), 'it has bytes between its segments'],
    'bytes behind it': [behind(jpeg), 'it has bytes behind its end'],
    'a second picture behind it': [Buffer.concat([jpeg, jpeg]), 'it has bytes behind its end'],
    'bytes behind several scans': [behind(progressive), 'it has bytes behind its end'],
    'no end': [jpeg.subarray(0, -2), BROKEN],
    'half of it': [jpeg.subarray(0, jpeg.length / 2), BROKEN],
    'bytes that fill to the end': [Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(9, 255)]), BROKEN],
    'a length of 64 kilobytes': [written(jpeg, 4, 'ffff'), 'it is cut off'],
    'a length of nothing': [written(jpeg, 4, '0000'), 'it has bytes between its segments'],
    'no picture': [Buffer.from('ffd8ffd9', 'hex'), BROKEN],
    'text for a scan': [
      Buffer.concat([
        jpeg.subarray(0, jpeg.indexOf(Buffer.from('ffda', 'hex')) + 14),
        MORE,
        Buffer.from('ffd9', 'hex'),
      ]),
      BROKEN,
    ],
    nothing: [Buffer.alloc(0), BROKEN],
  });

  const inRiff = (...more: Buffer[]) => webpOf(webp.subarray(12), ...more);
  const header = (flags: string) => riffChunk('VP8X', Buffer.from(`${flags}200000100000`, 'hex'));
  const LENGTH = 'its length is not the one that it tells';
  refuses('webp', {
    'Exif and XMP': [
      noise()
        .withExif({ IFD0: { Artist: 'a' } })
        .webp()
        .toBuffer(),
      'its header tells of more than a picture',
    ],
    'Exif behind the picture': [inRiff(riffChunk('EXIF', MORE)), CHUNK],
    'XMP behind the picture': [inRiff(riffChunk('XMP ', MORE)), CHUNK],
    'a colour profile': [webpOf(riffChunk('ICCP', MORE), webp.subarray(12)), CHUNK],
    'a chunk of nobody': [inRiff(riffChunk('MORE', MORE)), CHUNK],
    'two pictures': [inRiff(webp.subarray(12)), 'it has a chunk twice'],
    frames: [webpOf(header('02000000'), webp.subarray(12)), 'its header tells of more than a picture'],
    'bytes in its header': [
      webpOf(header('0000004d'), webp.subarray(12)),
      'its header tells of more than a picture',
    ],
    'a header that is too long': [
      webpOf(riffChunk('VP8X', Buffer.alloc(12)), webp.subarray(12)),
      'its header tells of more than a picture',
    ],
    'bytes behind it': [behind(webp), LENGTH],
    'a few bytes behind the picture': [inRiff(MORE.subarray(0, 6)), BROKEN],
    'fewer bytes behind the picture than a type has': [inRiff(MORE.subarray(0, 2)), BROKEN],
    'a byte that only fills, and says something': [
      webpOf(riffChunk('ALPH', Buffer.from([0])).fill('M', 9), webp.subarray(12)),
      'it has bytes between its chunks',
    ],
    'a length of four gigabytes': [written(webp, 16, 'ffffffff'), 'it is cut off'],
    'a length of four gigabytes for all': [written(webp, 4, 'ffffffff'), LENGTH],
    'half of it': [webp.subarray(0, webp.length / 2), LENGTH],
    'no picture': [webpOf(), 'it has no picture'],
    'a sound': [written(webp, 8, '57415645'), 'it is not a WebP file'],
    'text for a picture': [webpOf(riffChunk('VP8 ', MORE)), BROKEN],
    nothing: [Buffer.alloc(0), 'it is not a WebP file'],
  });

  const AVIF_BOXES = [
    ['ftyp'],
    ...['hdlr', 'pitm', 'iloc', 'iinf', 'iinf/infe', 'iprp/ipma'].map((names) => [
      'meta',
      ...names.split('/'),
    ]),
    ...['av1C', 'ispe', 'pixi'].map((name) => ['meta', 'iprp', 'ipco', name]),
  ];
  const BOX = 'it has a box, or in a box something, that no plain picture has';
  const DATA = 'its data holds more than the picture';
  const mdat = avif.indexOf('mdat') - 4;
  refuses('avif', {
    Exif: [
      plain()
        .withExif({ IFD0: { Artist: 'a' } })
        .avif()
        .toBuffer(),
      BOX,
    ],
    XMP: [plain().withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>').avif().toBuffer(), BOX],
    'a colour profile': [withinBoxes(avif, ['meta', 'iprp', 'ipco'], box('colr', 'prof', MORE)), BOX],
    transparency: [
      sharp({ create: { width: 9, height: 9, channels: 4, background: '#00000080' } })
        .avif()
        .toBuffer(),
      BOX,
    ],
    'a box that is free': [withinBoxes(avif, [], box('free', MORE)), BOX],
    'a box to skip': [Buffer.concat([avif, box('skip', MORE)]), BOX],
    'a box of nobody': [Buffer.concat([avif, box('uuid', '0123456789abcdef', MORE)]), BOX],
    'a film': [Buffer.concat([avif, box('moov', MORE)]), BOX],
    'a second picture': [Buffer.concat([avif, box('mdat', MORE)]), BOX],
    'bytes behind it': [behind(avif), BOX],
    'a few bytes behind it': [Buffer.concat([avif, MORE.subarray(0, 2)]), BROKEN],
    'a box of nobody inside': [withinBoxes(avif, ['meta'], box('uuid', '0123456789abcdef', MORE)), BOX],
    'data inside': [withinBoxes(avif, ['meta'], box('idat', MORE)), BOX],
    'references inside': [withinBoxes(avif, ['meta'], box('iref', MORE)), BOX],
    'a property of nobody': [withinBoxes(avif, ['meta', 'iprp', 'ipco'], box('udes', MORE)), BOX],
    'a frame that hides a part': [withinBoxes(avif, ['meta', 'iprp', 'ipco'], box('clap', MORE, MORE)), BOX],
    'an item that is an address': [
      withinBoxes(
        avif,
        ['meta', 'iinf'],
        box('infe', Buffer.from('02000000000200007572692000', 'hex'), MORE),
      ),
      BOX,
    ],
    ...Object.fromEntries(
      AVIF_BOXES.map((boxes) => [`bytes in ${boxes.join('/')}`, [withinBoxes(avif, boxes, MORE), BOX]]),
    ),
    'flags of nobody': [written(avif, avif.indexOf('meta') + 4, '00000001'), BOX],
    'data that no item uses': [
      withinBoxes(avif, ['mdat'], Buffer.from('0a00', 'hex')),
      'its data is more than the picture',
    ],
    'data that an item uses elsewhere': [
      written(avif, avif.indexOf('iloc') + 16, '00000000'),
      'its data is more than the picture',
    ],
    'metadata in its data': [withUnit(avif, Buffer.concat([Buffer.from('2a10', 'hex'), MORE])), DATA],
    'padding in its data': [withUnit(avif, Buffer.concat([Buffer.from('7a10', 'hex'), MORE])), DATA],
    'a unit to the end of its data': [withUnit(avif, Buffer.concat([Buffer.from('30', 'hex'), MORE])), DATA],
    'a unit without a length': [withUnit(avif, Buffer.from('3000', 'hex')), DATA],
    'a unit that is cut off': [withUnit(avif, Buffer.from('32ff00', 'hex')), DATA],
    'a unit whose length does not end': [
      withUnit(avif, Buffer.concat([Buffer.from('32', 'hex'), Buffer.alloc(9, 255)])),
      BROKEN,
    ],
    'a damaged unit': [withUnit(avif, Buffer.from('0a00', 'hex')), BROKEN],
    'a box to the end of the file': [written(avif, mdat, '00000000'), BOX],
    'a box with a length of 64 bits': [written(avif, mdat, '00000001'), BOX],
    'a length of four gigabytes': [written(avif, mdat, 'ffffffff'), BOX],
    'half of it': [avif.subarray(0, avif.length / 2), BOX],
    nothing: [Buffer.alloc(0), 'it is not an AVIF file'],
  });

  const ICON = 'a picture in it is more than a plain bitmap';
  refuses('ico', {
    'bytes behind it': [behind(ico), 'it has bytes behind its pictures'],
    'bytes between its pictures': [
      written(inserted(icoOf(bitmapOf(24)), 22, MORE), 18, '26000000'),
      'it has bytes between its pictures',
    ],
    'one picture twice': [written(ico, 34, '36000000'), 'it has bytes between its pictures'],
    'a byte that is spare': [written(ico, 9, '4d'), 'it has bytes between its pictures'],
    'text in a picture': [icoOf(bitmapOf(24), chunk('tEXt')), `of a picture in it: ${CHUNK}`],
    'bytes behind a bitmap': [icoOf(behind(bitmapOf(24))), ICON],
    'a bitmap of another depth': [icoOf(bitmapOf(16)), ICON],
    'a bitmap with another header': [icoOf(written(bitmapOf(24), 0, '7c')), ICON],
    'a bitmap of another kind': [icoOf(bitmapOf(32, { compression: 3 })), ICON],
    'a bitmap with a palette that it does not use': [icoOf(bitmapOf(24, { colours: 4 })), ICON],
    'text for a picture': [icoOf(Buffer.concat([MORE, MORE, MORE])), ICON],
    'an empty picture': [icoOf(Buffer.alloc(0)), BROKEN],
    'half of it': [ico.subarray(0, ico.length / 2), 'it is cut off'],
    'more pictures than it has': [written(ico, 4, 'ffff'), BROKEN],
    'a length of four gigabytes': [written(ico, 14, 'ffffffff'), 'it is cut off'],
    'no picture': [icoOf(), 'it has no picture'],
    'a pointer for a picture': [written(ico, 2, '02'), 'it is not an ICO file'],
    nothing: [Buffer.alloc(0), BROKEN],
  });

  const SHAPE = 'it has an element that is not on the list of shapes';
  const ADDRESS = 'it has an attribute or an address that is not on the list';
  const TEXT = 'it has text, or a style that is not plain';
  const MALFORMED = 'it is not well-formed';
  const DOCTYPE = 'it has a doctype, an entity or an instruction';
  refuses('svg', {
    'a script': [svg('<script>1</script>'), SHAPE],
    'a script by another name': [svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'), SHAPE],
    'a page inside': [svg('<foreignObject/>'), SHAPE],
    metadata: [svg('<metadata/>'), SHAPE],
    'a title': [svg('<title>MORE</title>'), SHAPE],
    'a description': [svg('<desc>MORE</desc>'), SHAPE],
    'a link': [svg('<a href="#x"/>'), SHAPE],
    'text to read': [svg('<text x="1" y="1">MORE</text>'), SHAPE],
    'a picture inside': [svg('<image href="#x"/>'), SHAPE],
    'a movement': [svg('<path><set attributeName="href" to="#x"/></path>'), SHAPE],
    'an element in a style': [svg('<style><g/></style>'), SHAPE],
    'text between shapes': [svg('<g>MORE</g>'), TEXT],
    'text behind it': [behind(svg('')), TEXT],
    'a comment': [svg('<!-- MORE -->'), 'it has a comment'],
    'a comment behind it': [Buffer.concat([svg(''), Buffer.from('<!-- MORE -->')]), 'it has a comment'],
    'a second picture behind it': [Buffer.concat([svg(''), svg('')]), 'it is not one whole SVG file'],
    'an event': [svg('<path onclick="x"/>'), ADDRESS],
    'an event in capitals': [svg('<path ONLOAD="x"/>'), ADDRESS],
    'an event of the whole': [svg('', 'xmlns="http://www.w3.org/2000/svg" onload="x"'), ADDRESS],
    'an address elsewhere': [svg('<use href="https://x.example/#a"/>'), ADDRESS],
    'an address beside it': [svg('<use href="x.svg"/>'), ADDRESS],
    'an address that is a script': [svg('<use href="javascript:x"/>'), ADDRESS],
    'an address without a scheme': [svg('<use href="//x.example/#a"/>'), ADDRESS],
    'an address of data': [svg('<use href="data:image/svg+xml,x"/>'), ADDRESS],
    'an address with entities': [svg('<use href="&#106;avascript:x"/>'), ADDRESS],
    'an address under another name': [
      svg('<use y:href="#x" xmlns:y="http://www.w3.org/1999/xlink"/>'),
      ADDRESS,
    ],
    'an address in a colour': [svg('<path fill="url(https://x.example/#a)"/>'), ADDRESS],
    'a style with an address': [svg('<path style="fill: url(x.svg#a)"/>'), ADDRESS],
    'a style with an address in escapes': [svg('<path style="fill: \\75rl(x.svg#a)"/>'), ADDRESS],
    'notes of a drawing program': [svg('<path inkscape:label="MORE"/>'), ADDRESS],
    'notes of its own': [svg('<path data-name="MORE"/>'), ADDRESS],
    'another namespace': [svg('<g xmlns:x="https://x.example/"/>'), ADDRESS],
    'a sheet with an address': [svg('<style>path { fill: url(x.svg#a) }</style>'), TEXT],
    'a sheet with an address in strings': [svg('<style>path { fill: image-set("x.png" 1x) }</style>'), TEXT],
    'a sheet with an address of data': [svg('<style>path { fill: URL(data:,x) }</style>'), TEXT],
    'a sheet that fetches another': [svg('<style>@import "x.css";</style>'), TEXT],
    'a sheet that fetches a font': [svg('<style>@font-face { font-family: x }</style>'), TEXT],
    'a comment in a sheet': [svg('<style>/* MORE */</style>'), TEXT],
    'an address in a sheet that is data': [svg('<style><![CDATA[@import url(x.css)]]></style>'), TEXT],
    'a doctype': [Buffer.concat([Buffer.from('<!DOCTYPE svg>'), svg('')]), DOCTYPE],
    'an entity': [
      Buffer.concat([Buffer.from('<!DOCTYPE svg [<!ENTITY x "MORE">]>'), svg('<g>&x;</g>')]),
      DOCTYPE,
    ],
    'an instruction': [Buffer.concat([Buffer.from('<?xml-stylesheet href="x.css"?>'), svg('')]), DOCTYPE],
    'an instruction inside': [svg('<?php x ?>'), DOCTYPE],
    'another encoding': [Buffer.from(`\ufeff${svg('<script/>')}`, 'utf16le'), NOT_ASCII],
    'another encoding that it tells': [
      Buffer.concat([Buffer.from('<?xml version="1.0" encoding="utf-7"?>'), svg('')]),
      DOCTYPE,
    ],
    'no namespace': [svg('', 'width="9"'), 'it is not an SVG file'],
    'another root': [Buffer.from('<g xmlns="http://www.w3.org/2000/svg"/>'), 'it is not an SVG file'],
    'half a tag behind it': [Buffer.concat([svg(''), Buffer.from('<MORE x="</svg>')]), MALFORMED],
    'half a comment behind it': [Buffer.concat([svg(''), Buffer.from('<!-- MORE')]), 'it has a comment'],
    'an end of nothing': [svg('</MORE>'), MALFORMED],
    'an end with attributes': [svg('<g></g class="MORE">'), MALFORMED],
    'an end that is empty': [svg('<g></g/>'), MALFORMED],
    'an attribute without quotes': [svg('<g class=MORE></g>'), MALFORMED],
    'an element that does not end': [svg('<g>'), MALFORMED],
    'an end that is cut off': [svg('').subarray(0, -6), 'it is not one whole SVG file'],
    'data between shapes': [svg('<![CDATA[MORE]]>'), TEXT],
    'spaces that only look like it': [svg('<g>\u00a0\u2003</g>'), NOT_ASCII],
    'a page for a picture': [Buffer.from('<!doctype html><title>x</title>'), DOCTYPE],
    nothing: [Buffer.alloc(0), 'it is not one whole SVG file'],
  });
});

describe('a file is expected', () => {
  it('if the site makes it, or hosts and authors may add it', () => {
    const files = [
      'a/index.html',
      'images/0123456789abcdef-4x4.avif',
      'favicon.ico',
      'logo.svg',
      'data/0123456789abcdef.csv',
    ];
    for (const file of [...files, '.well-known/security.txt', '.well-known/apple-app-site-association'])
      expect(isExpected(file), file).toBe(true);
  });

  it('but not a picture where nobody looks into it', () => {
    for (const file of [
      '.well-known/x.jpeg',
      '.well-known/x.gif',
      'x.gif',
      'x.PNG',
      'images/x.png',
      'data/x.csv',
      'x.csv',
      'x.jpeg',
    ])
      expect(isExpected(file), file).toBe(false);
  });
});
