import { gzipSync } from 'node:zlib';
import { encode } from 'cborg';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { Searcher } from '../../../src/audit/searcher.ts';
import { readViews } from '../../../src/audit/views.ts';
import type { Withheld } from '../../../src/publish/publisher.ts';

const SECRET = 'Quillon Marsh & Söhne';
const CYRILLIC = 'Квиллон Марш';
const WITHHELD = [SECRET, CYRILLIC].map(
  (text): Withheld => ({
    kind: 'marker',
    file: 'postmortems/x.mdx',
    line: 12,
    column: 5,
    text,
    around: ['', ''],
  }),
);

const each = (text: string, spell: (character: string, code: number) => string): string =>
  [...text].map((character) => spell(character, character.codePointAt(0) ?? 0)).join('');
const hexOf = (code: number, digits = 0): string => code.toString(16).padStart(digits, '0');
const percent = (text: string): string => [...Buffer.from(text)].map((byte) => `%${hexOf(byte, 2)}`).join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const bytesOf = (text: string): string[] => [...Buffer.from(text)].map((byte) => hexOf(byte, 2));
const pieces = (text: string, every: number): string[] =>
  text.match(new RegExp(`[^]{1,${every}}`, 'g')) ?? [];
/** A text parted by what is put between its pieces, so that some end within a needle. */
const parted = (text: string, every: number, between: string): string => pieces(text, every).join(between);
/** A text in the middle of lines as a program dumps them, an address before each and its characters behind. */
const dumped = (text: string, line: (address: string, bytes: string[]) => string): string =>
  pieces(`${'.'.repeat(10)}${text}`, 8)
    .map((piece, index) => line(hexOf(index * 8, 8), bytesOf(piece)))
    .join('\n');

/** Ways to write a text: as characters of the container's own encoding. */
const SPELLINGS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'upper case': (text) => text.toUpperCase(),
  'letters and accents apart': (text) => text.normalize('NFD'),
  'without accents': (text) => text.replace('ö', 'o'),
  'full-width letters': (text) =>
    each(text, (c, code) => (/[a-z]/i.test(c) ? String.fromCodePoint(code + 0xfee0) : c)),
  'invisible characters': (text) => each(text, (c) => `${c}\u200b`),
  'soft hyphens': (text) => text.replaceAll('l', 'l\u00ad'),
  'hyphens for spaces': (text) => text.replaceAll(' ', '-'),
  'new lines for spaces': (text) => text.replaceAll(' ', '\n'),
  'spaces between letters': (text) => each(text, (c) => `${c} `),
  'decimal entities': (text) => each(text, (_, code) => `&#${code};`),
  'hexadecimal entities': (text) => each(text, (_, code) => `&#x${hexOf(code)};`),
  'named entities': (text) => text.replace('&', '&amp;').replace('ö', '&ouml;'),
  'entities of entities': (text) => each(text, (_, code) => `&amp;#${code};`),
  'escapes of JSON': (text) => each(text, (_, code) => `\\u${hexOf(code, 4)}`),
  'escapes of code points': (text) => each(text, (_, code) => `\\u{${hexOf(code)}}`),
  'escapes of bytes': (text) => each(text, (_, code) => `\\x${hexOf(code, 2)}`),
  'escapes of CSS': (text) => each(text, (_, code) => `\\${hexOf(code)} `),
  'escapes of Markdown': (text) => each(text, (c) => (/[!-/:-@[-`{-~]/.test(c) ? `\\${c}` : c)),
  'escapes of Markdown, in JSON': (text) => text.replace('&', '\\\\&'),
  'emphasis of Markdown': (text) => each(text, (c) => (/[aeiou]/.test(c) ? `**${c}**` : c)),
  'percent signs': percent,
  'percent signs of percent signs': (text) => percent(text).replaceAll('%', '%25'),
  'percent signs behind bytes that are no text': (text) => `%ff%fe${percent(text)}`,
  'entities, then percent signs': (text) =>
    `${each(text.slice(0, 9), (_, code) => `&#${code};`)}${percent(text.slice(9))}`,
  'percent signs, then escapes': (text) =>
    `${percent(text.slice(0, 9))}${each(text.slice(9), (_, code) => `\\u${hexOf(code, 4)}`)}`,
  base64,
  'base64 of more': (text) => base64(`a${text}b`),
  'base64 of still more': (text) => base64(`ab${text}`),
  'base64 for addresses': (text) => Buffer.from(`~~~${text}???`).toString('base64url'),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  'hexadecimal in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'base64 over several lines': (text) => parted(base64(`${'a'.repeat(50)}${text}`), 76, '\n'),
  'base64 over several lines, of Windows': (text) => parted(base64(`ab${text}`), 16, '\r\n  '),
  'base64 for addresses over several lines': (text) =>
    parted(Buffer.from(`~~~${text}???`).toString('base64url'), 16, '\n'),
  'hexadecimal with spaces': (text) => bytesOf(text).join(' '),
  'hexadecimal with colons, in capitals': (text) => bytesOf(text).join(':').toUpperCase(),
  'hexadecimal with hyphens': (text) => bytesOf(text).join('-'),
  'hexadecimal over several lines': (text) => parted(bytesOf(text).join(''), 16, '\n'),
  'bytes of a program': (text) =>
    bytesOf(text)
      .map((byte) => `0x${byte}`)
      .join(', '),
  'bytes of a program, in capitals': (text) =>
    bytesOf(text)
      .map((byte) => `0x${byte.toUpperCase()}`)
      .join(',\n'),
  'a dump of bytes': (text) => dumped(text, (address, bytes) => `${address}  ${bytes.join(' ')}  |........|`),
  'a dump of words': (text) =>
    dumped(text, (address, bytes) => `${address}: ${parted(bytes.join(''), 4, ' ')}  ........`),
  'quoted-printable over several lines': (text) => parted(text.replace('ö', '=C3=B6'), 11, '=\n'),
};

/** Ways in which tags part a text, each with what stands in them. */
const inTags = (spell: (character: string) => string, open: string) => (text: string) =>
  each(text, (c) => `${open}${spell(c)}</i>`);
const PARTED: Record<string, (character: string) => string> = {
  'split by tags': (c) => c.replace('&', '&amp;'),
  'split by tags, in entities of entities': (c) => each(c, (_, code) => `&amp;#${code};`),
  'split by tags, half of it in entities of entities': (c) =>
    /[a-m]/.test(c) ? c : each(c, (_, code) => `&amp;#${code};`),
  'split by tags, in percent signs': percent,
  'split by tags, in escapes': (c) => each(c, (_, code) => `\\u${hexOf(code, 4)}`),
  'split by tags, and by tags in entities': (c) => `&lt;b&gt;${c}&lt;/b&gt;`,
  'split by tags, in two ways': (c) => percent(c).replaceAll('%', '&amp;#37;'),
};

/** Ways in which bytes can be a text that is not UTF-8: a whole one, or one of which a part is encoded. */
const latin = (text: string) => Buffer.from(text, 'latin1');
const wide = (text: string) => Buffer.from(text, 'utf16le');
const PARTLY: Record<string, (text: string) => string> = {
  whole: (text) => text,
  'half of it in entities': (text) => text.replace(/M|М/, (c) => `&#${c.charCodeAt(0)};`),
  'half of it in escapes': (text) => text.replace(/M|М/, (c) => `\\u${hexOf(c.charCodeAt(0), 4)}`),
  'half of it in percent signs': (text) => text.replace(/M|М/, percent),
  'half of it in two ways': (text) =>
    text.replace(/M|М/, percent).replace(/[nн]/, (c) => `&#${c.charCodeAt(0)};`),
  'split by tags': (text) => each(text, (c) => `<b>${c}</b>`),
};
const BYTES: Record<string, Buffer> = Object.fromEntries(
  Object.entries(PARTLY).flatMap(([how, spell]) => [
    [`Latin-1, ${how}`, latin(spell(SECRET))],
    [`UTF-16, little-endian, ${how}`, wide(spell(CYRILLIC))],
    [`UTF-16, big-endian, ${how}`, wide(spell(CYRILLIC)).swap16()],
  ]),
);

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><title>T</title></head><body>${body}</body></html>`;
const index = (data: Uint8Array | string): Buffer =>
  gzipSync(Buffer.concat([Buffer.from('pagefind_dcd'), Buffer.from(data)]));

/** A file in which a text can stand: `before` and `after` are what stands around it, and `pack` makes the file of that. */
interface Container {
  file: string;
  around: [before: string, after: string];
  pack?: (bytes: Buffer) => Buffer;
}
const inside = (file: string, text: string, pack?: Container['pack']): Container => {
  const [before = '', after = ''] = text.split('@@');
  return { file, around: [before, after], ...(pack ? { pack } : {}) };
};

/** Files whose text is theirs as it stands. */
const CONTAINERS: Record<string, Container> = {
  'the text of a page': inside('a/index.html', page('<p>told @@ first</p>')),
  'an attribute': inside('a/index.html', page('<p title="@@">x</p>')),
  'a heading id': inside('a/index.html', page("<h2 id='@@'>x</h2>")),
  'a comment': inside('a/index.html', page('<!-- @@ -->')),
  'an inline script': inside('a/index.html', page('<script type="application/json">{"a":"@@"}</script>')),
  'a stylesheet': inside('_astro/a.css', 'a::after { content: "@@" }'),
  'a script': inside('_astro/a.js', 'const a = "@@";'),
  'a source map': inside('_astro/a.js.map', '{"sources":["@@"]}'),
  JSON: inside('archive.json', '{"a":["@@"]}'),
  XML: inside('sitemap.xml', '<?xml version="1.0"?><a><![CDATA[@@]]></a>'),
  'a feed': inside('history.atom', '<feed><title>@@</title></feed>'),
  'a feed in RSS': inside(
    'components/api/history.rss',
    '<rss><channel><item><description>&lt;p&gt;told @@ first&lt;/p&gt;</description></item></channel></rss>',
  ),
  'an attribute in a feed': inside(
    'history.atom',
    '<feed><entry><category term="@@"/><link href="https://t.example/?@@"/></entry></feed>',
  ),
  'a feed in JSON': inside(
    'components/api/feed.json',
    '{"items":[{"content_html":"<p title=\\"x\\">told @@ first</p>"}]}',
  ),
  'Markdown in JSON': inside('archive.json', '{"incidents":[{"body":"## Told\\n\\n@@ first"}]}'),
  'a key of JSON': inside('schema/archive.json', '{"properties":{"@@":{}}}'),
  'a sitemap': inside('sitemap-0.xml', '<urlset><url><loc>https://t.example/@@/</loc></url></urlset>'),
  'a list for programs': inside('llms.txt', '# T\n\n- [@@](https://t.example/): x\n'),
  'the text of a twin': inside('incidents/a.md', '---\ntitle: x\n---\n\n# x\n\n| a | told @@ |\n'),
  'a drawing': inside('logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><text>@@</text></svg>'),
  'a text': inside('robots.txt', '# @@\n'),
  'a manifest': inside('site.webmanifest', '{"name":"@@"}'),
  'a twin': inside('incidents/a.md', '---\ntitle: @@\n---\n'),
  'a table': inside('data.csv', 'a,b\n"@@",1\n'),
  "a host's file": inside('_headers', '/*\n  X-A: @@\n'),
  'a file for well-known clients': inside('.well-known/security.txt', 'Contact: @@'),
  'a file that is compressed': inside('pagefind/wasm.en.pagefind', 'asm @@ asm', gzipSync),
  'an icon': inside('favicon.ico', '\0\0\x01\0@@'),
};

/** Data of the index, of which the text is a string or bytes. */
const DATA: Record<string, [file: string, fill: (text: string) => Buffer]> = {
  'a fragment': ['pagefind/fragment/en_1.pf_fragment', (text) => index(JSON.stringify({ content: text }))],
  'a key of a fragment': [
    'pagefind/fragment/en_1.pf_fragment',
    (text) => index(JSON.stringify({ [text]: 1 })),
  ],
  'the words': ['pagefind/index/en_1.pf_index', (text) => index(encode([[[text, [[0, [1]]]]]]))],
  'the metadata': ['pagefind/pagefind.en_1.pf_meta', (text) => index(encode({ a: new Map([[text, 1]]) }))],
  bytes: ['pagefind/pagefind.en_1.pf_meta', (text) => index(encode([Buffer.from(text)]))],
  'a filter': ['pagefind/filter/en_1.pf_filter', (text) => index(encode(['a', [[text, [1]]]]))],
};
const IMAGES = ['png', 'jpeg', 'webp', 'avif'] as const;
/** Where a tag that is not plain is one all the same. */
const HAS_TAGS = ['the text of a page', 'a feed', 'a drawing'];
/** Where a part of a text can be a link. */
const HAS_LINKS = ['the text of a twin', 'a list for programs'];
const LINKED: [string, (text: string) => string][] = [
  ['parted by a link', (text) => text.replace('Marsh', '[Mar](https://t.example/a)sh')],
  ['parted by a link to a footnote', (text) => text.replace('Marsh', 'Mar[^1]sh')],
  ['parted by a link, with escapes', (text) => text.replace('Marsh &', '[Mar](<https://t.example/a>)sh \\&')],
];

let planted: { name: string; file: string; bytes: Buffer }[];
let images: Record<string, Buffer>;
const searcher = new Searcher(WITHHELD, '');

const fill = ({ around: [before, after], pack = (bytes) => bytes }: Container, bytes: Buffer): Buffer => {
  // Units of two bytes begin at an even place.
  const even = Buffer.byteLength(before) % 2 === 0 ? before : `${before} `;
  return pack(Buffer.concat([Buffer.from(even), bytes, Buffer.from(after)]));
};

beforeAll(async () => {
  const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#3366cc' } });
  const made = IMAGES.map(async (format) => [format, await plain.clone()[format]().toBuffer()] as const);
  images = Object.fromEntries(await Promise.all(made));
  const parted = (open: string) =>
    Object.entries(PARTED).map(([name, spell]) => [`${name} ${open}`, inTags(spell, open)] as const);
  const spelt = [...Object.entries(SPELLINGS), ...parted('<i>')];
  const texts = (more: readonly (readonly [string, (text: string) => string])[] = []) =>
    [...spelt, ...more].map(([name, spell]) => [name, Buffer.from(spell(SECRET))] as const);
  planted = [
    ...Object.entries(CONTAINERS).flatMap(([container, made]) =>
      [
        ...texts(HAS_TAGS.includes(container) ? parted('<i title="a>b">') : []),
        ...(HAS_LINKS.includes(container)
          ? LINKED.map(([name, spell]) => [name, Buffer.from(spell(SECRET))] as const)
          : []),
        ...Object.entries(BYTES),
      ].map(([name, bytes]) => ({
        name: `${container}: ${name}`,
        file: made.file,
        bytes: fill(made, bytes),
      })),
    ),
    ...Object.entries(DATA).flatMap(([container, [file, data]]) =>
      spelt.map(([name, spell]) => ({ name: `${container}: ${name}`, file, bytes: data(spell(SECRET)) })),
    ),
    ...Object.entries(images).flatMap(([format, image]) =>
      [...texts(), ...Object.entries(BYTES)].map(([name, bytes]) => ({
        name: `${format}: ${name}`,
        file: `images/a.${format}`,
        bytes: Buffer.concat([image, Buffer.alloc(image.length % 2), bytes]),
      })),
    ),
  ];
});

/** The views of a file in which the secret shows. */
function showing(file: string, bytes: Buffer): string[] {
  return readViews(file, bytes)
    .views.filter(({ text }) => searcher.inText(text).length > 0 || [...searcher.encodedIn(text)].length > 0)
    .map(({ name }) => name);
}

describe('a planted needle', () => {
  it('is found in every kind of file, however it is written there', () => {
    const missed = planted.filter(({ file, bytes }) => showing(file, bytes).length === 0);
    expect(missed.map(({ name }) => name)).toEqual([]);
    expect(planted.length).toBeGreaterThan(1900);
  });

  it('is found by each view at least once where no other view finds it', () => {
    const all = new Set<string>();
    const needed = new Set<string>();
    for (const { file, bytes } of planted) {
      const views = showing(file, bytes);
      for (const view of views) all.add(view);
      if (views.length === 1) needed.add(views.join());
    }
    expect([...all].filter((view) => !needed.has(view))).toEqual([]);
    expect(all.size).toBeGreaterThan(30);
  });

  it('is not seen where it is not', () => {
    const none = Buffer.from('nothing to see');
    for (const [name, container] of Object.entries(CONTAINERS))
      expect(showing(container.file, fill(container, none)), name).toEqual([]);
    for (const [name, [file, data]] of Object.entries(DATA))
      expect(showing(file, data(String(none))), name).toEqual([]);
    for (const [format, image] of Object.entries(images))
      expect(showing(`a.${format}`, image), format).toEqual([]);
  });
});
