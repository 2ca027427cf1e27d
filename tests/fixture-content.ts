import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

export const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url));

/** A moment at which the embargo of the fixture still holds and its open incident is a day old. */
export const NOW = Date.parse('2026-11-21T09:00:00Z');

/** A picture with all that a camera leaves in it. */
export async function pictureWith(secret: string, colour: string): Promise<Buffer> {
  const image = sharp({ create: { width: 40, height: 20, channels: 4, background: colour } });
  const marked = image
    .withExif({ IFD0: { ImageDescription: secret, Artist: secret } })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`);
  return Buffer.concat([await marked.png().toBuffer(), Buffer.from(secret)]);
}

/** A folder of its own, with a space in its path. */
export async function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'after word '));
}

/** A copy of the fixture archive with its pictures, in a folder of its own. */
export async function fixtureContent(): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'content');
  await cp(path.join(fixtures, 'site'), folder, { recursive: true });
  const images = path.join(folder, 'postmortems', 'fx-2026-001');
  await writeFile(path.join(images, 'chart.png'), await pictureWith('CANARYEXIF', '#3366cc'));
  await writeFile(path.join(images, 'secret.png'), await pictureWith('CANARYSECRETEXIF', '#cc3366'));
  return folder;
}
