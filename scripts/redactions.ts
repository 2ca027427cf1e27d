import { isError } from '../src/findings.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { formatRedactions } from '../src/publish/redactions.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

await command('redactions', async ({ settings, now }) => {
  const { values, positionals } = readArguments({ reveal: { type: 'boolean', default: false } }, 1);
  if (values.reveal && !process.stdout.isTTY)
    throw new UsageError(
      '--reveal shows what is withheld on a terminal alone, and never in a file or a log.',
    );
  needContent(settings);
  const { withheld, findings } = await preparePublication(settings.contentDir, {
    now,
    mode: 'public',
    termsFile: settings.termsFile,
  });
  const [id] = positionals;
  const shown = id
    ? withheld.filter(({ file }) => [`${id}.mdx`, `${id}/index.mdx`].some((end) => file.endsWith(`/${end}`)))
    : withheld;
  if (id && shown.length === 0) throw new UsageError(`There is no document ${id} that withholds anything.`);
  process.stdout.write(formatRedactions(shown, values.reveal));
  const broken = findings.filter(isError);
  if (broken.length === 0) return 0;
  console.error(
    `The content has errors (${broken.length}, first in ${broken[0]?.file}), so that this may not be all. Run npm run check and mend them.`,
  );
  return 1;
});
