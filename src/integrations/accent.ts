import Color from 'colorjs.io';

/** The least contrast of a link to what it stands on (WCAG 2.2, 1.4.3: 4.5 to 1), and a little for rounding. */
const LEAST_CONTRAST = 4.55;
/** How much of the colour of focus lies over a surface, at most: behind the entry that a link led to. */
const TINT = 0.15;
const STEP = 0.005;

const asHex = (color: Color): string =>
  color.to('srgb').toGamut().toString({ format: 'hex', collapse: false });

/**
 * A colour as authored if it can be read on every one of the surfaces, which are all light or all dark; if not, the
 * nearest lightness (OKLCH) of it that can. In hexadecimal sRGB.
 */
export function readableOn(surfaces: readonly string[], authored: string): string {
  const backgrounds = surfaces.map((surface) => new Color(surface));
  const isReadable = (hex: string) => backgrounds.every((each) => each.contrastWCAG21(hex) >= LEAST_CONTRAST);
  const color = new Color(authored).to('oklch');
  const step = backgrounds.some((each) => each.luminance < 0.18) ? STEP : -STEP;
  let hex = asHex(color);
  for (
    let lightness = Math.min(1, Math.max(0, color.l ?? 0));
    !isReadable(hex) && lightness >= 0 && lightness <= 1;
    lightness += step
  ) {
    color.l = lightness;
    hex = asHex(color);
  }
  return hex;
}

/** Both colours of each token whose name begins like this, as written in tokens.css: `--name: light-dark(#…, #…)`. */
const pairsOf = (tokens: string, name: string): [light: string, dark: string][] =>
  [...tokens.matchAll(new RegExp(`--${name}[\\w-]*: light-dark\\((#\\w+), (#\\w+)\\)`, 'g'))].map(
    ([, light = '', dark = '']) => [light, dark],
  );

/** tokens.css with the accent of an archive, for light and dark. Throws if it has no accent, surface or focus. */
export function withAccent(tokens: string, authored: string): string {
  const surfaces = pairsOf(tokens, 'surface');
  const [focus] = pairsOf(tokens, 'focus');
  const accent = /(?<=--accent: )light-dark\([^)]*\)/;
  if (surfaces.length === 0 || !focus || !accent.test(tokens))
    throw new Error('tokens.css has no accent, no surface or no focus.');
  const [light, dark] = ([0, 1] as const).map((side) => {
    const plain = surfaces.map((pair) => pair[side]);
    const tinted = plain.map((each) => asHex(new Color(each).mix(focus[side], TINT, { space: 'srgb' })));
    return readableOn([...plain, ...tinted], authored);
  });
  return tokens.replace(accent, `light-dark(${light}, ${dark})`);
}

/** Puts the accent of site.yaml into the one style sheet while it is built: a page may hold no style of its own. */
export function accent(authored: string | undefined) {
  return {
    name: 'afterword:accent',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      const isTokens = /\/styles\/tokens\.css$/.test(id.replace(/\?.*$/, ''));
      return authored && isTokens ? { code: withAccent(code, authored), map: null } : undefined;
    },
  };
}
