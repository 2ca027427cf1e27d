import { parse as parseCsv } from 'csv-parse/sync';
import { type Finding, finding } from '../findings.ts';
import type { TimelineEntry } from '../schema/postmortem.ts';
import type { Source } from './model.ts';
import type { Persons } from './persons.ts';
import { type FoundEntry, type FoundTimeline, isFields } from './timeline-entries.ts';
import { dayIn, timeIn } from './times.ts';

const TYPES: readonly string[] =
  'trigger impact detection escalation hypothesis action decision communication mitigation resolution note'.split(
    ' ',
  );
const COLUMNS = {
  time: ['at', 'time', 'timestamp', 'datetime', 'date/time', 'when', 'created_at', 'date', 'ts'],
  text: [
    'text',
    'message',
    'event',
    'description',
    'what',
    'what happened',
    'details',
    'note',
    'content',
    'entry',
    'summary',
  ],
};
/** Columns that name somebody, with spaces for other signs between their words. */
const PERSON =
  /^(?:(?:user|full|display|first|last) ?name|name|user|who|by|person|e ?mail|author|actor|owner|reporter|assignee|assigned(?: to)?|operator|(?:on ?call|primary|secondary)(?: (?:engineer|responder|person))?|(?:incident )?(?:commander|lead)|(?:incident )?(?:responder|engineer)s?|(?:handled|reported|created|added|written|posted|acknowledged|assigned|resolved|done|taken) by)$/;

/** Reads a table with a line of names, one of which is the time and one the text. */
export function readCsv({ file, text }: Source, persons: Persons): FoundTimeline {
  const unreadable = (detail: string, line = 1): FoundTimeline => ({
    entries: [],
    lost: [],
    findings: [finding('import-unreadable', { file, line }, detail)],
  });
  const [head = ''] = text.split('\n', 1);
  const delimiter =
    [',', ';', '\t'].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ',';
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parseCsv(text, {
      bom: true,
      delimiter,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    const line = isFields(error) && typeof error['lines'] === 'number' ? error['lines'] : 1;
    return unreadable('it is no CSV, or not all of it', line);
  }
  const names = Object.keys(rows[0]?.record ?? {});
  const column = (known: readonly string[]) => known.find((name) => names.includes(name));
  const [time, words] = [column(COLUMNS.time), column(COLUMNS.text)];
  if (!time || !words)
    return unreadable('it needs a line of names with a column for the time and one for the text');
  const naming = names.filter((name) => PERSON.test(name.replace(/[\s_-]+/g, ' ')));
  for (const { record } of rows) for (const name of naming) persons.add(record[name]);

  const findings: Finding[] = [];
  const entries = rows.flatMap(({ record, info }): FoundEntry[] => {
    const clock = record['time'] && time !== 'time' ? ` ${record['time']}` : '';
    const day = time === 'time' ? dayIn(record['date'] ?? '')?.day : undefined;
    const found = timeIn(`${record[time] ?? ''}${clock}`, day);
    const said = record[words] ?? '';
    const type = record['type']?.toLowerCase() ?? '';
    if (found?.precision === 'exact' && said !== '')
      return [
        { at: found.at, type: TYPES.includes(type) ? (type as TimelineEntry['type']) : 'note', text: said },
      ];
    const detail = said === '' ? 'the line has no text' : 'the line has no time that can be read';
    findings.push(finding('import-unreadable', { file, line: info.lines }, detail));
    return [];
  });
  const kept = ['date', 'time', 'type', time, words, ...naming];
  return {
    entries,
    lost: names.filter((name) => !kept.includes(name)).map((name) => `column ${name}`),
    findings,
  };
}
