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
    for (const line of linesOf([node], source) ?? [])
      actions.push({
        title: plainText(line.replace(/^\[[ x]\] /i, '')),
        type,
        status: statusOf(/^\[[ x]\]/i.exec(line)?.[0] ?? ''),
      });
  }
  const titled = actions.filter(({ title }) => title !== '');
  return titled.length > 0 ? titled.map((each) => ({ ...each, title: each.title.slice(0, 300) })) : undefined;
}
