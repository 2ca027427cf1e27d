import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { surplusOfSvg } from '../figures/plain.ts';
import type { Code } from '../findings.ts';
import { type FieldProblem, fieldProblem } from '../schema/read.ts';
import type { Site } from '../schema/site.ts';

/** The markup of a logo, or why there is none. */
export type Logo = { markup: string } | { code: Code; detail: string };

/** What it may add to each page, in characters. */
const MOST = 4096;
/** Its height in pixels while there is no style sheet, which says it in the size of the text. */
const HEIGHT = 28;

const ROOT = /<svg((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*>(.*)$/s;
/** What the first tag says for a file, and the page says otherwise. */
const OF_THE_FILE =
  /\s(?:xmlns(?::xlink)?|version|xml:space|id|width|height|x|y|viewBox)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/** Reads a number that stands in an attribute of the first tag. */
const numbersIn = (tag: string, name: string): number[] =>
  (new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)`).exec(tag)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number.parseFloat);

/** The part of the plane that a drawing shows: x, y, width, height. Undefined if it does not say how large it is. */
function viewBoxOf(tag: string): [number, number, number, number] | undefined {
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = /\sviewBox\s*=/.test(tag)
    ? numbersIn(tag, 'viewBox')
    : [0, 0, ...numbersIn(tag, 'width'), ...numbersIn(tag, 'height')];
  return Number.isFinite(x + y) && width > 0 && height > 0 && width + height < Number.POSITIVE_INFINITY
    ? [x, y, width, height]
    : undefined;
}

/**
 * The markup that shows a drawing beside the name of the site, hidden from those to whom the name says the same. Its
 * names are changed, so that none is also that of a heading. `svg` is the file as it stands.
 */
export function logoOf(svg: string): Logo {
  const refuse = (detail: string): Logo => ({ code: 'bad-logo', detail });
  const surplus = surplusOfSvg(Buffer.from(svg));
  if (surplus) return refuse(surplus);
  if (/<style|\s(?:style|class)\s*=/.test(svg)) return refuse('it has a style or a class');
  const [, root, rest = ''] = ROOT.exec(svg) ?? [];
  if (root === undefined) return refuse('it has no shape');
  const box = viewBoxOf(root);
  if (!box) return refuse('its first tag has no viewBox');
  const width = Math.round((HEIGHT * box[2]) / box[3]);
  const frame = `class="logo" aria-hidden="true" viewBox="${box.join(' ')}" width="${width}" height="${HEIGHT}"`;
  const markup = `<svg ${frame}${root.replace(OF_THE_FILE, '')}>${rest}`
    .replace(/\bid\s*=\s*(["'])\s*/g, 'id=$1logo-')
    .replace(/(url\(\s*['"]?|href\s*=\s*["'])#/g, '$1#logo-')
    .replace(/>\s+</g, '><')
    .replace(/\s+/g, ' ')
    .trim();
  return markup.length > MOST ? refuse(`it has ${markup.length} characters, of at most ${MOST}`) : { markup };
}

/** What is wrong with the logo that site.yaml names, if anything. */
export async function logoProblems({ brand }: Site, publicDir: string | undefined): Promise<FieldProblem[]> {
  if (!brand.logo || publicDir === undefined) return [];
  const logo = await readLogo(publicDir, brand.logo);
  return 'code' in logo ? [fieldProblem(logo.code, ['brand', 'logo'], logo.detail)] : [];
}

/** Reads the logo that site.yaml names from the public folder. */
export async function readLogo(publicDir: string, address: string): Promise<Logo> {
  const file = path.join(publicDir, address);
  if (!existsSync(file)) return { code: 'missing-logo', detail: `expected public${address}` };
  return logoOf(await readFile(file, 'latin1'));
}
