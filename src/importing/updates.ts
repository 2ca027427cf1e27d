import type { Postmortem } from '../schema/postmortem.ts';
import { dateTimeOf } from './vocabulary.ts';

export type UpdateStatus = NonNullable<Postmortem['updates']>[number]['status'];
const STATUSES: readonly string[] = ['investigating', 'identified', 'monitoring', 'resolved'];
export const isUpdateStatus = (status: string): status is UpdateStatus => STATUSES.includes(status);

/** What customers were told: when (milliseconds since 1970 UTC), with which status, as Markdown and as plain words. */
export interface Update {
  at: number;
  status: UpdateStatus;
  text: string;
  plain: string;
}

const MOST = 10_000;

/** A text that a field can hold; of one that is longer, the end is cut off between two paragraphs if there are any. */
export function fitText(text: string): { text: string; isCut: boolean } {
  if (text.length <= MOST) return { text, isCut: false };
  const end = text.lastIndexOf('\n\n', MOST - 10);
  return { text: `${text.slice(0, end > 0 ? end : MOST - 10).trimEnd()}\n\n…`, isCut: true };
}

/** Updates, oldest first, as fields of a postmortem: what was said stands among them and in the timeline. */
export function updateFields(updates: readonly Update[]): Record<string, unknown> {
  if (updates.length === 0) return {};
  return {
    timeline: updates.map(({ at, status, plain }) => ({
      at: dateTimeOf(at),
      type: status === 'resolved' ? 'resolution' : 'communication',
      text: plain.slice(0, MOST),
    })),
    updates: updates.map(({ at, status, text }) => ({ at: dateTimeOf(at), status, text })),
  };
}
