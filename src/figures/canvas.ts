import { parseHTML } from 'linkedom';
import type { ChartType } from '../redaction/allowlist.ts';

export interface ChartOptions {
  type: ChartType;
  /** The width in pixels; the height follows. */
  width: number;
  /** What the drawing is called, for those who cannot see it. */
  label: string;
  xLabel: string;
  yLabel: string;
  formatX(value: number | string): string;
  formatNumber(value: number): string;
  /** Milliseconds by which the clocks of the readers are ahead of UTC: ticks stand at their round times. */
  ahead: number;
}

/** The sign of each series, beside its dashes: colour is never all that tells them apart. */
export const SIGNS = ['circle', 'square', 'triangle', 'diamond', 'cross', 'star'] as const;

/** About the width of a letter in pixels, to leave room for labels. */
export const LETTER = 6.6;

/** What Plot draws into, where there is no browser. */
export const { document } = parseHTML('<!doctype html><html><body></body></html>');
