import type { Component } from './component.ts';
import type { Moment } from './moment.ts';
import type { Postmortem, Status } from './postmortem.ts';
import { type FieldProblem, fieldProblem } from './read.ts';
import type { Site } from './site.ts';
import { suggestion } from './strict.ts';

const NEEDED: Readonly<Record<Status, readonly (readonly string[])[]>> = {
  draft: [],
  review: [],
  pending: [['severity'], ['startedAt']],
  recorded: [['severity'], ['startedAt'], ['resolvedAt'], ['updates', 'impact']],
  retracted: [['retraction']],
  published: [
    ['severity'],
    ['summary'],
    ['startedAt'],
    ['detectedAt'],
    ['resolvedAt'],
    ['publishedAt'],
    ['impact.text'],
    ['impact.components'],
    ['impact.dataLoss'],
    ['detection'],
    ['rootCause', 'contributingFactors'],
    ['timeline'],
    ['lessons'],
    ['actions', 'noActions'],
  ],
};

function isThere(postmortem: Postmortem, field: string): boolean {
  const [top = '', inner] = field.split('.');
  const value = postmortem[top as keyof Postmortem] as Record<string, unknown> | undefined;
  const found = inner ? value?.[inner] : value;
  return found !== undefined && !(Array.isArray(found) && found.length === 0);
}

/**
 * When an incident began, in milliseconds, or else the first thing known of it; undefined if nothing is. An entry of the
 * timeline may lie long before or after, so that it is asked last.
 */
export function beginningOf(postmortem: Postmortem): number | undefined {
  const { startedAt, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt, publishedAt } = postmortem;
  const first = (times: readonly (number | null | undefined)[]) =>
    times.filter((at) => at != null).sort((a, b) => a - b)[0];
  const during = [acknowledgedAt, mitigatedAt, resolvedAt].map((moment) => moment?.at);
  const windows = (postmortem.impact?.components ?? []).flatMap(({ from, to }) => [from?.at, to?.at]);
  const told = (postmortem.updates ?? []).map(({ at }) => at);
  const noted = (postmortem.timeline ?? []).map(({ at }) => at.at);
  return (
    startedAt?.at ?? detectedAt?.at ?? first([...during, ...windows, ...told]) ?? first(noted) ?? publishedAt
  );
}

/** What a postmortem of this status lacks. */
function missingFields(postmortem: Postmortem): FieldProblem[] {
  const problems = NEEDED[postmortem.status]
    .filter((choices) => !choices.some((field) => isThere(postmortem, field)))
    .map((choices) =>
      fieldProblem(
        'missing-field',
        choices[0]?.split('.') ?? [],
        `${choices.join(' or ')}, with status ${postmortem.status}`,
      ),
    );
  if (postmortem.status === 'published' && postmortem.timeline?.length === 1) {
    problems.push(fieldProblem('missing-field', ['timeline'], 'a timeline has two entries at least'));
  }
  const { status, startedAt } = postmortem;
  // Of a pending one, neither goes out before the postmortem does.
  const shown = status === 'pending' ? { ...postmortem, timeline: [], publishedAt: undefined } : postmortem;
  if ((status === 'pending' || status === 'recorded') && startedAt && beginningOf(shown) === undefined) {
    const detail = `one moment that is known, such as an update or detectedAt, with status ${status}`;
    problems.push(fieldProblem('missing-field', ['startedAt'], detail));
  }
  return problems;
}

/** Moments that cannot have come in this order. Unknown ones are compared with nothing. */
function orderProblems(postmortem: Postmortem, now: number): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { startedAt, detectedAt, acknowledgedAt, mitigatedAt, resolvedAt, publishedAt } = postmortem;
  const inOrder = (
    earlier: Moment | undefined,
    later: Moment | undefined,
    path: PropertyKey[],
    what: string,
  ) => {
    if (earlier?.at == null || later?.at == null || earlier.at <= later.at) return;
    problems.push(fieldProblem('impossible-order', path, what));
  };
  // An alert may foresee an impact; nothing else detects what has not begun.
  if (postmortem.detection?.method !== 'alert')
    inOrder(startedAt, detectedAt, ['detectedAt'], 'detectedAt is before startedAt');
  for (const [name, moment] of Object.entries({
    startedAt,
    detectedAt,
    acknowledgedAt,
    mitigatedAt,
    resolvedAt,
  })) {
    inOrder(moment, { at: now, precision: 'exact' }, [name], `${name} is in the future`);
  }
  for (const [name, entries = []] of Object.entries({
    updates: postmortem.updates,
    revisions: postmortem.revisions,
  })) {
    for (const [index, { at }] of entries.entries())
      if (at > now)
        problems.push(fieldProblem('impossible-order', [name, index, 'at'], 'its date is in the future'));
  }
  inOrder(startedAt, mitigatedAt, ['mitigatedAt'], 'mitigatedAt is before startedAt');
  inOrder(detectedAt, acknowledgedAt, ['acknowledgedAt'], 'acknowledgedAt is before detectedAt');
  inOrder(startedAt, resolvedAt, ['resolvedAt'], 'resolvedAt is before startedAt');
  for (const [name, moment] of Object.entries({ detectedAt, acknowledgedAt, mitigatedAt })) {
    inOrder(moment, resolvedAt, [name], `${name} is after resolvedAt`);
  }
  for (const [index, window] of (postmortem.impact?.components ?? []).entries()) {
    const path = ['impact', 'components', index];
    inOrder(startedAt, window.from, [...path, 'from'], 'the window begins before startedAt');
    inOrder(window.to, resolvedAt, [...path, 'to'], 'the window ends after resolvedAt');
    inOrder(
      window.from ?? startedAt,
      window.to ?? resolvedAt,
      [...path, window.to ? 'to' : 'from'],
      'the window ends before it begins',
    );
  }
  if (publishedAt !== undefined) {
    const published: Moment = { at: publishedAt, precision: 'exact' };
    if (postmortem.status === 'published')
      inOrder(resolvedAt, published, ['publishedAt'], 'publishedAt is before resolvedAt');
    for (const [index, revision] of (postmortem.revisions ?? []).entries()) {
      if (revision.at < publishedAt)
        problems.push(
          fieldProblem('revisions-order', ['revisions', index, 'at'], 'its date is before publishedAt'),
        );
    }
  }
  if (
    postmortem.status !== 'pending' &&
    postmortem.status !== 'draft' &&
    postmortem.resolvedAt === undefined &&
    postmortem.updates?.some((update) => update.status === 'resolved')
  ) {
    problems.push(
      fieldProblem('impossible-order', ['updates'], 'an update says resolved and there is no resolvedAt'),
    );
  }
  return problems;
}

/** Words that are in no vocabulary of this archive. */
function vocabularyProblems(
  postmortem: Postmortem,
  site: Site,
  components: readonly Component[],
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const known = {
    severity: site.severities.map((each) => each.id),
    factor: site.factors.map((each) => each.id),
    component: components.map((each) => each.id),
  };
  const check = (what: keyof typeof known, word: string | undefined, path: PropertyKey[]) => {
    if (word === undefined || known[what].includes(word)) return;
    const code = what === 'component' ? 'unknown-reference' : 'unknown-value';
    problems.push(fieldProblem(code, path, `there is no such ${what}${suggestion(word, known[what])}`));
  };
  check('severity', postmortem.severity, ['severity']);
  check('factor', postmortem.trigger?.class, ['trigger', 'class']);
  for (const [index, factor] of (postmortem.contributingFactors ?? []).entries())
    check('factor', factor.class, ['contributingFactors', index, 'class']);
  for (const [index, window] of (postmortem.impact?.components ?? []).entries())
    check('component', window.id, ['impact', 'components', index, 'id']);
  for (const [index, relation] of (postmortem.revealed ?? []).entries()) {
    check('component', relation.from, ['revealed', index, 'from']);
    check('component', relation.to, ['revealed', index, 'to']);
  }
  const actionIds = (postmortem.actions ?? []).map((action) => action.id);
  for (const [index, id] of actionIds.entries()) {
    if (actionIds.indexOf(id) < index)
      problems.push(fieldProblem('duplicate-id', ['actions', index, 'id'], `the action "${id}"`));
  }
  return problems;
}

/** The roles that the site asks for at this severity. */
const askedFor = ({ status, severity = '' }: Postmortem, { publication }: Site): readonly string[] =>
  status === 'published' ? (publication.approvals?.[severity] ?? []) : [];

/** Roles whose approval the site asks for at this severity and that have not given it. */
function approvalProblems(postmortem: Postmortem, site: Site): FieldProblem[] {
  const given = (postmortem.approvals ?? []).map((approval) => approval.role);
  const missing = askedFor(postmortem, site).filter((role) => !given.includes(role));
  return missing.length > 0 ? [fieldProblem('missing-approval', ['approvals'], missing.join(', '))] : [];
}

/** Roles that have approved another text than the one with this digest. */
export function outdatedApprovals(postmortem: Postmortem, site: Site, digest: string): FieldProblem[] {
  const outdated = askedFor(postmortem, site).filter((role) => {
    const given = (postmortem.approvals ?? []).filter((approval) => approval.role === role);
    return given.length > 0 && !given.some((approval) => approval.digest === digest);
  });
  const detail = `${outdated.join(', ')}, for what was approved is not the text as it is now`;
  return outdated.length > 0 ? [fieldProblem('missing-approval', ['approvals'], detail)] : [];
}

/**
 * Everything that one postmortem lacks or contradicts, beyond the shape of its fields. Without site or components,
 * if those cannot be read, their words are not checked. `now` is in milliseconds since 1970 UTC.
 */
export function postmortemProblems(
  postmortem: Postmortem,
  now: number,
  site?: Site,
  components?: readonly Component[],
): FieldProblem[] {
  return [
    ...missingFields(postmortem),
    ...orderProblems(postmortem, now),
    ...(site && components ? vocabularyProblems(postmortem, site, components) : []),
    ...(site ? approvalProblems(postmortem, site) : []),
  ];
}

/** Whether a postmortem may leave the content folder now (`now` in milliseconds). */
export function isPublic(postmortem: Pick<Postmortem, 'status' | 'publishedAt'>, now: number): boolean {
  if (postmortem.status === 'draft' || postmortem.status === 'review') return false;
  return postmortem.publishedAt === undefined || postmortem.publishedAt <= now;
}
