import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const isRunning = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const cleanups: (() => void)[] = [];

/** Runs when the process ends, in any way but a kill that cannot be caught. */
function atExit(cleanup: () => void): void {
  if (cleanups.push(cleanup) > 1) return;
  process.on('exit', () => {
    for (const each of cleanups) each();
  });
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.on(signal, () => process.exit(128 + number));
  }
}

const PREFIX = '.building-';

/**
 * The folder in which a build grows: hidden, in the project, and of this process alone. It never outlives the process;
 * what a killed build left there goes with the next one.
 */
export function stagingDir(root: string): string {
  return path.join(root, `${PREFIX}${process.pid}`);
}

/** Clears away what killed builds left, and sees to it that this one leaves nothing. */
export function prepareStaging(root: string): void {
  for (const name of readdirSync(root).filter((each) => each.startsWith(PREFIX))) {
    if (!isRunning(Number(name.slice(PREFIX.length))))
      rmSync(path.join(root, name), { recursive: true, force: true });
  }
  const own = stagingDir(root);
  rmSync(own, { recursive: true, force: true });
  atExit(() => rmSync(own, { recursive: true, force: true }));
}

/** Astro keeps generated modules in one folder of the project, so that one build at a time may use it. */
export function lockProject(root: string): void {
  const file = path.join(root, '.astro', 'build.lock');
  mkdirSync(path.dirname(file), { recursive: true });
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  if (holder !== undefined && holder !== process.pid && isRunning(holder)) {
    throw new Error(
      `Another build of this project is running (process ${holder}). Wait until it has ended; if there is none, remove ${file}.`,
    );
  }
  if (holder !== undefined) rmSync(file, { force: true });
  writeFileSync(file, String(process.pid), { flag: 'wx' });
  atExit(() => rmSync(file, { force: true }));
}
