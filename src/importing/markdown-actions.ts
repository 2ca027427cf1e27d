import type { RootContent } from 'mdast';
import type { Action } from '../schema/postmortem.ts';
import { linesOf, rowsOf } from './markdown-sections.ts';
import { plainText } from './rich-text.ts';
import { dayIn } from './times.ts';

/** An action as it is written; its owner and its ticket stay private. */
export interface WrittenAction {
  title: string;
  type: Action['type'];
  status: Action['status'];
  priority?: NonNullable<Action['priority']>;
  due?: string;
  internal?: Record<string, string>;
}

const TYPES: readonly [RegExp, Action['type']][] = [
  [/prevent/i, 'prevent'],
  [/detect|monitor|alert/i, 'detect'],
  [/mitigat|repair/i, 'mitigate'],
  [/process|document|training/i, 'process'],
  [/investigat|research/i, 'investigate'],
];
const typeOf = (text: string): Action['type'] | undefined => TYPES.find(([word]) => word.test(text))?.[1];

function statusOf(text: string): Action['status'] {
  if (/^\[x\]|\b(?:done|complete[d]?|closed|fixed|resolved|shipped)\b/i.test(text)) return 'done';
  if (/\b(?:in[ -]progress|started|ongoing|wip)\b/i.test(text)) return 'in-progress';
  return /\b(?:won'?t (?:do|fix)|dropped|cancel+ed)\b/i.test(text) ? 'dropped' : 'open';
}

function priorityOf(text: string): WrittenAction['priority'] {
  if (/\b(?:p[01]|high|critical|urgent)\b/i.test(text)) return 'high';
  if (/\b(?:p2|medium|normal)\b/i.test(text)) return 'medium';
  return /\b(?:p[3-5]|low|minor)\b/i.test(text) ? 'low' : undefined;
}

function ofRow(head: readonly string[], row: readonly string[], type: Action['type']): WrittenAction {
  const cell = (word: RegExp) => row[head.findIndex((name) => word.test(name))] ?? '';
  const named = head.findIndex((name) => /action|item|task|title|what|description|todo/i.test(name));
  const [owner, ticket] = [
    cell(/owner|assignee|who|responsible|team/i),
    cell(/bug|ticket|issue|jira|link|tracking/i),
  ];
  const priority = priorityOf(cell(/prio/i));
  const due = dayIn(cell(/due|deadline|when|eta|by/i))?.day;
  return {
    title: row[Math.max(named, 0)] ?? '',
    type: typeOf(cell(/^type|kind|category/i)) ?? type,
    status: statusOf(`${cell(/status|state|done/i)} ${ticket}`),
    ...(priority ? { priority } : {}),
    ...(due ? { due } : {}),
    ...(owner || ticket ? { internal: { ...(owner ? { owner } : {}), ...(ticket ? { ticket } : {}) } } : {}),
  };
}

const KIND = /^(prevent|detect|mitigat|repair|process|investigat|monitor|document)\w{0,9}:\s/i;
const TICKET = /\s?[([]?\b([A-Z][A-Z\d]{1,9}-\d+)\b[)\]]?/;
const DUE = /[\s.,;(–-]{0,4}\bdue(?: date| by| on)?:?\s+([^.;)]{6,20})[.;)]?/i;
const OWNER = /[\s.,;(–-]{0,4}\b(?:owners?|assignees?|assigned to|responsible)\s?:\s?([^.,;)]+)[.,;)]?/i;
/** A name behind a dash at the end of a line. */
const NAME = /\s[-–—]\s(\p{Lu}[\p{L}'’.-]{0,30}(?:\s\p{Lu}[\p{L}'’.-]{0,30}){1,3}|@[\w.-]{1,60})[\s,]{0,4}$/u;

/** An action of one line: what it says of its kind, day, owner and ticket goes out of its title into fields of its own. */
function ofLine(line: string, type: Action['type']): WrittenAction {
  let title = plainText(line.replace(/^\[[ x]\] /i, ''));
  const take = (pattern: RegExp): string | undefined => {
    const match = pattern.exec(title);
    if (match) title = `${title.slice(0, match.index)} ${title.slice(match.index + match[0].length)}`.trim();
    return match?.[1]?.trim();
  };
  const kind = take(KIND);
  const ticket = take(TICKET);
  const day = DUE.exec(title)?.[1];
  const due = day && dayIn(day)?.day;
  if (due) take(DUE);
  const owner = take(OWNER) ?? take(NAME);
  return {
    title: title.replace(/[\s,;–-]+$/, ''),
    type: (kind && typeOf(kind)) || type,
    status: statusOf(/^\[[ x]\]/i.exec(line)?.[0] ?? ''),
    ...(due ? { due } : {}),
    ...(owner || ticket ? { internal: { ...(owner ? { owner } : {}), ...(ticket ? { ticket } : {}) } } : {}),
  };
}

/** Reads actions of a table or a list under a heading; undefined if something else stands there. */
export function readWrittenActions(
  nodes: readonly RootContent[],
  source: string,
  heading: string,
): WrittenAction[] | undefined {
  const type = typeOf(heading) ?? 'prevent';
  const actions: WrittenAction[] = [];
  for (const node of nodes) {
    if (node.type === 'table') {
      const [head = [], ...rows] = rowsOf(node);
      actions.push(...rows.map((row) => ofRow(head, row, type)));
      continue;
    }
    if (node.type !== 'list') return undefined;
    actions.push(...(linesOf([node], source) ?? []).map((line) => ofLine(line, type)));
  }
  const titled = actions.filter(({ title }) => title !== '');
  return titled.length > 0 ? titled.map((each) => ({ ...each, title: each.title.slice(0, 300) })) : undefined;
}
