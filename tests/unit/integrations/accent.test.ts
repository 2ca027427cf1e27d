import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accent, readableOn, withAccent } from '../../../src/integrations/accent.ts';
import { siteSchema } from '../../../src/schema/site.ts';

const TOKENS = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');
const LIGHT = ['#fdfdfc', '#f3f4f2'];
const DARK = ['#14181b', '#1d2327'];

/** The contrast of two colours in #rrggbb, as WCAG 2.2 defines it. */
function contrast(...hexes: [string, string]): number {
  const [brighter = 0, darker = 0] = hexes
    .map((hex) => {
      expect(hex).toMatch(/^#[\da-f]{6}$/);
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
        const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((a, b) => b - a);
  return (brighter + 0.05) / (darker + 0.05);
}

describe('an accent', () => {
  it('can be read on each surface, in light and dark, whatever was chosen', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(channel, channel, channel, (...rgb) => {
        for (const surfaces of [LIGHT, DARK]) {
          const colour = readableOn(surfaces, `rgb(${rgb.join(' ')})`);
          for (const surface of surfaces) expect(contrast(colour, surface)).toBeGreaterThanOrEqual(4.5);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stays as it is where it can be read, and is else as near to it as can be', () => {
    expect([readableOn(LIGHT, '#175676'), readableOn(DARK, '#7cc4ea')]).toEqual(['#175676', '#7cc4ea']);
    expect([readableOn(LIGHT, '#0b6bcb'), readableOn(DARK, '#0b6bcb')]).toEqual(['#0b6bcb', '#368aed']);
    expect([readableOn(LIGHT, 'white'), readableOn(DARK, 'black')]).toEqual(['#6f6f6f', '#8a8a8a']);
    expect(contrast(readableOn(LIGHT, 'yellow'), '#f3f4f2')).toBeLessThan(4.7);
  });

  it('may be more than a screen of sRGB shows', () => {
    expect(contrast(readableOn(LIGHT, 'oklch(0.7 0.4 150)'), '#f3f4f2')).toBeGreaterThanOrEqual(4.5);
  });

  it('can be read on the tint of the entry that a link led to as well', () => {
    const [, light = '', dark = ''] =
      /--accent: light-dark\((#\w+), (#\w+)\)/.exec(withAccent(TOKENS, '#777')) ?? [];
    // 15 % of the focus over a surface.
    expect(contrast(light, '#eadccf')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, '#3f392e')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, '#3f392e')).toBeLessThan(5);
  });

  it('takes the place of the one in the style sheet, and of nothing else', () => {
    const changed = withAccent(TOKENS, 'yellow').split('\n');
    const lines = TOKENS.split('\n');
    const different = changed.filter((line, index) => line !== lines[index]);
    expect(different).toEqual([expect.stringMatching(/^ {4}--accent: light-dark\(#\w{6}, #ffff00\);$/)]);
    expect(changed).toHaveLength(lines.length);
  });

  it('tells when there is nothing to put it into', () => {
    expect(() => withAccent(TOKENS.replaceAll('--surface', '--ground'), 'red')).toThrow('tokens.css');
    expect(() => withAccent(TOKENS.replace('--focus:', '--ring:'), 'red')).toThrow('tokens.css');
    expect(() => withAccent(TOKENS.replace('--accent:', '--tint:'), 'red')).toThrow('tokens.css');
  });

  it('changes the one file that names it, if site.yaml has one', () => {
    const plugin = accent('red');
    expect(plugin.transform(TOKENS, '/x/src/styles/tokens.css?direct')?.code).toContain('#');
    expect(plugin.transform(TOKENS, '/x/src/styles/base.css')).toBeUndefined();
    expect(accent(undefined).transform(TOKENS, '/x/src/styles/tokens.css')).toBeUndefined();
  });
});

describe('the accent of site.yaml', () => {
  const isFine = (colour: unknown) =>
    siteSchema.safeParse({ name: 'T', description: 'T', url: 'https://t.example', brand: { accent: colour } })
      .success;

  it('is a colour of CSS that nothing shines through', () => {
    for (const colour of ['#0b6bcb', '#06c', 'rebeccapurple', 'rgb(11 107 203)', 'oklch(0.5 0.1 250)'])
      expect(isFine(colour), colour).toBe(true);
    for (const colour of ['0b6bcb', '#0b6bcb80', 'transparent', 'bluish', 'var(--x)', 'red;}', null, 6])
      expect(isFine(colour), String(colour)).toBe(false);
  });
});
