import type { z } from 'zod';
import type { Code } from '../findings.ts';

/** A field that does not hold what it should. `path` leads to it; `at` says whether its key or value is meant. */
export interface FieldProblem {
  code: Code;
  path: PropertyKey[];
  at: 'key' | 'value';
  detail: string;
}

/** A problem with the value at a path. */
export const fieldProblem = (code: Code, path: PropertyKey[], detail: string): FieldProblem => ({
  code,
  path,
  at: 'value',
  detail,
});

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'fields',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** Fields whose keys are words of the author. */
const FREE_KEYS: readonly PropertyKey[] = ['anchors', 'redirects', 'approvals'];

/** A field as messages name it: without places in lists, and without what only its author may know. */
export function nameOf(path: readonly PropertyKey[]): string {
  const free = path.findIndex((step) => FREE_KEYS.includes(step));
  const known = free < 0 ? path : path.slice(0, free + 1);
  return known.filter((step) => typeof step !== 'number').join('.') || 'the file';
}

function toProblem(issue: z.core.$ZodIssue): FieldProblem[] {
  // A key that no field has can be any text.
  const isUnknown = issue.code === 'custom' && issue.params?.['code'] === 'unknown-key';
  const name = nameOf(isUnknown ? issue.path.slice(0, -1) : issue.path);
  const problem = (
    code: Code,
    detail: string,
    at: FieldProblem['at'] = 'value',
    path = issue.path,
  ): FieldProblem => ({ code, path, at, detail });
  switch (issue.code) {
    case 'unrecognized_keys': {
      const messages = issue.message.split('\n');
      return issue.keys.map((key, index) =>
        problem('unknown-key', messages[index] ?? issue.message, 'key', [...issue.path, key]),
      );
    }
    case 'invalid_type':
      return issue.input === undefined
        ? [problem('missing-field', name)]
        : [problem('wrong-type', `${name} should be ${TYPES[issue.expected] ?? issue.expected}`)];
    case 'invalid_value':
      return [
        issue.input === undefined
          ? problem('missing-field', name)
          : problem('unknown-value', `${name}: ${issue.message}`),
      ];
    case 'too_small':
      return [
        problem(
          'text-length',
          issue.origin === 'array' ? `${name} is an empty list` : `${name} is empty or too small`,
        ),
      ];
    case 'too_big':
      return [
        problem(
          'text-length',
          `${name} may have at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`,
        ),
      ];
    case 'custom': {
      const code = (issue.params?.['code'] as Code | undefined) ?? 'wrong-type';
      return [
        problem(
          code,
          code === 'missing-field' ? name : `${name}: ${issue.message}`,
          code === 'unknown-key' ? 'key' : 'value',
        ),
      ];
    }
    default:
      return [problem(name.endsWith('id') ? 'bad-id' : 'wrong-type', `${name}: ${issue.message}`)];
  }
}

/** Reads a value with a schema: what it holds, or everything that is wrong with it. */
export function readWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): { value: z.output<Schema>; problems: [] } | { value: undefined; problems: FieldProblem[] } {
  const result = schema.safeParse(value, { reportInput: true });
  return result.success
    ? { value: result.data, problems: [] }
    : { value: undefined, problems: result.error.issues.flatMap(toProblem) };
}
