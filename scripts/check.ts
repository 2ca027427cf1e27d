import path from 'node:path';
import { isError } from '../src/findings.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { countOf, FORMATS, formatFindings } from '../src/report.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

await command('check', async ({ settings, now }) => {
  const { values } = readArguments({ format: { type: 'string', default: 'human' } });
  const format = FORMATS.find((known) => known === values.format);
  if (!format) throw new UsageError(`--format is one of ${FORMATS.join(', ')}.`);
  needContent(settings);
  const { findings, counts } = await preparePublication(settings.contentDir, {
    now,
    mode: 'public',
    termsFile: settings.termsFile,
  });
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
  return findings.some(isError) ? 1 : 0;
});
