import type { Lettering } from './lettering.ts';
import { PAINT, path } from './paint.ts';

/** Two short texts beside each other, in letters that the typeface has. */
export interface Badge {
  label: string;
  text: string;
  /** The colour behind the text, on which white has a contrast of 4.5. */
  fill: string;
}

const HEIGHT = 20;
const SIZE = 11;
const PADDING = 7;
const CORNER = 3;
const BASE = 14;

/** A text as XML in ASCII. */
const ascii = (text: string): string =>
  text.replace(/[^ -~]|[<>&"']/gu, (letter) => `&#${letter.codePointAt(0)};`);

/** Draws a badge as SVG: shapes, and the same in words as the name of the picture. It needs no font, script or address. */
export function drawBadge({ label, text, fill }: Badge, face: Lettering): string {
  const left = Math.ceil(face.width(label, SIZE)) + 2 * PADDING;
  const right = Math.ceil(face.width(text, SIZE)) + 2 * PADDING;
  const [width, r] = [left + right, CORNER];
  const side = HEIGHT - 2 * r;
  const parts = [
    `<title>${ascii(`${label}: ${text}`)}</title>`,
    path(PAINT.ink, `M${left} 0H${r}a${r} ${r} 0 0 0 ${-r} ${r}v${side}a${r} ${r} 0 0 0 ${r} ${r}H${left}z`),
    path(
      fill,
      `M${left} 0h${right - r}a${r} ${r} 0 0 1 ${r} ${r}v${side}a${r} ${r} 0 0 1 ${-r} ${r}H${left}z`,
    ),
    path(PAINT.paper, face.outline(label, { x: PADDING, y: BASE, size: SIZE })),
    path(PAINT.paper, face.outline(text, { x: left + PADDING, y: BASE, size: SIZE })),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}">${parts.join('')}</svg>\n`;
}
