import { z } from 'zod';

/** What clients of Statuspage's public API v2 rely on, as its answers were seen to be. Every key has to be there. */
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]{2,63}$/);
const name = z.string().min(1);
const impact = z.enum(['none', 'minor', 'major', 'critical']);
const componentStatus = z.enum(['operational', 'degraded_performance', 'partial_outage', 'major_outage']);

const page = z.strictObject({
  id,
  name,
  url: z.string().regex(/^https?:\/\/[^/]+(?:\/.*[^/])?$/),
  time_zone: z.string().min(1),
  updated_at: time,
});
const status = z.strictObject({ indicator: impact, description: z.string().min(1) });

const component = z
  .strictObject({
    id,
    name,
    status: componentStatus,
    created_at: time,
    updated_at: time,
    position: z.int().min(1),
    description: z.string().nullable(),
    showcase: z.boolean(),
    start_date: z.iso.date().nullable(),
    group_id: id.nullable(),
    page_id: id,
    group: z.boolean(),
    only_show_if_degraded: z.boolean(),
    components: z.array(id).optional(),
  })
  .refine((each) => each.group === (each.components !== undefined), 'a group, and no other, has members');

const update = z.strictObject({
  id,
  status: z.enum(['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']),
  body: z.string().min(1),
  incident_id: id,
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: z.array(
    z.strictObject({ code: id, name, old_status: componentStatus, new_status: componentStatus }),
  ),
  deliver_notifications: z.boolean(),
  custom_tweet: z.null(),
  tweet_id: z.null(),
});

const incident = z.strictObject({
  id,
  name,
  status: update.shape.status,
  created_at: time,
  updated_at: time,
  monitoring_at: time.nullable(),
  resolved_at: time.nullable(),
  impact,
  shortlink: z.url(),
  started_at: time,
  page_id: id,
  incident_updates: z.array(update).min(1),
  components: z.array(component),
  reminder_intervals: z.null(),
});

/** Closed and dated go together, and updates stand newest first. */
const consistent = <Schema extends typeof incident>(schema: Schema) =>
  schema.superRefine((each, context) => {
    const isClosed = each.status === 'resolved' || each.status === 'postmortem';
    const problem = (message: string) =>
      context.addIssue({ code: 'custom', message: `${each.id}: ${message}` });
    if (isClosed !== (each.resolved_at !== null)) problem('its status and resolved_at do not agree');
    const times = each.incident_updates.map(({ display_at }) => display_at);
    if (times.join() !== times.toSorted().reverse().join()) problem('its updates are not newest first');
    if (each.incident_updates.some(({ incident_id }) => incident_id !== each.id))
      problem('an update is of another');
    if (each.incident_updates[0]?.status !== each.status) problem('its newest update has another status');
  });

const anyIncident = consistent(incident);
const unresolved = anyIncident.refine(({ resolved_at }) => resolved_at === null, 'it is resolved');
/** No component without its group. */
const components = z.array(component).superRefine((all, context) => {
  for (const { id: own, group_id } of all)
    if (group_id !== null && !all.some((each) => each.id === group_id && each.components?.includes(own)))
      context.addIssue({ code: 'custom', message: `${own} is in a group that is not there` });
});
const noMaintenances = z.strictObject({ page, scheduled_maintenances: z.array(z.never()) });

/** By the path under `/api/v2/`; of one incident, `incidents/ID`. */
export const ENDPOINTS = {
  status: z.strictObject({ page, status }),
  components: z.strictObject({ page, components }),
  summary: z.strictObject({
    page,
    components,
    incidents: z.array(unresolved),
    scheduled_maintenances: z.array(z.never()),
    status,
  }),
  incidents: z.strictObject({ page, incidents: z.array(anyIncident).max(50) }),
  'incidents/unresolved': z.strictObject({ page, incidents: z.array(unresolved) }),
  'incidents/ID': z.strictObject({ page, incident: anyIncident }),
  'scheduled-maintenances': noMaintenances,
  'scheduled-maintenances/upcoming': noMaintenances,
  'scheduled-maintenances/active': noMaintenances,
} as const;

/** `/history.json`, which Statuspage serves for its own pages. */
export const HISTORY = z.strictObject({
  page_status: z.strictObject({ page, status }),
  components,
  months: z.array(
    z.strictObject({
      name: z.string().regex(/^[A-Z][a-z]+$/),
      year: z.int(),
      starts_on: z.int().min(0).max(6),
      days: z.int().min(28).max(31),
      incidents: z.array(
        z.strictObject({
          code: id,
          name,
          message: z.string(),
          impact,
          timestamp: z
            .string()
            .regex(
              /^[A-Z][a-z]{2} <var data-var='date'>\d+<\/var>, <var data-var='time'>\d\d:\d\d<\/var> - (?:[A-Z][a-z]{2} <var data-var='date'>\d+<\/var>, )?<var data-var='time'>\d\d:\d\d<\/var> \S+$/,
            ),
        }),
      ),
    }),
  ),
  start_time: time,
  end_time: time,
});
