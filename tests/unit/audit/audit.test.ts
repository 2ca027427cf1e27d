import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'cborg';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { auditFolder } from '../../../src/audit/audit.ts';
import { Matcher } from '../../../src/audit/matcher.ts';
import { toNeedles } from '../../../src/audit/needles.ts';
import type { Withheld } from '../../../src/publish/publisher.ts';
import { bitmapOf, icoOf } from '../../pictures.ts';

const SECRET = 'Quillon Marsh & Söhne';

const withheld = (text: string, more: Partial<Withheld> = {}): Withheld => ({
  kind: 'marker',
  file: 'postmortems/x.mdx',
  line: 12,
  column: 5,
  text,
  around: ['', ''],
  ...more,
});

const html = (inside: string): string =>
  `<!doctype html><html lang="en"><head><title>T</title></head><body>${inside}</body></html>`;

/** The audit of a folder with one clean page and the given files. */
async function audit(
  files: Record<string, string | Uint8Array>,
  secrets: Withheld[] = [withheld(SECRET)],
  published = '',
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
  for (const [name, content] of Object.entries({ 'index.html': html('<p>Nothing to see.</p>'), ...files })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return auditFolder(folder, { withheld: secrets, files: new Map([['a.mdx', published]]) });
}

const codesOf = async (files: Record<string, string | Uint8Array>, secrets?: Withheld[]) =>
  (await audit(files, secrets)).findings.map((found) => `${found.file} ${found.code}`);

const pagefind = (data: Uint8Array | string) =>
  gzipSync(Buffer.concat([Buffer.from('pagefind_dcd'), Buffer.from(data)]));
const entities = (text: string) => [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
const escapes = (text: string) =>
  [...text]
    .map((character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`)
    .join('');
const percent = (text: string) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');

const PLANTED: Record<string, [file: string, content: string | Uint8Array]> = {
  'text of a page': ['a/index.html', html(`<p>told ${SECRET.replace('&', '&amp;')} first</p>`)],
  'text split by tags': ['a/index.html', html('<p>Quil<b>lon</b> <i>Mar</i>sh &amp; S&ouml;hne</p>')],
  'text in another case, without accents and spaces': ['a/index.html', html('<p>QUILLON-MARSH, sohne</p>')],
  'text with invisible characters': ['a/index.html', html('<p>Quil\u200blon Ma\u00adrsh Söhne</p>')],
  entities: ['a/index.html', html(`<p>${entities(SECRET)}</p>`)],
  'an attribute': ['a/index.html', html('<p title="Quillon Marsh &#38; S&#246;hne">x</p>')],
  'an attribute in two encodings': [
    'a/index.html',
    html(`<a href="/x?${percent('Quillon Marsh ')}&#38;${percent(' Söhne')}">x</a>`),
  ],
  'JSON with entities': ['pagefind/pagefind-entry.json', '{"a":"Quillon Marsh &amp;amp; S&ouml;hne"}'],
  'a heading id': ['a/index.html', html('<h2 id="why-quillon-marsh--söhne">x</h2>')],
  'a comment': ['a/index.html', html(`<!-- ${SECRET} -->`)],
  'an address, percent-encoded': ['a/index.html', html(`<a href="/x?${percent(SECRET)}">x</a>`)],
  'a script, percent-encoded': ['_astro/a.js', `const a = "${percent(SECRET)}";`],
  'a script with escapes': ['_astro/a.js', `const a = "${escapes(SECRET)}";`],
  'JSON with escapes': ['pagefind/pagefind-entry.json', `{"a":"${escapes(SECRET)}"}`],
  'a stylesheet with escapes': [
    '_astro/a.css',
    `a::after { content: "${[...SECRET].map((c) => `\\${c.charCodeAt(0).toString(16)} `).join('')}" }`,
  ],
  'base64 at any shift': ['_astro/a.js', `"${Buffer.from(`x${SECRET}y`).toString('base64')}"`],
  'base64 at another shift': ['_astro/a.js', `"${Buffer.from(`xy${SECRET}`).toString('base64')}"`],
  hexadecimal: ['_astro/a.js', `"${Buffer.from(SECRET).toString('hex').toUpperCase()}"`],
  'a fragment of the index': [
    'pagefind/fragment/en_1.pf_fragment',
    pagefind(JSON.stringify({ content: `x ${SECRET} y` })),
  ],
  'a filter of the index': [
    'pagefind/filter/en_1.pf_filter',
    pagefind(encode(['customer', [[SECRET, [1]]]])),
  ],
  'the words of the index': [
    'pagefind/index/en_1.pf_index',
    pagefind(encode([[['quillonmarshsöhne', [[0, [1]]]]]])),
  ],
  'a text file': ['robots.txt', `# ${SECRET}`],
  'the name of a file': ['quillon-marsh-söhne/index.html', html('x')],
};

describe('a needle is found in', () => {
  it.each(Object.entries(PLANTED))('%s', async (_, [file, content]) => {
    const { findings } = await audit({ [file]: content });
    const found = findings.filter((each) => each.code === 'withheld-text');
    expect(found.map((each) => each.file)).toEqual([file.replace(/.*quillon[^/]*/, '…')]);
    expect(found[0]?.message).toContain('marker of postmortems/x.mdx:12:5');
    expect(JSON.stringify(findings)).not.toMatch(/quillon|marsh|sohne/i);
  });

  it('the bytes of an image', async () => {
    const image = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const codes = await codesOf({
      'images/0123456789abcdef-4x4.png': Buffer.concat([image, Buffer.from(SECRET)]),
    });
    expect(codes).toEqual([
      'images/0123456789abcdef-4x4.png image-metadata',
      'images/0123456789abcdef-4x4.png withheld-text',
    ]);
  });

  it('the bytes behind the picture of a link, and the name of a badge', async () => {
    const image = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const badge = `<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>${SECRET}</title></svg>`;
    expect(
      await codesOf({
        'incidents/pm-1.png': Buffer.concat([image, Buffer.from(SECRET)]),
        'incidents/pm-1.svg': badge.replace('&', '&#38;').replace('ö', '&#246;'),
      }),
    ).toEqual([
      'incidents/pm-1.png image-metadata',
      'incidents/pm-1.png withheld-text',
      'incidents/pm-1.svg withheld-text',
    ]);
  });

  it('a part of a longer passage', async () => {
    const passage =
      'The fallback pool in the second hall was never powered because its breaker had been lent to the workshop.';
    const page = html(
      '<p>It is said that in the second hall was never powered because its breaker had been removed.</p>',
    );
    expect(await codesOf({ 'a/index.html': page }, [withheld(passage)])).toEqual([
      'a/index.html withheld-text',
    ]);
  });

  const SHORT: Record<string, [secret: string, told: string]> = {
    'an address of the network': ['10.1.2.3', 'at 10.1.2.3 again'],
    'two short names': ['Wu Li', 'told by WU LI.'],
    'the number of a ticket': ['OPS-12', 'see ops-12'],
    'a short name in any case': ['Acme', 'the acme account'],
    'an address of mail in brackets': ['<bob.smith@initech.example>', 'bob.smith@initech.example'],
    'the target of a link': [
      '[board](https://grafana.initech.example/d/8f3)',
      'https://grafana.initech.example/d/8f3',
    ],
    'a key inside a sentence': ['the key AKIAIOSFODNN7EXAMPLE was seen', 'AKIAIOSFODNN7EXAMPLE'],
    'a name written with entities': ['Caf&eacute; Nero', 'Café Nero'],
    'a number as a whole': ['1200000', 'a credit of 1200000 euros'],
  };
  it.each(Object.entries(SHORT))('a page, %s', async (_, [secret, told]) => {
    expect(await codesOf({ 'a/index.html': html(`<p>${told}</p>`) }, [withheld(secret)])).toEqual([
      'a/index.html withheld-text',
    ]);
  });

  it('base64 and hexadecimal of a short name', async () => {
    for (const form of ['base64', 'hex'] as const) {
      expect(
        await codesOf({ '_astro/a.js': `"${Buffer.from('Xylor').toString(form)}"` }, [withheld('Xylor')]),
      ).toEqual(['_astro/a.js withheld-text']);
    }
  });

  it('decompressed bytes, in any script', async () => {
    const file = { 'pagefind/wasm.en.pagefind': gzipSync('Müller Öl und Söhne') };
    expect(await codesOf(file, [withheld('Müller Öl')])).toEqual(['pagefind/wasm.en.pagefind withheld-text']);
  });

  it('the title of a draft', async () => {
    const title = withheld('Initech lost its ledger', { kind: 'unpublished' });
    expect(await codesOf({ 'a/index.html': html('<p>Initech lost its ledger</p>') }, [title])).toEqual([
      'a/index.html withheld-text',
    ]);
  });

  it('an ordinary word only between its neighbours', async () => {
    const secret = withheld('orange', {
      around: ['the contract that our customer ', ' signed before the migration'],
    });
    expect(await codesOf({ 'a/index.html': html('<p>An orange light.</p>') }, [secret])).toEqual([]);
    expect(
      await codesOf(
        { 'a/index.html': html('<p>the contract that our customer orange signed before the migration</p>') },
        [secret],
      ),
    ).toEqual(['a/index.html withheld-text']);
  });
});

describe('a path that tells what is withheld is named without it', () => {
  const image = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).withExif({
    IFD0: { Artist: 'a' },
  });
  it('by every finding of its file', async () => {
    const { findings } = await audit({
      'incidents/quillon-marsh-sohne-outage/index.html': html('<redacted>x</redacted>'),
      'pagefind/fragment/Quillon_Marsh_Söhne.pf_fragment': gzipSync('other_dcd{}'),
      'quillon-marsh/söhne.bak': 'x',
      'quillonmarshsoehne, quillon marsh & söhne.png': await image.png().toBuffer(),
      [`${percent(SECRET)}.txt`]: 'x',
      [`${Buffer.from(SECRET).toString('hex')}.txt`]: 'x',
    });
    expect([...new Set(findings.map(({ code }) => code))].sort()).toEqual([
      'image-metadata',
      'marker-left',
      'undecodable',
      'unexpected-file',
      'withheld-text',
    ]);
    expect([...new Set(findings.map(({ file }) => file))].sort()).toEqual([
      'incidents/…/index.html',
      'pagefind/fragment/…',
      '…',
    ]);
  });

  it('in content/ as well, unless it is the name of a draft, which has no other place', async () => {
    const { findings } = await audit({ 'a/index.html': html(`<p>${SECRET}, dns-outage</p>`) }, [
      withheld(SECRET, { file: 'postmortems/quillon-marsh-sohne.mdx' }),
      withheld('dns-outage', { kind: 'unpublished', file: 'postmortems/dns-outage.mdx' }),
    ]);
    expect(findings.map(({ message }) => message)).toEqual([
      'This file holds what is withheld: marker of postmortems/…:12:5, in source',
      'This file holds what is withheld: unpublished of postmortems/dns-outage.mdx:12:5, in source',
    ]);
  });
});

describe('a folder is refused for', () => {
  const REFUSED: Record<string, [Record<string, string | Uint8Array>, string]> = {
    'a file that the site does not make': [{ 'notes.bak': 'x' }, 'notes.bak unexpected-file'],
    'a source map': [{ '_astro/a.js.map': '{}' }, '_astro/a.js.map unexpected-file'],
    'a data file that cannot be decoded': [
      { 'pagefind/fragment/en_1.pf_fragment': gzipSync('other_dcd{}') },
      'pagefind/fragment/en_1.pf_fragment undecodable',
    ],
    'an index of another version': [
      { 'pagefind/pagefind-entry.json': '{"version":"9.0.0"}' },
      'pagefind/pagefind-entry.json undecodable',
    ],
    'an index that says nothing of its version': [
      { 'pagefind/pagefind-entry.json': '{}' },
      'pagefind/pagefind-entry.json undecodable',
    ],
    'data that is not what its name says': [
      { 'pagefind/index/en_1.pf_index': Buffer.from('no gzip') },
      'pagefind/index/en_1.pf_index undecodable',
    ],
    'a marker': [
      { 'a/index.html': html('<redacted reason="legal">x</redacted>') },
      'a/index.html marker-left',
    ],
    'a marker as text': [
      { 'a/index.html': html('&lt;Redacted reason="legal"&gt;') },
      'a/index.html marker-left',
    ],
    'an SVG with a script': [
      { 'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>' },
      'logo.svg image-metadata',
    ],
  };
  it.each(Object.entries(REFUSED))('%s', async (_, [files, expected]) => {
    expect(await codesOf(files)).toEqual([expected]);
  });

  it('metadata of an image', async () => {
    const image = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } }).withExif({
      IFD0: { Artist: 'a' },
    });
    const files = {
      'images/0123456789abcdef-4x4.png': await image.png().toBuffer(),
      'images/0123456789abcdef-4x4.jpg': await image.jpeg().toBuffer(),
      'images/0123456789abcdef-4x4.webp': await image.webp().toBuffer(),
    };
    expect(await codesOf(files)).toEqual(
      Object.keys(files)
        .sort()
        .map((file) => `${file} image-metadata`),
    );
  });

  it('having nothing to audit', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'audit-'));
    const { findings } = await auditFolder(folder, { withheld: [withheld(SECRET)], files: new Map() });
    expect(findings.map((found) => found.code)).toEqual(['nothing-to-audit']);
  });
});

describe('nothing is reported', () => {
  it('on colours of a picture that the site draws, whatever they would be as letters', async () => {
    const raw = { width: SECRET.length / 3, height: 1, channels: 3 } as const;
    const spelling = Buffer.from(SECRET, 'latin1');
    const image = await sharp(spelling, { raw }).png({ compressionLevel: 0 }).toBuffer();
    expect(image.includes(spelling)).toBe(true);
    expect(await codesOf({ 'incidents/pm-1.png': image, 'preview.png': image })).toEqual([]);
    expect(await codesOf({ 'images/0123456789abcdef-4x4.png': image })).toEqual([
      'images/0123456789abcdef-4x4.png withheld-text',
    ]);
  });

  it('on clean files of every kind', async () => {
    const image = sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } });
    const secrets = ['12000', '50000', '10.1.2.3', 'Acme', SECRET].map((text) => withheld(text));
    const clean = {
      'a/index.html': html('<p>Quillon is a part of a sword. Marsh lies elsewhere, and Söhne too.</p>'),
      'b/index.html': html('<p>In 1712000000 ms, 150000 requests, at 110.1.2.30, by Acmeists.</p>'),
      'favicon.ico': icoOf(bitmapOf(32)),
      '.well-known/security.txt': 'Contact: mailto:a@example.com',
      '_astro/a.css': 'a { color: red }',
      '_astro/a.js': 'if (1<related) x();',
      'pagefind/fragment/en_1.pf_fragment': pagefind('{"content":"x"}'),
      'pagefind/index/en_1.pf_index': pagefind(encode([['marsh', [[1, [2]]]]])),
      'images/0123456789abcdef-4x4.png': await image.png().toBuffer(),
      'images/0123456789abcdef-4x4.jpg': await image.jpeg().toBuffer(),
      'images/0123456789abcdef-4x4.webp': await image.webp().toBuffer(),
    };
    const { findings, files } = await audit(clean, secrets);
    expect(findings).toEqual([]);
    expect(files).toBe(12);
  });

  it('of what a draft shares with published text', async () => {
    const line =
      'We are sorry for the trouble that this caused to all shops and to their customers on that day.';
    const draft = [withheld(line, { kind: 'unpublished' })];
    const page = { 'a/index.html': html(`<p>${line}</p>`) };
    expect((await audit(page, draft, line)).findings).toEqual([]);
    expect((await audit(page, draft)).findings).toHaveLength(1);
  });

  it('of what a draft shares with published text as a reader sees it, or with the site itself', () => {
    const draft = (text: string) => [withheld(text, { kind: 'unpublished' })];
    const needlesOf = (text: string, published: string, site: string[] = []) =>
      toNeedles(draft(text), published, site).needles.length;
    const [shown, written] = [
      'Answers that take less than < 500 ms recover.',
      'Answers that take [less](/a/) than &lt; 500 ms recover.',
    ];
    expect([needlesOf(shown, ''), needlesOf(shown, written)]).toEqual([1, 0]);
    const link = 'As in [that one](/incidents/pm-2026-022/).';
    expect(needlesOf(link, '', ['/incidents/pm-2026-022/'])).toBe(needlesOf(link, '') - 1);
    expect(needlesOf('## What we told customers', '', ['What we told customers'])).toBe(0);
    const list =
      '# capacity, configuration, dependency, observability, knowledge, security, hardware, network';
    const site = list.slice(2).split(', ');
    expect([needlesOf(list, ''), needlesOf(list, '', site)]).toEqual([1, 0]);
  });
});

describe('needles', () => {
  it('tell which texts are too short or too ordinary to look for', () => {
    const short = [
      withheld('42'),
      withheld('the'),
      withheld('2026-03-01T10:00:00Z', { kind: 'internal' }),
      withheld('→'),
    ];
    expect(toNeedles(short, '').unsearchable).toEqual(short);
    expect(toNeedles([withheld('HAL-48213', { kind: 'internal' })], '').needles).toHaveLength(1);
  });

  it('are not made of what the site says by itself, nor of ordinary words that are ids', () => {
    const internal = (text: string) => withheld(text, { kind: 'internal' });
    const draft = (id: string) => withheld(id, { kind: 'unpublished', file: `postmortems/${id}.mdx` });
    const own = [
      internal('27 min'),
      internal('10:27 UTC'),
      internal('Quillon payments'),
      internal('Postmortem published'),
      draft('outage'),
    ];
    expect(toNeedles(own, '', ['Quillon payments', 'Postmortem published']).unsearchable).toEqual(own);
    expect(toNeedles(own.slice(2, 3), '').needles).toHaveLength(1);
  });

  it('of the name of a draft are found whatever characters it has', async () => {
    const draft = [withheld('c++-crash', { kind: 'unpublished', file: 'postmortems/c++-crash.mdx' })];
    const codes = async (text: string) => (await codesOf({ 'a/index.html': html(text) }, draft)).length;
    expect([await codes('see C++-crash.'), await codes('see ccc-crash.')]).toEqual([1, 0]);
  });

  it('of the id of a draft are found as the whole id alone', async () => {
    const draft = [withheld('dns-outage', { kind: 'unpublished', file: 'postmortems/dns-outage.mdx' })];
    const codes = async (text: string) => (await codesOf({ 'a/index.html': html(text) }, draft)).length;
    expect([
      await codes('A DNS outage.'),
      await codes('dns-outage-2'),
      await codes('<a href="/incidents/dns-outage/">x</a>'),
    ]).toEqual([0, 0, 1]);
  });

  it('are found by the matcher wherever they begin', () => {
    const matcher = new Matcher(
      3,
      ['abc', 'bcd', 'xyz', 'abcabd'].map((text) => [text, text] as const),
    );
    expect([...matcher.find('zzabcabdxy')].sort()).toEqual(['abc', 'abcabd']);
    expect([...matcher.find('ab')]).toEqual([]);
    expect(() => new Matcher(3, [['ab', 1]])).toThrow(RangeError);
  });
});
