import { actionAnchor, type Incident } from './incident.ts';
import { sectionAnchors } from './sections.ts';

/** An anchor of a page, and the field of the front matter that it comes from. */
export interface FieldAnchor {
  anchor: string;
  path: PropertyKey[];
}

/** All anchors that the page of an incident has beside those of its body. */
export function anchorsOfFields(incident: Incident): FieldAnchor[] {
  const { timeline = [], actions = [] } = incident.postmortem;
  return [
    ...sectionAnchors(incident).map((anchor) => ({ anchor, path: [] })),
    ...incident.timeline.map(({ anchor, at }) => ({
      anchor,
      path: ['timeline', timeline.findIndex((entry) => entry.at === at)],
    })),
    ...actions.map(({ id }, index) => ({ anchor: actionAnchor(id), path: ['actions', index] })),
  ];
}
