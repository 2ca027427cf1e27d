import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));
export const BUILD_DATE = '2026-11-21T09:00:00Z';

/** The environment of a user: without what the test runner puts in, some of which Astro and Vite heed. */
export function userEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:VITEST.*|TEST|NODE_ENV|BASE_URL|MODE|DEV|PROD|SSR|SITE_URL|REDACTION_TERMS_FILE|(?:CONTENT|PUBLISHED|OUT)_DIR)$/.test(
        name,
      ),
  );
  return { ...Object.fromEntries(own), BUILD_DATE, ...more };
}

interface Outcome {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of the project as its users do, with a clock that stands still. */
export function run(
  script: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd = root,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = {
      cwd,
      env: userEnvironment(env),
      maxBuffer: 1 << 26,
    };
    execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

/** Builds an archive with the real command; the published folder and the output are named by the caller. */
export function buildArchive(
  folders: { content: string; published: string; out: string },
  env: Record<string, string> = {},
): Promise<Outcome> {
  return run('scripts/build.ts', [], {
    CONTENT_DIR: folders.content,
    PUBLISHED_DIR: folders.published,
    OUT_DIR: folders.out,
    ...env,
  });
}

/** All files of a folder, with `/`, and the hash of each. */
export async function hashesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const pairs = await Promise.all(
    files.map(
      async (file) =>
        [
          path.relative(folder, file).split(path.sep).join('/'),
          createHash('sha256')
            .update(await readFile(file))
            .digest('hex'),
        ] as const,
    ),
  );
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
