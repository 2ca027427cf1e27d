import { formerOf, type Incident } from './incident.ts';

/** A section that the page of an incident has beside its authored body. Its id begins with `section-`, so that no heading of an author takes it. */
export interface Section {
  id: string;
  title: string;
  /** Older anchors that lead here. */
  former: string[];
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

/** Which sections an incident has, those before the body first. */
function isShown(
  { postmortem, windows, timeline }: Incident,
  hasRelated: boolean,
): Record<SectionName, boolean> {
  const { impact, updates, revisions, actions, noActions } = postmortem;
  const { trigger, rootCause, contributingFactors, detection, revealed } = postmortem;
  const { lessons, wentWell, wentWrong, gotLucky, damageControl, ifItHappensAgain } = postmortem;
  // An empty list has nothing to show, and the anchor of its section would hold for ever.
  const hasAny = (...fields: unknown[]) =>
    fields.some((field) => (Array.isArray(field) ? field.length > 0 : field !== undefined));
  return {
    impact: hasAny(impact?.text, windows, impact?.regions, impact?.metrics, impact?.dataLoss),
    updates: hasAny(updates),
    timeline: hasAny(timeline),
    factors: hasAny(trigger, rootCause, contributingFactors, detection, revealed),
    lessons: hasAny(lessons, wentWell, wentWrong, gotLucky, damageControl, ifItHappensAgain),
    actions: hasAny(actions, noActions),
    related: hasRelated,
    revisions: hasAny(revisions),
  };
}

/** The anchors of the sections that an incident has by itself, whatever others say of it. */
export function sectionAnchors(incident: Incident): string[] {
  return Object.entries(isShown(incident, false)).flatMap(([name, has]) => (has ? [`section-${name}`] : []));
}

/** The sections of an incident, under the titles that are given. */
export function sectionsOf(
  incident: Incident,
  hasRelated: boolean,
  titles: Readonly<Record<SectionName | 'updatesWhileOpen', string>>,
): Record<SectionName, Section | undefined> {
  const has = isShown(incident, hasRelated);
  const section = (name: SectionName): Section | undefined => {
    const id = `section-${name}`;
    const title = titles[name === 'updates' && incident.state === 'open' ? 'updatesWhileOpen' : name];
    return has[name] ? { id, title, former: formerOf(incident.postmortem, id) } : undefined;
  };
  return {
    impact: section('impact'),
    updates: section('updates'),
    timeline: section('timeline'),
    factors: section('factors'),
    lessons: section('lessons'),
    actions: section('actions'),
    related: section('related'),
    revisions: section('revisions'),
  };
}
