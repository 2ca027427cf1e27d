import { stringify } from 'yaml';
import type { Site } from '../schema/site.ts';

/** What the template asks for, in the place of the answer. None of it is fit to be published. */
const PROMPTS = {
  summary:
    'Two or three sentences for customers: what did not work, for whom, for how long, and that it is over.',
  impact: 'Who was affected, and how.',
  detection: 'Who or what noticed, and whether the right people were told.',
  factor: 'What made it possible, worse or longer. There is seldom only one.',
  impactEntry: 'What was known when, and what was tried. Roles, never names.',
  resolutionEntry: 'How it ended.',
  wentWell: 'What helped.',
  gotLucky: 'What could have been worse.',
  lesson: 'What others can learn from it.',
  action: 'What will be done so that it does not happen again',
} as const;

/** The heading of the section that every published postmortem has, in each language that the interface has. */
const WHAT_HAPPENED: Readonly<Record<string, string>> = { en: 'What happened', de: 'Was geschah' };

const whatHappenedIn = (locale: string): string =>
  WHAT_HAPPENED[new Intl.Locale(locale).language] ?? 'What happened';

/** Whether a heading says "What happened": in the language of the site, or in English. */
export function isWhatHappened(heading: string, locale = 'en'): boolean {
  return ['What happened', whatHappenedIn(locale)].some(
    (known) => known.toLowerCase() === heading.trim().toLowerCase(),
  );
}

/** Whether a text is still what the template asked. */
export function isPrompt(text: string): boolean {
  return Object.values(PROMPTS).some((prompt) => prompt === text.trim());
}

/**
 * A valid draft: everything that a published postmortem needs, in the order in which it is read. `now` is in
 * milliseconds since 1970 UTC.
 */
export function draftTemplate(title: string, site: Site, now: number): string {
  const minute = `${new Date(now - (now % 60_000)).toISOString().slice(0, 16)}:00Z`;
  const severity = site.severities.at(-1)?.id ?? 'sev4';
  const factor = site.factors[0]?.id ?? 'change';
  return `---
${stringify({ title })}status: draft # draft, review, pending, recorded, published or retracted
severity: ${severity} # ${site.severities.map((level) => level.id).join(', ')}
summary: >-
  ${PROMPTS.summary}

# Every moment carries an offset. Write "unknown" for what is not known, and
# { at: ${minute}, precision: approximate } for what is known roughly.
startedAt: ${minute}
detectedAt: ${minute}
resolvedAt: ${minute}
# publishedAt: ${minute} (needed with status published; a time in the future is an embargo)

impact:
  text: ${PROMPTS.impact}
  components: [] # - { id: …, status: degraded_performance, partial_outage or major_outage }
  dataLoss: none # none, possible, yes or unknown

detection:
  method: alert # alert, customer, staff, vendor or chance
  timely: yes # yes, late or no
  text: ${PROMPTS.detection}

contributingFactors:
  - class: ${factor} # ${site.factors.map((each) => each.id).join(', ')}
    text: ${PROMPTS.factor}

timeline:
  - at: ${minute}
    type: impact
    text: ${PROMPTS.impactEntry}
  - at: ${minute}
    type: resolution
    text: ${PROMPTS.resolutionEntry}

wentWell:
  - ${PROMPTS.wentWell}
gotLucky:
  - ${PROMPTS.gotLucky}
lessons:
  - ${PROMPTS.lesson}
actions:
  - id: a1
    title: ${PROMPTS.action}
    type: prevent # prevent, detect, mitigate, process or investigate
    status: open # open, in-progress, done or dropped

internal: # never published: owners, tickets, chat links
  owner: the team that follows it up
---

## ${whatHappenedIn(site.locale)}

Write for somebody who was not there. Mark what must not be published, such as
<Redacted reason="customer" public="a customer">the name of a customer</Redacted>: it reaches no byte of the site.
`;
}
