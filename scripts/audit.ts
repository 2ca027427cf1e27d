import { existsSync } from 'node:fs';
import path from 'node:path';
import { auditFolder, incomplete, placesOf } from '../src/audit/audit.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { counted, formatFindings } from '../src/report.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

await command('audit', async ({ settings, now }) => {
  const { positionals } = readArguments({}, 1);
  const folder = path.resolve(positionals[0] ?? settings.outDir);
  if (!existsSync(folder))
    throw new UsageError(`There is no folder ${folder}. Call it as: npm run audit -- <dir>`);
  needContent(settings);
  const publication = await preparePublication(settings.contentDir, {
    now,
    mode: 'public',
    termsFile: settings.termsFile,
  });
  const problem = incomplete(publication.findings);
  if (problem) throw new Error(problem);
  const { findings, files, needles, unsearchable } = await auditFolder(folder, publication);
  process.stdout.write(formatFindings(findings, 'human', folder));
  if (unsearchable.length > 0) console.log('Too short or too ordinary to look for:');
  for (const place of placesOf(unsearchable)) console.log(`  ${place}`);
  console.log(
    `${counted(files, 'file')} searched for ${counted(needles, 'needle')}: ${counted(findings.length, 'finding')}.`,
  );
  return findings.length > 0 ? 1 : 0;
});
