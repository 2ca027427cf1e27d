import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readSettings, type Settings, UsageError } from '../src/settings.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

interface Context {
  settings: Settings;
  /** The clock of the command, in milliseconds since 1970 UTC. */
  now: number;
}

/** Runs a command and sets the exit status: what it returns, or 2 if it was called wrongly, or 1 if it failed. */
export async function command(name: string, run: (context: Context) => Promise<number>): Promise<void> {
  try {
    const settings = readSettings(process.env, process.cwd());
    process.exitCode = await run({ settings, now: settings.buildDate ?? Date.now() });
  } catch (error) {
    const isUsage = error instanceof UsageError;
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = isUsage ? 2 : 1;
  }
}

/** Reads the arguments of the command line strictly. */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
  positionals = 0,
) {
  try {
    const read = parseArgs({ options, allowPositionals: positionals > 0, strict: true });
    if (read.positionals.length > positionals)
      throw new UsageError(`Too many arguments; ${positionals} expected.`);
    return read;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Refuses to go on without the content folder. */
export function needContent({ contentDir }: Settings): void {
  if (!statSync(contentDir, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(
      `There is no folder ${contentDir}. Set CONTENT_DIR, or create content/ with site.yaml, components.yaml and postmortems/.`,
    );
}
