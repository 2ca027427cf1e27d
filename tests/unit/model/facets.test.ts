import { describe, expect, it } from 'vitest';
import { choicesOf, FACETS, facetsOf, incidentsWith, recurrencesOf } from '../../../src/model/facets.ts';
import { archiveIn, over } from './archives.ts';

const factor = (name: string) => ({ class: name, text: 'x' });
const archive = archiveIn('UTC', {
  old: over('2025-12-31T23:59:00Z', '2026-01-01T01:00:00Z', {
    severity: 'sev3',
    trigger: factor('change'),
    contributingFactors: [factor('design'), factor('design'), factor('change')],
  }),
  mid: over('2026-02-01T12:00:00Z', '2026-02-01T13:00:00Z', {
    severity: 'sev1',
    kind: 'near-miss',
    trigger: factor('design'),
    impact: { components: [{ id: 'api', status: 'major_outage' }] },
  }),
  new: over('2026-03-01T12:00:00Z', '2026-03-01T13:00:00Z', {
    severity: 'sev3',
    contributingFactors: [factor('data')],
    impact: {
      components: [
        { id: 'api', status: 'major_outage' },
        { id: 'web', status: 'partial_outage' },
        { id: 'api', status: 'partial_outage' },
      ],
    },
  }),
});
const { incidents } = archive;

describe('the facets of an incident', () => {
  it('hold each value once: of its year, severity, kind, components and factors', () => {
    expect(incidents.map(facetsOf)).toEqual([
      { year: ['2026'], severity: ['sev3'], kind: ['incident'], component: ['web', 'api'], factor: ['data'] },
      { year: ['2026'], severity: ['sev1'], kind: ['near-miss'], component: ['api'], factor: ['design'] },
      {
        year: ['2025'],
        severity: ['sev3'],
        kind: ['incident'],
        component: ['web'],
        factor: ['change', 'design'],
      },
    ]);
  });

  it('narrow a list and keep its order', () => {
    const ids = (...[facet, value]: [(typeof FACETS)[number], string]) =>
      incidentsWith(incidents, facet, value).map(({ id }) => id);
    expect(ids('component', 'web')).toEqual(['new', 'old']);
    expect(ids('factor', 'design')).toEqual(['mid', 'old']);
    expect(ids('kind', 'near-miss')).toEqual(['mid']);
    expect(ids('severity', 'sev2')).toEqual([]);
  });

  it('are offered with their counts in the order of the vocabulary, and only where some incident has them', () => {
    const shown = Object.entries(choicesOf(archive)).map(([facet, choices]) => [
      facet,
      choices.map(({ label, count }) => `${label} ${count}`),
    ]);
    expect(Object.fromEntries(shown)).toEqual({
      year: ['2026 2', '2025 1'],
      severity: ['SEV 1 1', 'SEV 3 2'],
      kind: ['incident 2', 'near-miss 1'],
      component: ['Web 2', 'API 2'],
      factor: ['Change 1', 'Design 2', 'Data 1'],
    });
  });

  it('count as many incidents as they find', () => {
    const choices = choicesOf(archive);
    for (const facet of FACETS)
      for (const { value, count } of choices[facet])
        expect(incidentsWith(incidents, facet, value), `${facet} ${value}`).toHaveLength(count);
  });
});

describe('what keeps happening', () => {
  it('comes first, then what happened last, and at the end what never did', () => {
    const found = recurrencesOf(archive);
    expect(found.slice(0, 4).map((each) => [each.factor.id, each.incidents.map(({ id }) => id)])).toEqual([
      ['design', ['mid', 'old']],
      ['data', ['new']],
      ['change', ['old']],
      ['configuration', []],
    ]);
    expect([...(found[0]?.byYear ?? [])]).toEqual([
      [2026, 1],
      [2025, 1],
    ]);
    expect(found).toHaveLength(archive.site.factors.length);
  });
});
