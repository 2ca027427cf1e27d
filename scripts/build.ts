import { buildSite } from './build-site.ts';
import { command, readArguments } from './command.ts';

await command('build', async ({ settings }) => {
  readArguments({});
  await buildSite(settings);
  return 0;
});
