import { z } from 'zod';
import { dateTime, day, moment } from './moment.ts';
import { address, anchors, id, strict, text, texts, word } from './strict.ts';

const STATUSES = ['draft', 'review', 'pending', 'recorded', 'published', 'retracted'] as const;

const impactWindow = strict({
  id: id().meta({ description: 'The component.' }),
  status: word(['degraded_performance', 'partial_outage', 'major_outage']).meta({
    description: 'How bad it was for its users.',
  }),
  from: moment().optional().meta({ description: 'When this level began; startedAt if left out.' }),
  to: moment().optional().meta({ description: 'When it ended; resolvedAt if left out.' }),
});

const metric = strict({
  label: text(80).meta({ description: 'What was counted.' }),
  value: z
    .union([z.number(), text(60)], { error: 'expected a number or a text' })
    .meta({ description: 'How much.' }),
  unit: text(40).optional().meta({ description: 'Of what.' }),
  approximate: z.boolean().optional().meta({ description: 'True for an estimate.' }),
});

const impact = strict({
  text: text().optional().meta({ description: 'Who was affected and how, as inline Markdown.' }),
  components: z
    .array(impactWindow)
    .default([])
    .meta({ description: 'A window for each component and level.' }),
  regions: texts().optional().meta({ description: 'Where.' }),
  metrics: z.array(metric).optional().meta({ description: 'Figures that show the size of it.' }),
  dataLoss: word(['none', 'possible', 'yes', 'unknown'])
    .optional()
    .meta({ description: 'Whether data was lost for good.' }),
});

const classified = strict({
  class: id().meta({ description: 'A factor class of site.yaml.' }),
  text: text().meta({ description: 'What it was, here.' }),
});

const timelineEntry = strict({
  at: moment().meta({ description: 'When.' }),
  type: word([
    'trigger',
    'impact',
    'detection',
    'escalation',
    'hypothesis',
    'action',
    'decision',
    'communication',
    'mitigation',
    'resolution',
    'note',
  ]).meta({ description: 'What kind of step it was.' }),
  text: text().meta({ description: 'What happened, or what was known or tried.' }),
  source: text(200).optional().meta({ description: 'Where this is known from.' }),
});

const update = strict({
  at: dateTime().meta({ description: 'When customers were told.' }),
  status: word(['investigating', 'identified', 'monitoring', 'resolved']).meta({
    description: 'The state that was announced.',
  }),
  text: text().meta({ description: 'What they were told, as Markdown: paragraphs, lists, links.' }),
});

const level = ['low', 'medium', 'high'] as const;
const action = strict({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens')
    .meta({ description: 'Its anchor on the page.' }),
  title: text(300).meta({ description: 'What will be done.' }),
  type: word(['prevent', 'detect', 'mitigate', 'process', 'investigate']).meta({
    description: 'What it is good for.',
  }),
  status: word(['open', 'in-progress', 'done', 'dropped']).meta({ description: 'How far it is.' }),
  priority: word(level).optional().meta({ description: 'How much it matters.' }),
  effort: word(level).optional().meta({ description: 'How much work it is.' }),
  due: day().optional().meta({ description: 'The day by which it is promised.' }),
  doneAt: day().optional().meta({ description: 'The day on which it was done.' }),
  link: address().optional().meta({ description: 'A public page about it.' }),
});

/** The front matter of a postmortem. What is needed for which status is held by `requirements.ts`. */
export const postmortemSchema = strict({
  title: text(120).meta({ description: 'What happened, in one line.' }),
  status: word(STATUSES)
    .default('draft')
    .meta({ description: 'Drafts and reviews never leave the content folder.' }),
  severity: id().optional().meta({ description: 'A severity of site.yaml.' }),
  summary: text(600).optional().meta({ description: 'Plain words for customers.' }),
  startedAt: moment().optional().meta({ description: 'When impact began.' }),
  detectedAt: moment().optional().meta({ description: 'When the organisation knew.' }),
  acknowledgedAt: moment().optional().meta({ description: 'When somebody took it on.' }),
  mitigatedAt: moment().optional().meta({ description: 'When most of the impact was over.' }),
  resolvedAt: moment().optional().meta({ description: 'When it was over; left out while it is open.' }),
  publishedAt: dateTime()
    .optional()
    .meta({ description: 'When the postmortem is published; in the future, an embargo.' }),
  impact: impact.optional().meta({ description: 'Who and what was affected.' }),
  detection: strict({
    method: word(['alert', 'customer', 'staff', 'vendor', 'chance']).meta({
      description: 'Who or what noticed.',
    }),
    timely: word(['yes', 'late', 'no']).optional().meta({ description: 'Whether that was soon enough.' }),
    text: text()
      .optional()
      .meta({ description: 'How it was noticed, and whether the right people were told.' }),
  })
    .optional()
    .meta({ description: 'How it was noticed.' }),
  trigger: classified.optional().meta({ description: 'What set it off.' }),
  rootCause: strict({
    status: word(['identified', 'suspected', 'unknown']).meta({ description: 'How sure we are.' }),
    text: text().meta({ description: 'What is known of it.' }),
    whys: texts().optional().meta({ description: 'The chain of questions that led there.' }),
  })
    .optional()
    .meta({ description: 'What lay beneath.' }),
  contributingFactors: z
    .array(classified)
    .optional()
    .meta({ description: 'What made it possible, worse or longer.' }),
  damageControl: texts().optional().meta({ description: 'What was done to limit or repair the damage.' }),
  ifItHappensAgain: texts()
    .optional()
    .meta({ description: 'Steps with which somebody else would mitigate it faster.' }),
  timeline: z.array(timelineEntry).optional().meta({ description: 'What happened when, in any order.' }),
  updates: z.array(update).optional().meta({ description: 'What customers were told during the incident.' }),
  wentWell: texts().optional().meta({ description: 'What helped.' }),
  wentWrong: texts().optional().meta({ description: 'What did not.' }),
  gotLucky: texts().optional().meta({ description: 'What could have been worse.' }),
  lessons: texts().optional().meta({ description: 'What was learnt.' }),
  actions: z.array(action).optional().meta({ description: 'What is being done.' }),
  noActions: text().optional().meta({ description: 'Why nothing is being done.' }),
  related: z
    .array(
      strict({
        id: id().meta({ description: 'The other postmortem.' }),
        kind: word(['recurrence', 'same-factor', 'follow-up', 'caused-by']).meta({
          description: 'What this one is to the other.',
        }),
      }),
    )
    .optional()
    .meta({ description: 'Other incidents that belong with it; shown on both sides.' }),
  revealed: z
    .array(
      strict({
        from: id().meta({ description: 'The component that depends.' }),
        to: id().meta({ description: 'The component that it depends on.' }),
        text: text().meta({ description: 'What was found.' }),
      }),
    )
    .optional()
    .meta({ description: 'Relationships between components that nobody knew before.' }),
  kind: word(['incident', 'near-miss'])
    .default('incident')
    .meta({ description: 'A near miss counts in no uptime.' }),
  technologies: texts().optional().meta({ description: 'What it was about, technically.' }),
  tags: texts().optional().meta({ description: 'Words to find it by.' }),
  revisions: z
    .array(
      strict({
        at: dateTime().meta({ description: 'When the published text changed.' }),
        text: text().meta({ description: 'What changed.' }),
      }),
    )
    .optional()
    .meta({ description: 'The log of corrections, which readers see.' }),
  retraction: text().optional().meta({ description: 'What the page of a retracted postmortem says.' }),
  aliases: z.array(id()).optional().meta({ description: 'Old addresses that keep working.' }),
  anchors: anchors(),
  approvals: z
    .array(
      strict({
        role: text(40).meta({ description: 'Who approved, as a role.' }),
        at: dateTime().meta({ description: 'When.' }),
        digest: text(128).meta({ description: 'Of exactly which public text.' }),
      }),
    )
    .optional()
    .meta({ description: 'Approvals; never published.' }),
});

export type Postmortem = z.output<typeof postmortemSchema>;
export type Status = Postmortem['status'];
export type ImpactWindow = z.output<typeof impactWindow>;
export type TimelineEntry = z.output<typeof timelineEntry>;
export type Action = z.output<typeof action>;

/** `pages/<name>.mdx`: a free page, such as the policy. */
export const pageSchema = strict({
  title: text(120).meta({ description: 'The heading of the page.' }),
  description: text(300).optional().meta({ description: 'One sentence for search engines.' }),
  anchors: anchors(),
});
