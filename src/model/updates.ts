import { toMarkdown } from 'mdast-util-to-markdown';
import type { Component } from '../schema/component.ts';
import type { Postmortem } from '../schema/postmortem.ts';
import type { Archive } from './archive.ts';
import { type Incident, type Level, worst } from './incident.ts';

type AuthoredStatus = NonNullable<Postmortem['updates']>[number]['status'];

/** One thing that customers were told: what an author wrote, or what follows from the moments of the incident. */
export interface Update {
  status: AuthoredStatus | 'postmortem';
  /** Milliseconds since 1970 UTC. */
  at: number;
  /** Markdown. */
  text: string;
}

/** What is said where no author wrote it down. */
export type MadeTexts = Readonly<Record<'monitoring' | 'resolved' | 'postmortem', string>>;

/** What was known to begin it, in milliseconds. */
const beginningOf = ({ postmortem: { startedAt, detectedAt }, sortAt }: Incident): number =>
  detectedAt?.at ?? startedAt?.at ?? sortAt;

/** A plain text as Markdown that shows it as it is. */
const asMarkdown = (text: string): string =>
  toMarkdown({ type: 'paragraph', children: [{ type: 'text', value: text }] }).trim();

/** Updates that follow from the moments of an incident. */
function madeOf(incident: Incident, texts: MadeTexts): Update[] {
  const { summary, title, mitigatedAt } = incident.postmortem;
  const made: Update[] = [
    { status: 'investigating', at: beginningOf(incident), text: asMarkdown(summary ?? title) },
  ];
  if (mitigatedAt?.at != null)
    made.push({ status: 'monitoring', at: mitigatedAt.at, text: texts.monitoring });
  return made;
}

/**
 * All updates of an incident, newest first and at least one: those that were authored, or some made from its moments; one
 * that it is resolved, if it is; and one for a published postmortem. Of the same moment, the later written comes first.
 */
export function updatesOf(incident: Incident, texts: MadeTexts): Update[] {
  const { updates: authored = [], resolvedAt, publishedAt } = incident.postmortem;
  const all: Update[] = authored.length > 0 ? authored.map((each) => ({ ...each })) : madeOf(incident, texts);
  all.sort((a, b) => a.at - b.at);
  if (incident.state !== 'open' && all.at(-1)?.status !== 'resolved') {
    const last = all.at(-1)?.at ?? beginningOf(incident);
    all.push({ status: 'resolved', at: Math.max(last, resolvedAt?.at ?? last), text: texts.resolved });
  }
  if (incident.state === 'published') {
    const last = all.at(-1)?.at ?? beginningOf(incident);
    all.push({ status: 'postmortem', at: Math.max(last, publishedAt ?? last), text: texts.postmortem });
  }
  return all.reverse();
}

/** What is said of when: nothing of it hangs on the clock of the build. Milliseconds since 1970 UTC. */
export interface Dates {
  created: number;
  updated: number;
  /** Null while it is open. */
  resolved: number | null;
}

/** When an incident was first told of, last changed and over, as its content says. */
export function datesOf(incident: Incident): Dates {
  const { resolvedAt, publishedAt, revisions = [] } = incident.postmortem;
  const nothing = { monitoring: '', resolved: '', postmortem: '' };
  const updates = updatesOf(incident, nothing);
  const times = updates.map(({ at }) => at);
  const isTold = incident.state !== 'awaited' && incident.state !== 'open';
  const told = isTold && publishedAt !== undefined ? [publishedAt] : [];
  const closed = updates.find(({ status }) => status === 'resolved')?.at ?? null;
  return {
    created: Math.min(...times),
    updated: Math.max(...times, ...told, ...revisions.map(({ at }) => at)),
    resolved: incident.state === 'open' ? null : (resolvedAt?.at ?? closed),
  };
}

/** The incidents that machines are told of, newest first: while authoring, an archive holds drafts too. */
export const toldOf = ({ incidents }: Pick<Archive, 'incidents'>): Incident[] =>
  incidents.filter(({ state }) => state !== 'unpublished');

/** When the last of some incidents changed, in milliseconds since 1970 UTC; 0 for none. */
export const latestOf = (incidents: readonly Incident[]): number =>
  incidents.reduce((latest, incident) => Math.max(latest, datesOf(incident).updated), 0);

/** How bad it was for a component at a moment (milliseconds); undefined if it was well, as in a near miss. */
export function levelAt(incident: Incident, componentId: string, at: number): Level | undefined {
  if (incident.isNearMiss) return undefined;
  return worst(
    incident.windows
      .filter(({ component, span, to }) => {
        if (component.id !== componentId || !span) return false;
        return span.from <= at && (at < span.to || to === undefined);
      })
      .map(({ level }) => level),
  );
}

/** What an archive knows of a component now: the worst that an incident which is still open does to it. */
export function levelNow({ incidents, now }: Archive, { id }: Component): Level | undefined {
  const open = incidents.filter(({ state }) => state === 'open');
  return worst(open.flatMap((incident) => levelAt(incident, id, now) ?? []));
}
