import { describe, expect, it } from 'vitest';
import { readWith } from '../../../src/schema/read.ts';
import { siteSchema } from '../../../src/schema/site.ts';

const MINIMAL = { name: 'T', description: 'T', url: 'https://t.example' };

describe('a vocabulary that site.yaml leaves out', () => {
  const labels = (more: object) => {
    const { severities, factors } = siteSchema.parse({ ...MINIMAL, ...more });
    return [severities[0]?.label, factors[2]?.label, severities.length, factors.length];
  };

  it('is in the words of its language, and in English ones where there are none', () => {
    expect(labels({})).toEqual(['SEV 1', 'Capacity', 4, 15]);
    expect(labels({ locale: 'de-AT' })).toEqual(['Stufe 1', 'Kapazität', 4, 15]);
    expect(labels({ locale: 'fr' })).toEqual(['SEV 1', 'Capacity', 4, 15]);
  });

  it('has the same words for postmortems in each language, worst first', () => {
    const [english, german] = ['en', 'de'].map((locale) => siteSchema.parse({ ...MINIMAL, locale }));
    const wordsIn = (site: typeof english) => site?.factors.map(({ id }) => id);
    expect(wordsIn(german)).toEqual(wordsIn(english));
    expect(german?.severities.map(({ id, impact }) => `${id} ${impact}`)).toEqual([
      'sev1 critical',
      'sev2 major',
      'sev3 minor',
      'sev4 none',
    ]);
  });

  it('gives way to the one that stands there, in whatever language', () => {
    const own = [{ id: 'bad', label: 'Bad', impact: 'major' }];
    const site = siteSchema.parse({ ...MINIMAL, locale: 'de', severities: own });
    expect([site.severities, site.factors[0]?.label]).toEqual([own, 'Änderung']);
    expect(readWith(siteSchema, { ...MINIMAL, locale: 'de', factors: [] }).problems).toHaveLength(1);
  });
});

describe('the pages that moved', () => {
  it('are within the site', () => {
    const codes = (from: string) =>
      readWith(siteSchema, { ...MINIMAL, redirects: { [from]: '/history/' } }).problems.map(
        ({ code }) => code,
      );
    for (const from of [
      '/../old/',
      '/a/../../old/',
      '/./old/',
      '//old.example/',
      '/a',
      '/history.atom/',
      '/incidents/pm-1.json/',
    ])
      expect(codes(from), from).toEqual(['wrong-type']);
    for (const from of ['/old/', '/.well-known/old/']) expect(codes(from), from).toEqual([]);
  });
});
