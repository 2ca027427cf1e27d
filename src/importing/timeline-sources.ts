import { finding } from '../findings.ts';
import { readJson } from './json.ts';
import type { Source } from './model.ts';
import type { Persons } from './persons.ts';
import { readCsv } from './timeline-csv.ts';
import { type FoundTimeline, isFields, textOf } from './timeline-entries.ts';
import { readPagerDuty } from './timeline-pagerduty.ts';
import { addSlackPerson, readSlack } from './timeline-slack.ts';

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
