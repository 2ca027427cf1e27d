import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, readdir, readFile, symlink } from 'node:fs/promises';
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
  program = process.execPath,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = {
      cwd,
      env: userEnvironment(env),
      maxBuffer: 1 << 26,
    };
    execFile(program, [script, ...args], options, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

/** Builds an archive with the real command; the published folder and the output are named by the caller. */
export function buildArchive(
  folders: { content: string; published: string; out: string },
  env: Record<string, string> = {},
  cwd = root,
): Promise<Outcome> {
  const named = { CONTENT_DIR: folders.content, PUBLISHED_DIR: folders.published, OUT_DIR: folders.out };
  return run('scripts/build.ts', [], { ...named, ...env }, cwd);
}

/** The project without its content, in a folder of its own, to be changed at will. */
export async function copyOfProject(home: string): Promise<string> {
  const project = path.join(home, 'project');
  for (const name of ['src', 'scripts', 'public', 'astro.config.mjs', 'package.json', 'tsconfig.json'])
    await cp(path.join(root, name), path.join(project, name), { recursive: true });
  await symlink(path.join(root, 'node_modules'), path.join(project, 'node_modules'));
  return project;
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
