import { stringify } from 'yaml';
import type { Site } from '../schema/site.ts';

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
  Two or three sentences for customers: what did not work, for whom, for how long, and that it is over.

# Every moment carries an offset. Write "unknown" for what is not known, and
# { at: ${minute}, precision: approximate } for what is known roughly.
startedAt: ${minute}
detectedAt: ${minute}
resolvedAt: ${minute}

impact:
  text: Who was affected, and how.
  components: [] # - { id: …, status: degraded_performance, partial_outage or major_outage }
  dataLoss: none # none, possible, yes or unknown

detection:
  method: alert # alert, customer, staff, vendor or chance
  timely: yes # yes, late or no
  text: Who or what noticed, and whether the right people were told.

contributingFactors:
  - class: ${factor} # ${site.factors.map((each) => each.id).join(', ')}
    text: What made it possible, worse or longer. There is seldom only one.

timeline:
  - at: ${minute}
    type: impact
    text: What was known when, and what was tried. Roles, never names.
  - at: ${minute}
    type: resolution
    text: How it ended.

wentWell:
  - What helped.
gotLucky:
  - What could have been worse.
lessons:
  - What others can learn from it.
actions:
  - id: a1
    title: What will be done so that it does not happen again
    type: prevent # prevent, detect, mitigate, process or investigate
    status: open # open, in-progress, done or dropped

internal: # never published: owners, tickets, chat links
  owner: the team that follows it up
---

## What happened

Write for somebody who was not there. Mark what must not be published, such as
<Redacted reason="customer" public="a customer">the name of a customer</Redacted>: it reaches no byte of the site.
`;
}
