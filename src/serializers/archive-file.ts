import type { Archive } from '../model/archive.ts';
import type { Incident } from '../model/incident.ts';
import { timestamp } from '../model/time.ts';
import { latestOf, toldOf } from '../model/updates.ts';
import { absolute, paths } from '../paths.ts';
import { ARCHIVE_VERSION, type ArchiveFile } from './archive-schema.ts';
import { recordOf } from './record.ts';

/** Everything public in one. `bodyOf` gives what the authors of an incident wrote, as plain Markdown. */
export function archiveFile(archive: Archive, bodyOf: (incident: Incident) => string): ArchiveFile {
  const { site, url, components } = archive;
  const told = toldOf(archive);
  return {
    version: ARCHIVE_VERSION,
    schema: absolute(paths.archiveSchema(), url),
    updatedAt: timestamp(latestOf(told)),
    site: {
      name: site.name,
      description: site.description,
      url: absolute(paths.home(), url),
      locale: site.locale,
      timeZone: site.timeZone,
      severities: site.severities.map(({ id, label, impact, description }) => ({
        id,
        label,
        impact,
        description: description ?? null,
      })),
      factors: site.factors.map(({ id, label, description }) => ({
        id,
        label,
        description: description ?? null,
      })),
    },
    components: components.map(({ id, name, description, group, dependsOn, since }) => ({
      id,
      url: absolute(paths.component(id), url),
      name,
      description: description ?? null,
      group: group ?? null,
      dependsOn,
      since: since ?? null,
    })),
    incidents: told.map((incident) => recordOf(archive, incident, bodyOf(incident))),
  };
}
