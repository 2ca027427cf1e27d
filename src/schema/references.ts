import type { Component } from './component.ts';
import type { Postmortem } from './postmortem.ts';
import { type FieldProblem, fieldProblem } from './read.ts';
import type { Site } from './site.ts';
import { suggestion } from './strict.ts';

/** References between postmortems that lead nowhere, and addresses that two of them claim. `unread` are there and cannot be read. */
export function referenceProblems(
  postmortems: readonly { id: string; postmortem: Postmortem; isPublic: boolean }[],
  unread: readonly string[],
): { id: string; problem: FieldProblem }[] {
  const problems: { id: string; problem: FieldProblem }[] = [];
  const byId = new Map(postmortems.map((each) => [each.id, each]));
  // The id of a draft is told to nobody.
  const publicIds = postmortems.filter((each) => each.isPublic).map(({ id }) => id);
  const claimed = new Map<string, string>(postmortems.map(({ id }) => [id, id]));
  for (const { id, postmortem, isPublic: isOut } of postmortems) {
    const add = (found: FieldProblem) => problems.push({ id, problem: found });
    for (const [index, alias] of (postmortem.aliases ?? []).entries()) {
      const owner = claimed.get(alias);
      if (owner !== undefined) add(fieldProblem('alias-taken', ['aliases', index], ''));
      else claimed.set(alias, id);
    }
    for (const [index, relation] of (postmortem.related ?? []).entries()) {
      const path = ['related', index, 'id'];
      const other = byId.get(relation.id);
      if (relation.id === id)
        add(fieldProblem('unknown-reference', path, 'a postmortem cannot be related to itself'));
      else if (!other && unread.includes(relation.id)) continue;
      else if (!other)
        add(
          fieldProblem(
            'unknown-reference',
            path,
            `there is no such postmortem${suggestion(relation.id, publicIds)}`,
          ),
        );
      else if (isOut && !other.isPublic) add(fieldProblem('related-not-public', path, ''));
    }
  }
  return problems;
}

/** Ids that stand twice in the vocabularies, and approvals for a severity that is none. */
export function siteProblems(site: Site): FieldProblem[] {
  const severities = site.severities.map((each) => each.id);
  const twice = (list: 'severities' | 'factors') => {
    const ids = site[list].map((each) => each.id);
    return ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [fieldProblem('duplicate-id', [list, index, 'id'], `"${id}"`)] : [],
    );
  };
  const unknown = Object.keys(site.publication.approvals ?? {}).filter((id) => !severities.includes(id));
  return [
    ...twice('severities'),
    ...twice('factors'),
    ...unknown.map((id) =>
      fieldProblem(
        'unknown-value',
        ['publication', 'approvals', id],
        `there is no severity${suggestion(id, severities)}`,
      ),
    ),
  ];
}

/** Ids that stand twice, and dependencies on components that are not there. */
export function componentProblems(components: readonly Component[]): FieldProblem[] {
  const ids = components.map((each) => each.id);
  return components.flatMap((component, index) => [
    ...(ids.indexOf(component.id) < index
      ? [fieldProblem('duplicate-id', [index, 'id'], `the component "${component.id}"`)]
      : []),
    ...component.dependsOn.flatMap((other, place) =>
      ids.includes(other)
        ? []
        : [
            fieldProblem(
              'unknown-reference',
              [index, 'dependsOn', place],
              `there is no such component${suggestion(other, ids)}`,
            ),
          ],
    ),
  ]);
}
