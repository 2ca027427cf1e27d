import type { Relation } from './model/archive.ts';
import type { Level, State } from './model/incident.ts';
import type { Action, Postmortem, TimelineEntry } from './schema/postmortem.ts';

/** The text of the interface. What authors write stays what they wrote. */
export const words = {
  nav: {
    status: 'Status',
    history: 'History',
    search: 'Search',
    skip: 'Skip to content',
    main: 'Main',
    footer: 'Footer',
  },
  level: {
    degraded_performance: 'Degraded performance',
    partial_outage: 'Partial outage',
    major_outage: 'Major outage',
  } satisfies Record<Level, string>,
  state: {
    open: 'Open',
    awaited: 'Resolved, postmortem to come',
    recorded: 'Resolved',
    published: 'Postmortem published',
    retracted: 'Withdrawn',
    unpublished: 'Not published',
  } satisfies Record<State, string>,
  update: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
  },
  timeline: {
    trigger: 'Trigger',
    impact: 'Impact',
    detection: 'Detection',
    escalation: 'Escalation',
    hypothesis: 'Hypothesis',
    action: 'Action',
    decision: 'Decision',
    communication: 'Communication',
    mitigation: 'Mitigation',
    resolution: 'Resolution',
    note: 'Note',
  } satisfies Record<TimelineEntry['type'], string>,
  actionType: {
    prevent: 'Prevent',
    detect: 'Detect',
    mitigate: 'Mitigate',
    process: 'Process',
    investigate: 'Investigate',
  } satisfies Record<Action['type'], string>,
  actionStatus: {
    open: 'Open',
    'in-progress': 'In progress',
    done: 'Done',
    dropped: 'Dropped',
  } satisfies Record<Action['status'], string>,
  method: {
    alert: 'By an alert',
    customer: 'By customers',
    staff: 'By staff',
    vendor: 'By a vendor',
    chance: 'By chance',
  },
  timely: { yes: 'soon enough', late: 'late', no: 'not in time' },
  dataLoss: { none: 'None', possible: 'Possible', yes: 'Yes', unknown: 'Not known' } satisfies Record<
    NonNullable<NonNullable<Postmortem['impact']>['dataLoss']>,
    string
  >,
  rootCause: { identified: 'Identified', suspected: 'Suspected', unknown: 'Not known' },
  relation: {
    recurrence: 'This is a recurrence of',
    'recurred-in': 'Happened again in',
    'same-factor': 'Shares a factor with',
    'follow-up': 'This follows up on',
    'followed-by': 'Followed up by',
    'caused-by': 'Caused by',
    'cause-of': 'Led to',
  } satisfies Record<Relation, string>,
  figure: {
    types: { line: 'Line chart', bar: 'Bar chart', area: 'Area chart' },
    data: 'Data as a table',
    download: 'Download as CSV',
    noValue: 'no value',
    diagram: 'Diagram',
    outline: 'Diagram as text',
    /** Between two nodes: with a direction, and without. */
    leadsTo: 'leads to',
    joins: 'is joined with',
    holds: 'holds',
    enlarge: 'open in full size',
  },
  unknownTime: 'time not known',
  approximately: 'about',
} as const;

/** A count with its noun in the right form. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
