import { parse as parseCsv } from 'csv-parse/sync';
import { type Finding, finding } from '../findings.ts';
import { parseDateTime } from '../schema/moment.ts';
import type { TimelineEntry } from '../schema/postmortem.ts';
import { readJson } from './json.ts';
import type { Source } from './model.ts';
import type { Persons } from './persons.ts';
import { dayIn, timeIn } from './times.ts';

/** An entry of a timeline: when (milliseconds since 1970 UTC), what kind of step, and the words of the source. */
export interface FoundEntry {
  at: number;
  type: TimelineEntry['type'];
  text: string;
}

/** What one source gives; who is named in it is added to the persons it was read with. */
export interface FoundTimeline {
  entries: FoundEntry[];
  /** What was passed over, in words. */
  lost: string[];
  findings: Finding[];
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** What Slack calls its own notices: who came, who went, what the channel is called. */
const NOTICES = /^(?:channel|group)_|^(?:reminder_add|pinned_item|bot_add|bot_remove|tombstone)$/;

/** Slack's own marks as words: links with their labels, mentions without names, entities decoded. */
function slackText(text: string): string {
  return text
    .replace(/<@[^>]*>/g, 'a responder')
    .replace(/<!subteam[^>]*>/g, 'a team')
    .replace(/<!(?:here|channel|everyone)[^>]*>/g, 'everybody')
    .replace(/<!date\^\d+\^[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<#[^|>]*\|([^>]*)>/g, '#$1')
    .replace(/<#[^>]*>/g, 'a channel')
    .replace(/<mailto:[^>]*>/g, 'a responder')
    .replace(/<([^|>\s]+)\|([^>]*)>/g, '$2 ($1)')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function addSlackPerson(value: unknown, persons: Persons): void {
  if (!isFields(value) || value['is_bot'] === true) return;
  for (const name of [
    'name',
    'real_name',
    'display_name',
    'first_name',
    'last_name',
    'real_name_normalized',
    'display_name_normalized',
  ])
    persons.add(value[name]);
}

function readSlack(messages: readonly Fields[], persons: Persons): Omit<FoundTimeline, 'findings'> {
  const lost = new Map<string, number>();
  const lose = (what: string) => void lost.set(what, (lost.get(what) ?? 0) + 1);
  const entries = messages.flatMap((message): FoundEntry[] => {
    addSlackPerson(message['user_profile'], persons);
    const seconds = Math.floor(Number(message['ts']));
    const text = slackText(textOf(message['text']));
    if (NOTICES.test(textOf(message['subtype']))) lose('notices of the channel');
    else if (text === '' || !Number.isFinite(seconds)) lose('messages without text');
    else return [{ at: seconds * 1000, type: 'note', text }];
    return [];
  });
  return { entries, lost: [...lost].map(([what, count]) => `${count} ${what}`) };
}

const LOG_TYPES: Readonly<Record<string, TimelineEntry['type']>> = {
  trigger: 'detection',
  acknowledge: 'action',
  escalate: 'escalation',
  assign: 'escalation',
  resolve: 'resolution',
  notify: 'communication',
};

/** Whoever is a user in PagerDuty, wherever in an entry. */
function addUsers(value: unknown, persons: Persons): void {
  if (Array.isArray(value)) for (const each of value) addUsers(each, persons);
  if (!isFields(value)) return;
  if (/^user(?:_reference)?$/.test(textOf(value['type'])))
    for (const name of ['summary', 'name']) persons.add(value[name]);
  for (const each of Object.values(value)) addUsers(each, persons);
}

function readPagerDuty(logs: readonly Fields[], persons: Persons): Omit<FoundTimeline, 'findings'> {
  addUsers(logs, persons);
  let lost = 0;
  const entries = logs.flatMap((log): FoundEntry[] => {
    const at = parseDateTime(log['created_at']);
    const channel = isFields(log['channel']) ? log['channel'] : {};
    const note = textOf(log['note']) || textOf(channel['note']) || textOf(channel['content']);
    const [summary, kind] = [textOf(log['summary']), textOf(log['type']).replace(/_log_entry.*$/, '')];
    const text =
      kind === 'annotate' && note !== '' ? note : [summary, note].filter((each) => each !== '').join(': ');
    if (at === undefined || text === '') {
      lost += 1;
      return [];
    }
    return [{ at, type: LOG_TYPES[kind] ?? 'note', text }];
  });
  return { entries, lost: lost > 0 ? [`${lost} entries without a time or a text`] : [] };
}

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
  person: [
    'user',
    'author',
    'name',
    'who',
    'person',
    'by',
    'owner',
    'actor',
    'reporter',
    'assignee',
    'username',
    'email',
  ],
};

function readCsv({ file, text }: Source, persons: Persons): FoundTimeline {
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
  for (const { record } of rows)
    for (const name of COLUMNS.person.filter((each) => names.includes(each))) persons.add(record[name]);

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
  const kept = ['date', 'time', 'type', time, words, ...COLUMNS.person];
  return {
    entries,
    lost: names.filter((name) => !kept.includes(name)).map((name) => `column ${name}`),
    findings,
  };
}

/** Reads one source of a timeline: a Slack export, log entries of PagerDuty, or CSV. Names go to `persons`. */
export function readTimeline(source: Source, persons: Persons): FoundTimeline {
  if (!/^\s*[[{]/.test(source.text)) return readCsv(source, persons);
  const read = readJson(source);
  if ('findings' in read) return { entries: [], lost: [], findings: read.findings };
  const { value } = read;
  const list = (
    Array.isArray(value) ? value : isFields(value) ? (value['messages'] ?? value['log_entries']) : []
  ) as unknown;
  const items = (Array.isArray(list) ? list : []).filter(isFields);
  if (items.some((item) => /_log_entry/.test(textOf(item['type']))))
    return { ...readPagerDuty(items, persons), findings: [] };
  if (items.some((item) => 'ts' in item)) return { ...readSlack(items, persons), findings: [] };
  const people = items.filter((item) => isFields(item['profile']));
  for (const person of people) for (const each of [person, person['profile']]) addSlackPerson(each, persons);
  const isList = people.length > 0 || items.some((item) => 'members' in item);
  return {
    entries: [],
    lost: [],
    findings:
      isList || (Array.isArray(list) && list.length === 0)
        ? []
        : [
            finding(
              'import-unreadable',
              { file: source.file },
              'it is neither a Slack export nor log entries of PagerDuty',
            ),
          ],
  };
}
