import { z } from 'zod';
import { type Finding, finding } from '../findings.ts';
import { linesOfIds, readJson } from './json.ts';
import type { Source } from './model.ts';

const optional = z.string().nullish();
const key = z.union([z.string(), z.number()]).transform(String);

const affected = z.looseObject({
  code: optional,
  name: optional,
  old_status: optional,
  new_status: optional,
});

const update = z.looseObject({
  status: optional,
  body: optional,
  created_at: optional,
  display_at: optional,
  affected_components: z.array(affected).nullish(),
});

const component = z.looseObject({
  id: key.nullish(),
  name: z.string().min(1),
  description: optional,
  start_date: optional,
  group_id: optional,
  group: z.boolean().nullish(),
});

/** An incident as Statuspage gives it in any of its answers. Old ones lack fields, and newer ones have more. */
const incident = z.looseObject({
  id: key.nullish(),
  code: optional,
  name: z.string().trim().min(1),
  status: optional,
  impact: optional,
  created_at: optional,
  started_at: optional,
  updated_at: optional,
  resolved_at: optional,
  scheduled_for: optional,
  incident_updates: z.array(update).nullish(),
  components: z.array(component).nullish(),
  postmortem_body: optional,
  postmortem_published_at: optional,
});

export type StatuspageIncident = z.output<typeof incident>;
export type StatuspageUpdate = z.output<typeof update>;
export type StatuspageComponent = z.output<typeof component>;

/** An incident that was found, with the address of its page and where it stands. */
export interface Found {
  id: string;
  incident: StatuspageIncident;
  pageUrl: string | undefined;
  from: { file: string; line: number };
}

export interface Shapes {
  incidents: Found[];
  components: StatuspageComponent[];
  findings: Finding[];
}

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const MAINTENANCE = ['scheduled', 'in_progress', 'verifying', 'completed'];
const isMaintenance = (value: unknown): boolean =>
  isFields(value) &&
  (Boolean(value['scheduled_for']) ||
    MAINTENANCE.includes(String(value['status'])) ||
    value['impact'] === 'maintenance');

/** Whether fields are those of an incident itself and not of what holds incidents. */
const isIncident = (fields: Fields): boolean =>
  typeof fields['name'] === 'string' &&
  (Array.isArray(fields['incident_updates']) || 'impact' in fields || 'code' in fields);

/** What an answer holds, whichever it is: an array of v1, one incident by itself, or fields named after what they hold. */
function partsOf(value: unknown): { incidents: unknown[]; components: unknown[]; maintenances: unknown[] } {
  const none = { incidents: [], components: [], maintenances: [] };
  if (Array.isArray(value)) return { ...none, incidents: value };
  if (!isFields(value)) return none;
  if (isIncident(value)) return { ...none, incidents: [value] };
  return {
    incidents: [...listOf(value['incidents']), ...(isFields(value['incident']) ? [value['incident']] : [])],
    components: listOf(value['components']),
    maintenances: listOf(value['scheduled_maintenances']),
  };
}

const nameOf = (value: unknown): string =>
  isFields(value) ? String(value['code'] ?? value['id'] ?? value['name']) : '';

/** Reads one answer of Statuspage: `{ page, incidents }`, `{ page, incident }`, an incident, an array, a summary, components. */
export function readShapes(source: Source): Shapes {
  const read = readJson(source);
  if ('findings' in read) return { incidents: [], components: [], findings: read.findings };
  const { file, text } = source;
  const shapes: Shapes = { incidents: [], components: [], findings: [] };
  const { incidents, components, maintenances } = partsOf(read.value);
  const page = isFields(read.value) && isFields(read.value['page']) ? read.value['page'] : {};
  const lines = linesOfIds(text);
  const tell = (code: Finding['code'], value: unknown, detail: string) =>
    void shapes.findings.push(finding(code, { file, line: lines.get(nameOf(value)) ?? 1 }, detail));

  if (incidents.length + components.length + maintenances.length === 0 && !isEmptyAnswer(read.value))
    tell('import-unreadable', undefined, 'it is no answer of Statuspage with incidents or components');
  if (isFields(read.value) && Array.isArray(read.value['months']))
    tell(
      'import-unsupported',
      undefined,
      'history.json names incidents without what was said: save each of them',
    );
  for (const each of components) {
    const { data } = component.safeParse(each);
    if (data) shapes.components.push(data);
    else tell('import-unreadable', each, 'a component without a name');
  }
  for (const each of [...incidents.filter(isMaintenance), ...maintenances])
    tell('import-unsupported', each, `the scheduled maintenance ${nameOf(each)}`);
  for (const each of incidents.filter((one) => !isMaintenance(one))) {
    const { data, error } = incident.safeParse(each);
    const id = data?.code || data?.id;
    if (data && id) {
      const pageUrl = typeof page['url'] === 'string' ? page['url'] : undefined;
      shapes.incidents.push({ id, incident: data, pageUrl, from: { file, line: lines.get(id) ?? 1 } });
    } else if (!isFields(each)) {
      tell('import-unreadable', each, 'what stands among the incidents is none');
    } else {
      const path = error?.issues[0]?.path.join('.') ?? 'id';
      tell('import-unreadable', each, `the incident ${nameOf(each)}: ${path} is missing or of another kind`);
    }
  }
  return shapes;
}

/** An answer that has the lists and nothing in them, or that is the state of the page alone. */
function isEmptyAnswer(value: unknown): boolean {
  return (
    (Array.isArray(value) && value.length === 0) ||
    (isFields(value) &&
      (['incidents', 'components', 'scheduled_maintenances'].some((name) => Array.isArray(value[name])) ||
        isFields(value['status'])))
  );
}
