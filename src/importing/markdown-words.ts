/** What a heading or a label of a hand-written postmortem stands for in ours. */
export type Meaning =
  | 'title'
  | 'date'
  | 'start'
  | 'end'
  | 'detected'
  | 'acknowledged'
  | 'mitigated'
  | 'severity'
  | 'summary'
  | 'impact'
  | 'rootCause'
  | 'whys'
  | 'detection'
  | 'damageControl'
  | 'timeline'
  | 'actions'
  | 'wentWell'
  | 'wentWrong'
  | 'gotLucky'
  | 'lessons'
  | 'tags'
  | 'components'
  | 'source'
  | 'private'
  | 'nothing';

/** The words of Google's SRE book, PagerDuty, Atlassian, Flutter and icco/postmortems, folded. */
const WORDS: Readonly<Record<Meaning, string>> = {
  title: 'title|incident title|postmortem title|name',
  date: 'date|incident date|day|date of incident|date time|datetime|when',
  start:
    'start|start time|started|started at|incident start|begin|began|impact start|start date|time of incident|starttime',
  end: 'end|end time|ended|ended at|resolved|resolved at|incident end|impact end|end date|resolution time|endtime',
  detected: 'detected|detected at|time detected|detection time|time of detection',
  acknowledged: 'acknowledged|acknowledged at|time acknowledged',
  mitigated: 'mitigated|mitigated at|time mitigated',
  severity: 'severity|sev|priority|severity level|incident severity|impact level',
  summary: 'summary|incident summary|executive summary|overview|tl dr|tldr|description|synopsis',
  impact: 'impact|user impact|customer impact|impact on users|impact on customers|who was affected',
  rootCause: 'root cause|blameless root cause|root causes|root cause s|root cause analysis|cause|causes',
  whys: 'five whys|5 whys|the five whys|root cause identification the five whys',
  detection: 'detection|how was it detected|how we found out',
  damageControl: 'resolution|recovery|mitigation|response|mitigation and resolution|how was it resolved',
  timeline: 'timeline|incident timeline|timeline of events|chronology|event timeline|full timeline',
  actions:
    'action items|action item|actions|corrective actions|follow up|follow ups|follow up actions|follow up items|remediation|remediation items|next steps|todo',
  wentWell: 'what went well|things that went well|went well|what worked|what worked well|what we did well',
  wentWrong:
    'what went wrong|what went poorly|things that went poorly|went poorly|went wrong|what didn t work|what did not work|what didn t go well|what didn t go so well|what went badly',
  gotLucky: 'where we got lucky|where did we get lucky|got lucky|lucky|what was lucky',
  lessons: 'lessons learned|lessons learnt|lessons|learnings|key learnings|what we learned|what did we learn',
  tags: 'tags|labels|keywords|categories|category|company|product',
  components:
    'component|components|service|services|affected|affected services|affected components|affected systems',
  source: 'url|archive url|source|link|original',
  private:
    'author|authors|owner|owners|written by|incident commander|commander|ic|responders|responder|participants|attendees|reviewers|reviewer|approvers|postmortem owner|incident lead|lead|scribe|status|team|on call|jira|ticket|tickets|bug|slack|slack channel|chat|call',
  nothing: 'uuid|source published at|source fetched at|layout|permalink|slug|draft',
};

const MEANINGS = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) =>
    words.split('|').map((word) => [word, meaning as Meaning] as const),
  ),
);

/** A heading or label without its number, its brackets and its signs, in lower case. */
export function foldWord(text: string): string {
  return text
    .replace(/\([^)]*\)/g, ' ')
    .replace(/^\s*\d+[.)]\s*/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What a heading or label stands for; undefined for one that is the author's own. */
export const meaningOf = (text: string): Meaning | undefined => MEANINGS.get(foldWord(text));
