import { z } from 'zod';
import { SUSPECT_KINDS } from '../unmarked/kinds.ts';
import { address, id, strict, text, word } from './strict.ts';

const severity = strict({
  id: id().meta({ description: 'The word that postmortems use.' }),
  label: text(40).meta({ description: 'How it is shown, such as "SEV 1".' }),
  impact: word(['critical', 'major', 'minor', 'none']).meta({
    description: 'What it is in the vocabulary of status pages.',
  }),
  description: text(300).optional().meta({ description: 'When it applies, for readers.' }),
});
export type SeverityLevel = z.output<typeof severity>;

const factor = strict({
  id: id().meta({ description: 'The word that postmortems use as class.' }),
  label: text(60).meta({ description: 'How it is shown.' }),
  description: text(300).optional().meta({ description: 'What belongs to this class.' }),
});
export type FactorClass = z.output<typeof factor>;

const acceptance = strict({
  kind: word(SUSPECT_KINDS).meta({ description: 'The code of the finding.' }),
  file: text(200).optional().meta({
    description: 'Where: a file of the content folder, such as postmortems/pm-2026-014.mdx.',
  }),
  text: text(200).min(3).optional().meta({
    description: 'What: it is accepted if this is in it, in any case, such as github.com/example/.',
  }),
}).refine(
  ({ file, text: found }) => file !== undefined || found !== undefined,
  'expected a file, a text, or both',
);

const DEFAULT_SEVERITIES: SeverityLevel[] = [
  {
    id: 'sev1',
    label: 'SEV 1',
    impact: 'critical',
    description: 'The service is down for most, or data was lost.',
  },
  { id: 'sev2', label: 'SEV 2', impact: 'major', description: 'An important part is unusable for many.' },
  { id: 'sev3', label: 'SEV 3', impact: 'minor', description: 'Something is slow or partly unusable.' },
  { id: 'sev4', label: 'SEV 4', impact: 'none', description: 'Few noticed, or none.' },
];

const DEFAULT_FACTORS: FactorClass[] = [
  { id: 'change', label: 'Change', description: 'A deployment, release or migration set it off.' },
  {
    id: 'configuration',
    label: 'Configuration',
    description: 'A setting, flag or rule was not what it should have been.',
  },
  {
    id: 'capacity',
    label: 'Capacity',
    description: 'A limit of connections, memory, disk or rate was reached.',
  },
  { id: 'defect', label: 'Defect', description: 'Software did something other than what was intended.' },
  { id: 'design', label: 'Design', description: 'Parts worked as designed, and together failed.' },
  { id: 'data', label: 'Data', description: 'The shape, amount or loss of data.' },
  { id: 'dependency', label: 'Dependency', description: 'Something that others operate failed.' },
  { id: 'network', label: 'Network', description: 'Routing, name resolution or the path between systems.' },
  { id: 'hardware', label: 'Hardware', description: 'A machine, a disk or a device failed.' },
  { id: 'expiry', label: 'Expiry', description: 'A certificate, key or licence ran out.' },
  { id: 'observability', label: 'Observability', description: 'It could not be seen, or was seen too late.' },
  { id: 'testing', label: 'Testing', description: 'A test, a drill or a staged roll-out was missing.' },
  { id: 'process', label: 'Process', description: 'How work was planned, reviewed or handed over.' },
  { id: 'knowledge', label: 'Knowledge', description: 'What was needed was not written down or not found.' },
  {
    id: 'security',
    label: 'Security',
    description: 'An attack, or a protection that was missing or in the way.',
  },
];

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const isLocale = (locale: string): boolean => {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
};

/** Whether an address says where the site stands and nothing else. */
const isPlainAddress = (address: string): boolean => {
  const { username, password, search, hash } = new URL(address);
  return `${username}${password}${search}${hash}` === '';
};

/** The address of a page of the site, without the base path. */
const pagePath = /^\/(?:[\w.~-]+\/)*$/;

/** `site.yaml`: the organisation, its address, its vocabulary and its policy. */
export const siteSchema = strict({
  name: text(80).meta({ description: 'The organisation, as shown in the header and in titles.' }),
  description: text(300).meta({
    description: 'One sentence about the archive, for readers and search engines.',
  }),
  url: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://status.example.com' })
    .refine(isPlainAddress, 'expected an address without a user, a query or a fragment')
    .meta({ description: 'The canonical address; a path in it becomes the base path.' }),
  locale: z
    .string()
    .refine(isLocale, 'expected a language tag such as en or de-CH')
    .default('en')
    .meta({ description: 'The language of the pages and of their dates and numbers.' }),
  timeZone: z
    .string()
    .refine(isTimeZone, 'expected an IANA name such as Europe/Berlin')
    .default('UTC')
    .meta({ description: 'The zone of day boundaries and of printed times, which always name it.' }),
  links: strict({
    home: address().optional().meta({ description: 'The site of the organisation.' }),
    support: address().optional().meta({ description: 'Where customers get help.' }),
    contact: address().optional().meta({ description: 'Who answers questions about incidents.' }),
  })
    .default({})
    .meta({ description: 'Links in header and footer.' }),
  redirects: z
    .record(
      z.string().regex(pagePath, 'expected an address such as /components/old/'),
      z.string().regex(pagePath, 'expected an address such as /components/new/'),
    )
    .default({})
    .meta({
      description:
        'Pages that moved: the old address and the new one, both without the base path. Postmortems have aliases.',
    }),
  idPrefix: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,20}$/, 'expected lower-case letters, digits and hyphens')
    .default('pm')
    .meta({ description: 'What the ids of new postmortems begin with.' }),
  severities: z
    .array(severity)
    .min(1)
    .default(DEFAULT_SEVERITIES)
    .meta({ description: 'The vocabulary of severity, worst first.' }),
  factors: z
    .array(factor)
    .min(1)
    .default(DEFAULT_FACTORS)
    .meta({ description: 'The vocabulary of factor classes.' }),
  publication: strict({
    dueDays: z
      .int()
      .min(0)
      .max(365)
      .default(7)
      .meta({ description: 'Days from resolution to the promised postmortem.' }),
    approvals: z
      .record(z.string(), z.array(text(40)))
      .optional()
      .meta({ description: 'For each severity, the roles that approve before it is published.' }),
  })
    .default({ dueDays: 7 })
    .meta({ description: 'The policy of publishing.' }),
  redaction: strict({
    placeholder: word(['none', 'label'])
      .default('none')
      .meta({ description: 'What stands where a passage without public text was: nothing, or its reason.' }),
    terms: text(400).optional().meta({
      description:
        'A file outside the repository with words that are never published; itself never published.',
    }),
    accept: z.array(acceptance).default([]).meta({
      description: 'What looks secret in public text and is meant to be public; itself never published.',
    }),
  })
    .default({ placeholder: 'none', accept: [] })
    .meta({ description: 'How redactions are shown and checked.' }),
});

export type Site = z.output<typeof siteSchema>;
