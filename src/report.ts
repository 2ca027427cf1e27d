import { type Finding, isError } from './findings.ts';

export const FORMATS = ['human', 'json', 'github', 'gitlab'] as const;
export type Format = (typeof FORMATS)[number];

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A text of which each line stays one: what a source holds can be no line of its own, which a runner may obey. */
export const onOneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** A count with its noun in the right form. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How many errors and warnings there are, in words. */
export function countOf(findings: readonly Finding[]): string {
  const errors = findings.filter(isError).length;
  return `${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`;
}

/** A finding as GitLab reads it in a report of code quality. */
const qualityOf = ({ severity, file, line, column, code, message, hint }: Finding, folder: string) => ({
  description: `${message}. ${hint}`,
  check_name: code,
  fingerprint: [code, file, line, column, message].join(':'),
  severity: severity === 'error' ? 'blocker' : 'minor',
  location: { path: `${folder}/${file}`, lines: { begin: line } },
});

/**
 * Findings as text for people, as JSON, as annotations of GitHub Actions, or as a report of code quality of GitLab
 * (`folder` leads to the content in the last two).
 */
export function formatFindings(findings: readonly Finding[], format: Format, folder: string): string {
  if (format === 'json') return `${JSON.stringify({ findings }, null, 2)}\n`;
  if (format === 'gitlab')
    return `${JSON.stringify(
      findings.map((each) => qualityOf(each, folder)),
      null,
      2,
    )}\n`;
  if (format === 'github') {
    return findings
      .map(
        ({ severity, file, line, column, code, message, hint }) =>
          `::${severity} file=${escapeProperty(`${folder}/${file}`)},line=${line},col=${column},title=${escapeProperty(code)}::${escapeData(`${message}. ${hint}`)}\n`,
      )
      .join('');
  }
  return findings
    .map(
      ({ severity, file, line, column, code, message, hint }) =>
        `${onOneLine(file)}:${line}:${column}  ${severity}  ${code}\n  ${onOneLine(message)}.\n  ${hint}\n\n`,
    )
    .join('');
}
