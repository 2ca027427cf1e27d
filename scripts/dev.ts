import { dev } from 'astro';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments, root } from './command.ts';

await command('dev', async ({ settings }) => {
  const { values } = readArguments({ port: { type: 'string', default: '4321' } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UsageError('--port is a number from 1 to 65535.');
  needContent(settings);
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  // Drafts are shown: never on another address than loopback.
  await dev({ root, server: { host: '127.0.0.1', port } });
  return 0;
});
