import { gunzipSync } from 'node:zlib';
import { decode } from 'cborg';
import { decodeHTML } from 'entities';
import { Parser } from 'htmlparser2';
import { isLikeMarker } from '../redaction/lookalikes.ts';

/** One way of reading a file. A needle that shows in any of them is published. */
export interface View {
  name: string;
  text: string;
}

export interface Reading {
  views: View[];
  /** Why the file cannot be read as what it is, if so. */
  undecodable?: string;
  hasMarker?: boolean;
}

const BLOCKS =
  /^(?:address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|li|link|main|meta|nav|ol|option|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)$/;

/** Text with the tags dropped, inline ones without a gap, and apart from it what attributes and comments hold. */
function readMarkup(source: string, xmlMode: boolean): { text: string; rest: string; hasMarker: boolean } {
  const text: string[] = [];
  const rest: string[] = [];
  let hasMarker = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        hasMarker ||= isLikeMarker(name);
        if (BLOCKS.test(name)) text.push('\n');
        for (const [key, value] of Object.entries(attributes)) rest.push(key, value);
      },
      onclosetag(name) {
        if (BLOCKS.test(name)) text.push('\n');
      },
      ontext: (data) => void text.push(data),
      oncomment: (data) => void rest.push(data),
      onprocessinginstruction: (_, data) => void rest.push(data),
    },
    { decodeEntities: true, xmlMode },
  );
  parser.end(source);
  return { text: text.join(''), rest: rest.join('\n'), hasMarker };
}

/** The escapes of JavaScript, JSON and CSS, undone wherever they stand. */
function unescapeCode(source: string): string {
  const character = (hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  };
  return source
    .replace(/\\u\{([\da-f]{1,6})\}|\\u([\da-f]{4})|\\x([\da-f]{2})/gi, (_, long, four, two) =>
      character(long ?? four ?? two),
    )
    .replace(/\\([\da-f]{1,6})[ \n]?/gi, (_, hex) => character(hex))
    .replace(/\\[nrt]/g, ' ')
    .replace(/\\(.)/g, '$1');
}

/** Percent-encoded bytes, undone wherever they are UTF-8. */
function unescapePercent(source: string): string {
  return source.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function stringsOf(value: unknown, out: string[] = []): string[] {
  if (typeof value === 'string') out.push(value);
  else if (value instanceof Uint8Array) out.push(Buffer.from(value).toString('utf8'));
  else if (Array.isArray(value)) for (const item of value) stringsOf(item, out);
  else if (value instanceof Map) for (const [key, item] of value) stringsOf([key, item], out);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) stringsOf([key, item], out);
  return out;
}

const SIGNATURE = Buffer.from('pagefind_dcd');

/** Pagefind's data: gzip of a signature and JSON (fragments) or CBOR (index, meta, filters). */
function readPagefind(bytes: Buffer, path: string): Reading {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE))
    return { views: [], undecodable: 'it has not the signature of Pagefind' };
  const data = bytes.subarray(SIGNATURE.length);
  try {
    const value: unknown = path.endsWith('.pf_fragment')
      ? JSON.parse(data.toString('utf8'))
      : decode(data, { useMaps: true });
    return { views: [{ name: 'index data', text: stringsOf(value).join('\n') }] };
  } catch {
    return { views: [], undecodable: 'its data is neither JSON nor CBOR' };
  }
}

const MARKUP = /\.(?:html?|xml|svg|atom|rss)$/;
const TEXT =
  /\.(?:html?|xml|svg|atom|rss|css|m?js|json|webmanifest|md|txt|csv)$|(?:^|\/)(?:_headers|_redirects|CNAME|\.nojekyll)$/;

function readText(source: string, path: string): Reading {
  const views: View[] = [{ name: 'source', text: source }];
  const add = (name: string, text: string) => {
    if (text !== source) views.push({ name, text });
  };
  let hasMarker = false;
  if (MARKUP.test(path)) {
    const markup = readMarkup(source, !/\.html?$/.test(path));
    hasMarker = markup.hasMarker;
    add('text', markup.text);
    add('attributes', repeatedly(unescapePercent)(markup.rest));
  }
  add('entities decoded', repeatedly(decodeHTML)(source));
  add('escapes decoded', unescapeCode(source));
  add('percent-decoded', repeatedly(unescapePercent)(source));
  return { views, hasMarker };
}

/** Whatever text lies between bytes. */
function bytesAsText(bytes: Buffer, name: string): View[] {
  return [
    { name, text: bytes.toString('latin1') },
    { name: `${name} as UTF-8`, text: bytes.toString('utf8') },
  ];
}

/** Undoes an encoding as often as it was done, three times at most. */
function repeatedly(decode: (text: string) => string): (text: string) => string {
  return (text) => {
    let plain = text;
    for (let times = 0; times < 3; times += 1) {
      const next = decode(plain);
      if (next === plain) break;
      plain = next;
    }
    return plain;
  };
}

/** Opens a built file as what it is: all the ways in which it can be read. */
export function readViews(path: string, bytes: Buffer): Reading {
  if (TEXT.test(path)) return readText(bytes.toString('utf8'), path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (/\.pf_(?:fragment|index|meta|filter)$/.test(path) || isGzip) {
    let plain: Buffer;
    try {
      plain = gunzipSync(bytes);
    } catch {
      return { views: [], undecodable: 'it cannot be decompressed' };
    }
    if (/\.pf_\w+$/.test(path)) return readPagefind(plain, path);
    return { views: bytesAsText(plain, 'decompressed') };
  }
  // Images and other binary files: whatever text lies in them between the bytes.
  return { views: bytesAsText(bytes, 'bytes') };
}
