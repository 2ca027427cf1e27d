import type { SeverityLevel } from '../schema/site.ts';
import { PREVIEW_SIZE } from '../serializers/metadata.ts';
import type { Lettering } from './lettering.ts';
import { IMPACT_PAINT, PAINT, path, signOf } from './paint.ts';
import { wrap } from './wrap.ts';

/** The typefaces that pictures are set in. */
export interface Typefaces {
  bold: Lettering;
  medium: Lettering;
}

/** What is on the picture of a link, in letters that its typefaces have. */
export interface Card {
  /** Whose it is, and where or under which id it is found. */
  name: string;
  reference: string;
  severity: { label: string; impact: SeverityLevel['impact'] } | undefined;
  title: string;
  /** Below the title, in one line. */
  facts: readonly string[];
}

const { width, height } = PREVIEW_SIZE;
const MARGIN = 84;
const ROOM = width - MARGIN - 72;
const BAND = 24;
const PILL = 56;
/** Where the foot begins, and the middle between the head and the foot. */
const FOOT = 514;
const MIDDLE = 318;
const TRACKING = -0.022;

/** From large to small; what does not fit in the smallest is cut. */
const SMALLEST = { size: 56, lines: 4 } as const;
const TITLES = [{ size: 80, lines: 2 }, { size: 68, lines: 3 }, SMALLEST] as const;

function linesOf(title: string, face: Lettering): { lines: string[]; size: number } {
  const wrapped = (size: number, lines: number, room: number) =>
    wrap(title, { lines, fits: (line) => face.width(line, size, TRACKING) <= room });
  const longest = (size: number) =>
    Math.max(...title.split(' ').map((word) => face.width(word, size, TRACKING)));
  const fitting = TITLES.find(
    ({ size, lines }) => longest(size) <= ROOM && wrapped(size, lines, ROOM).isWhole,
  );
  if (!fitting) return { ...wrapped(SMALLEST.size, SMALLEST.lines, ROOM), size: SMALLEST.size };
  const { size } = fitting;
  let { lines } = wrapped(size, fitting.lines, ROOM);
  // The narrowest column that needs no more lines: all are about as long, and no word is left over by itself.
  for (let room = ROOM * 0.95; lines.length > 1 && room >= longest(size); room *= 0.95) {
    const narrower = wrapped(size, lines.length, room);
    if (!narrower.isWhole) break;
    lines = narrower.lines;
  }
  return { lines, size };
}

/** The severity on its colour, and the title below it: one block, in the middle of the room that it has. */
function drawTitle({ severity, title }: Card, face: Lettering): string[] {
  const { lines, size } = linesOf(title, face);
  const step = size * 1.14;
  const capitals = size * 0.73;
  const grade = severity ? PILL + 36 : 0;
  const top = MIDDLE - (grade + capitals + (lines.length - 1) * step) / 2;
  const drawn = lines.map((text, index) =>
    path(
      PAINT.ink,
      face.outline(text, { x: MARGIN, y: top + grade + capitals + index * step, size, tracking: TRACKING }),
    ),
  );
  return severity ? [...drawSeverity(severity, face, top), ...drawn] : drawn;
}

function drawSeverity(
  { label, impact }: NonNullable<Card['severity']>,
  face: Lettering,
  top: number,
): string[] {
  const [x, size, sign] = [MARGIN, 32, 24];
  const text = face.width(label, size);
  const r = PILL / 2;
  const pill = `M${x + r} ${top}h${text + 82 - PILL}a${r} ${r} 0 0 1 0 ${PILL}h${PILL - 82 - text}a${r} ${r} 0 0 1 0 ${-PILL}z`;
  return [
    path(IMPACT_PAINT[impact], pill),
    path(PAINT.paper, signOf(impact, x + 22, top + r - sign / 2, sign)),
    path(PAINT.paper, face.outline(label, { x: x + 22 + sign + 14, y: top + r + size * 0.365, size })),
  ];
}

/** The facts in one line with a dot between them, as large as there is room for. */
function drawFacts(facts: readonly string[], face: Lettering): string[] {
  const gap = 0.8;
  const ems = facts.reduce((sum, fact) => sum + face.width(fact, 1), 2 * gap * (facts.length - 1));
  const size = Math.min(34, ROOM / ems);
  const base = FOOT + (height - FOOT) / 2 + size * 0.365;
  let x = MARGIN;
  return facts.flatMap((fact, index) => {
    const dot = signOf('minor', x - gap * size - 3, base - size * 0.365 - 3, 6);
    const text = path(PAINT.ink, face.outline(fact, { x, y: base, size }));
    x += face.width(fact, size) + 2 * gap * size;
    return index === 0 ? [text] : [path(PAINT.quiet, dot), text];
  });
}

/** How large a line is that has only so much room. */
function fitted(face: Lettering, text: string, most: number, room: number): { size: number; width: number } {
  const size = Math.min(most, room / face.width(text, 1));
  return { size, width: face.width(text, size) };
}

/** Draws a card as SVG: shapes alone, without text, fonts or anything from elsewhere. */
export function drawPreview(card: Card, { bold, medium }: Typefaces): string {
  const mark = card.severity ? IMPACT_PAINT[card.severity.impact] : PAINT.accent;
  const reference = fitted(medium, card.reference, 28, ROOM / 2);
  const name = fitted(bold, card.name, 38, ROOM - reference.width - 40);
  const parts = [
    path(PAINT.paper, `M0 0h${width}v${height}h${-width}z`),
    path(PAINT.raised, `M0 ${FOOT}h${width}V${height}h${-width}z`),
    path(mark, `M0 0h${BAND}v${height}h${-BAND}z`),
    path(PAINT.ink, bold.outline(card.name, { x: MARGIN, y: 98, size: name.size })),
    path(
      PAINT.quiet,
      medium.outline(card.reference, { x: MARGIN + ROOM - reference.width, y: 98, size: reference.size }),
    ),
    ...drawTitle(card, bold),
    ...drawFacts(card.facts, medium),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}
