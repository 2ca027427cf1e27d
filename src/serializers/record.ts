import { type Archive, relatedTo } from '../model/archive.ts';
import type { Duration, Incident, Window } from '../model/incident.ts';
import { timestamp } from '../model/time.ts';
import { datesOf } from '../model/updates.ts';
import { absolute, paths } from '../paths.ts';
import type { Moment } from '../schema/moment.ts';
import type { Action } from '../schema/postmortem.ts';
import type { IncidentRecord } from './archive-schema.ts';
import { updatesToldOf } from './statuspage/incidents.ts';

const momentOf = ({ at, precision, note }: Moment): IncidentRecord['impact']['windows'][number]['from'] => ({
  at: at === null ? null : timestamp(at),
  precision: at === null ? 'unknown' : precision,
  note: note ?? null,
});

const orNull = (moment: Moment | undefined) => (moment ? momentOf(moment) : null);

const durationOf = (duration: Duration | undefined) =>
  duration ? { milliseconds: duration.milliseconds, approximate: duration.isApproximate } : null;

const windowOf = ({ component, level, from, to, span }: Window) => ({
  component: component.id,
  level,
  from: momentOf(from),
  to: orNull(to),
  // One that lasts has no length yet, and what is not known is not told.
  milliseconds: span && to?.at != null && from.at !== null ? span.to - span.from : null,
});

const impactOf = ({ postmortem: { impact }, windows }: Incident): IncidentRecord['impact'] => ({
  text: impact?.text ?? null,
  windows: windows.map(windowOf),
  regions: impact?.regions ?? [],
  metrics: (impact?.metrics ?? []).map(({ label, value, unit, approximate }) => ({
    label,
    value,
    unit: unit ?? null,
    approximate: approximate ?? false,
  })),
  dataLoss: impact?.dataLoss ?? null,
});

const classifiedOf = (each: { class: string; text: string }) => ({ class: each.class, text: each.text });

function analysisOf({ postmortem }: Incident) {
  const { detection, trigger, rootCause } = postmortem;
  return {
    detection: detection
      ? { method: detection.method, timely: detection.timely ?? null, text: detection.text ?? null }
      : null,
    trigger: trigger ? classifiedOf(trigger) : null,
    rootCause: rootCause
      ? { status: rootCause.status, text: rootCause.text, whys: rootCause.whys ?? [] }
      : null,
    contributingFactors: (postmortem.contributingFactors ?? []).map(classifiedOf),
    revealed: (postmortem.revealed ?? []).map(({ from, to, text }) => ({ from, to, text })),
    damageControl: postmortem.damageControl ?? [],
    ifItHappensAgain: postmortem.ifItHappensAgain ?? [],
    wentWell: postmortem.wentWell ?? [],
    wentWrong: postmortem.wentWrong ?? [],
    gotLucky: postmortem.gotLucky ?? [],
    lessons: postmortem.lessons ?? [],
  };
}

const actionOf = (action: Action, page: string) => ({
  id: action.id,
  title: action.title,
  type: action.type,
  status: action.status,
  priority: action.priority ?? null,
  effort: action.effort ?? null,
  due: action.due ?? null,
  doneAt: action.doneAt ?? null,
  link: action.link ?? null,
  url: `${page}#action-${action.id}`,
});

function listsOf(archive: Archive, incident: Incident, page: string) {
  const { actions = [], revisions = [] } = incident.postmortem;
  return {
    timeline: incident.timeline.map(({ at, type, text, source, anchor }) => ({
      at: momentOf(at),
      type,
      text,
      source: source ?? null,
      url: `${page}#${anchor}`,
    })),
    updates: updatesToldOf(archive, incident).map(({ at, status, text }) => ({
      at: timestamp(at),
      status,
      text,
    })),
    actions: actions.map((action) => actionOf(action, page)),
    related: relatedTo(archive, incident)
      .filter(({ incident: other }) => other.state !== 'unpublished')
      .map(({ relation, incident: other }) => ({
        id: other.id,
        relation,
        url: absolute(paths.incident(other.id), archive.url),
      })),
    revisions: revisions.toSorted((a, b) => b.at - a.at).map(({ at, text }) => ({ at: timestamp(at), text })),
  };
}

/** What an archive tells of: neither a draft nor what was withdrawn has a record. */
function stateOf({ id, state }: Incident): IncidentRecord['state'] {
  if (state === 'unpublished' || state === 'retracted') throw new Error(`${id} is not public.`);
  return state;
}

/** All that is public of an incident, from content alone; `body` is what its authors wrote, as plain Markdown. */
export function recordOf(archive: Archive, incident: Incident, body: string): IncidentRecord {
  const { id, postmortem, severity, durations, due } = incident;
  const { created, updated } = datesOf(incident);
  const page = absolute(paths.incident(id), archive.url);
  const state = stateOf(incident);
  return {
    id,
    url: page,
    markdown: absolute(paths.incidentMarkdown(id), archive.url),
    title: postmortem.title,
    kind: postmortem.kind,
    state,
    severity: severity ? { id: severity.id, label: severity.label, impact: severity.impact } : null,
    summary: postmortem.summary ?? null,
    startedAt: orNull(postmortem.startedAt),
    detectedAt: orNull(postmortem.detectedAt),
    acknowledgedAt: orNull(postmortem.acknowledgedAt),
    mitigatedAt: orNull(postmortem.mitigatedAt),
    resolvedAt: orNull(postmortem.resolvedAt),
    createdAt: timestamp(created),
    updatedAt: timestamp(updated),
    publishedAt:
      state === 'published' && postmortem.publishedAt !== undefined
        ? timestamp(postmortem.publishedAt)
        : null,
    dueOn: due?.day ?? null,
    durations: {
      detect: durationOf(durations.detect),
      mitigate: durationOf(durations.mitigate),
      // While it is open, that is up to now.
      resolve: state === 'open' ? null : durationOf(durations.resolve),
    },
    components: incident.components.map((component) => component.id),
    impact: impactOf(incident),
    ...analysisOf(incident),
    ...listsOf(archive, incident, page),
    noActions: postmortem.noActions ?? null,
    technologies: postmortem.technologies ?? [],
    tags: postmortem.tags ?? [],
    aliases: postmortem.aliases ?? [],
    body,
  };
}
