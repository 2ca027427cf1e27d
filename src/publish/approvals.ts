import { stringify } from 'yaml';
import { redactDocument } from '../redaction/document.ts';
import { replaceForPublic } from '../redaction/strip.ts';
import type { Postmortem } from '../schema/postmortem.ts';

/** An approval as it is written: `at` is a date-time with an offset. */
type Approval = Omit<NonNullable<Postmortem['approvals']>[number], 'at'> & { at: string };

const FENCE = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/;
/** The field with all its lines: those that follow and do not begin another one. */
const FIELD = /^approvals:.*\n(?:[ \t\-\]].*\n)*/m;

const read = (text: string) => redactDocument(text, replaceForPublic('none'));

/**
 * The text of a postmortem with an approval in its front matter, in the place of an earlier one of its role; nothing else
 * changes by a character. Undefined if there is no front matter in which it could be written without doubt.
 */
export function withApproval(text: string, approval: Approval): string | undefined {
  const yaml = FENCE.exec(text)?.[1];
  if (yaml === undefined) return undefined;
  const { data, problems } = read(text);
  const { approvals = [] } = (data ?? {}) as { approvals?: Approval[] };
  const others = approvals.filter(({ role }) => role !== approval.role);
  const field = stringify({ approvals: [...others, approval] }, { lineWidth: 0 });
  const front = FIELD.test(yaml) ? yaml.replace(FIELD, () => field) : yaml + field;
  const start = text.indexOf('\n') + 1;
  const written = text.slice(0, start) + front + text.slice(start + yaml.length);
  return read(written).problems.length > problems.length ? undefined : written;
}
