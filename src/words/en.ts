import type { Relation } from '../model/archive.ts';
import type { Facet, Kind } from '../model/facets.ts';
import type { Level, State } from '../model/incident.ts';
import type { PhaseName } from '../model/phases.ts';
import type { SectionName } from '../model/sections.ts';
import type { MadeTexts } from '../model/updates.ts';
import type { ChartType } from '../redaction/allowlist.ts';
import type { Action, Postmortem, TimelineEntry } from '../schema/postmortem.ts';
import type { BuiltInFactor, BuiltInSeverity, SeverityLevel } from '../schema/site.ts';

/** A text for each grammatical number that a language has (Unicode plural categories); `#` is the number itself. */
export interface Plural {
  one: string;
  other: string;
}

interface Meaning {
  label: string;
  description: string;
}

/** All text of the interface. What authors write stays what they wrote. `{…}` is replaced by what it names. */
export interface Words {
  nav: Record<
    'status' | 'history' | 'search' | 'skip' | 'main' | 'footer' | 'home' | 'support' | 'contact',
    string
  >;
  zone: string;
  level: Record<Level, string>;
  /** The same, inside a sentence. */
  levelQuiet: Record<Level | 'none' | 'absent', string>;
  state: Record<State | 'nearMiss', string>;
  due: Record<'due' | 'overdue', string>;
  update: Record<'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem', string>;
  /** What is said in an update that nobody wrote. */
  made: Record<keyof MadeTexts, string>;
  timeline: Record<TimelineEntry['type'], string>;
  actionType: Record<Action['type'], string>;
  actionStatus: Record<Action['status'], string>;
  action: Record<'priority' | 'effort' | 'done' | 'due' | 'details', string>;
  grade: Record<'low' | 'medium' | 'high', string>;
  method: Record<'alert' | 'customer' | 'staff' | 'vendor' | 'chance', string>;
  timely: Record<'yes' | 'late' | 'no', string>;
  dataLoss: Record<NonNullable<NonNullable<Postmortem['impact']>['dataLoss']>, string>;
  /** How bad a severity is, for those who do not know the names that severities have here. */
  impact: Record<SeverityLevel['impact'], string>;
  rootCause: Record<'identified' | 'suspected' | 'unknown', string>;
  relation: Record<Relation, string>;
  section: Record<SectionName | 'updatesWhileOpen', string>;
  heading: Record<
    | 'trigger'
    | 'rootCause'
    | 'contributingFactors'
    | 'detection'
    | 'revealed'
    | 'lessons'
    | 'wentWell'
    | 'wentWrong'
    | 'gotLucky'
    | 'damageControl'
    | 'ifItHappensAgain',
    string
  >;
  fact: Record<
    | 'started'
    | 'detected'
    | 'acknowledged'
    | 'mitigated'
    | 'resolved'
    | 'notYet'
    | 'timeToDetect'
    | 'timeToMitigate'
    | 'timeToResolve'
    | 'openAsOf'
    | 'dataLost'
    | 'regions',
    string
  >;
  window: Record<'label' | 'component' | 'level' | 'from' | 'to' | 'for' | 'notOver', string>;
  incident: Record<
    | 'onThisPage'
    | 'latest'
    | 'openFor'
    | 'awaited'
    | 'awaitedBy'
    | 'overdue'
    | 'recorded'
    | 'source'
    | 'published'
    | 'publishedLasted'
    | 'firstPublished',
    string
  >;
  home: Record<
    | 'title'
    | 'current'
    | 'allClear'
    | 'note'
    | 'open'
    | 'components'
    | 'otherComponents'
    | 'pastDays'
    | 'noIncident'
    | 'goingOn'
    | 'all'
    | 'today',
    string
  >;
  bar: Record<'label' | 'clear' | 'legend' | 'day' | 'level' | 'incidents', string>;
  uptime: Record<'share' | 'most' | 'title' | 'rule', string>;
  phase: Record<PhaseName | 'label', string>;
  axis: string;
  timelineKey: string;
  cite: Record<'title' | 'text' | 'address' | 'copy' | 'copied' | 'mail' | 'link', string>;
  neighbours: Record<'label' | 'older' | 'newer', string>;
  ownZone: Record<'own' | 'site', string>;
  component: Record<'description' | 'dependsOn' | 'neededBy' | 'none', string>;
  history: Record<
    | 'title'
    | 'ofYear'
    | 'ofSeverity'
    | 'description'
    | 'descriptionOfYear'
    | 'descriptionOf'
    | 'nothingLeftOut'
    | 'filters'
    | 'all'
    | 'nothing'
    | 'calendar'
    | 'goingOn',
    string
  >;
  facet: Record<Facet, string>;
  kind: Record<Kind, string>;
  factor: Record<
    'title' | 'description' | 'explanation' | 'of' | 'all' | 'factor' | 'total' | 'last' | 'never' | 'none',
    string
  >;
  /** Of the vocabularies that site.yaml does not give: how each word is shown, and when it applies. */
  severities: Record<BuiltInSeverity, Meaning>;
  factors: Record<BuiltInFactor, Meaning>;
  search: Record<
    | 'title'
    | 'description'
    | 'lead'
    | 'noScript'
    | 'words'
    | 'severity'
    | 'component'
    | 'factor'
    | 'year'
    | 'any'
    | 'sort'
    | 'best'
    | 'newest'
    | 'oldest'
    | 'longest'
    | 'lasted'
    | 'more'
    | 'close'
    | 'keys'
    | 'prompt'
    | 'nothing'
    | 'unavailable',
    string
  >;
  /** Where a page has another address now. */
  moved: string;
  notFound: Record<'title' | 'description' | 'explanation' | 'search' | 'history' | 'status', string>;
  callout: Record<'note' | 'info' | 'success' | 'warning', string>;
  table: string;
  feed: Record<'title' | 'subscribe', string>;
  llms: Record<'explanation' | 'incidents' | 'data' | 'archive' | 'schema' | 'feed', string>;
  count: Record<
    'incidents' | 'incidentsOnRecord' | 'unresolved' | 'days' | 'daysAgo' | 'incidentDays' | 'results',
    Plural
  >;
  /** `noValue` stands in an empty cell, `leadsTo` and `joins` between two nodes, `holds` between a group and its nodes. */
  figure: Record<
    'data' | 'download' | 'noValue' | 'diagram' | 'outline' | 'leadsTo' | 'joins' | 'holds' | 'enlarge',
    string
  > & { types: Record<ChartType, string> };
  unknownTime: string;
  approximately: string;
}

export const en: Words = {
  nav: {
    status: 'Status',
    history: 'History',
    search: 'Search',
    skip: 'Skip to content',
    main: 'Main',
    footer: 'Footer',
    home: 'Website',
    support: 'Support',
    contact: 'Contact',
  },
  zone: 'Times are in {zone}.',
  level: {
    degraded_performance: 'Degraded performance',
    partial_outage: 'Partial outage',
    major_outage: 'Major outage',
  },
  levelQuiet: {
    none: 'no incident',
    absent: 'not offered yet',
    degraded_performance: 'degraded performance',
    partial_outage: 'partial outage',
    major_outage: 'major outage',
  },
  state: {
    open: 'Open',
    awaited: 'Resolved, postmortem to come',
    recorded: 'Resolved',
    published: 'Postmortem published',
    retracted: 'Withdrawn',
    unpublished: 'Not published',
    nearMiss: 'Near miss',
  },
  due: { due: 'A postmortem is due by', overdue: 'A postmortem was due by' },
  update: {
    investigating: 'Investigating',
    identified: 'Identified',
    monitoring: 'Monitoring',
    resolved: 'Resolved',
    postmortem: 'Postmortem',
  },
  made: {
    monitoring: 'Most of the impact is over.',
    resolved: 'The incident is resolved.',
    postmortem: 'The postmortem is published: {address}',
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
  },
  actionType: {
    prevent: 'Prevent',
    detect: 'Detect',
    mitigate: 'Mitigate',
    process: 'Process',
    investigate: 'Investigate',
  },
  actionStatus: { open: 'Open', 'in-progress': 'In progress', done: 'Done', dropped: 'Dropped' },
  action: {
    priority: 'priority {grade}',
    effort: 'effort {grade}',
    done: 'done',
    due: 'due',
    details: 'Details',
  },
  grade: { low: 'low', medium: 'medium', high: 'high' },
  method: {
    alert: 'By an alert',
    customer: 'By customers',
    staff: 'By staff',
    vendor: 'By a vendor',
    chance: 'By chance',
  },
  timely: { yes: 'soon enough', late: 'late', no: 'not in time' },
  dataLoss: { none: 'None', possible: 'Possible', yes: 'Yes', unknown: 'Not known' },
  impact: { critical: 'Critical', major: 'Major', minor: 'Minor', none: 'Hardly felt' },
  rootCause: { identified: 'identified', suspected: 'suspected', unknown: 'not known' },
  relation: {
    recurrence: 'This is a recurrence of',
    'recurred-in': 'Happened again in',
    'same-factor': 'Shares a factor with',
    'follow-up': 'This follows up on',
    'followed-by': 'Followed up by',
    'caused-by': 'Caused by',
    'cause-of': 'Led to',
  },
  section: {
    impact: 'Impact',
    updates: 'What we told customers',
    updatesWhileOpen: 'Updates',
    timeline: 'Timeline',
    factors: 'Why it happened',
    lessons: 'What we learnt',
    actions: 'What we are doing',
    related: 'Related incidents',
    revisions: 'Corrections',
  },
  heading: {
    trigger: 'Trigger',
    rootCause: 'Root cause',
    contributingFactors: 'Contributing factors',
    detection: 'How it was detected',
    revealed: 'What nobody knew before',
    lessons: 'Lessons',
    wentWell: 'What went well',
    wentWrong: 'What went wrong',
    gotLucky: 'Where we got lucky',
    damageControl: 'How the damage was limited',
    ifItHappensAgain: 'If it happens again',
  },
  fact: {
    started: 'Started',
    detected: 'Detected',
    acknowledged: 'Acknowledged',
    mitigated: 'Mitigated',
    resolved: 'Resolved',
    notYet: 'not yet',
    timeToDetect: 'Time to detect',
    timeToMitigate: 'Time to mitigate',
    timeToResolve: 'Time to resolve',
    openAsOf: 'Open, as of {time}, for',
    dataLost: 'Data loss',
    regions: 'Regions',
  },
  window: {
    label: 'Impact windows',
    component: 'Component',
    level: 'Level',
    from: 'From',
    to: 'To',
    for: 'For',
    notOver: 'not over yet',
  },
  incident: {
    onThisPage: 'On this page',
    latest: 'Latest',
    openFor: 'open for {duration} so far',
    awaited: 'The postmortem of this incident is being written and will appear at this address.',
    awaitedBy:
      'The postmortem of this incident is being written. It is due by {day} and will appear at this address.',
    overdue:
      'The postmortem of this incident was due by {day}. It is still being written and will appear at this address.',
    recorded: 'This incident is on record without a postmortem.',
    source: 'Source: {source}',
    published: 'Published',
    publishedLasted: '; the incident lasted {duration}',
    firstPublished: 'First published',
  },
  home: {
    title: 'Status of {name}',
    current: 'Current state',
    allClear: 'No unresolved incidents',
    note: 'As of {time}. Incidents are posted here by our team; this page does not monitor services by itself.',
    open: 'Open incidents',
    components: 'Components',
    otherComponents: 'Other',
    pastDays: 'Past days',
    noIncident: 'No incident on record.',
    goingOn: 'Ongoing:',
    all: 'All incidents',
    today: 'today',
  },
  bar: {
    label: '{name}, last {days}: {what}',
    clear: 'no incident',
    legend: 'Each bar is one day of the last {days}, up to today.',
    day: 'Days',
    level: 'Level',
    incidents: 'Incidents',
  },
  uptime: {
    share: '{share} uptime',
    most: 'at most {share} uptime',
    title: 'How uptime is counted',
    rule: 'Of the last {days}, a major outage counts in full, a partial outage at 30%, and degraded performance not at all. Where impacts overlap, the worst counts. Near misses count for nothing. Times before a component was offered are left out.',
  },
  phase: {
    label: '{name}: {duration}',
    unnoticed: 'Before we noticed',
    handling: 'Working on a fix',
    clearing: 'Recovering',
  },
  axis: 'Impact of each component between {from} and {to}; the table below has the same in words.',
  timelineKey: 'Key moments only',
  cite: {
    title: 'Cite or share',
    text: '{site}: {title}. {id}, incident of {day}.',
    address: 'Address',
    copy: 'Copy',
    copied: 'Copied',
    mail: 'Send by e-mail',
    link: 'Copy the link to this entry',
  },
  neighbours: { label: 'Other incidents', older: 'Before this', newer: 'After this' },
  ownZone: { own: 'Show times in my time zone', site: 'Show times in {zone}' },
  component: {
    description: 'Incidents of {name}.',
    dependsOn: 'Depends on',
    neededBy: 'Needed by',
    none: 'No incident on record.',
  },
  history: {
    title: 'History',
    ofYear: 'Incidents in {year}',
    description: 'Every {name} incident on record.',
    descriptionOfYear: 'Every {name} incident in {year}.',
    ofSeverity: '{label} incidents',
    descriptionOf: '{label}: every such {name} incident on record.',
    nothingLeftOut: 'Old incidents are never removed.',
    filters: 'Filters',
    all: 'All incidents',
    nothing: 'No incident on record matches all of these filters.',
    calendar: 'Calendar of {year}',
    goingOn: 'Going on',
  },
  facet: {
    year: 'Year',
    severity: 'Severity',
    kind: 'Kind',
    component: 'Component',
    factor: 'Factor',
  },
  kind: { incident: 'Incidents', 'near-miss': 'Near misses' },
  factor: {
    title: 'Recurring causes',
    description: 'The factors behind the incidents of {name}, and how often each had a part.',
    explanation:
      'Each incident is counted once under every factor that played a part: what set it off, and what contributed.',
    of: 'Factor: {label}',
    all: 'Recurring causes: all factors',
    factor: 'Factor',
    total: 'All years',
    last: 'Most recent',
    never: 'Not on record so far:',
    none: 'No incident on record had this factor.',
  },
  severities: {
    sev1: { label: 'SEV 1', description: 'The service is down for most, or data was lost.' },
    sev2: { label: 'SEV 2', description: 'An important part is unusable for many.' },
    sev3: { label: 'SEV 3', description: 'Something is slow or partly unusable.' },
    sev4: { label: 'SEV 4', description: 'Few noticed, or none.' },
  },
  factors: {
    change: { label: 'Change', description: 'A deployment, release or migration set it off.' },
    configuration: {
      label: 'Configuration',
      description: 'A setting, flag or rule was not what it should have been.',
    },
    capacity: { label: 'Capacity', description: 'A limit of connections, memory, disk or rate was reached.' },
    defect: { label: 'Defect', description: 'Software did something other than what was intended.' },
    design: { label: 'Design', description: 'Parts worked as designed, and together failed.' },
    data: { label: 'Data', description: 'The shape, amount or loss of data.' },
    dependency: { label: 'Dependency', description: 'Something that others operate failed.' },
    network: { label: 'Network', description: 'Routing, name resolution or the path between systems.' },
    hardware: { label: 'Hardware', description: 'A machine, a disk or a device failed.' },
    expiry: { label: 'Expiry', description: 'A certificate, key or licence ran out.' },
    observability: { label: 'Observability', description: 'It could not be seen, or was seen too late.' },
    testing: { label: 'Testing', description: 'A test, a drill or a staged roll-out was missing.' },
    process: { label: 'Process', description: 'How work was planned, reviewed or handed over.' },
    knowledge: { label: 'Knowledge', description: 'What was needed was not written down or not found.' },
    security: {
      label: 'Security',
      description: 'An attack, or a protection that was missing or in the way.',
    },
  },
  search: {
    title: 'Search',
    description: 'Search the incidents of {name}.',
    lead: 'Search runs in your browser; nothing you type is sent to us.',
    noScript: 'Search needs JavaScript. Without it, the history lists every incident on record.',
    words: 'Search incidents',
    severity: 'Severity',
    component: 'Component',
    factor: 'Factor',
    year: 'Year',
    any: 'Any',
    sort: 'Sort',
    best: 'Best match',
    newest: 'Newest first',
    oldest: 'Oldest first',
    longest: 'Longest first',
    lasted: 'lasted {duration}',
    more: 'Show more',
    close: 'Close',
    keys: '/ or Ctrl K opens the search on every page. Use the arrow keys to move through the results and Enter to open one. Escape goes back.',
    prompt: 'Type a word, or choose a filter.',
    nothing: 'Nothing found. Try fewer words or another filter.',
    unavailable:
      'Search is not available here: its index cannot be loaded. The history lists every incident.',
  },
  moved: 'This page has moved',
  notFound: {
    title: 'There is nothing at this address',
    description: 'There is nothing at this address.',
    explanation: 'Addresses of incidents do not change. If you followed a link, it may have been cut off.',
    search: 'Search the archive',
    history: 'See every incident on record',
    status: 'See the current state',
  },
  callout: { note: 'Note', info: 'Good to know', success: 'What worked', warning: 'Warning' },
  table: 'Table',
  feed: { title: '{name} - Incident History', subscribe: 'Subscribe:' },
  llms: {
    explanation:
      'Every incident on record and its postmortem, each as Markdown. What was withheld before publication is in none of these files.',
    incidents: 'Incidents',
    data: 'Data',
    archive: 'everything in one file',
    schema: 'its JSON Schema',
    feed: 'the newest incidents as a feed, in full text',
  },
  count: {
    incidents: { one: '# incident', other: '# incidents' },
    incidentsOnRecord: { one: '# incident on record.', other: '# incidents on record.' },
    unresolved: { one: '# unresolved incident', other: '# unresolved incidents' },
    days: { one: '# day', other: '# days' },
    daysAgo: { one: '# day ago', other: '# days ago' },
    incidentDays: { one: '# day with incidents', other: '# days with incidents' },
    results: { one: '# result found.', other: '# results found.' },
  },
  figure: {
    types: { line: 'Line chart', bar: 'Bar chart', area: 'Area chart' },
    data: 'Data as a table',
    download: 'Download as CSV',
    noValue: 'no value',
    diagram: 'Diagram',
    outline: 'Diagram as text',
    leadsTo: 'leads to',
    joins: 'is joined with',
    holds: 'holds',
    enlarge: 'open in full size',
  },
  unknownTime: 'time not known',
  approximately: 'about',
};
