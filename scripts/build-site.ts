import { existsSync } from 'node:fs';
import { build } from 'astro';
import type { Settings } from '../src/settings.ts';
import { needContent, root } from './command.ts';

/** content/ -> OUT_DIR, through Astro and its hooks. Rejects if the site was not replaced. */
export async function buildSite(settings: Settings): Promise<void> {
  // Without content, a published folder alone can be built; a folder that was named has to be there.
  if (settings.isContentNamed || !existsSync(settings.publishedDir)) needContent(settings);
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  await build({ root, logLevel: 'warn' });
}
