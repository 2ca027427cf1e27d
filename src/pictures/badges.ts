import { type Archive, bannerOf } from '../model/archive.ts';
import type { Incident, State } from '../model/incident.ts';
import { count, words } from '../words.ts';
import type { Badge } from './badge.ts';
import { spelt } from './card.ts';
import type { Lettering } from './lettering.ts';
import { IMPACT_PAINT, PAINT } from './paint.ts';

const fillOf = (state: State, severity: Incident['severity']): string => {
  if (state === 'open') return IMPACT_PAINT[severity?.impact ?? 'none'];
  return state === 'published' ? PAINT.calm : PAINT.quiet;
};

/** How bad an incident was and what state it is in. */
export function incidentBadge({ id, state, severity, isNearMiss }: Incident, face: Lettering): Badge {
  const label = isNearMiss ? words.state.nearMiss : severity?.label;
  return {
    label: spelt(face, label ?? id, severity?.id ?? id),
    text: spelt(face, words.state[state], state),
    fill: fillOf(state, severity),
  };
}

/** What the archive knows of the present: how many incidents on its record are not resolved. It says nothing of live health. */
export function siteBadge(archive: Archive, face: Lettering): Badge {
  const { open, level } = bannerOf(archive);
  const fill = { degraded_performance: 'minor', partial_outage: 'major', major_outage: 'critical' } as const;
  return {
    label: spelt(face, archive.site.name, new URL(archive.url).host),
    text: spelt(
      face,
      open.length === 0 ? words.home.allClear : count(words.count.unresolved, open.length),
      String(open.length),
    ),
    fill: level ? IMPACT_PAINT[fill[level]] : PAINT.calm,
  };
}
