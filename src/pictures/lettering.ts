import * as hb from 'harfbuzzjs';

/** Where a line of text begins, on its base line, and its size, all in pixels. `tracking` is added between letters, in ems. */
export interface Setting {
  x: number;
  y: number;
  size: number;
  tracking?: number;
}

/** What has no letters of its own in a typeface of words, and is not missed: pictographs and what joins them. */
const PICTOGRAPH =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\u20e3|\ufe0e|\ufe0f/u;

/** A number of hundredths of a pixel, as short as it can be written. */
const written = (hundredths: number): string => String(hundredths / 100).replace(/^(-?)0\./, '$1.');

/** Numbers one after the other: a sign or a point parts two of them by itself. */
const inARow = (numbers: readonly number[]): string =>
  numbers.map(written).reduce((row, next) => (/^-/.test(next) ? row + next : `${row} ${next}`));

/** Writes outlines of which each point is told from the one before, which is shorter. All is rounded to hundredths once. */
class Pen {
  d = '';
  #x = 0;
  #y = 0;
  #start = { x: 0, y: 0 };

  draw(type: string, points: readonly number[]): void {
    const at = points.map((value) => Math.round(value * 100));
    const told = at.map((value, index) => value - (index % 2 === 0 ? this.#x : this.#y));
    this.d += type.toLowerCase() + (told.length > 0 ? inARow(told) : '');
    [this.#x, this.#y] = type === 'Z' ? [this.#start.x, this.#start.y] : [at.at(-2) ?? 0, at.at(-1) ?? 0];
    if (type === 'M') this.#start = { x: this.#x, y: this.#y };
  }
}

/** A line without its size: breaking text into lines asks for the same ones again and again. */
interface Length {
  ems: number;
  glyphs: number;
}

/**
 * A typeface that draws text as outlines: no reader of the drawing needs a font, and every machine draws the same.
 * Text is shaped by HarfBuzz, as browsers do it: with kerning, ligatures and marks in their places.
 */
export class Lettering {
  readonly #font: hb.Font;
  readonly #unitsPerEm: number;
  readonly #buffer = new hb.Buffer();
  readonly #glyphs = new Map<number, hb.SvgPathCommand[]>();
  readonly #lengths = new Map<string, Length>();

  /** `bytes` is a TrueType or OpenType font. */
  constructor(bytes: Uint8Array) {
    const face = new hb.Face(new hb.Blob(bytes));
    this.#unitsPerEm = face.upem;
    this.#font = new hb.Font(face);
  }

  /** The text as far as it can be drawn, without pictographs; undefined if a letter of it is not in the typeface. */
  legible(text: string): string | undefined {
    const shown: string[] = [];
    for (const letter of text.normalize('NFC')) {
      if (/\s/.test(letter)) shown.push(' ');
      else if (this.#font.nominalGlyph(letter.codePointAt(0) ?? 0) !== undefined) shown.push(letter);
      else if (!PICTOGRAPH.test(letter)) return undefined;
    }
    return shown.join('').replace(/ +/g, ' ').trim() || undefined;
  }

  /** How wide a line is, in pixels. */
  width(text: string, size: number, tracking = 0): number {
    const { ems, glyphs } = this.#lengths.get(text) ?? this.#measure(text);
    return (ems + tracking * glyphs) * size;
  }

  /** The outlines of a line of text, as the `d` of a path. */
  outline(text: string, { x, y, size, tracking = 0 }: Setting): string {
    const scale = size / this.#unitsPerEm;
    const pen = new Pen();
    let left = x;
    for (const { codepoint, xAdvance, xOffset, yOffset } of this.#shape(text)) {
      const [originX, originY] = [left + xOffset * scale, y - yOffset * scale];
      for (const { type, values } of this.#glyph(codepoint))
        pen.draw(
          type,
          values.map((value, index) => (index % 2 === 0 ? originX + value * scale : originY - value * scale)),
        );
      left += xAdvance * scale + tracking * size;
    }
    return pen.d;
  }

  #measure(text: string): Length {
    const shaped = this.#shape(text);
    const units = shaped.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
    const length = { ems: units / this.#unitsPerEm, glyphs: shaped.length };
    this.#lengths.set(text, length);
    return length;
  }

  #shape(text: string) {
    this.#buffer.reset();
    this.#buffer.addText(text);
    this.#buffer.guessSegmentProperties();
    hb.shape(this.#font, this.#buffer);
    return this.#buffer
      .getGlyphInfosAndPositions()
      .map(({ codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 }) => ({
        codepoint,
        xAdvance,
        xOffset,
        yOffset,
      }));
  }

  #glyph(id: number): hb.SvgPathCommand[] {
    const known = this.#glyphs.get(id) ?? this.#font.glyphToJson(id);
    this.#glyphs.set(id, known);
    return known;
  }
}
