import type { RootContent } from 'mdast';
import type { TimelineEntry } from '../schema/postmortem.ts';
import { linesOf, rowsOf } from './markdown-sections.ts';
import { plainText } from './rich-text.ts';
import { clockIn, dayIn, momentOf, timeIn, zoneOffset } from './times.ts';

/** An entry with its time in milliseconds since 1970 UTC. */
export interface WrittenEntry {
  at: number;
  type: TimelineEntry['type'];
  text: string;
}

/** What people write in capitals at the turns of an incident. */
const TURNS: readonly [RegExp, TimelineEntry['type']][] = [
  [/\b(?:OUTAGE|INCIDENT|IMPACT) (?:BEGINS|STARTS|BEGAN|STARTED)\b/, 'impact'],
  [/\b(?:OUTAGE|INCIDENT|IMPACT) (?:MITIGATED)\b/, 'mitigation'],
  [/\b(?:OUTAGE|INCIDENT|IMPACT) (?:ENDS|ENDED|RESOLVED|OVER)\b/, 'resolution'],
  [/\b(?:START|BEGIN) OF (?:OUTAGE|INCIDENT|IMPACT)\b/, 'impact'],
  [/\bEND OF (?:OUTAGE|INCIDENT|IMPACT)\b/, 'resolution'],
  [/\bDETECTED\b/, 'detection'],
];

const ZONE_NOTE = /\btimes?\b[^\n]{0,30}?\b(UTC|GMT|[A-Z]{2,4}T)\b/;
const LEAD =
  /^(?:\[[ x]\] )?[*_`[(]*((?:\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8} \d{1,2},? \d{4})?[T ,]*\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?(?: ?[AaPp][Mm])?(?: ?\(?(?:UTC|GMT|[A-Z]{2,4}T)\b\)?)?(?:[+-]\d{2}:?\d{2})?)[*_`\])]*\s*(?:[-–—:|]+\s*)?/;

class Clock {
  #day: string | undefined;
  #last = Number.NEGATIVE_INFINITY;
  readonly #zone: number;

  constructor(day: string | undefined, zone: number) {
    this.#day = day;
    this.#zone = zone;
  }

  /** The time of an entry: on the day that was named last, or on the next one once the clock has gone round. */
  at(written: string): number | undefined {
    const named = dayIn(written.replace(/(\d)T(\d)/, '$1 $2'))?.day;
    this.#day = named ?? this.#day;
    const hasZone = clockIn(written)?.zone !== undefined || /\dZ|[+-]\d{2}:?\d{2}$/.test(written);
    const found = timeIn(written, this.#day);
    if (!found) return undefined;
    let at = hasZone ? found.at : found.at - this.#zone * 60_000;
    if (named === undefined && at < this.#last - 12 * 3_600_000) {
      at += 86_400_000;
      this.#day = new Date(at).toISOString().slice(0, 10);
    }
    this.#last = at;
    return at;
  }
}

const typeOf = (text: string): TimelineEntry['type'] =>
  TURNS.find(([turn]) => turn.test(text))?.[1] ?? 'note';

/** Lines that begin with a time, or the rows of a table, as [time, text]. Undefined if something else stands there. */
function pairsOf(nodes: readonly RootContent[], source: string): [string, string][] | undefined {
  const pairs: [string, string][] = [];
  for (const node of nodes) {
    if (node.type === 'table') {
      const [head = [], ...rows] = rowsOf(node);
      const day = head.findIndex((cell) => /^(?:date|day)$/i.test(cell));
      const time = head.findIndex((cell, index) => index !== day && /time|when|^at$|utc/i.test(cell));
      const first = time >= 0 ? time : Math.max(day, 0);
      for (const row of rows) {
        const words = row
          .filter((_, index) => index !== first && index !== day)
          .filter((cell) => cell !== '');
        pairs.push([
          `${day >= 0 && day !== first ? `${row[day]} ` : ''}${row[first] ?? ''}`,
          words.join(' – '),
        ]);
      }
      continue;
    }
    for (const line of (linesOf([node], source) ?? ['?']).flatMap((each) =>
      node.type === 'paragraph' ? each.split('\n') : [each],
    )) {
      const match = LEAD.exec(line.replace(/^\*\*|^__/, ''));
      // What comes before the first entry says the day or the zone.
      if (match?.[1]) pairs.push([match[1], line.replace(/^\*\*|^__/, '').slice(match[0].length)]);
      else if (dayIn(line) || ZONE_NOTE.test(line)) pairs.push([line, '']);
      else return undefined;
    }
  }
  return pairs;
}

/**
 * Reads a timeline of lines or a table; undefined if any of it is no entry, or if no day is known. `note` says something
 * of its zone, such as its heading; without a word it is UTC.
 */
export function readWrittenTimeline(
  nodes: readonly RootContent[],
  source: string,
  { day, note }: { day: string | undefined; note: string },
): WrittenEntry[] | undefined {
  const pairs = pairsOf(nodes, source);
  if (!pairs) return undefined;
  const [, zone = 'UTC'] = ZONE_NOTE.exec(`${note}\n${pairs.map(([time]) => time).join('\n')}`) ?? [];
  const clock = new Clock(day, zoneOffset(zone) ?? 0);
  const entries: WrittenEntry[] = [];
  for (const [time, words] of pairs) {
    const at = clock.at(time);
    const text = plainText(words);
    if (text === '') continue;
    if (at === undefined) return undefined;
    entries.push({ at, type: typeOf(words), text });
  }
  return entries.length > 0 ? entries : undefined;
}

export const entryFields = ({ at, type, text }: WrittenEntry) => ({
  at: momentOf({ at, precision: 'exact' }),
  type,
  text,
});
