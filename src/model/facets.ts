import type { FactorClass, SeverityLevel } from '../schema/site.ts';
import type { Archive } from './archive.ts';
import type { Incident } from './incident.ts';

/** What a list of incidents can be narrowed by; in an address it is `?severity=sev1&component=checkout`. */
export const FACETS = ['year', 'severity', 'kind', 'component', 'factor'] as const;
export type Facet = (typeof FACETS)[number];

export const KINDS = ['incident', 'near-miss'] as const;
export type Kind = (typeof KINDS)[number];

/** What an incident is under each facet: one value or several, or none. */
export function facetsOf(incident: Incident): Record<Facet, string[]> {
  const { trigger, contributingFactors = [], severity, kind } = incident.postmortem;
  return {
    year: [String(incident.year)],
    severity: severity ? [severity] : [],
    kind: [kind],
    component: incident.components.map((component) => component.id),
    factor: [...new Set([...(trigger ? [trigger] : []), ...contributingFactors].map((each) => each.class))],
  };
}

/** The incidents that have a value under a facet, in the order that they were given. */
export function incidentsWith(incidents: readonly Incident[], facet: Facet, value: string): Incident[] {
  return incidents.filter((incident) => facetsOf(incident)[facet].includes(value));
}

/** A value that some incident has. `label` is what the archive calls it; a year and a kind have no other name. */
export interface Choice {
  value: string;
  label: string;
  count: number;
}

/** For each facet the values that some incident has, in the order of the vocabulary; years newest first. */
export function choicesOf({
  site,
  components,
  incidents,
}: Pick<Archive, 'site' | 'components' | 'incidents'>): Record<Facet, Choice[]> {
  const counts = new Map<string, number>();
  for (const facets of incidents.map(facetsOf))
    for (const facet of FACETS)
      for (const value of facets[facet]) {
        const key = `${facet} ${value}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
  const choices = (facet: Facet, known: readonly { id: string; name: string }[]): Choice[] =>
    known.flatMap(({ id, name }) => {
      const count = counts.get(`${facet} ${id}`);
      return count === undefined ? [] : [{ value: id, label: name, count }];
    });
  const named = (values: readonly (string | number)[]) =>
    values.map((value) => ({ id: String(value), name: String(value) }));
  const labelled = (levels: readonly (SeverityLevel | FactorClass)[]) =>
    levels.map(({ id, label }) => ({ id, name: label }));
  const years = [...new Set(incidents.map(({ year }) => year))].sort((a, b) => b - a);
  return {
    year: choices('year', named(years)),
    severity: choices('severity', labelled(site.severities)),
    kind: choices('kind', named(KINDS)),
    component: choices('component', components),
    factor: choices('factor', labelled(site.factors)),
  };
}

/** A class of factors, the incidents that it had a part in, and how many of them began in each year. */
export interface Recurrence {
  factor: FactorClass;
  incidents: Incident[];
  byYear: Map<number, number>;
}

/** All classes of the vocabulary, what keeps happening first; of those that are as frequent, the most recent. */
export function recurrencesOf({ site, incidents }: Pick<Archive, 'site' | 'incidents'>): Recurrence[] {
  return site.factors
    .map((factor) => {
      const having = incidentsWith(incidents, 'factor', factor.id);
      const years = Map.groupBy(having, (incident) => incident.year);
      return {
        factor,
        incidents: having,
        byYear: new Map([...years].map(([year, ofYear]) => [year, ofYear.length])),
      };
    })
    .sort(
      (a, b) =>
        b.incidents.length - a.incidents.length ||
        (b.incidents[0]?.sortAt ?? 0) - (a.incidents[0]?.sortAt ?? 0),
    );
}
