import { stringify } from 'yaml';
import type { Postmortem } from '../schema/postmortem.ts';

/** Public data as YAML that any reader of YAML understands alike: text that looks like a date is quoted. */
export const asYaml = (data: unknown): string =>
  stringify(data, { version: '1.2', compat: 'yaml-1.1', lineWidth: 100 });
/** A public document: front matter and body. */
export const asMdx = (data: unknown, body: string): string => `---\n${asYaml(data)}---\n\n${body.trim()}\n`;

/** What is public of an incident while its postmortem is being written; the rest waits in the content folder. */
const PENDING: readonly string[] = [
  'title',
  'status',
  'severity',
  'summary',
  'startedAt',
  'detectedAt',
  'acknowledgedAt',
  'mitigatedAt',
  'resolvedAt',
  'impact',
  'updates',
  'related',
  'kind',
  'tags',
  'aliases',
];

/** Whether a postmortem is published with less than was written. */
export const isPartial = ({ status }: Postmortem): boolean => status === 'pending' || status === 'retracted';

/** The fields of a postmortem that are published: all but its approvals; of a pending one only the incident, of a retracted one only its tombstone. */
export function publicFields(
  data: unknown,
  { status }: Postmortem,
  isRelated: (id: string) => boolean,
): Record<string, unknown> {
  const fields = { ...(data as Record<string, unknown>) };
  delete fields['approvals'];
  if (Array.isArray(fields['related']))
    fields['related'] = fields['related'].filter((relation) => isRelated(relation.id));
  if (status === 'pending')
    return Object.fromEntries(Object.entries(fields).filter(([name]) => PENDING.includes(name)));
  if (status !== 'retracted') return fields;
  const { title, retraction, severity, publishedAt, aliases } = fields;
  return Object.fromEntries(
    Object.entries({ title, status, retraction, severity, publishedAt, aliases }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

/** Of site.yaml, what concerns only authors stays back. */
export function publicSite(data: unknown): Record<string, unknown> {
  const { publication, redaction, ...site } = data as Record<string, Record<string, unknown>>;
  return {
    ...site,
    ...(publication?.['dueDays'] === undefined ? {} : { publication: { dueDays: publication['dueDays'] } }),
    ...(redaction?.['placeholder'] === undefined
      ? {}
      : { redaction: { placeholder: redaction['placeholder'] } }),
  };
}
