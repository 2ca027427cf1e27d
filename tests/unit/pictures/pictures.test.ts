import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { surplusOf } from '../../../src/audit/inventory.ts';
import { drawBadge } from '../../../src/pictures/badge.ts';
import { incidentBadge, siteBadge } from '../../../src/pictures/badges.ts';
import { incidentCard, siteCard, spelt } from '../../../src/pictures/card.ts';
import { Lettering } from '../../../src/pictures/lettering.ts';
import { IMPACT_PAINT, PAINT, signOf } from '../../../src/pictures/paint.ts';
import { type Card, drawPreview } from '../../../src/pictures/preview.ts';
import { archiveIn, over } from '../model/archives.ts';

const { resolve } = createRequire(import.meta.url);
const typeface = async (file: string) =>
  new Lettering(await readFile(resolve(`@expo-google-fonts/inter/${file}`)));
const bold = await typeface('700Bold/Inter_700Bold.ttf');
const medium = await typeface('500Medium/Inter_500Medium.ttf');
const faces = { bold, medium };

const card: Card = {
  name: 'Halyard',
  reference: 'pm-2026-015',
  severity: { label: 'SEV 2', impact: 'major' },
  title: 'Large requests stalled after we moved to a new interconnect',
  facts: ['21 July 2026', '3 hr, 46 min', 'Postmortem published'],
};

const published = { status: 'published', publishedAt: '2026-03-16T12:00:00Z' };
function archiveWith(more: object) {
  const archive = archiveIn('UTC', {
    'pm-1': over('2026-03-14T09:00:00Z', '2026-03-14T11:48:00Z', more),
  });
  const [incident] = archive.incidents;
  if (!incident) throw new Error('The archive is empty.');
  return { archive, incident };
}

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Columns of a picture, from left to right, that are not of its background between two rows. */
async function columnsOf(svg: string, from: number, to: number): Promise<number[]> {
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3);
  return Array.from({ length: info.width }, (_, x) => x).filter((x) =>
    Array.from({ length: to - from }, (_, row) => from + row).some(
      (y) => !at(x, y).equals(at(info.width - 1, y)),
    ),
  );
}

describe('letters', () => {
  it('are set as HarfBuzz shapes them: closer where they would leave a gap', () => {
    expect(bold.width('AV', 100)).toBeLessThan(bold.width('A', 100) + bold.width('V', 100) - 2);
    expect(bold.width('AV', 50)).toBeCloseTo(bold.width('AV', 100) / 2);
    expect(bold.width('AV', 100, 0.1)).toBeCloseTo(bold.width('AV', 100) + 20);
  });

  it('stand where they are put, one after the other', async () => {
    const at = (x: number) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><path d="${bold.outline('HH', { x, y: 50, size: 40 })}"/></svg>`;
    const [first, moved] = [await columnsOf(at(10), 0, 60), await columnsOf(at(60), 0, 60)];
    expect(moved.map((x) => x - 50)).toEqual(first);
    expect((first.at(-1) ?? 0) - (first[0] ?? 0)).toBeCloseTo(bold.width('HH', 40), -1);
  });

  it('are those of Latin, Cyrillic and Greek; a text with others is not drawn by half', () => {
    expect(bold.legible('Ёлка, Ωμέγα, naïve Việt ğ – “x” →')).toBe('Ёлка, Ωμέγα, naïve Việt ğ – “x” →');
    expect(bold.legible('决济 failed')).toBeUndefined();
    expect(bold.legible('תשלומים')).toBeUndefined();
  });

  it('are drawn without the pictographs between them', () => {
    expect(bold.legible('Fire 🔥 in 👩🏽‍🚒 rack 1️⃣')).toBe('Fire in rack 1');
    expect(bold.legible('🔥')).toBeUndefined();
  });
});

describe('the picture of a link', () => {
  it('is nothing but shapes, the same each time, and small once it is pixels', async () => {
    const svg = drawPreview(card, faces);
    expect(drawPreview(card, faces)).toBe(svg);
    expect(await surplusOf('x.svg', Buffer.from(svg))).toBeUndefined();
    expect(await sharp(Buffer.from(svg)).metadata()).toMatchObject({ width: 1200, height: 630 });
  });

  it('keeps a title in its column, however long it and its words are', async () => {
    const longest = ['W'.repeat(120), `${'Wide '.repeat(24).trim()}`, 'Short', 'Two words'];
    for (const title of longest) {
      const columns = (
        await columnsOf(drawPreview({ ...card, severity: undefined, title }, faces), 130, 500)
      ).filter((x) => x >= 24);
      expect(columns[0], title).toBeGreaterThan(80);
      expect(columns.at(-1), title).toBeLessThanOrEqual(1200 - 72);
    }
  });

  it('keeps the name, the reference and the facts in their lines, however long they are', async () => {
    const long = {
      ...card,
      name: 'Wide name '.repeat(8).trim(),
      reference: 'p'.repeat(64),
      facts: Array(6).fill('A long fact'),
    };
    const svg = drawPreview(long, faces);
    for (const [from, to] of [
      [60, 115],
      [520, 630],
    ] as const) {
      const columns = (await columnsOf(svg, from, to)).filter((x) => x >= 24);
      expect(columns.length).toBeGreaterThan(500);
      expect(columns.at(-1)).toBeLessThanOrEqual(1200 - 72);
    }
  });

  it('breaks a title into lines of about the same length', async () => {
    const width = async (title: string) =>
      (await columnsOf(drawPreview({ ...card, severity: undefined, title }, faces), 130, 500)).at(-1) ?? 0;
    expect(await width('Payouts to some banks are now rather late')).toBeLessThan(1000);
  });

  it('takes smaller letters rather than to break a word', () => {
    const pathsOf = (title: string) => drawPreview({ ...card, title }, faces).match(/<path /g)?.length;
    expect(pathsOf('Donaudampfschifffahrtskapitän')).toBe(pathsOf('Short'));
  });

  it('shows what is told of the incident at a glance', () => {
    const { archive, incident } = archiveWith({ ...published, title: 'Cards were refused' });
    expect(incidentCard(incident, archive, faces)).toEqual({
      isSpelt: true,
      card: {
        name: 'T',
        reference: 'pm-1',
        severity: { label: 'SEV 1', impact: 'critical' },
        title: 'Cards were refused',
        facts: ['14 March 2026', '2 hr 48 min', 'Postmortem published'],
      },
    });
  });

  it('shows the id where the typeface has no letters for the title, and says so', () => {
    const { archive, incident } = archiveWith({ ...published, title: '決済ができない' });
    const site = { ...archive.site, name: 'ハリヤード', description: '障害の記録', locale: 'ja' };
    expect(incidentCard(incident, { site, url: 'https://t.example/base' }, faces)).toEqual({
      isSpelt: false,
      card: {
        name: 't.example',
        reference: 'pm-1',
        severity: { label: 'SEV 1', impact: 'critical' },
        title: 'pm-1',
        facts: ['14 March 2026', '2 hr 48 min', 'Postmortem published'],
      },
    });
    expect(siteCard({ ...archive, site }, faces)).toMatchObject({
      isSpelt: false,
      card: { title: 'History' },
    });
    expect(spelt(bold, '決', '済', 'sev1')).toBe('sev1');
  });

  it('has colours that can be told apart: text 4.5 to 1, signs 3 to 1', () => {
    for (const fill of [...Object.values(IMPACT_PAINT), PAINT.ink, PAINT.calm, PAINT.quiet, PAINT.accent])
      expect(contrast(fill, PAINT.paper), fill).toBeGreaterThanOrEqual(4.5);
    for (const fill of [PAINT.ink, PAINT.quiet])
      expect(contrast(fill, PAINT.raised), fill).toBeGreaterThanOrEqual(4.5);
  });

  it('has a sign of its own for each impact', () => {
    const signs = (['critical', 'major', 'minor', 'none'] as const).map((impact) => signOf(impact, 0, 0, 20));
    expect(new Set(signs).size).toBe(4);
  });
});

describe('a badge', () => {
  it('says how bad the incident was and what state it is in, in shapes and as its name', async () => {
    const { incident } = archiveWith(published);
    const svg = drawBadge(incidentBadge(incident, medium), medium);
    expect(svg).toContain(' role="img" ');
    expect(svg).toContain('<title>SEV 1: Postmortem published</title>');
    expect(await surplusOf('incidents/pm-1.svg', Buffer.from(svg))).toBeUndefined();
    expect(await sharp(Buffer.from(svg)).metadata()).toMatchObject({ format: 'svg', height: 20 });
  });

  it('calls a near miss what it is', () => {
    const { incident } = archiveWith({ ...published, kind: 'near-miss' });
    expect(incidentBadge(incident, medium)).toMatchObject({
      label: 'Near miss',
      text: 'Postmortem published',
    });
  });

  it('of the site counts what is not resolved, and claims nothing of live health', () => {
    const { archive } = archiveWith(published);
    expect(siteBadge(archive, medium)).toEqual({
      label: 'T',
      text: 'No unresolved incidents',
      fill: PAINT.calm,
    });
    const open = archiveWith({ status: 'pending', resolvedAt: undefined });
    expect(siteBadge(open.archive, medium)).toEqual({
      label: 'T',
      text: '1 unresolved incident',
      fill: IMPACT_PAINT.critical,
    });
  });

  it('has room for each of its texts', async () => {
    const svg = drawBadge({ label: 'Wide WWW', text: 'Another WWW', fill: '#1b2226' }, medium);
    const columns = await columnsOf(svg, 5, 15);
    const { width = 0 } = await sharp(Buffer.from(svg)).metadata();
    expect(columns[0]).toBeGreaterThanOrEqual(6);
    expect(columns.at(-1)).toBeLessThanOrEqual(width - 7);
  });

  it('is ASCII, whatever it says', async () => {
    const svg = drawBadge({ label: 'Ölwerk <b>"&', text: 'Gelöst', fill: '#1b2226' }, medium);
    expect(svg).toContain('<title>&#214;lwerk &#60;b&#62;&#34;&#38;: Gel&#246;st</title>');
    expect(await surplusOf('status.svg', Buffer.from(svg))).toBeUndefined();
  });
});
