import { createHash } from 'node:crypto';
import type { Postmortem } from '../schema/postmortem.ts';

/**
 * What may change without a revision: the log of revisions itself, where a text is found and filed, and how far what was
 * promised has come. What is related hangs on what else is public; the status is kept beside the digest.
 */
const FREE: readonly string[] = [
  ...['revisions', 'aliases', 'anchors', 'related', 'tags', 'technologies', 'status'],
];
/** What an approval does not hang on: where a text stands, when it goes out, and what else is public by then. */
const FREE_OF_APPROVALS: readonly string[] = ['status', 'publishedAt', 'related', 'aliases', 'anchors'];
const FREE_OF_ACTIONS: readonly string[] = ['status', 'doneAt'];

/** A value with its fields in one order, however they were written. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner)]),
  );
}

const without = (fields: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/**
 * A digest of what readers are told: the public fields and the public body, in which images and data have their published
 * names. White space in the body counts for nothing.
 */
export function digestOf(fields: Record<string, unknown>, body: string, free = FREE): string {
  const told = without(fields, free);
  if (Array.isArray(told['actions']))
    told['actions'] = told['actions'].map((action: object) => without(action, FREE_OF_ACTIONS));
  const text = JSON.stringify([ordered(told), body.replace(/\s+/g, ' ').trim()]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The digest of exactly the text that is approved, the same before and after it goes out. */
export const approvalDigest = (fields: Record<string, unknown>, body: string): string =>
  digestOf(fields, body, FREE_OF_APPROVALS);

/** The newest revision, as a date-time in UTC; undefined if there is none. */
export function newestRevision({ revisions = [] }: Postmortem): string | undefined {
  return revisions.length === 0
    ? undefined
    : new Date(Math.max(...revisions.map(({ at }) => at))).toISOString();
}
