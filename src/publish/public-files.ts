import { stringify } from 'yaml';
import type { Postmortem } from '../schema/postmortem.ts';
import type { Site } from '../schema/site.ts';

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

/** Whether a field of a postmortem is ever published. One that is new stays back until it is said here. */
const FIELDS: Readonly<Record<string, boolean>> = {
  title: true,
  status: true,
  severity: true,
  summary: true,
  startedAt: true,
  detectedAt: true,
  acknowledgedAt: true,
  mitigatedAt: true,
  resolvedAt: true,
  publishedAt: true,
  impact: true,
  detection: true,
  trigger: true,
  rootCause: true,
  contributingFactors: true,
  damageControl: true,
  ifItHappensAgain: true,
  timeline: true,
  updates: true,
  wentWell: true,
  wentWrong: true,
  gotLucky: true,
  lessons: true,
  actions: true,
  noActions: true,
  related: true,
  revealed: true,
  kind: true,
  technologies: true,
  tags: true,
  revisions: true,
  retraction: true,
  aliases: true,
  anchors: true,
  approvals: false,
} satisfies Record<keyof Postmortem, boolean>;

/** The same of site.yaml; of its policies, only the part that readers notice. */
const SITE_FIELDS: Readonly<Record<string, boolean | readonly string[]>> = {
  name: true,
  description: true,
  url: true,
  locale: true,
  timeZone: true,
  links: true,
  brand: true,
  redirects: true,
  idPrefix: true,
  severities: true,
  factors: true,
  publication: ['dueDays'],
  redaction: ['placeholder'],
} satisfies Record<keyof Site, boolean | readonly string[]>;

/** Whether a postmortem is published with less than was written, and without its body. */
export const isPartial = ({ status }: Postmortem): boolean => status in PARTS;

const only = (data: unknown, isKept: (name: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data as object).filter(([name]) => isKept(name)));

/** The fields of a postmortem that are published or, if shortened, only the part of them that is public. */
export function publicFields(
  data: unknown,
  { status }: Postmortem,
  isShortened: boolean,
  isRelated: (id: string) => boolean,
): Record<string, unknown> {
  const part = isShortened ? PARTS[status] : undefined;
  const fields = only(data, (name) => FIELDS[name] === true && (part?.includes(name) ?? true));
  if (Array.isArray(fields['related'])) {
    const shown = fields['related'].filter((relation) => isRelated(relation.id));
    // An empty list would say that there is one which is not public.
    if (shown.length > 0) fields['related'] = shown;
    else delete fields['related'];
  }
  return fields;
}

/** Of site.yaml, what concerns only authors stays back. */
export function publicSite(data: unknown): Record<string, unknown> {
  const site = only(data, (name) => Boolean(SITE_FIELDS[name]));
  for (const [name, parts] of Object.entries(SITE_FIELDS)) {
    if (!Array.isArray(parts) || site[name] === undefined) continue;
    const policy = only(site[name], (each) => parts.includes(each));
    if (Object.keys(policy).length > 0) site[name] = policy;
    else delete site[name];
  }
  return site;
}
