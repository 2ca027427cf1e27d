import { randomUUID } from 'node:crypto';
import { constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { access, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Files = ReadonlyMap<string, string | Uint8Array>;

async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** The file by which a published folder is known: a content folder has all others that are in it. */
const PUBLISHED = '.afterword';

/** Where a folder is or will be, links followed: of two paths that lead to one place, both give that. */
export function placeOf(folder: string): string {
  const parent = path.dirname(folder);
  if (existsSync(folder)) return realpathSync.native(folder);
  return parent === folder ? folder : path.join(placeOf(parent), path.basename(folder));
}

/** Thrown instead of replacing a folder that a build did not make. */
class ForeignFolderError extends Error {}

/** Whether a folder may be replaced: it is not there, is empty, or has the file by which what a build makes is known. */
function mayReplace(folder: string, mark: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(path.join(folder, mark));
}

/** What stands beside a folder while it is replaced: its hidden name, then what it is, then a name of its own. */
function besideName(folder: string, what: 'new' | 'old'): string {
  return `.${path.basename(folder).replace(/^\./, '')}.${what}-`;
}

const beside = (folder: string, what: 'new' | 'old'): string =>
  path.join(path.dirname(folder), besideName(folder, what) + randomUUID());

/** Rejects, and says why, if a folder could not be put in its place: before any work is done for it. */
async function needPlace(folder: string): Promise<void> {
  let parent = path.dirname(folder);
  while (!existsSync(parent) && path.dirname(parent) !== parent) parent = path.dirname(parent);
  const isFolder = (await stat(parent)).isDirectory();
  const isWritable = await access(parent, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isFolder || !isWritable)
    throw new Error(
      `${folder} cannot be written: ${parent} ${isFolder ? 'may not be written to' : 'is not a folder'}. Name another folder.`,
    );
}

/**
 * Puts right what a killed build left of a replacement: the last finished folder has its place again. Rejects if that
 * place cannot be written.
 */
export async function recoverFolder(folder: string): Promise<void> {
  await needPlace(folder);
  const parent = path.dirname(folder);
  if (!existsSync(parent)) return;
  const left = await readdir(parent);
  const [old] = left.filter((name) => name.startsWith(besideName(folder, 'old')));
  if (old && !existsSync(folder)) await rename(path.join(parent, old), folder);
  for (const what of ['new', 'old'] as const) {
    const names = left.filter((name) => name.startsWith(besideName(folder, what)));
    for (const name of names) await rm(path.join(parent, name), { recursive: true, force: true });
  }
}

/** Moves a folder, also to another file system, where a rename cannot reach. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
  }
}

/**
 * Puts a finished folder in the place of another, which is known as ours by the file `mark`. It is brought beside its
 * place first, so that what stands there is never half of anything. What a kill between the last two steps leaves,
 * `recoverFolder` puts right.
 */
export async function replaceFolder(from: string, to: string, mark: string): Promise<void> {
  if (!mayReplace(to, mark)) {
    throw new ForeignFolderError(
      `${to} holds something else than an earlier build. Empty it, or name another folder.`,
    );
  }
  const [next, old] = [beside(to, 'new'), beside(to, 'old')];
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await move(from, next);
    const hadOne = existsSync(to);
    if (hadOne) await rename(to, old);
    await rename(next, to);
    if (hadOne) await rm(old, { recursive: true });
  } catch (error) {
    await recoverFolder(to);
    throw error;
  }
}

/** Writes a folder as a whole: beside its place first, so that it is never half-written. */
export async function writeFolder(folder: string, files: Files): Promise<void> {
  const next = beside(folder, 'new');
  try {
    await writeAll(
      next,
      new Map([...files, [PUBLISHED, 'Written by a build, which replaces this folder as a whole.\n']]),
    );
    await replaceFolder(next, folder, PUBLISHED);
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

/** Brings a folder in line with `files`, touching only what differs, for a preview that watches it; `kept` stay as they are. */
export async function syncFolder(folder: string, files: Files, kept: readonly string[] = []): Promise<void> {
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : [];
  for (const entry of entries) {
    const name = path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    if (entry.isFile() && !files.has(name) && !kept.includes(name)) await rm(path.join(folder, name));
  }
  const changed = new Map<string, string | Uint8Array>();
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    if (!existsSync(file) || !Buffer.from(content).equals(await readFile(file))) changed.set(name, content);
  }
  await writeAll(folder, changed);
}
