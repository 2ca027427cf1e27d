import type { Finding } from '../findings.ts';
import type { TimelineEntry } from '../schema/postmortem.ts';

/** An entry of a timeline: when (milliseconds since 1970 UTC), what kind of step, and the words of the source. */
export interface FoundEntry {
  at: number;
  type: TimelineEntry['type'];
  text: string;
}

/** What one source gives; who is named in it is added to the persons it was read with. */
export interface FoundTimeline {
  entries: FoundEntry[];
  /** What was passed over, in words. */
  lost: string[];
  findings: Finding[];
}

export type Fields = Record<string, unknown>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A text that is one; anything else is empty. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
