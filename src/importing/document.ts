import { stringify } from 'yaml';
import { type Finding, finding } from '../findings.ts';
import { redactDocument } from '../redaction/document.ts';
import { replaceForPublic } from '../redaction/strip.ts';
import { postmortemSchema } from '../schema/postmortem.ts';
import { readWith } from '../schema/read.ts';
import { postmortemProblems } from '../schema/requirements.ts';
import { ID } from '../schema/strict.ts';
import type { Archive, Imported } from './model.ts';

/** Where a postmortem stands in the content folder. */
export const fileOf = (id: string): string => `postmortems/${id}.mdx`;

/** The authored file of what was imported: its fields as YAML, and its body. */
export function documentText({ fields, body }: Pick<Imported, 'fields' | 'body'>): string {
  const text = body.trim();
  return `---\n${stringify(fields, { version: '1.2', schema: 'core', lineWidth: 110 })}---\n${text === '' ? '' : `\n${text}\n`}`;
}

/**
 * Whether a document would pass `npm run check` as far as it can be told by itself; if not, what is wrong with it, told
 * at the source.
 */
export function documentProblems(document: Imported, text: string, archive: Archive): Finding[] {
  const refuse = (detail: string) => [finding('import-refused', document.from, `${document.id}: ${detail}`)];
  if (!ID.test(document.id))
    return [finding('import-refused', document.from, 'it has no name that can be an id')];
  const read = redactDocument(text, replaceForPublic('none'));
  const [problem] = read.problems;
  if (problem)
    return refuse(`${problem.code} at line ${read.lines.at(problem.offset).line} of what it becomes`);
  const { value, problems } = readWith(postmortemSchema, read.data);
  const found = value ? postmortemProblems(value, archive.now, archive.site, archive.components) : problems;
  return found[0] ? refuse(found.map(({ code, detail }) => `${code}, ${detail}`).join('; ')) : [];
}
