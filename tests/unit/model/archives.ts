import { toArchive } from '../../../src/model/archive.ts';
import { componentsSchema } from '../../../src/schema/component.ts';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { siteSchema } from '../../../src/schema/site.ts';

const components = componentsSchema.parse([
  { id: 'web', name: 'Web' },
  { id: 'api', name: 'API' },
  { id: 'new', name: 'New' },
]);

/** An archive in a zone, of postmortems given as front matter, by id. */
export function archiveIn(timeZone: string, postmortems: Record<string, object>) {
  const site = siteSchema.parse({ name: 'T', description: 'T', url: 'https://t.example', timeZone });
  const read = Object.entries(postmortems).map(([id, data]) => ({
    id,
    postmortem: postmortemSchema.parse({ title: id, severity: 'sev1', status: 'recorded', ...data }),
  }));
  return toArchive(site, components, read, Date.parse('2026-11-21T09:00:00Z'));
}

/** The front matter of an incident that was over: its ends, and how bad it was for Web. */
export const over = (startedAt: string, resolvedAt: string, more: object = {}) => ({
  startedAt,
  resolvedAt,
  impact: { components: [{ id: 'web', status: 'major_outage' }] },
  ...more,
});
