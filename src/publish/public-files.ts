import { stringify } from 'yaml';
import type { Postmortem } from '../schema/postmortem.ts';

/** Public data as YAML that any reader of YAML understands alike: text that looks like a date is quoted. */
export const asYaml = (data: unknown): string =>
  stringify(data, { version: '1.2', compat: 'yaml-1.1', lineWidth: 100 });
/** A public document: front matter and body. */
export const asMdx = (data: unknown, body: string): string => `---\n${asYaml(data)}---\n\n${body.trim()}\n`;

/** What is public where less goes out than was written: the incident of a pending postmortem, the tombstone of a retracted one. */
const PARTS: Partial<Record<Postmortem['status'], readonly string[]>> = {
  pending: [
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
    'anchors',
  ],
  retracted: ['title', 'status', 'retraction', 'severity', 'publishedAt', 'aliases'],
};

/** Whether a postmortem is published with less than was written, and without its body. */
export const isPartial = ({ status }: Postmortem): boolean => status in PARTS;

/** The fields of a postmortem that are published: all but its approvals, or, if shortened, only the part that is public. */
export function publicFields(
  data: unknown,
  { status }: Postmortem,
  isShortened: boolean,
  isRelated: (id: string) => boolean,
): Record<string, unknown> {
  const fields = { ...(data as Record<string, unknown>) };
  delete fields['approvals'];
  if (Array.isArray(fields['related'])) {
    const shown = fields['related'].filter((relation) => isRelated(relation.id));
    // An empty list would say that there is one which is not public.
    if (shown.length > 0) fields['related'] = shown;
    else delete fields['related'];
  }
  const part = isShortened ? PARTS[status] : undefined;
  return part ? Object.fromEntries(Object.entries(fields).filter(([name]) => part.includes(name))) : fields;
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
