import { formatDay, formatDuration, formatMoment, formatQuantity, formatTime } from '../../format.ts';
import type { Archive } from '../../model/archive.ts';
import type { Entry, Incident, Window } from '../../model/incident.ts';
import { absolute, paths } from '../../paths.ts';
import type { Moment } from '../../schema/moment.ts';
import type { Action } from '../../schema/postmortem.ts';
import { say, words } from '../../words.ts';
import { type Block, type Inline, link, list, strong, table } from './nodes.ts';

type Place = Archive['site'];

export const momentIn = (moment: Moment, site: Place): string =>
  `${formatMoment(moment, site)}${moment.note ? ` (${moment.note})` : ''}`;

const timeOf = (at: number, site: Place): string => formatTime(at, site);

/** The moments of an incident and how long it took; nothing that the clock of the build has a part in. */
export function factsOf({ postmortem, durations, state }: Incident, site: Place): Block {
  const { startedAt, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt } = postmortem;
  const moments: [string, Moment | undefined][] = [
    [words.fact.started, startedAt],
    [words.fact.detected, detectedAt],
    [words.fact.acknowledged, acknowledgedAt],
    [words.fact.mitigated, mitigatedAt],
    [words.fact.resolved, resolvedAt],
  ];
  const lengths = [
    [words.fact.timeToDetect, durations.detect],
    [words.fact.timeToMitigate, durations.mitigate],
    [words.fact.timeToResolve, state === 'open' ? undefined : durations.resolve],
  ] as const;
  const known = moments.flatMap(([label, moment]) =>
    moment ? [[label, momentIn(moment, site)] as const] : [],
  );
  const taken = lengths.flatMap(([label, duration]) =>
    duration ? [[label, formatDuration(duration, site.locale)] as const] : [],
  );
  const missing = !resolvedAt && state === 'open' ? [[words.fact.resolved, words.fact.notYet] as const] : [];
  return list([...known, ...missing, ...taken].map(([label, text]) => [strong(`${label}:`), ` ${text}`]));
}

const lengthOf = ({ span, from, to }: Window, locale: string): string => {
  if (!span || !to || to.at === null || from.at === null) return words.unknownTime;
  const isApproximate = from.precision === 'approximate' || to.precision === 'approximate';
  return formatDuration({ milliseconds: span.to - span.from, isApproximate }, locale);
};

/** How bad it was for which component, and from when to when. */
export function windowsOf({ windows }: Incident, { site, url }: Archive): Block {
  const { component, level, from, to, for: length } = words.window;
  return table([
    [component, level, from, to, length],
    ...windows.map((window): Inline[] => [
      link(absolute(paths.component(window.component.id), url), window.component.name),
      words.level[window.level],
      momentIn(window.from, site),
      window.to ? momentIn(window.to, site) : words.window.notOver,
      window.to ? lengthOf(window, site.locale) : '',
    ]),
  ]);
}

/** The size of the impact: what was lost, where, and figures. */
export function measuresOf({ postmortem: { impact } }: Incident, { locale }: Place): [string, string][] {
  const lost = impact?.dataLoss
    ? [[words.fact.dataLost, words.dataLoss[impact.dataLoss]] as [string, string]]
    : [];
  const regions = impact?.regions
    ? [[words.fact.regions, impact.regions.join(', ')] as [string, string]]
    : [];
  const metrics = (impact?.metrics ?? []).map(({ label, value, unit, approximate }): [string, string] => {
    const shown = formatQuantity(value, unit, locale);
    return [label, approximate ? `${words.approximately} ${shown}` : shown];
  });
  return [...lost, ...regions, ...metrics];
}

/** What happened when, an entry a line. */
export const timelineOf = (entries: readonly Entry[], site: Place): Block =>
  list(
    entries.map(({ at, type, text, source }) => [
      strong(momentIn(at, site)),
      ` ${words.timeline[type]}: ${text}`,
      source ? ` (${say(words.incident.source, { source })})` : '',
    ]),
  );

/** What is promised, an action a line. */
export const actionsOf = (actions: readonly Action[], locale: string): Block =>
  list(
    actions.map(({ title, type, status, priority, effort, due, doneAt, link: address }) => {
      const grades = [
        words.actionType[type],
        priority ? say(words.action.priority, { grade: words.grade[priority] }) : '',
        effort ? say(words.action.effort, { grade: words.grade[effort] }) : '',
        doneAt ? `${words.action.done} ${formatDay(doneAt, locale)}` : '',
        due && !doneAt ? `${words.action.due} ${formatDay(due, locale)}` : '',
      ];
      return [
        strong(`${words.actionStatus[status]}:`),
        ` ${title} (${grades.filter((each) => each !== '').join(', ')})`,
        ...(address ? [' ', link(address, words.action.details)] : []),
      ];
    }),
  );

/** The log of corrections, newest first. */
export const revisionsOf = (revisions: readonly { at: number; text: string }[], site: Place): Block =>
  list(
    revisions
      .toSorted((a, b) => b.at - a.at)
      .map(({ at, text }) => [strong(`${timeOf(at, site)}:`), ` ${text}`]),
  );
