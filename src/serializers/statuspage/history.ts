import { Temporal } from 'temporal-polyfill';
import { formatZone } from '../../format.ts';
import type { Archive } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { timestamp } from '../../model/time.ts';
import { datesOf, toldOf } from '../../model/updates.ts';
import { componentsOf } from './components.ts';
import { incidentOf } from './incidents.ts';
import { pageOf, statusOf } from './page.ts';

type Month = Temporal.PlainYearMonth;

// Statuspage names months in English, whatever the language of the page is.
const MONTHS = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });
const nameOf = (month: Month) => MONTHS.format(Date.UTC(month.year, month.month - 1));

const zoned = (at: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

/** From when to when, as HTML in which the parts that a page replaces are marked. It has no year, and the zone of its end. */
function spanOf(from: number, to: number, timeZone: string): string {
  const parts = [from, to].map((at) => {
    const time = zoned(at, timeZone);
    return {
      day: `${nameOf(time.toPlainDate().toPlainYearMonth()).slice(0, 3)} <var data-var='date'>${time.day}</var>`,
      date: time.toPlainDate().toString(),
      clock: `<var data-var='time'>${time.toPlainTime().toString({ smallestUnit: 'minute' })}</var>`,
    };
  });
  const [start, end] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const ending = start.date === end.date ? end.clock : `${end.day}, ${end.clock}`;
  return `${start.day}, ${start.clock} - ${ending} ${formatZone(to, { locale: 'en', timeZone })}`;
}

/** An incident, and when it was over or, while it is open, last told of. */
interface Ended {
  incident: Incident;
  at: number;
}

function entryOf(archive: Archive, { incident, at }: Ended) {
  const { id, name, impact, incident_updates: updates } = incidentOf(archive, incident);
  return {
    code: id,
    name,
    message: updates[0]?.body ?? '',
    impact,
    timestamp: spanOf(incident.sortAt, Math.max(incident.sortAt, at), archive.site.timeZone),
  };
}

const monthEntry = (month: Month, incidents: ReturnType<typeof entryOf>[]) => ({
  name: nameOf(month),
  year: month.year,
  // Sunday is 0.
  starts_on: month.toPlainDate({ day: 1 }).dayOfWeek % 7,
  days: month.daysInMonth,
  incidents,
});

/**
 * The whole history in the shape of Statuspage's `/history.json`: a month has the incidents that ended in it, newest
 * first. A file answers every `?page=` alike, so that all months are in it.
 */
export function historyOf(archive: Archive) {
  const { timeZone } = archive.site;
  const monthOf = (at: number): string => zoned(at, timeZone).toPlainDate().toPlainYearMonth().toString();
  const ended = toldOf(archive)
    .map((incident): Ended => ({ incident, at: datesOf(incident).resolved ?? datesOf(incident).updated }))
    .sort((a, b) => b.at - a.at);
  const byMonth = Map.groupBy(ended, ({ at }) => monthOf(at));
  // What holds no incident has no months, and dates from when the others count.
  const [last = monthOf(0), first = last] = [[...byMonth.keys()][0], [...byMonth.keys()].at(-1)];
  const months: Month[] = [];
  for (let month = Temporal.PlainYearMonth.from(last); ended.length > 0 && month.toString() >= first; ) {
    months.push(month);
    month = month.subtract({ months: 1 });
  }
  const startOf = (month: string, later = 0) =>
    Temporal.PlainYearMonth.from(month)
      .add({ months: later })
      .toPlainDate({ day: 1 })
      .toZonedDateTime(timeZone);
  return {
    page_status: { page: pageOf(archive), status: statusOf(archive) },
    components: componentsOf(archive),
    months: months.map((month) =>
      monthEntry(
        month,
        (byMonth.get(month.toString()) ?? []).map((each) => entryOf(archive, each)),
      ),
    ),
    start_time: timestamp(startOf(first).epochMilliseconds),
    end_time: timestamp(startOf(last, 1).epochMilliseconds - 1),
  };
}
