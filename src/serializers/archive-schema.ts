import { z } from 'zod';
import { absolute, paths } from '../paths.ts';

/**
 * The version of `archive.json` and of the records in it (semver): the first number changes when a field goes or means
 * something else, the second when one is added.
 */
export const ARCHIVE_VERSION = '1.0.0';

const time = (description: string) =>
  z.iso.datetime().meta({ description: `${description} ISO 8601, in UTC.` });
/** What may be absent is null, and described all the same. */
const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullable().meta({ description: schema.description ?? '' });
const text = (description: string) => z.string().meta({ description });
const markdown = (description: string) => text(`${description} Inline Markdown.`);
const texts = (description: string) => z.array(z.string()).meta({ description });
const address = (description: string) => z.url().meta({ description: `${description} A whole address.` });
const day = (description: string) => z.iso.date().meta({ description });
const milliseconds = (description: string) =>
  z
    .int()
    .min(0)
    .meta({ description: `${description} In milliseconds.` });
const word = <const Words extends readonly [string, ...string[]]>(words: Words, description: string) =>
  z.enum(words).meta({ description });

const moment = (description: string) =>
  z
    .strictObject({
      at: orNull(time('When, as far as it is known.')),
      precision: word(['exact', 'approximate', 'unknown'], 'How exactly this is known.'),
      note: orNull(text('What the authors say of it.')),
    })
    .meta({ description });

const duration = (description: string) =>
  z
    .strictObject({
      milliseconds: milliseconds('How long.'),
      approximate: z.boolean().meta({ description: 'Whether one of its ends is known only about.' }),
    })
    .nullable()
    .meta({ description: `${description} Null if one of its ends is not known, or has not come.` });

const severity = z.strictObject({
  id: text('Its word in the archive.'),
  label: text('How it is shown.'),
  impact: word(['critical', 'major', 'minor', 'none'], 'What it is in the vocabulary of status pages.'),
});

const classified = {
  class: text('A class of site.factors.'),
  text: text('What it was, here.'),
};

const impact = z.strictObject({
  text: orNull(markdown('Who was affected and how.')),
  windows: z
    .array(
      z.strictObject({
        component: text('The id of a component.'),
        level: word(
          ['degraded_performance', 'partial_outage', 'major_outage'],
          'How bad it was for its users.',
        ),
        from: moment('When this level began.'),
        to: orNull(moment('When it ended.')),
        milliseconds: orNull(milliseconds('How long it was, as far as both ends are known.')),
      }),
    )
    .meta({ description: 'How bad it was for which component, and when.' }),
  regions: texts('Where.'),
  metrics: z
    .array(
      z.strictObject({
        label: text('What was counted.'),
        value: z.union([z.number(), z.string()]).meta({ description: 'How much.' }),
        unit: orNull(text('Of what.')),
        approximate: z.boolean().meta({ description: 'Whether it is an estimate.' }),
      }),
    )
    .meta({ description: 'Figures that show the size of it.' }),
  dataLoss: orNull(word(['none', 'possible', 'yes', 'unknown'], 'Whether data was lost for good.')),
});

const analysis = {
  detection: z
    .strictObject({
      method: word(['alert', 'customer', 'staff', 'vendor', 'chance'], 'Who or what noticed.'),
      timely: orNull(word(['yes', 'late', 'no'], 'Whether that was soon enough.')),
      text: orNull(text('How it was noticed.')),
    })
    .nullable()
    .meta({ description: 'How it was noticed.' }),
  trigger: z.strictObject(classified).nullable().meta({ description: 'What set it off.' }),
  rootCause: z
    .strictObject({
      status: word(['identified', 'suspected', 'unknown'], 'How sure it is.'),
      text: text('What is known of it.'),
      whys: texts('The chain of questions that led there.'),
    })
    .nullable()
    .meta({ description: 'What lay beneath.' }),
  contributingFactors: z
    .array(z.strictObject(classified))
    .meta({ description: 'What made it possible, worse or longer.' }),
  revealed: z
    .array(
      z.strictObject({
        from: text('The id of the component that depends.'),
        to: text('The id of the component that it depends on.'),
        text: text('What was found.'),
      }),
    )
    .meta({ description: 'Relationships between components that nobody knew before.' }),
  damageControl: texts('What was done to limit or repair the damage.'),
  ifItHappensAgain: texts('Steps with which somebody else would mitigate it faster.'),
  wentWell: texts('What helped.'),
  wentWrong: texts('What did not.'),
  gotLucky: texts('What could have been worse.'),
  lessons: texts('What was learnt.'),
};

const level = ['low', 'medium', 'high'] as const;
const lists = {
  timeline: z
    .array(
      z.strictObject({
        at: moment('When.'),
        type: text('What kind of step it was.'),
        text: text('What happened, or what was known or tried.'),
        source: orNull(text('Where this is known from.')),
        url: address('Its place on the page.'),
      }),
    )
    .meta({ description: 'What happened when, in order.' }),
  updates: z
    .array(
      z.strictObject({
        at: time('When customers were told.'),
        status: word(
          ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'],
          'The state that was announced.',
        ),
        text: text('What they were told. Markdown.'),
      }),
    )
    .min(1)
    .meta({ description: 'What customers were told, newest first.' }),
  actions: z
    .array(
      z.strictObject({
        id: text('Its name within the incident.'),
        title: text('What is being done.'),
        type: word(['prevent', 'detect', 'mitigate', 'process', 'investigate'], 'What it is good for.'),
        status: word(['open', 'in-progress', 'done', 'dropped'], 'How far it is.'),
        priority: orNull(word(level, 'How much it matters.')),
        effort: orNull(word(level, 'How much work it is.')),
        due: orNull(day('The day by which it is promised.')),
        doneAt: orNull(day('The day on which it was done.')),
        link: orNull(text('The address of a public page about it.')),
        url: address('Its place on the page.'),
      }),
    )
    .meta({ description: 'What is being done.' }),
  related: z
    .array(
      z.strictObject({
        id: text('The id of the other incident.'),
        relation: text('What the other is to this one.'),
        url: address('The page of the other.'),
      }),
    )
    .meta({ description: 'Incidents that belong with it, whichever side says so.' }),
  revisions: z
    .array(z.strictObject({ at: time('When the text changed.'), text: text('What changed.') }))
    .meta({ description: 'The log of corrections, newest first.' }),
};

/** All that is public of an incident. */
export const recordSchema = z.strictObject({
  id: text('Its name, which never changes.'),
  url: address('Its page.'),
  markdown: address('The same as Markdown.'),
  title: text('What happened, in one line.'),
  kind: word(['incident', 'near-miss'], 'A near miss affected nobody and counts in no uptime.'),
  state: word(
    ['open', 'awaited', 'recorded', 'published'],
    'Open; over, with a postmortem to come; over, without one; over, with one.',
  ),
  severity: severity.nullable().meta({ description: 'How bad it was.' }),
  summary: orNull(text('Plain words for customers.')),
  startedAt: orNull(moment('When impact began.')),
  detectedAt: orNull(moment('When the organisation knew.')),
  acknowledgedAt: orNull(moment('When somebody took it on.')),
  mitigatedAt: orNull(moment('When most of the impact was over.')),
  resolvedAt: orNull(moment('When it was over.')),
  createdAt: time('When it was first told of.'),
  updatedAt: time('When what is told of it last changed.'),
  publishedAt: orNull(time('When its postmortem was published.')),
  dueOn: orNull(day('The day by which its postmortem is promised, while one is awaited.')),
  durations: z
    .strictObject({
      detect: duration('From its start to its detection.'),
      mitigate: duration('From its start until most of the impact was over.'),
      resolve: duration('From its start to its end.'),
    })
    .meta({ description: 'How long it took.' }),
  components: texts('The ids of the components that were affected.'),
  impact: impact.meta({ description: 'Who and what was affected.' }),
  ...analysis,
  ...lists,
  noActions: orNull(text('Why nothing is being done.')),
  technologies: texts('What it was about, technically.'),
  tags: texts('Words to find it by.'),
  aliases: texts('Older ids, whose addresses lead here.'),
  body: text('What its authors wrote beside all this. Markdown, with whole addresses; empty if nothing.'),
});

export type IncidentRecord = z.output<typeof recordSchema>;

const component = z.strictObject({
  id: text('Its name in windows and addresses.'),
  url: address('Its page.'),
  name: text('What customers call it.'),
  description: orNull(text('What it does.')),
  group: orNull(text('The heading under which it is shown.')),
  dependsOn: texts('The ids of components that it cannot work without.'),
  since: orNull(day('The day from which it was offered.')),
});

const described = z.strictObject({
  id: text('Its word in the archive.'),
  label: text('How it is shown.'),
  description: orNull(text('What belongs to it.')),
});

/** `archive.json`. */
export const archiveSchema = z
  .strictObject({
    version: z.literal(ARCHIVE_VERSION).meta({ description: 'The version of this format (semver).' }),
    schema: address('The JSON Schema of this file.'),
    updatedAt: time('When what it holds last changed.'),
    site: z
      .strictObject({
        name: text('The organisation.'),
        description: text('What the archive is.'),
        url: address('Where it stands.'),
        locale: text('The language of its texts (BCP 47).'),
        timeZone: text('The zone of its days (IANA).'),
        severities: z
          .array(severity.extend({ description: orNull(text('When it applies.')) }))
          .meta({ description: 'The vocabulary of severity, worst first.' }),
        factors: z.array(described).meta({ description: 'The vocabulary of factor classes.' }),
      })
      .meta({ description: 'Who publishes it.' }),
    components: z.array(component).meta({ description: 'What customers know.' }),
    incidents: z.array(recordSchema).meta({ description: 'Every incident on record, newest first.' }),
  })
  .meta({
    title: 'Archive of incidents',
    description: 'Everything that is public of an archive of incidents.',
  });

export type ArchiveFile = z.output<typeof archiveSchema>;

/** The JSON Schema (2020-12) of `archive.json`; `url` is where the site stands. */
export const archiveJsonSchema = (url: string): Record<string, unknown> => ({
  ...z.toJSONSchema(archiveSchema),
  $id: absolute(paths.archiveSchema(), url),
});
