import type { ImpactWindow } from '../schema/postmortem.ts';
import type { Site } from '../schema/site.ts';

const ORDER = ['critical', 'major', 'minor', 'none'] as const;
export type ImpactWord = (typeof ORDER)[number];

/** The severity of the site that has an impact, or the one whose impact is nearest to it. */
export function severityOf(impact: ImpactWord, { severities }: Pick<Site, 'severities'>): string {
  const distance = (other: ImpactWord) => Math.abs(ORDER.indexOf(other) - ORDER.indexOf(impact));
  const [nearest] = severities.toSorted((a, b) => distance(a.impact) - distance(b.impact));
  return nearest?.id ?? impact;
}

/** How a component is taken to have been if nobody said it. */
export const levelOf = (impact: ImpactWord): ImpactWindow['status'] =>
  impact === 'critical' ? 'major_outage' : impact === 'major' ? 'partial_outage' : 'degraded_performance';

/** A moment as it is written in front matter. */
export const dateTimeOf = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

/** A title that fits, and what it would be whole. */
export function fitTitle(title: string): { title: string; whole: string | undefined } {
  if (title.length <= 120) return { title, whole: undefined };
  const cut = title.slice(0, 119);
  const end = cut.lastIndexOf(' ');
  return { title: `${cut.slice(0, end > 60 ? end : 119).trimEnd()}…`, whole: title };
}

/** A postmortem that begins without a heading, under one: on its page it comes after what customers were told. */
export const headed = (body: string): string =>
  body === '' || body.startsWith('## ') ? body : `## Postmortem\n\n${body}`;
