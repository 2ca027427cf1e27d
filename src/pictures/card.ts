import { formatDay, formatDuration } from '../format.ts';
import type { Archive } from '../model/archive.ts';
import type { Incident } from '../model/incident.ts';
import type { Site } from '../schema/site.ts';
import { glanceOf } from '../serializers/glance.ts';
import { count, words, wordsLanguage } from '../words.ts';
import type { Lettering } from './lettering.ts';
import type { Card, Typefaces } from './preview.ts';

/** A card, and whether its title is the one that was written: if not, the typeface has no letters for it. */
export interface Titled {
  card: Card;
  isSpelt: boolean;
}

/** The first text for which a typeface has the letters; the last is taken as it is. No text is ever half drawn, nor in boxes. */
export function spelt(face: Lettering, ...texts: readonly [string, ...string[]]): string {
  for (const text of texts) {
    const legible = face.legible(text);
    if (legible !== undefined) return legible;
  }
  return texts.at(-1) ?? '';
}

const hostOf = (url: string): string => new URL(url).host;

/** The picture of a link to an incident: what is told of it at a glance. `url` is that of the site. */
export function incidentCard(
  incident: Incident,
  { site, url }: { site: Site; url: string },
  { bold, medium }: Typefaces,
): Titled {
  const { severity, day, duration, state } = glanceOf(incident, site);
  const { title } = incident.postmortem;
  const lasted = incident.durations.resolve;
  return {
    isSpelt: bold.legible(title) !== undefined,
    card: {
      name: spelt(bold, site.name, hostOf(url)),
      reference: incident.id,
      severity: severity && { label: spelt(bold, severity.label, severity.id), impact: severity.impact },
      title: spelt(bold, title, incident.id),
      facts: [
        spelt(medium, day, formatDay(incident.day, wordsLanguage), incident.day),
        ...(duration && lasted ? [spelt(medium, duration, formatDuration(lasted, wordsLanguage))] : []),
        spelt(medium, state, state),
      ],
    },
  };
}

/** The picture of a link to any other page. */
export function siteCard({ site, url, incidents }: Archive, { bold, medium }: Typefaces): Titled {
  return {
    isSpelt: bold.legible(site.description) !== undefined,
    card: {
      name: spelt(bold, site.name, hostOf(url)),
      reference: hostOf(url),
      severity: undefined,
      title: spelt(bold, site.description, words.history.title),
      facts: [
        spelt(medium, count(words.count.incidentsOnRecord, incidents.length), String(incidents.length)),
      ],
    },
  };
}
