import { type Archive, bannerOf } from '../../model/archive.ts';
import type { Level } from '../../model/incident.ts';
import { timestamp } from '../../model/time.ts';
import { latestOf, toldOf } from '../../model/updates.ts';
import type { SeverityLevel } from '../../schema/site.ts';
import { count, words } from '../../words.ts';
import { idOf } from '../identity.ts';

/** How much an incident or a page is affected, as Statuspage's `impact` and `indicator` say it. */
export type Impact = SeverityLevel['impact'];

/** A page of Statuspage's public API v2. `updated_at` is when the content last changed, never when it was built. */
export interface Page {
  id: string;
  name: string;
  url: string;
  time_zone: string;
  updated_at: string;
}

/** The id of the page: the same wherever it is served, as a preview too. */
export const pageId = ({ site }: Pick<Archive, 'site'>): string => idOf('page', site.url.replace(/\/+$/, ''));

export function pageOf(archive: Archive): Page {
  return {
    id: pageId(archive),
    name: archive.site.name,
    url: archive.url,
    time_zone: archive.site.timeZone,
    updated_at: timestamp(latestOf(toldOf(archive))),
  };
}

const INDICATOR: Readonly<Record<Level, Impact>> = {
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

/** The state of the page. An archive watches nothing, so that it claims no more than what is on record. */
export function statusOf(archive: Archive): { indicator: Impact; description: string } {
  const { open, level } = bannerOf(archive);
  return {
    indicator: level ? INDICATOR[level] : 'none',
    description: open.length === 0 ? words.home.allClear : count(words.count.unresolved, open.length),
  };
}
