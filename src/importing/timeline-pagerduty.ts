import { counted } from '../report.ts';
import { parseDateTime } from '../schema/moment.ts';
import type { TimelineEntry } from '../schema/postmortem.ts';
import type { Persons } from './persons.ts';
import { type Fields, type FoundEntry, type FoundTimeline, isFields, textOf } from './timeline-entries.ts';

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

/** Reads the log entries of an incident. */
export function readPagerDuty(logs: readonly Fields[], persons: Persons): Omit<FoundTimeline, 'findings'> {
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
  return { entries, lost: lost > 0 ? [`${counted(lost, 'entry', 'entries')} without a time or a text`] : [] };
}
