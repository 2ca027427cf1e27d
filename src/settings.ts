import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseDateTime } from './schema/moment.ts';

/** What the environment says of a build. Folders are absolute. */
export interface Settings {
  contentDir: string;
  /** Whether CONTENT_DIR names the folder, so that it has to be there. */
  isContentNamed: boolean;
  publishedDir: string;
  outDir: string;
  /** Where the logo lies, among what is published as it is. */
  publicDir: string;
  /** What is kept between builds: each published folder has its own, so that nothing of one shows in another. */
  cacheDir: string;
  siteUrl: string | undefined;
  /** The private list of terms, from REDACTION_TERMS_FILE. */
  termsFile: string | undefined;
  /** The clock of the build in milliseconds since 1970 UTC, from BUILD_DATE; undefined: the clock of the machine. */
  buildDate: number | undefined;
}

/** Thrown for a variable that cannot be understood; the command exits with 2. */
export class UsageError extends Error {}

/** Whether one folder is another or lies in it. */
const isWithin = (folder: string, other: string): boolean =>
  folder === other || folder.startsWith(other.endsWith(path.sep) ? other : other + path.sep);

/** A build replaces two folders as a whole: they must hold nothing else, neither content nor the project. Throws if they do. */
export function keepApart(
  root: string,
  { contentDir, publishedDir, outDir }: Pick<Settings, 'contentDir' | 'publishedDir' | 'outDir'>,
): void {
  const pairs: [string, string, string][] = [
    ['OUT_DIR and CONTENT_DIR', outDir, contentDir],
    ['PUBLISHED_DIR and CONTENT_DIR', publishedDir, contentDir],
    ['OUT_DIR and PUBLISHED_DIR', outDir, publishedDir],
  ];
  for (const [names, one, other] of pairs) {
    if (isWithin(one, other) || isWithin(other, one))
      throw new UsageError(
        `${names} lie in one another. A build replaces folders as a whole: give each its own.`,
      );
  }
  for (const [name, folder] of [
    ['OUT_DIR', outDir],
    ['PUBLISHED_DIR', publishedDir],
  ] as const) {
    if (isWithin(path.resolve(root), folder))
      throw new UsageError(`${name} is the project's folder or one around it, and a build would replace it.`);
  }
}

/** Reads the settings; `env` is the environment and `root` the project's folder. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, root: string): Settings {
  const buildDate = env['BUILD_DATE'] ? parseDateTime(env['BUILD_DATE']) : undefined;
  if (env['BUILD_DATE'] && buildDate === undefined)
    throw new UsageError('BUILD_DATE is not a date-time with an offset, such as 2026-11-21T09:00:00Z.');
  if (env['SITE_URL'] && !(/^https?:\/\//.test(env['SITE_URL']) && URL.canParse(env['SITE_URL'])))
    throw new UsageError('SITE_URL is not an address such as https://preview.example.com.');
  const folders = {
    contentDir: path.resolve(root, env['CONTENT_DIR'] || 'content'),
    publishedDir: path.resolve(root, env['PUBLISHED_DIR'] || '.published'),
    outDir: path.resolve(root, env['OUT_DIR'] || 'dist'),
  };
  keepApart(root, folders);
  const kept = createHash('sha256').update(folders.publishedDir).digest('hex').slice(0, 16);
  return {
    ...folders,
    publicDir: path.resolve(root, 'public'),
    cacheDir: path.resolve(root, 'node_modules/.astro', kept),
    isContentNamed: Boolean(env['CONTENT_DIR']),
    siteUrl: env['SITE_URL'] || undefined,
    termsFile: env['REDACTION_TERMS_FILE'] ? path.resolve(root, env['REDACTION_TERMS_FILE']) : undefined,
    buildDate,
  };
}
