import type { Incident } from './incident.ts';

/** A section that the page of an incident has beside its authored body. Its id begins with `section-`, so that no heading of an author takes it. */
export interface Section {
  id: string;
  title: string;
}

/** Which sections an incident has; those before the body first. */
export function sectionsOf({ postmortem, windows, timeline }: Incident, hasRelated: boolean) {
  const shown = (isShown: unknown, id: string, title: string): Section | undefined =>
    isShown ? { id: `section-${id}`, title } : undefined;
  const {
    impact,
    updates,
    trigger,
    rootCause,
    contributingFactors,
    detection,
    actions,
    noActions,
    revisions,
  } = postmortem;
  const { lessons, wentWell, wentWrong, gotLucky, damageControl, ifItHappensAgain } = postmortem;
  return {
    impact: shown(impact || windows.length > 0, 'impact', 'Impact'),
    updates: shown(updates?.length, 'updates', 'What we told customers'),
    timeline: shown(timeline.length, 'timeline', 'Timeline'),
    factors: shown(trigger || rootCause || contributingFactors || detection, 'factors', 'Why it happened'),
    lessons: shown(
      lessons || wentWell || wentWrong || gotLucky || damageControl || ifItHappensAgain,
      'lessons',
      'What we learnt',
    ),
    actions: shown(actions || noActions, 'actions', 'What we are doing'),
    related: shown(hasRelated, 'related', 'Related incidents'),
    revisions: shown(revisions, 'revisions', 'Corrections'),
  };
}
