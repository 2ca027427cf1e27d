import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import sharp from 'sharp';
import type { Titled } from './pictures/card.ts';
import { Lettering } from './pictures/lettering.ts';
import { drawPreview, type Typefaces } from './pictures/preview.ts';
import { readSettings } from './settings.ts';

const root = process.cwd();
/** What the picture of the site is kept under: no id of an incident has such a sign. */
export const SITE_PREVIEW = '_site';

const folder = path.join(readSettings(process.env, root).cacheDir, 'previews');
const isPreview = process.env['AFTERWORD_PREVIEW'] === '1';
const require = createRequire(path.join(root, 'package.json'));

const typeface = async (file: string): Promise<Lettering> => new Lettering(await readFile(file));

let faces: Promise<Typefaces> | undefined;

/** The typefaces of pictures. They come with the project: what a machine has installed makes no difference. */
export function getTypefaces(): Promise<Typefaces> {
  faces ??= Promise.all([
    typeface(require.resolve('@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf')),
    typeface(require.resolve('@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf')),
  ]).then(([bold, medium]) => ({ bold, medium }));
  return faces;
}

/** Sixteen colours are enough for a drawing of five and their edges. */
const PNG = { palette: true, colours: 16, dither: 0, effort: 1 } as const;

/** What the pixels depend on beside the drawing. */
const MADE_BY = JSON.stringify([sharp.versions, PNG]);
const DIGEST = 32;

/** Nothing but pixels. */
const rasterise = (svg: string): Promise<Buffer> => sharp(Buffer.from(svg)).removeAlpha().png(PNG).toBuffer();

/** One file a picture: the digest of its drawing, and the pixels. Of a drawing that changed, nothing is left. */
async function kept(name: string, svg: string): Promise<Buffer> {
  const file = path.join(folder, `${name}.png`);
  const digest = createHash('sha256').update(MADE_BY).update(svg).digest();
  const before = await readFile(file).catch(() => undefined);
  if (before?.subarray(0, DIGEST).equals(digest)) return before.subarray(DIGEST);
  const pixels = await rasterise(svg);
  await mkdir(folder, { recursive: true });
  // A build that is killed leaves no half of a picture under this name.
  await writeFile(`${file}.part`, Buffer.concat([digest, pixels]));
  await rename(`${file}.part`, file);
  return pixels;
}

/** Removes what is kept of pictures that the site no longer has. */
export async function keepOnly(names: readonly string[]): Promise<void> {
  if (isPreview) return;
  const files = new Set(names.map((name) => `${name}.png`));
  for (const file of await readdir(folder).catch(() => []))
    if (!files.has(file)) await rm(path.join(folder, file));
}

/** A card as a PNG under a name that no other has; what was drawn before is taken from the cache. */
export async function getPreview(name: string, { card, isSpelt }: Titled): Promise<Uint8Array<ArrayBuffer>> {
  if (!isSpelt && !isPreview)
    process.stderr.write(
      `          ${name}.png: its typeface has no letters for the title and shows ${card.title}\n`,
    );
  const svg = drawPreview(card, await getTypefaces());
  return new Uint8Array(await (isPreview ? rasterise(svg) : kept(name, svg)));
}
