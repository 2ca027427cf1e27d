import type { Incident } from './incident.ts';

/** A section that the page of an incident has beside its authored body. Its id begins with `section-`, so that no heading of an author takes it. */
export interface Section {
  id: string;
  title: string;
}

export type SectionName =
  | 'impact'
  | 'updates'
  | 'timeline'
  | 'factors'
  | 'lessons'
  | 'actions'
  | 'related'
  | 'revisions';

/** Which sections an incident has, under the titles that are given; those before the body first. */
export function sectionsOf(
  { postmortem, windows, timeline }: Incident,
  hasRelated: boolean,
  titles: Readonly<Record<SectionName, string>>,
): Record<SectionName, Section | undefined> {
  const shown = (isShown: unknown, name: SectionName): Section | undefined =>
    isShown ? { id: `section-${name}`, title: titles[name] } : undefined;
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
    impact: shown(impact || windows.length > 0, 'impact'),
    updates: shown(updates?.length, 'updates'),
    timeline: shown(timeline.length, 'timeline'),
    factors: shown(trigger || rootCause || contributingFactors || detection, 'factors'),
    lessons: shown(
      lessons || wentWell || wentWrong || gotLucky || damageControl || ifItHappensAgain,
      'lessons',
    ),
    actions: shown(actions || noActions, 'actions'),
    related: shown(hasRelated, 'related'),
    revisions: shown(revisions, 'revisions'),
  };
}
