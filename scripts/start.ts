import { readSite, siteAddress } from '../src/publish/site.ts';
import { UsageError } from '../src/settings.ts';
import { buildSite } from './build-site.ts';
import { command, readArguments } from './command.ts';
import { serve } from './serve.ts';

await command('start', async ({ settings }) => {
  const { values } = readArguments({ port: { type: 'string' } });
  const port = Number(values.port ?? '4321');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port is a number from 0 to 65535.');
  await buildSite(settings);
  const { base } = siteAddress(await readSite(settings), settings.siteUrl);
  const listening = await serve(settings.outDir, base, port).catch((error: NodeJS.ErrnoException) => {
    // Somebody else has the usual port: any other will do.
    if (error.code === 'EADDRINUSE' && values.port === undefined) return serve(settings.outDir, base, 0);
    throw error;
  });
  console.log(`\nThe archive is at ${listening.address}\nCtrl-C ends it.`);
  return 0;
});
