import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readTable, type Table, writeTable } from '../figures/table.ts';
import { type Finding, finding } from '../findings.ts';
import { normaliseLineEnds } from '../redaction/document.ts';
import { Lines } from '../redaction/positions.ts';
import type { PublicText } from '../unmarked/unmarked.ts';
import { fileBeside } from './beside.ts';
import type { AuthoredFile } from './content.ts';

/** The data of a chart as it is published: written anew from its values, and named after the hash of that. */
export interface PublicTable {
  name: string;
  csv: string;
  table: Table;
  /** The authored file, to be looked through: all that is published of it stands in it. */
  text: PublicText;
}

/**
 * Reads the CSV that `url` means from the folder of its postmortem. What is wrong with the file itself is told at its
 * own lines; `at` is the place that refers to it.
 */
export async function publicTable(
  url: string,
  { file: document, folder }: AuthoredFile,
  at: { line: number; column: number },
): Promise<PublicTable | { findings: Finding[] }> {
  const beside = await fileBeside(url, folder, { what: 'data', mebibytes: 1 });
  if ('detail' in beside) {
    const code = beside.isMissing ? 'missing-data' : 'bad-data';
    return { findings: [finding(code, { file: document, ...at }, beside.detail)] };
  }
  if (!beside.name.endsWith('.csv'))
    return { findings: [finding('bad-data', { file: document, ...at }, 'its name does not end in .csv')] };
  const file = path.posix.join(path.posix.dirname(document), beside.name);
  let text: string;
  try {
    const bytes = await readFile(beside.path);
    text = normaliseLineEnds(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return { findings: [finding('not-utf8', { file })] };
    throw error;
  }
  const lines = new Lines(text);
  const { table, problems } = readTable(text);
  if (!table) {
    return {
      findings: problems.map(({ code, offset, detail }) =>
        finding(code, { file, ...lines.at(offset) }, detail),
      ),
    };
  }
  const csv = writeTable(table);
  const hash = createHash('sha256').update(csv).digest('hex').slice(0, 16);
  return { name: `${hash}.csv`, csv, table, text: { file, text, at: (offset) => lines.at(offset) } };
}
