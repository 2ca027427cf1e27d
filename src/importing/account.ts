import type { Finding } from '../findings.ts';
import { counted, countOf, formatFindings, onOneLine } from '../report.ts';
import type { Plan, Row } from './plan.ts';

const OUTCOMES: readonly Row['outcome'][] = ['added', 'updated', 'unchanged', 'left', 'refused'];

function rowText({ file, from, outcome, kept, mapped, lost }: Row): string {
  const line = (name: string, items: readonly string[]) =>
    items.length > 0 ? `  ${name}: ${onOneLine(items.join('; '))}\n` : '';
  return `${file}  ${outcome}${from === '' ? '' : `  from ${onOneLine(from)}`}\n${line('kept', kept)}${line('mapped', mapped)}${line('lost', lost)}\n`;
}

/** What an import did, for people: each file that is not as it was, the findings, and a count. */
export function planText({ rows, components, findings, files }: Plan): string {
  const count = OUTCOMES.map((outcome) => ({
    outcome,
    of: rows.filter((row) => row.outcome === outcome).length,
  }));
  const told = count.filter(({ of }) => of > 0).map(({ outcome, of }) => `${of} ${outcome}`);
  const added = components.length > 0 ? `; ${counted(components.length, 'component')} added` : '';
  return [
    ...rows.filter(({ outcome }) => outcome !== 'unchanged').map(rowText),
    formatFindings(findings, 'human', ''),
    `${counted(rows.length, 'postmortem')}: ${told.join(', ') || 'none'}${added}; ${countOf(findings)}.\n`,
    files.size === 0 ? 'Nothing is changed.\n' : '',
  ].join('');
}

/** The same for machines. */
export function planJson({
  rows,
  components,
  findings,
}: Pick<Plan, 'rows' | 'components'> & { findings: readonly Finding[] }): string {
  return `${JSON.stringify({ files: rows, components, findings }, null, 2)}\n`;
}
