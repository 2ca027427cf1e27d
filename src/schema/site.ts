import Color from 'colorjs.io';
import { z } from 'zod';
import { SUSPECT_KINDS } from '../unmarked/kinds.ts';
import type { Words } from '../words/en.ts';
import { wordsOf } from '../words.ts';
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

/** The severities of an archive that names none of its own, worst first, and what each is on a status page. */
const BUILT_IN_SEVERITIES = { sev1: 'critical', sev2: 'major', sev3: 'minor', sev4: 'none' } as const;
export type BuiltInSeverity = keyof typeof BUILT_IN_SEVERITIES;

/** The classes of factors of an archive that names none of its own. */
const BUILT_IN_FACTORS = [
  'change',
  'configuration',
  'capacity',
  'defect',
  'design',
  'data',
  'dependency',
  'network',
  'hardware',
  'expiry',
  'observability',
  'testing',
  'process',
  'knowledge',
  'security',
] as const;
export type BuiltInFactor = (typeof BUILT_IN_FACTORS)[number];

const builtInSeverities = ({ severities }: Words): SeverityLevel[] =>
  (Object.keys(BUILT_IN_SEVERITIES) as BuiltInSeverity[]).map((each) => ({
    id: each,
    impact: BUILT_IN_SEVERITIES[each],
    ...severities[each],
  }));

const builtInFactors = ({ factors }: Words): FactorClass[] =>
  BUILT_IN_FACTORS.map((each) => ({ id: each, ...factors[each] }));

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

/** Whether it is a colour of CSS (Color Level 4) that nothing shines through. */
const isColour = (value: unknown): boolean => {
  try {
    return typeof value === 'string' && new Color(value).alpha === 1;
  } catch {
    return false;
  }
};

/** Whether an address says where the site stands and nothing else. */
const isPlainAddress = (address: string): boolean => {
  const { username, password, search, hash } = new URL(address);
  return `${username}${password}${search}${hash}` === '';
};

/** The address of a page of the site, without the base path; files alone have an ending. */
const pagePath = /^\/(?:\.?[\w~-]+\/)*$/;

const fields = strict({
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
  brand: strict({
    logo: z
      .string()
      .regex(/^\/[\w-]+\.svg$/, 'expected a file of the folder public, such as /logo.svg')
      .optional()
      .meta({
        description:
          'A drawing in public/, such as /logo.svg, that stands beside the name. What is painted in currentColor is dark on light and light on dark.',
      }),
    accent: z
      .custom<string>(isColour, 'expected an opaque colour in quotation marks, such as "#0b6bcb"')
      .optional()
      .meta({
        description:
          'The colour of links, as in CSS. Light and dark pages get the nearest lightness of it that can be read.',
      }),
  })
    .default({})
    .meta({ description: 'How the organisation looks.' }),
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
    .optional()
    .meta({ description: 'The vocabulary of severity, worst first; without it, a built-in one.' }),
  factors: z
    .array(factor)
    .min(1)
    .optional()
    .meta({ description: 'The vocabulary of factor classes; without it, a built-in one.' }),
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

/**
 * `site.yaml`: the organisation, its address, its vocabulary and its policy. A vocabulary that it leaves out is the
 * built-in one, in the words of its language.
 */
export const siteSchema = fields.transform((site) => ({
  ...site,
  severities: site.severities ?? builtInSeverities(wordsOf(site.locale)),
  factors: site.factors ?? builtInFactors(wordsOf(site.locale)),
}));

export type Site = z.output<typeof siteSchema>;
