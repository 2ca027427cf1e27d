import type { SeverityLevel } from '../schema/site.ts';

type Impact = SeverityLevel['impact'];

/** The colours of pictures. Each pair that touches has the contrast of WCAG 2.2 AA: text 4.5, signs 3. */
export const PAINT = {
  paper: '#fdfdfc',
  raised: '#eef0ed',
  ink: '#1b2226',
  quiet: '#56626a',
  line: '#d8dcda',
  accent: '#175676',
  calm: '#1f6b41',
} as const;

export const IMPACT_PAINT: Readonly<Record<Impact, string>> = {
  critical: '#ab1f3d',
  major: '#b8500c',
  minor: '#8a6500',
  none: '#56626a',
};

const rect = (x: number, y: number, size: number): string => `M${x} ${y}h${size}v${size}h${-size}z`;
const circle = (x: number, y: number, size: number): string => {
  const r = size / 2;
  return `M${x} ${y + r}a${r} ${r} 0 1 0 ${size} 0a${r} ${r} 0 1 0 ${-size} 0z`;
};

/** The sign of an impact, so that colour is never all that tells: a square, a triangle, a disc, a ring. The `d` of a path. */
export function signOf(impact: Impact, x: number, y: number, size: number): string {
  switch (impact) {
    case 'critical':
      return rect(x, y, size);
    case 'major':
      return `M${x + size / 2} ${y}L${x + size} ${y + size}H${x}z`;
    case 'minor':
      return circle(x, y, size);
    case 'none': {
      const [inset, hole] = [size * 0.2, size * 0.6];
      const [left, top, r] = [x + inset, y + inset, hole / 2];
      return `${circle(x, y, size)}M${left} ${top + r}a${r} ${r} 0 1 1 ${hole} 0a${r} ${r} 0 1 1 ${-hole} 0z`;
    }
  }
}

export const path = (fill: string, d: string): string => `<path fill="${fill}" d="${d}"/>`;
