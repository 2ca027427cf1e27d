import { publishContent } from '../src/integrations/publish.ts';
import { command, needContent, readArguments, root } from './command.ts';

await command('publish', async ({ settings, now }) => {
  readArguments({});
  needContent(settings);
  await publishContent(root, settings, now);
  return 0;
});
