/** Shapes and paint. Text is not among them: it can stand where nobody sees it, and a logo can be drawn. */
const ELEMENTS = new Set(
  [
    'svg g defs symbol use path rect circle ellipse line polyline polygon',
    'linearGradient radialGradient stop clipPath mask pattern style',
  ].flatMap((line) => line.split(' ')),
);

/** Where shapes are, how they are painted, and the names by which they refer to each other. */
const ATTRIBUTES = new Set(
  [
    'xmlns xmlns:xlink version xml:space id class style href xlink:href viewBox preserveAspectRatio transform',
    'width height x y x1 y1 x2 y2 cx cy r rx ry fx fy d points pathLength offset',
    'gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform',
    'clipPathUnits maskUnits maskContentUnits clip-path clip-rule mask mask-type opacity color',
    'fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin',
    'stroke-miterlimit stroke-dasharray stroke-dashoffset stop-color stop-opacity paint-order vector-effect',
  ].flatMap((line) => line.split(' ')),
);

const NAMESPACES: Readonly<Record<string, string>> = {
  xmlns: 'http://www.w3.org/2000/svg',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
};

/** The one line that may stand before the picture. */
const DECLARATION =
  /^<\?xml version=["']1\.0["'](?: encoding=["']utf-8["'])?(?: standalone=["'](?:yes|no)["'])?\s*\?>/i;

/**
 * Whether CSS, or the value of an attribute, says what it says with nothing from elsewhere: no address but of
 * something in the same file, no rule but for a medium, and neither strings, comments nor escapes.
 */
function isPlain(value: string): boolean {
  const rest = value.replace(/url\(\s*(['"]?)#[\w-]+\1\s*\)/gi, '');
  return /^[\w\s#.,:;(){}%>*+~=@!-]*$/.test(rest) && !/url\(|@(?!media\b)/i.test(rest);
}

function isPlainAttribute([name, value]: readonly [name: string, value: string]): boolean {
  if (Object.hasOwn(NAMESPACES, name)) return value === NAMESPACES[name];
  if (/^(?:xlink:)?href$/.test(name)) return /^#[\w-]+$/.test(value);
  return ATTRIBUTES.has(name) && isPlain(value);
}

/** All that a plain picture is made of: tags with quoted attributes, the data of a style, and text. */
const TOKEN =
  /<(\/?)([\w:-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|<!\[CDATA\[([^\]]*)\]\]>|([^<]+)/y;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(["'])(.*?)\2/gs;

/** Why something is no token. */
function nameOf(source: string): string {
  if (source.startsWith('<!--')) return 'it has a comment';
  return /^<[!?]/.test(source) ? 'it has a doctype, an entity or an instruction' : 'it is not well-formed';
}

/**
 * What an SVG file holds beside its picture, in words; undefined if nothing. Only shapes, paint and plain CSS are
 * accepted, in ASCII and in a part of XML so small that no two readers can differ on it.
 */
export function surplusOfSvg(svg: Buffer): string | undefined {
  const source = svg.toString('latin1').replace(DECLARATION, '');
  if (/[^\t\n\r -~]/.test(source)) return 'it has characters that are not ASCII';
  const token = new RegExp(TOKEN);
  const open: string[] = [];
  let pictures = 0;
  while (token.lastIndex < source.length) {
    const rest = source.slice(token.lastIndex, token.lastIndex + 4);
    const match = token.exec(source);
    if (!match) return nameOf(rest);
    const [, end, name, attributes = '', empty, data, text = data] = match;
    if (name === undefined) {
      const isPlainText = open.at(-1) === 'style' ? isPlain(text ?? '') : /^\s*$/.test(text ?? '');
      if (!isPlainText) return 'it has text, or a style that is not plain';
    } else if (end) {
      if (open.pop() !== name || attributes || empty) return 'it is not well-formed';
    } else {
      const pairs = [...attributes.matchAll(ATTRIBUTE)].map(
        ([, key = '', , value = '']) => [key, value] as const,
      );
      if (open.length === 0) pictures += 1;
      if (open.length === 0 && (name !== 'svg' || !pairs.some(([key]) => key === 'xmlns')))
        return 'it is not an SVG file';
      if (!ELEMENTS.has(name) || open.at(-1) === 'style')
        return 'it has an element that is not on the list of shapes';
      if (!pairs.every(isPlainAttribute)) return 'it has an attribute or an address that is not on the list';
      if (!empty) open.push(name);
    }
  }
  return pictures === 1 && open.length === 0 ? undefined : 'it is not one whole SVG file';
}

/** How a badge begins: with what it shows in words, for those who cannot see it. They are searched as all text is. */
const NAMED =
  /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img"([^<>]*)><title>(?:[ -%'-;=?-~]|&#\d{1,7};)*<\/title>/;

/** The same of a badge, which the site draws itself and which alone may have a name. */
export function surplusOfBadge(svg: Buffer): string | undefined {
  const unnamed = svg.toString('latin1').replace(NAMED, '<svg xmlns="http://www.w3.org/2000/svg"$1>');
  return surplusOfSvg(Buffer.from(unnamed, 'latin1'));
}
