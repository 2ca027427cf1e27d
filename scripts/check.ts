import path from 'node:path';
import { markedElsewhere } from '../src/audit/elsewhere.ts';
import { byPlace, isError } from '../src/findings.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { countOf, FORMATS, formatFindings } from '../src/report.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

await command('check', async ({ settings, now }) => {
  const { values } = readArguments({
    format: { type: 'string', default: 'human' },
    strict: { type: 'boolean', default: false },
  });
  const format = FORMATS.find((known) => known === values.format);
  if (!format) throw new UsageError(`--format is one of ${FORMATS.join(', ')}.`);
  needContent(settings);
  const publication = await preparePublication(settings.contentDir, {
    now,
    mode: 'public',
    termsFile: settings.termsFile,
    publicDir: settings.publicDir,
  });
  const { counts } = publication;
  const findings = [...publication.findings, ...markedElsewhere(publication)].sort(byPlace);
  process.stdout.write(
    formatFindings(
      findings,
      format,
      path.relative(process.cwd(), settings.contentDir).split(path.sep).join('/'),
    ),
  );
  if (format === 'human') {
    console.log(
      `${counts.postmortems} postmortems to publish, ${counts.unpublished} not, ${counts.passages} passages withheld: ${countOf(findings)}.`,
    );
  }
  return findings.some((found) => values.strict || isError(found)) ? 1 : 0;
});
