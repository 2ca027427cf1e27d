import type { WrittenEntry } from './markdown-timeline.ts';
import type { Meaning } from './markdown-words.ts';
import { clockIn, dayIn, type FoundTime, momentOf, timeIn } from './times.ts';
import { dateTimeOf } from './vocabulary.ts';

type Moment = 'start' | 'end' | 'detected' | 'acknowledged' | 'mitigated';
const FIELDS: Readonly<Record<Moment, string>> = {
  start: 'startedAt',
  detected: 'detectedAt',
  acknowledged: 'acknowledgedAt',
  mitigated: 'mitigatedAt',
  end: 'resolvedAt',
};
const TURNS = [
  ['start', 'impact'],
  ['detected', 'detection'],
  ['mitigated', 'mitigation'],
  ['end', 'resolution'],
] as const;

export const isMoment = (meaning: Meaning): meaning is Moment => meaning in FIELDS;

/** The moments of a hand-written postmortem. The first word about one counts. */
export class Moments {
  readonly #found = new Map<Moment, FoundTime>();
  #day: string | undefined;

  /** The field that a time was taken as; undefined if it cannot be read, or the field is taken. */
  take(moment: Moment, value: string): string | undefined {
    const found = timeIn(value, this.#day);
    // Year 1 is how some exports write a time that is not known.
    if (!found || found.at < 0 || this.#found.has(moment)) return undefined;
    this.#found.set(moment, found);
    return FIELDS[moment];
  }

  /** Takes a day, with the times at which it began and ended if they are there. */
  takeDate(value: string): string | undefined {
    const day = dayIn(value);
    if (!day) return undefined;
    this.#day ??= day.day;
    const clock = clockIn(day.rest);
    if (!clock) return 'the day of its times';
    const [, end] = /(?:-|–|—|to|until)\s*(\d{1,2}:\d{2}.*)$/.exec(day.rest) ?? [];
    const zone = end ? clockIn(end)?.zone : undefined;
    const start = clock.zone || !zone ? value : `${day.day} ${clock.clock} ${zone}`;
    const taken = [this.take('start', start), end && this.take('end', `${day.day} ${end}`)].filter(Boolean);
    return taken.length > 0 ? taken.join(' and ') : undefined;
  }

  /** A day that its times may count from. */
  get day(): string | undefined {
    const [known] = [...this.#found.values()];
    return this.#day ?? (known && new Date(known.at).toISOString().slice(0, 10));
  }

  /** Takes from a timeline, or from the day, what nothing else told. */
  complete(timeline: readonly WrittenEntry[]): string[] {
    const taken: string[] = [];
    for (const [moment, type] of TURNS) {
      const entry = timeline.find((each) => each.type === type);
      if (!entry || this.#found.has(moment)) continue;
      this.#found.set(moment, { at: entry.at, precision: 'exact' });
      taken.push(`timeline → ${FIELDS[moment]}`);
    }
    const fromDay = this.#found.size === 0 && this.#day ? this.take('start', this.#day) : undefined;
    return fromDay ? [...taken, `the day → ${fromDay}`] : taken;
  }

  /** The fields; one that is before the start is marked as what it is, and `tell` learns of it. */
  fields(tell: (detail: string) => void): Record<string, unknown> {
    const start = this.#found.get('start');
    const entries = (Object.keys(FIELDS) as Moment[]).flatMap((moment) => {
      const found = this.#found.get(moment);
      if (!found) return [];
      if (!start || found.at >= start.at) return [[FIELDS[moment], momentOf(found)]];
      tell(`${FIELDS[moment]} is before startedAt; the start is taken`);
      const note = `The source gives ${dateTimeOf(found.at)}, which is before the start.`;
      return [[FIELDS[moment], { at: dateTimeOf(start.at), precision: 'approximate', note }]];
    });
    return Object.fromEntries(entries);
  }
}
