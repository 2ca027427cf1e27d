import type { Archive } from '../../model/archive.ts';
import { toldOf } from '../../model/updates.ts';
import { componentsOf } from './components.ts';
import { incidentOf } from './incidents.ts';
import { pageOf, statusOf } from './page.ts';

/** Statuspage's own ceiling: older ones are in `/archive.json`, and each in a file of its own. */
const NEWEST = 50;

/**
 * Every file of Statuspage's public API v2, by its path under `/api/v2/` without `.json`. Retracted incidents are in none,
 * resolved ones in no summary. There is no maintenance in an archive, so that those lists are empty.
 */
export function endpointsOf(archive: Archive): Map<string, object> {
  const page = pageOf(archive);
  const status = statusOf(archive);
  const told = toldOf(archive);
  const components = componentsOf(archive);
  const open = told.filter(({ state }) => state === 'open');
  const incidents = (some: Archive['incidents']) => some.map((incident) => incidentOf(archive, incident));
  const maintenances = { page, scheduled_maintenances: [] };
  return new Map<string, object>([
    ['status', { page, status }],
    ['components', { page, components }],
    ['summary', { page, components, incidents: incidents(open), scheduled_maintenances: [], status }],
    ['incidents', { page, incidents: incidents(told.slice(0, NEWEST)) }],
    ['incidents/unresolved', { page, incidents: incidents(open) }],
    ...told.map(
      (incident) => [`incidents/${incident.id}`, { page, incident: incidentOf(archive, incident) }] as const,
    ),
    ['scheduled-maintenances', maintenances],
    ['scheduled-maintenances/upcoming', maintenances],
    ['scheduled-maintenances/active', maintenances],
  ]);
}
