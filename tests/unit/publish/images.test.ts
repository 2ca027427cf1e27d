import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { surplusOf } from '../../../src/audit/inventory.ts';
import { isError } from '../../../src/findings.ts';
import { type PublicImage, publicImage } from '../../../src/publish/images.ts';
import { preparePublication } from '../../../src/publish/publication.ts';
import { fixtureContent, NOW } from '../../fixture-content.ts';
import {
  box,
  deflatedZeros,
  exifThumbnail,
  holds,
  iptcCaption,
  noise,
  plain,
  pngChunk,
  pngOf,
  profileOf,
  riffChunk,
  segment,
  webpOf,
  withChunks,
  withinBoxes,
  withSegments,
} from '../../pictures.ts';

const CANARY = 'CANARYINPICTURE';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${CANARY}</x:xmpmeta>`;
const EXIF = { IFD0: { Artist: CANARY, ImageDescription: CANARY }, IFD3: { GPSMapDatum: CANARY } };
const FILE = 'postmortems/fx-2026-100/index.mdx';

let content: string;
let folder: string;

beforeEach(async () => {
  content = await fixtureContent();
  folder = path.dirname(path.join(content, FILE));
  await mkdir(folder);
});

/** The picture that is published of an authored one. */
async function published(authored: Uint8Array): Promise<PublicImage> {
  await writeFile(path.join(folder, 'picture'), authored);
  const image = await publicImage('./picture', folder);
  if ('code' in image) throw new Error(image.detail);
  return image;
}

/** What is wrong with a postmortem that refers to an image. */
async function findingsOf(address: string, authored?: Uint8Array) {
  if (authored) await writeFile(path.join(folder, 'picture.png'), authored);
  const front = 'title: T\nstatus: pending\nseverity: sev1\nstartedAt: 2026-11-20T12:00:00Z';
  await writeFile(path.join(content, FILE), `---\n${front}\n---\n![A chart](${address})\n`);
  const { findings, files } = await preparePublication(content, { now: NOW, mode: 'public' });
  expect(files.size).toBe(0);
  return findings
    .filter((found) => isError(found) && found.file === FILE)
    .map(({ code, line, column, message }) => [code, line, column, message.replace(/^.*?: /, '')]);
}

/** The first pixel of a picture, and its last one. */
async function cornersOf(bytes: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return [[...data.subarray(0, info.channels)], [...data.subarray(-info.channels)]];
}

const jpeg = () => noise().jpeg().toBuffer();
const png = () => noise().png().toBuffer();
const webp = () => noise().webp({ lossless: true }).toBuffer();
const avif = () => plain().avif().toBuffer();
const behind = async (picture: Promise<Buffer>) => Buffer.concat([await picture, Buffer.from(CANARY)]);

type Made = () => Promise<Buffer>;

/** By what hides in them: a picture with it, and the same pixels without. */
const CARRIERS: Record<string, [carrier: Made, bare: Made]> = {
  'Exif with a place in a JPEG': [() => noise().withExif(EXIF).jpeg().toBuffer(), jpeg],
  'a thumbnail in a JPEG': [
    async () => {
      const thumbnail = withSegments(await plain(16, 16).jpeg().toBuffer(), segment(0xfe, CANARY));
      return withSegments(await jpeg(), segment(0xe1, exifThumbnail(thumbnail)));
    },
    jpeg,
  ],
  'XMP in a JPEG': [() => noise().withXmp(XMP).jpeg().toBuffer(), jpeg],
  'IPTC in a JPEG': [async () => withSegments(await jpeg(), segment(0xed, iptcCaption(CANARY))), jpeg],
  'a comment in a JPEG': [async () => withSegments(await jpeg(), segment(0xfe, CANARY)), jpeg],
  'a segment of nobody in a JPEG': [async () => withSegments(await jpeg(), segment(0xef, CANARY)), jpeg],
  'bytes behind a JPEG': [() => behind(jpeg()), jpeg],
  'a second picture behind a JPEG': [
    async () => Buffer.concat([await jpeg(), withSegments(await jpeg(), segment(0xfe, CANARY))]),
    jpeg,
  ],
  'Exif in a PNG': [() => noise().withExif(EXIF).png().toBuffer(), png],
  'XMP in a PNG': [() => noise().withXmp(XMP).png().toBuffer(), png],
  'text in a PNG': [async () => withChunks(await png(), 'IDAT', pngChunk('tEXt', `Comment\0${CANARY}`)), png],
  'compressed text in a PNG': [
    async () =>
      withChunks(
        await png(),
        'IDAT',
        pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(CANARY)])),
        pngChunk('iTXt', Buffer.concat([Buffer.from('Title\0\x01\0en\0\0'), deflateSync(CANARY)])),
      ),
    png,
  ],
  'international text in a PNG': [
    async () => withChunks(await png(), 'IDAT', pngChunk('iTXt', `Title\0\0\0en\0\0${CANARY}`)),
    png,
  ],
  'text behind the pixels of a PNG': [
    async () => withChunks(await png(), 'IEND', pngChunk('tEXt', `Comment\0${CANARY}`)),
    png,
  ],
  'a private chunk in a PNG': [async () => withChunks(await png(), 'IEND', pngChunk('caNy', CANARY)), png],
  'bytes behind a PNG': [() => behind(png()), png],
  'Exif and XMP in a WebP file': [
    () => noise().withExif(EXIF).withXmp(XMP).webp({ lossless: true }).toBuffer(),
    webp,
  ],
  'a chunk of nobody in a WebP file': [
    async () => webpOf((await webp()).subarray(12), riffChunk('CNRY', CANARY)),
    webp,
  ],
  'bytes behind a WebP file': [() => behind(webp()), webp],
  'Exif and XMP in an AVIF file': [() => plain().withExif(EXIF).withXmp(XMP).avif().toBuffer(), avif],
  'a box of nobody in an AVIF file': [
    async () => withinBoxes(await avif(), ['meta'], box('uuid', '0123456789abcdef', CANARY)),
    avif,
  ],
  'bytes behind an AVIF file': [() => behind(avif()), avif],
};

describe('nothing but pixels is published:', () => {
  it.each(Object.entries(CARRIERS))('%s has no trace', async (_, [carrier, bare]) => {
    const authored = await carrier();
    expect(holds(authored, CANARY)).toBe(true);
    const image = await published(authored);
    expect(holds(image.bytes, CANARY)).toBe(false);
    expect(await surplusOf(image.name, Buffer.from(image.bytes))).toBeUndefined();
    expect(image).toEqual(await published(await bare()));
  });

  it.each(['jpeg', 'png'] as const)('a colour profile in a %s file has no trace', async (format) => {
    const profile = await profileOf(CANARY);
    const bare = await plain()[format]().toBuffer();
    const authored =
      format === 'png'
        ? withChunks(
            bare,
            'IDAT',
            pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(profile)])),
          )
        : withSegments(bare, segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), profile])));
    expect((await sharp(authored).metadata()).icc).toEqual(profile);
    expect(holds(authored, CANARY)).toBe(true);
    const image = await published(authored);
    expect(holds(image.bytes, CANARY)).toBe(false);
    expect(await surplusOf(image.name, Buffer.from(image.bytes))).toBeUndefined();
  });

  it.each(['png', 'jpeg', 'webp', 'avif'] as const)(
    'the resolution of a %s file has no trace',
    async (format) => {
      const [coarse, fine] = [72, 300].map((density) =>
        plain().withMetadata({ density })[format]().toBuffer(),
      );
      expect(await published(Buffer.from((await coarse) ?? ''))).toEqual(
        await published(Buffer.from((await fine) ?? '')),
      );
    },
  );

  const SECRET = { r: 200, g: 10, b: 30 };
  const TRANSPARENT: Record<string, (hidden: Sharp) => Promise<Buffer>> = {
    'a PNG': (hidden) => hidden.png().toBuffer(),
    'a PNG with 16 bits': (hidden) => hidden.toColourspace('rgb16').png().toBuffer(),
    'a PNG with a palette': (hidden) => hidden.png({ palette: true }).toBuffer(),
    'a WebP file': (hidden) => hidden.webp({ lossless: true, exact: true }).toBuffer(),
    'an AVIF file': (hidden) => hidden.avif({ lossless: true }).toBuffer(),
  };
  it.each(Object.entries(TRANSPARENT))(
    'colour under full transparency in %s has no trace',
    async (name, make) => {
      const background = { ...SECRET, alpha: 0 };
      const authored = await make(sharp({ create: { width: 16, height: 16, channels: 4, background } }));
      // The palette is made of what can be seen, so that its colour is gone already.
      if (!name.includes('palette'))
        expect(await cornersOf(authored)).toContainEqual([...Object.values(SECRET), 0]);
      const { bytes } = await published(authored);
      expect(await cornersOf(bytes)).toEqual([
        [255, 255, 255],
        [255, 255, 255],
      ]);
    },
  );
});

describe('a picture that lies on its side is turned upright and told nothing of:', () => {
  const RED = [255, 0, 0];
  const BLUE = [0, 0, 255];
  const TURNED: [orientation: number, size: string, corners: number[][]][] = [
    [1, '32x16', [RED, BLUE]],
    [3, '32x16', [BLUE, RED]],
    [6, '16x32', [RED, BLUE]],
    [8, '16x32', [BLUE, RED]],
  ];
  it.each(TURNED)('orientation %i', async (orientation, size, corners) => {
    // The left half is red and the right one blue.
    const right = { input: await plain(16, 16, '#0000ff').png().toBuffer(), left: 16, top: 0 };
    const picture = plain(32, 16, '#ff0000').composite([right]).withMetadata({ orientation });
    for (const format of ['png', 'webp', 'jpeg', 'avif'] as const) {
      const authored = await picture.clone()[format]({ quality: 100 }).toBuffer();
      const { name, bytes } = await published(authored);
      expect(name).toContain(`-${size}.`);
      const { orientation: left, exif } = await sharp(bytes).metadata();
      expect([left, exif]).toEqual([undefined, undefined]);
      const close = corners.map((corner) => corner.map((value) => expect.closeTo(value, -1)));
      expect(await cornersOf(bytes), format).toEqual(close);
    }
  });
});

describe('the name of a published picture', () => {
  it('differs if a single pixel does', async () => {
    const dot = { input: await plain(1, 1, '#3366cd').png().toBuffer(), left: 7, top: 5 };
    const one = await published(await plain().png().toBuffer());
    const other = await published(await plain().composite([dot]).png().toBuffer());
    expect(one.name).toMatch(/^[0-9a-f]{16}-40x24\.png$/);
    expect(other.name).not.toBe(one.name);
  });

  it('comes from the pixels, so that another encoder does not change it', async () => {
    const { name, bytes } = await published(await plain().png().toBuffer());
    const pixels = await sharp(bytes).raw().toBuffer();
    expect(name).toBe(`${createHash('sha256').update(pixels).digest('hex').slice(0, 16)}-40x24.png`);
  });

  it('comes from what the file is, not from what it is called', async () => {
    await writeFile(path.join(folder, 'picture.png'), await jpeg());
    expect(await publicImage('./picture.png', folder)).toEqual(await published(await jpeg()));
  });
});

const frames = async () =>
  sharp([await plain().png().toBuffer(), await plain(40, 24, '#cc0000').png().toBuffer()], {
    join: { animated: true },
  });
const svg = (inside: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">${inside}</svg>`,
  );
const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);
const UNDECODABLE = 'it cannot be decoded';

const REFUSED: Record<string, [made: () => Promise<Buffer> | Buffer, detail: string]> = {
  'an SVG with metadata': [() => svg(`<metadata>${CANARY}</metadata>`), 'its format is svg'],
  'an SVG with a script': [() => svg(`<script>'${CANARY}'</script>`), 'its format is svg'],
  'an SVG with hidden text': [() => svg(`<text opacity="0">${CANARY}</text>`), 'its format is svg'],
  'an SVG with an address': [
    () => svg('<image width="9" height="9" xlink:href="file:///etc/hostname"/>'),
    'its format is svg',
  ],
  'a GIF': [() => plain().gif().toBuffer(), 'its format is gif'],
  'a TIFF': [() => plain().tiff().toBuffer(), 'its format is tiff'],
  'a page': [() => Buffer.from(`<!doctype html><title>${CANARY}</title>`), UNDECODABLE],
  'a PDF': [() => Buffer.from(`%PDF-1.7\n%${CANARY}\n`), UNDECODABLE],
  'a text': [() => Buffer.from(CANARY), UNDECODABLE],
  'an empty file': [() => Buffer.alloc(0), UNDECODABLE],
  'an animated WebP file': [async () => (await frames()).webp().toBuffer(), 'it has more than one frame'],
  'an animated PNG': [
    async () => withChunks(await png(), 'IDAT', pngChunk('acTL', Buffer.from('0000000200000000', 'hex'))),
    'it has more than one frame',
  ],
  'a JPEG that is cut off': [async () => half(await jpeg()), UNDECODABLE],
  'a PNG that is cut off': [async () => half(await png()), UNDECODABLE],
  'a WebP file that is cut off': [async () => half(await webp()), UNDECODABLE],
  'an AVIF file that is cut off': [async () => half(await avif()), UNDECODABLE],
  'a PNG with a length that cannot be': [
    async () => withChunks(await png(), 'IDAT', Buffer.from('ffffffff61435444', 'hex')),
    UNDECODABLE,
  ],
};

describe('what is no still picture is told with its file and place:', () => {
  it.each(Object.entries(REFUSED))('%s', async (_, [make, detail]) => {
    expect(await findingsOf('./picture.png', await make())).toEqual([['bad-image', 7, 12, detail]]);
  });
});

const NOT_RELATIVE = 'its address is not relative';
const UPWARDS = 'its address leads upwards';
const OUTSIDE = 'it lies outside the folder of the postmortem';

const ADDRESSES: Record<string, [address: string, code: string, detail: string]> = {
  'a step upwards': ['../fx-2026-001/chart.png', 'bad-image', UPWARDS],
  'a step upwards to what is not there': ['../nothing.png', 'bad-image', UPWARDS],
  'a step upwards and back': ['./x/../../fx-2026-100/picture.png', 'bad-image', UPWARDS],
  'a step upwards, percent-encoded': ['%2e%2e/fx-2026-001/chart.png', 'bad-image', UPWARDS],
  'a slash, percent-encoded': ['..%2ffx-2026-001%2fchart.png', 'bad-image', UPWARDS],
  'an absolute path': ['/etc/hostname', 'bad-image', NOT_RELATIVE],
  'an absolute path, percent-encoded': ['%2Fetc/hostname', 'bad-image', NOT_RELATIVE],
  'a backslash': ['x\\picture.png', 'bad-image', NOT_RELATIVE],
  'a backslash, percent-encoded': ['..%5cfx-2026-001%5cchart.png', 'bad-image', NOT_RELATIVE],
  'a drive, percent-encoded': ['C%3A/picture.png', 'bad-image', NOT_RELATIVE],
  'a query': ['./picture.png?raw', 'bad-image', NOT_RELATIVE],
  'a part of a file': ['./picture.png#x', 'bad-image', NOT_RELATIVE],
  'half an escape': ['./picture%f.png', 'bad-image', 'its address cannot be read'],
  'a zero': ['./picture.png%00', 'missing-image', 'no such file'],
  'a folder': ['./pictures.png', 'bad-image', 'it is not a file'],
  'a link to another file': ['./link.png', 'bad-image', OUTSIDE],
  'a link to another folder': ['./linked/chart.png', 'bad-image', OUTSIDE],
  'the text of the postmortem': ['./index.mdx', 'bad-image', UNDECODABLE],
};

describe('an address that leads elsewhere is told with its file and place:', () => {
  it.each(Object.entries(ADDRESSES))('%s', async (_, [address, code, detail]) => {
    await mkdir(path.join(folder, 'pictures.png'));
    await symlink('../fx-2026-001/chart.png', path.join(folder, 'link.png'));
    await symlink('../fx-2026-001', path.join(folder, 'linked'));
    expect(await findingsOf(address, await png())).toEqual([[code, 7, 12, detail]]);
  });
});

describe('a picture that would fill the memory', () => {
  /** Publishes a picture in a process of its own: what is said of it, and by how many MiB the process grew. */
  async function publishedApart(authored: Uint8Array): Promise<{ detail?: string; grown: number }> {
    await writeFile(path.join(folder, 'picture.png'), authored);
    const module = new URL('../../../src/publish/images.ts', import.meta.url);
    const script = `
      const { publicImage } = await import(${JSON.stringify(module.href)});
      const before = process.memoryUsage.rss();
      let most = before;
      const watch = setInterval(() => { most = Math.max(most, process.memoryUsage.rss()); }, 1);
      const { detail } = await publicImage('./picture.png', ${JSON.stringify(folder)});
      clearInterval(watch);
      console.log(JSON.stringify({ detail, grown: (most - before) / 2 ** 20 }));`;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: fileURLToPath(new URL('../../../', import.meta.url)),
    });
    return JSON.parse(stdout);
  }

  const TOO_LARGE = 'it has more than 40 million pixels';
  const BOMBS: Record<string, [made: () => Promise<Buffer> | Buffer, detail: string]> = {
    'of 49 million pixels in seven kilobytes': [
      () => pngOf({ width: 7000, height: 7000, bits: 1 }, deflatedZeros(6)),
      TOO_LARGE,
    ],
    'of 3600 million pixels': [
      () => pngOf({ width: 60_000, height: 60_000, bits: 1 }, deflatedZeros(430)),
      TOO_LARGE,
    ],
    'of 3600 million pixels that are not there': [
      () => pngOf({ width: 60_000, height: 60_000 }, Buffer.alloc(0)),
      TOO_LARGE,
    ],
    'as large as its header can tell': [
      () => pngOf({ width: 0x7fffffff, height: 0x7fffffff }, Buffer.alloc(0)),
      UNDECODABLE,
    ],
    'of 4290 million pixels in a JPEG': [
      async () => {
        const bomb = await plain().jpeg().toBuffer();
        bomb.writeUInt32BE(0xffdcffdc, bomb.indexOf(Buffer.from('ffc0', 'hex')) + 5);
        return bomb;
      },
      TOO_LARGE,
    ],
  };
  it.each(Object.entries(BOMBS))('is refused with little of it: %s', async (_, [make, detail]) => {
    const bomb = await make();
    expect(await findingsOf('./picture.png', bomb)).toEqual([['bad-image', 7, 12, detail]]);
    const { grown, ...rest } = await publishedApart(bomb);
    expect(rest).toEqual({ detail });
    expect(grown).toBeLessThan(100);
  });

  it('is refused unread if the file itself is too large', async () => {
    expect(await findingsOf('./picture.png', Buffer.alloc(30 * 2 ** 20 + 1))).toEqual([
      ['bad-image', 7, 12, 'it is larger than 30 MiB'],
    ]);
  });
});
