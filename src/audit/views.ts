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

/** Text with the tags dropped, inline ones without a gap. */
function readMarkup(source: string, xmlMode: boolean): { text: string; hasMarker: boolean } {
  const text: string[] = [];
  let hasMarker = false;
  const parser = new Parser(
    {
      onopentag(name) {
        hasMarker ||= isLikeMarker(name);
        if (BLOCKS.test(name)) text.push('\n');
      },
      onclosetag(name) {
        if (BLOCKS.test(name)) text.push('\n');
      },
      ontext: (data) => void text.push(data),
    },
    { decodeEntities: true, xmlMode },
  );
  parser.end(source);
  return { text: text.join(''), hasMarker };
}

/** The escapes of JavaScript, JSON and CSS, undone wherever they stand. */
function unescapeCode(source: string): string {
  if (!source.includes('\\')) return source;
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

/** Percent-encoded bytes, read as UTF-8 as far as they are that. */
function unescapePercent(source: string): string {
  if (!source.includes('%')) return source;
  return source.replace(/(?:%[\da-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
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

/** The versions of Pagefind whose data this reads in full. */
const KNOWN_VERSIONS = ['1.4.0'];

/** Why the data of an index may hold more than is read of it: the entry file says which version made it. */
function unknownVersion(entry: string): string | undefined {
  try {
    const { version } = JSON.parse(entry) as { version?: unknown };
    return KNOWN_VERSIONS.includes(String(version))
      ? undefined
      : `it is of another version of Pagefind than ${KNOWN_VERSIONS.join(', ')}`;
  } catch {
    return 'it is not JSON';
  }
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
    return { views: spellings('index data', stringsOf(value).join('\n')) };
  } catch {
    return { views: [], undecodable: 'its data is neither JSON nor CBOR' };
  }
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

/** Tags taken out of what is markup once decoded, as feeds and JSON hold it. */
function dropTags(text: string): string {
  return text.replace(/<\/?([a-z][\w-]{0,40})[^<>]*>/gi, (_, name) => (BLOCKS.test(name) ? '\n' : ''));
}

const decodeEntities = repeatedly(decodeHTML);
const decodePercent = repeatedly(unescapePercent);
const decodeAll = repeatedly((text) => unescapeCode(unescapePercent(decodeHTML(text))));

/** A text as it is, and with all that is encoded in it decoded, and without tags. */
function plainly(name: string, text: string): View[] {
  const decoded = decodeAll(text);
  return distinct([
    { name, text },
    { name: `${name}, all decoded`, text: decoded },
    { name: `${name}, tags dropped`, text: dropTags(decoded) },
  ]);
}

/** The parts of markup between its brackets in which something is encoded: all else is the same once decoded. */
function encodedParts(markup: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { index } of markup.matchAll(/[&%\\]/g)) {
    if (index < end) continue;
    let start = index;
    while (start > end && !'<>'.includes(markup[start - 1] ?? '<')) start -= 1;
    end = index;
    while (end < markup.length && !'<>'.includes(markup[end] ?? '<')) end += 1;
    parts.push(markup.slice(start, end));
  }
  return parts.join('\n');
}

/** The same, and with each encoding decoded by itself: what looks like one can be a part of another. */
function spellings(name: string, text: string, encoded = text): View[] {
  return distinct([
    { name, text },
    { name: `${name}, entities decoded`, text: decodeEntities(encoded) },
    { name: `${name}, escapes decoded`, text: unescapeCode(encoded) },
    { name: `${name}, percent-decoded`, text: decodePercent(encoded) },
    { name: `${name}, all decoded`, text: decodeAll(encoded) },
    { name: `${name}, tags dropped`, text: dropTags(decodeAll(text)) },
  ]);
}

const distinct = (views: readonly View[]): View[] =>
  views.filter(({ text }, index) => views.findIndex((other) => other.text === text) === index);

/** Bytes read as units of two, in both orders. */
function readUnits(bytes: Buffer): string[] {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return [even.toString('utf16le'), even.swap16().toString('utf16le')];
}

/** The text that bytes hold, whichever way they were written: UTF-8, or, where they are not that, others too. */
function textsOf(bytes: Buffer, name: string, isMarkup = false): View[] {
  const text = bytes.toString('utf8');
  const views = spellings(name, text, isMarkup ? encodedParts(text) : text);
  if (!text.includes('\uFFFD') && !text.includes('\0')) return views;
  const others: [string, string][] = [
    ['Latin-1', bytes.toString('latin1')],
    ['UTF-16', [bytes, bytes.subarray(1)].flatMap(readUnits).join('\n')],
  ];
  return [...views, ...others.flatMap(([encoding, read]) => plainly(`${name} as ${encoding}`, read))];
}

/** Markdown as its readers see it: without the addresses of its links and the signs of its footnotes. */
const dropAddresses = (text: string): string =>
  text.replace(/\]\((?:<[^<>\n]*>|[^()\s]*)\)|\[\^[\w-]{1,40}\]/g, '');

const MARKDOWN = /\.(?:md|txt)$/;

function readMarkdown(bytes: Buffer): Reading {
  const linkless = dropAddresses(decodeAll(bytes.toString('utf8')));
  return { views: distinct([...textsOf(bytes, 'source'), { name: 'addresses dropped', text: linkless }]) };
}

const MARKUP = /\.(?:html?|xml|svg|atom|rss)$/;

function readMarkupFile(bytes: Buffer, path: string): Reading {
  const { text, hasMarker } = readMarkup(bytes.toString('utf8'), !/\.html?$/.test(path));
  return { views: [...textsOf(bytes, 'source', true), ...plainly('text', text)], hasMarker };
}

/** Opens a built file as what it is: all the ways in which it can be read. */
export function readViews(path: string, bytes: Buffer): Reading {
  if (MARKUP.test(path)) return readMarkupFile(bytes, path);
  if (MARKDOWN.test(path)) return readMarkdown(bytes);
  if (path === 'pagefind/pagefind-entry.json') {
    const undecodable = unknownVersion(bytes.toString('utf8'));
    return { views: textsOf(bytes, 'source'), ...(undecodable ? { undecodable } : {}) };
  }
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isGzip && !/\.pf_\w+$/.test(path)) return { views: textsOf(bytes, 'source') };
  let plain: Buffer;
  try {
    plain = gunzipSync(bytes);
  } catch {
    return { views: [], undecodable: 'it cannot be decompressed' };
  }
  return /\.pf_\w+$/.test(path) ? readPagefind(plain, path) : { views: textsOf(plain, 'decompressed') };
}
