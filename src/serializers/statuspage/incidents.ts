import { textHtml } from '../../markdown/html.ts';
import type { Archive } from '../../model/archive.ts';
import type { Incident as Postmortem } from '../../model/incident.ts';
import { timestamp } from '../../model/time.ts';
import { datesOf, levelAt, type Update, updatesOf } from '../../model/updates.ts';
import { absolute, paths } from '../../paths.ts';
import { say, words } from '../../words.ts';
import { idOf } from '../identity.ts';
import { type Component, componentsOf } from './components.ts';
import { type Impact, pageId } from './page.ts';

interface AffectedComponent {
  code: string;
  name: string;
  old_status: Component['status'];
  new_status: Component['status'];
}

interface IncidentUpdate {
  id: string;
  status: Update['status'];
  /** HTML; a text without any markup is one paragraph without its tags. */
  body: string;
  incident_id: string;
  created_at: string;
  updated_at: string;
  display_at: string;
  affected_components: AffectedComponent[];
  deliver_notifications: boolean;
  custom_tweet: null;
  tweet_id: null;
}

/** An incident of Statuspage's public API v2. */
export interface Incident {
  id: string;
  name: string;
  status: Update['status'];
  created_at: string;
  updated_at: string;
  monitoring_at: string | null;
  resolved_at: string | null;
  impact: Impact;
  shortlink: string;
  started_at: string;
  page_id: string;
  incident_updates: IncidentUpdate[];
  components: Component[];
  reminder_intervals: null;
}

/** Whatever is told of an incident in the words of this site. */
export function updatesToldOf({ url }: Archive, incident: Postmortem): Update[] {
  const address = absolute(paths.incident(incident.id), url);
  return updatesOf(incident, { ...words.made, postmortem: say(words.made.postmortem, { address }) });
}

/** The components of an incident in the order in which its author names them. */
const servicesOf = ({ windows }: Postmortem) => [...new Set(windows.map(({ component }) => component))];

/** What each component was when the update `earlier`, or else nothing yet, was told, and from this one on. */
function affectedBy(incident: Postmortem, update: Update, earlier: Update | undefined): AffectedComponent[] {
  const isOver = update.status === 'resolved' || update.status === 'postmortem';
  return servicesOf(incident).map(({ id, name }) => ({
    code: id,
    name,
    old_status: levelAt(incident, id, earlier ? earlier.at : update.at - 1) ?? 'operational',
    new_status: (isOver ? undefined : levelAt(incident, id, update.at)) ?? 'operational',
  }));
}

function toUpdates(incident: Postmortem, updates: readonly Update[]): IncidentUpdate[] {
  return updates.map((update, index) => {
    const at = timestamp(update.at);
    const twins = updates
      .slice(index + 1)
      .filter((each) => each.at === update.at && each.status === update.status);
    return {
      id: idOf('update', incident.id, at, update.status, String(twins.length)),
      status: update.status,
      body: textHtml(update.text),
      incident_id: incident.id,
      created_at: at,
      updated_at: at,
      display_at: at,
      affected_components: affectedBy(incident, update, updates[index + 1]),
      deliver_notifications: false,
      custom_tweet: null,
      tweet_id: null,
    };
  });
}

/** One incident. An open one has the state that was announced last; a closed one is `resolved`, or `postmortem` once that is published. */
export function incidentOf(archive: Archive, incident: Postmortem): Incident {
  const updates = updatesToldOf(archive, incident);
  const { created, updated, resolved } = datesOf(incident);
  const monitoring = updates.findLast(({ status }) => status === 'monitoring');
  const services = componentsOf(archive).filter(({ group }) => !group);
  return {
    id: incident.id,
    name: incident.postmortem.title,
    status: updates[0]?.status ?? 'investigating',
    created_at: timestamp(created),
    updated_at: timestamp(updated),
    monitoring_at: monitoring ? timestamp(monitoring.at) : null,
    resolved_at: resolved === null ? null : timestamp(resolved),
    impact: (incident.isNearMiss ? undefined : incident.severity?.impact) ?? 'none',
    shortlink: absolute(paths.incident(incident.id), archive.url),
    started_at: timestamp(incident.sortAt),
    page_id: pageId(archive),
    incident_updates: toUpdates(incident, updates),
    components: servicesOf(incident).flatMap(({ id }) => services.filter((each) => each.id === id)),
    reminder_intervals: null,
  };
}

/** The incident as Statuspage serves it outside of its API: with the text of the postmortem, in Markdown. */
export function flatIncidentOf(archive: Archive, incident: Postmortem, markdown: string) {
  const { publishedAt } = incident.postmortem;
  const isPublished = incident.state === 'published';
  return {
    ...incidentOf(archive, incident),
    code: incident.id,
    postmortem_body: isPublished ? markdown : null,
    postmortem_published_at: isPublished && publishedAt !== undefined ? timestamp(publishedAt) : null,
  };
}
