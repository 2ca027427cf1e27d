import { parseFeed } from 'feedsmith';
import { type Finding, finding } from '../findings.ts';
import { Lines } from '../redaction/positions.ts';
import { ID } from '../schema/strict.ts';
import { slug } from './components.ts';
import type { Source } from './model.ts';

/** An entry of a feed of either kind. Times are in milliseconds since 1970 UTC. */
export interface Entry {
  title: string;
  link: string;
  key: string;
  html: string;
  published: number | undefined;
  line: number;
}

/** A zone at the end of a date, with or without its name behind it. */
const ZONE = /(?:[+-]\d{2}:?\d{2}|[A-Za-z]{1,4})\s*(?:\([^)]*\))?\s*$/;

/** Dates of feeds are those of RFC 3339 or RFC 822; one without a zone is in UTC. */
function timeOf(text = ''): number | undefined {
  const at = Date.parse(ZONE.test(text) ? text : text + (/\dT\d/.test(text) ? 'Z' : ' UTC'));
  return Number.isNaN(at) ? undefined : at;
}

/** A feed that breaks off, up to its last whole entry. */
function mended(text: string): string {
  const [entry, item] = [text.lastIndexOf('</entry>'), text.lastIndexOf('</item>')];
  if (entry < 0 && item < 0) return text;
  return entry > item
    ? `${text.slice(0, entry)}</entry></feed>`
    : `${text.slice(0, item)}</item></channel></rss>`;
}

/** The entries of an Atom or RSS feed, or why it has none. */
export function entriesOf({ file, text }: Source): { entries: Entry[]; findings: Finding[] } {
  const lines = new Lines(text);
  const starts = [...text.matchAll(/<(?:entry|item)[\s>]/g)].map(({ index }) => lines.at(index).line);
  const isWhole = /<\/(?:feed|rss|rdf:RDF)>\s*$/.test(text);
  const broken = (detail: string, at = lines.at(text.length)) =>
    finding('import-unreadable', { file, ...at }, detail);
  let entries: Omit<Entry, 'line'>[];
  try {
    const { format, feed } = parseFeed(isWhole ? text : mended(text));
    if (format === 'atom')
      entries = (feed.entries ?? []).map((entry) => ({
        title: entry.title?.value ?? '',
        link: entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href ?? '',
        key: entry.id ?? '',
        html: entry.content?.value ?? entry.summary?.value ?? '',
        published: timeOf(entry.published ?? entry.updated),
      }));
    else if (format === 'rss')
      entries = (feed.items ?? []).map((item) => ({
        title: item.title ?? '',
        link: item.link ?? '',
        key: item.guid?.value ?? '',
        html: item.content?.encoded ?? item.description ?? '',
        published: timeOf(item.pubDate),
      }));
    else return { entries: [], findings: [broken('it is neither Atom nor RSS', lines.at(0))] };
  } catch {
    return { entries: [], findings: [broken('it is no feed, or not all of it')] };
  }
  const found = entries.map((entry, index) => ({ ...entry, line: starts[index] ?? 1 }));
  return { entries: found, findings: isWhole ? [] : [broken('it breaks off; what is whole is imported')] };
}

/** The code of an incident in the address of its page; the number in the id of the entry if it has none. */
export function idOf({ link, key, title }: Entry): string {
  const [, code] =
    /\/incidents\/([\w-]+)\/?(?:[?#].*)?$/.exec(link) ?? /\/incidents\/([\w-]+)\/?$/.exec(key) ?? [];
  const [, number] = /Incident\/(\d+)$/.exec(key) ?? [];
  if (code && ID.test(code)) return code;
  return number ? `incident-${number}` : slug(code ?? title, 'incident');
}
