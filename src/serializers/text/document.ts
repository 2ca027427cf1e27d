import type { Root } from 'mdast';
import { formatTime } from '../../format.ts';
import { type Archive, relatedTo } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { type SectionName, sectionsOf } from '../../model/sections.ts';
import { absolute, paths } from '../../paths.ts';
import { words } from '../../words.ts';
import { resolverOf, wholeAddresses } from './addresses.ts';
import { plainBody, type Surroundings } from './body.ts';
import { actionsOf, factsOf, measuresOf, revisionsOf, timelineOf, windowsOf } from './facts.ts';
import { inlineOf } from './markdown.ts';
import { type Block, heading, type Inline, link, list, paragraph, strong } from './nodes.ts';

/** What there is to say under a title; nothing if there is nothing. */
const under = (title: string, texts: readonly string[] | undefined): Block[] =>
  texts && texts.length > 0 ? [heading(3, title), list(texts.map((text) => [text]))] : [];

function impactOf(incident: Incident, archive: Archive): Block[] {
  const text = incident.postmortem.impact?.text;
  const measures = measuresOf(incident, archive.site);
  return [
    ...(text ? [paragraph(...inlineOf(text))] : []),
    ...(incident.windows.length > 0 ? [windowsOf(incident, archive)] : []),
    ...(measures.length > 0
      ? [list(measures.map(([label, value]) => [strong(`${label}:`), ` ${value}`]))]
      : []),
  ];
}

/** What customers were told, as it was written, newest first. */
function updatesOf({ postmortem: { updates = [] } }: Incident, { site }: Archive): Block[] {
  const told = updates
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, status, text }) => [
      strong(`${formatTime(at, site)} ${words.update[status]}:`),
      ' ',
      ...inlineOf(text),
    ]);
  return [list(told)];
}

function factorsOf({ postmortem }: Incident, { site }: Archive): Block[] {
  const { trigger, rootCause, contributingFactors = [], detection, revealed } = postmortem;
  const classified = (each: { class: string; text: string }): Inline[] => {
    const label = site.factors.find((factor) => factor.id === each.class)?.label ?? each.class;
    return [strong(`${label}:`), ` ${each.text}`];
  };
  const cause = rootCause && `${words.heading.rootCause} (${words.rootCause[rootCause.status]})`;
  return [
    ...(trigger ? [heading(3, words.heading.trigger), paragraph(...classified(trigger))] : []),
    ...(rootCause && cause ? [heading(3, cause), paragraph(rootCause.text)] : []),
    ...(rootCause?.whys
      ? [
          list(
            rootCause.whys.map((why) => [why]),
            true,
          ),
        ]
      : []),
    ...(contributingFactors.length > 0
      ? [heading(3, words.heading.contributingFactors), list(contributingFactors.map(classified))]
      : []),
    ...(detection
      ? [
          heading(3, words.heading.detection),
          paragraph(
            `${words.method[detection.method]}${detection.timely ? `, ${words.timely[detection.timely]}` : ''}. ${detection.text ?? ''}`.trim(),
          ),
        ]
      : []),
    ...under(
      words.heading.revealed,
      revealed?.map(({ text }) => text),
    ),
  ];
}

function lessonsOf({ postmortem }: Incident): Block[] {
  return [
    ...under(words.heading.lessons, postmortem.lessons),
    ...under(words.heading.wentWell, postmortem.wentWell),
    ...under(words.heading.wentWrong, postmortem.wentWrong),
    ...under(words.heading.gotLucky, postmortem.gotLucky),
    ...under(words.heading.damageControl, postmortem.damageControl),
    ...under(words.heading.ifItHappensAgain, postmortem.ifItHappensAgain),
  ];
}

const relatedOf = (related: ReturnType<typeof relatedTo>, url: string): Block =>
  list(
    related.map(({ relation, incident }) => [
      `${words.relation[relation]} `,
      link(absolute(paths.incident(incident.id), url), incident.postmortem.title),
      ` (${incident.day})`,
    ]),
  );

/** The body of an incident as its author wrote it, in plain Markdown; `mdx` is what was published of it. */
export function bodyOf(
  incident: Incident,
  archive: Archive,
  mdx: string,
  tables: Surroundings['tables'],
): Root {
  return plainBody(mdx, { site: archive.site, resolve: resolverOf(incident, archive), tables });
}

/** All that is public of an incident, in the order of its page and without its title; `body` is what its author wrote, `leftOut` what is told elsewhere. */
export function documentOf(
  incident: Incident,
  archive: Archive,
  body: Root,
  leftOut: readonly SectionName[] = [],
): Root {
  const { postmortem, state } = incident;
  const related = relatedTo(archive, incident);
  const shown = sectionsOf(incident, related.length > 0, words.section);
  const section = (name: SectionName, content: () => Block[]): Block[] => {
    const { [name]: one } = shown;
    return one && !leftOut.includes(name) ? [heading(2, one.title), ...content()] : [];
  };
  const told = { awaited: words.incident.awaited, recorded: words.incident.recorded };
  const isNoted = state === 'awaited' || (state === 'recorded' && body.children.length === 0);
  const note = isNoted ? [paragraph(told[state])] : [];
  const updates = section('updates', () => updatesOf(incident, archive));
  const isOpen = state === 'open';
  const tags = [...(postmortem.technologies ?? []), ...(postmortem.tags ?? [])];
  const document: Root = {
    type: 'root',
    children: [
      ...(postmortem.summary ? [paragraph(postmortem.summary)] : []),
      ...(isOpen ? updates : []),
      factsOf(incident, archive.site),
      ...section('impact', () => impactOf(incident, archive)),
      ...(isOpen ? [] : updates),
      ...body.children,
      ...note,
      ...section('timeline', () => [timelineOf(incident.timeline, archive.site)]),
      ...section('factors', () => factorsOf(incident, archive)),
      ...section('lessons', () => lessonsOf(incident)),
      ...section('actions', () => [
        ...(postmortem.noActions ? [paragraph(postmortem.noActions)] : []),
        ...(postmortem.actions ? [actionsOf(postmortem.actions, archive.site.locale)] : []),
      ]),
      ...section('related', () => [relatedOf(related, archive.url)]),
      ...section('revisions', () => [revisionsOf(postmortem.revisions ?? [], archive.site)]),
      ...(tags.length > 0 ? [paragraph(tags.join(', '))] : []),
    ],
  };
  return wholeAddresses(document, resolverOf(incident, archive));
}
