import { type Finding, finding } from '../findings.ts';
import { parseDateTime } from '../schema/moment.ts';
import { formOf, lineOf, type RichText, richText } from './rich-text.ts';
import type {
  Found,
  StatuspageComponent,
  StatuspageIncident,
  StatuspageUpdate,
} from './statuspage-shapes.ts';
import { fitText, isUpdateStatus, type Update, type UpdateStatus } from './updates.ts';
import type { Change } from './windows.ts';

export type Impact = 'critical' | 'major' | 'minor' | 'none';
const IMPACTS: readonly string[] = ['critical', 'major', 'minor', 'none'];
const isImpact = (impact: string): impact is Impact => IMPACTS.includes(impact);

/**
 * An incident in the words of status pages, whichever answer it was read from: times in milliseconds since 1970 UTC,
 * texts as Markdown, the oldest update first. What is read twice, from the source and from the archive made of it, is
 * equal.
 */
export interface Incident {
  id: string;
  name: string;
  impact: Impact;
  startedAt: number;
  /** Undefined while it is open. */
  resolvedAt: number | undefined;
  /** What the source gives as its end if that came before its start. */
  resolvedBefore: number | undefined;
  updates: Update[];
  components: {
    component: Pick<StatuspageComponent, 'name'> & Partial<StatuspageComponent>;
    changes: Change[];
  }[];
  /** Its postmortem; without `publishedAt` it was never public. */
  postmortem: { text: string; publishedAt: number | undefined } | undefined;
  from: Found['from'];
  lost: string[];
  findings: Finding[];
}

/** Where the links of a source lead, once it is in the archive. */
export type LinkOf = (pageUrl: string | undefined) => (url: string) => string | undefined;

const CARRIED = new Set(
  `id code name status impact started_at created_at resolved_at page_id incident_updates components
  postmortem_body postmortem_published_at body display_at affected_components incident_id`.split(/\s+/),
);
/** What says nothing that is not said elsewhere. */
const isSaid = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

function lostOf(incident: StatuspageIncident): string[] {
  const names = (fields: Record<string, unknown>, prefix: string) =>
    Object.keys(fields).flatMap((name) => (CARRIED.has(name) || isSaid(fields[name]) ? [] : [prefix + name]));
  const ofUpdates = (incident.incident_updates ?? []).flatMap((each) => names(each, 'incident_updates.'));
  return [...new Set([...names(incident, ''), ...ofUpdates])];
}

class Reader {
  readonly findings: Finding[] = [];
  readonly lost: string[];
  readonly #found: Found;
  readonly #link: (url: string) => string | undefined;

  constructor(found: Found, linkOf: LinkOf) {
    this.#found = found;
    this.#link = linkOf(found.pageUrl);
    this.lost = lostOf(found.incident);
  }

  tell(code: Finding['code'], detail: string): void {
    this.findings.push(finding(code, this.#found.from, `${this.#found.id}: ${detail}`));
  }

  text(text: string, headings: 'sections' | 'lines'): RichText {
    const read = richText(text, { from: formOf(text), headings, link: this.#link });
    const active = read.lost.filter((what) => what.startsWith('<'));
    if (active.length > 0) this.tell('import-active', active.join(' '));
    this.lost.push(...read.lost.filter((what) => !active.includes(what) && !this.lost.includes(what)));
    return read;
  }

  /** The updates that say something, oldest first. An update that only goes on keeps the status before it. */
  updates(ordered: readonly { at: number; update: StatuspageUpdate }[]): Incident['updates'] {
    let status: UpdateStatus = 'investigating';
    return ordered.flatMap(({ at, update }) => {
      if (update.status === 'postmortem') return [];
      if (isUpdateStatus(update.status ?? '')) status = update.status as UpdateStatus;
      else
        this.tell(
          'import-repaired',
          `an update has the status ${update.status ?? 'none'}, taken as ${status}`,
        );
      const { markdown, plain } = this.text(update.body ?? '', 'lines');
      const { text, isCut } = fitText(markdown);
      if (isCut)
        this.tell('import-repaired', 'an update is longer than 10,000 characters, and its end is cut off');
      if (text === '') this.lost.push('an update without text');
      return text === '' ? [] : [{ at, status, text, plain }];
    });
  }

  /** When it ended: undefined while it is open, also if it had been resolved and was opened again. */
  end(incident: StatuspageIncident, start: number, updates: Incident['updates']): number | undefined {
    const resolved = parseDateTime(incident.resolved_at);
    if (resolved !== undefined) return resolved;
    const status = incident.status ?? updates.at(-1)?.status;
    if (status !== 'resolved' && status !== 'postmortem') return undefined;
    this.tell(
      'import-repaired',
      'resolved_at is missing; the time at which an update says resolved is taken',
    );
    const last = updates.findLast((update) => update.status === 'resolved') ?? updates.at(-1);
    return last?.at ?? start;
  }

  postmortem(
    incident: StatuspageIncident,
    ordered: readonly { at: number; update: StatuspageUpdate }[],
  ): Incident['postmortem'] {
    const publishedAt = parseDateTime(incident.postmortem_published_at);
    const body = incident.postmortem_body?.trim();
    if (body) return { text: this.text(body, 'sections').markdown, publishedAt };
    // Whoever could read the page could read this update.
    const told = ordered.findLast(({ update }) => update.status === 'postmortem' && update.body?.trim());
    return told && { text: this.text(told.update.body ?? '', 'sections').markdown, publishedAt: told.at };
  }
}

/** The components of an incident: those that it names, and those that only its updates name, with their changes. */
function componentsOf(
  { components }: StatuspageIncident,
  ordered: readonly { at: number; update: StatuspageUpdate }[],
): Incident['components'] {
  const found = new Map<string, Incident['components'][number]>();
  const at = (id: string | undefined, name: string) => {
    const known = (id && found.get(id)) || [...found.values()].find((each) => each.component.name === name);
    const entry = known || { component: { ...(id ? { id } : {}), name }, changes: [] };
    if (!known) found.set(id || name, entry);
    return entry;
  };
  for (const component of components ?? [])
    if (!component.group) Object.assign(at(component.id ?? undefined, component.name).component, component);
  for (const { at: time, update } of ordered)
    for (const { code, name, old_status, new_status } of update.affected_components ?? []) {
      if (!code && !name) continue;
      const { changes } = at(code ?? undefined, name || (code ?? ''));
      if (old_status || new_status)
        changes.push({ at: time, from: old_status ?? undefined, to: new_status ?? undefined });
    }
  return [...found.values()];
}

/** Reads what was found as an incident, or tells why it cannot be one. */
export function readIncident(found: Found, linkOf: LinkOf): Incident | { findings: Finding[]; id?: never } {
  const { incident, id, from } = found;
  const reader = new Reader(found, linkOf);
  const timeOf = (update: StatuspageUpdate) =>
    parseDateTime(update.display_at) ?? parseDateTime(update.created_at);
  const times = (incident.incident_updates ?? []).map((update) => ({ at: timeOf(update), update }));
  const first = Math.min(...times.flatMap(({ at }) => (at === undefined ? [] : [at])));
  const given = parseDateTime(incident.started_at) ?? parseDateTime(incident.created_at);
  const start = given ?? (Number.isFinite(first) ? first : undefined);
  if (start === undefined)
    return { findings: [finding('import-unreadable', from, `${id}: it has no time at which it began`)] };
  if (given === undefined)
    reader.tell('import-repaired', 'its start is missing; the time of the first update is taken');
  if (times.some(({ at }) => at === undefined))
    reader.tell('import-repaired', 'an update has no time; that of the start is taken');
  const ordered = times.map(({ at, update }) => ({ at: at ?? start, update })).reverse();
  ordered.sort((a, b) => a.at - b.at);

  const impact = isImpact(incident.impact ?? '') ? (incident.impact as Impact) : 'none';
  if (impact !== incident.impact)
    reader.tell('import-repaired', 'its impact is missing or unknown; none is taken');
  const updates = reader.updates(ordered);
  const end = reader.end(incident, start, updates);
  const isBefore = end !== undefined && end < start;
  if (isBefore) reader.tell('import-repaired', 'it ends before it begins; its start is taken for both');
  return {
    id,
    name: lineOf(incident.name),
    impact,
    startedAt: start,
    resolvedAt: isBefore ? start : end,
    resolvedBefore: isBefore ? end : undefined,
    updates,
    components: componentsOf(incident, ordered),
    postmortem: reader.postmortem(incident, ordered),
    from,
    lost: reader.lost,
    findings: reader.findings,
  };
}
