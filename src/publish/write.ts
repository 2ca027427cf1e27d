import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Files = ReadonlyMap<string, string | Uint8Array>;

async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Thrown instead of replacing a folder that a build did not make. */
class ForeignFolderError extends Error {}

/** Whether a folder may be replaced: it is not there, is empty, or has the file by which what a build makes is known. */
function mayReplace(folder: string, mark: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0 || existsSync(path.join(folder, mark));
}

/** Puts a finished folder in the place of another, which is known as ours by the file `mark`. A kill at any moment leaves the old one, none, or the new one. */
export async function replaceFolder(from: string, to: string, mark: string): Promise<void> {
  if (!mayReplace(to, mark))
    throw new ForeignFolderError(
      `${to} holds something else than an earlier build. Empty it, or name another folder.`,
    );
  const old = `${path.join(path.dirname(to), `.${path.basename(to).replace(/^\./, '')}`)}.old-${randomUUID()}`;
  const hadOne = existsSync(to);
  if (hadOne) await rename(to, old);
  try {
    await rename(from, to);
  } catch (error) {
    if (hadOne) await rename(old, to);
    throw error;
  }
  if (hadOne) await rm(old, { recursive: true });
}

/** Writes a folder as a whole: beside its place first, so that it is never half-written. */
export async function writeFolder(folder: string, files: Files): Promise<void> {
  const beside = path.join(
    path.dirname(folder),
    `.${path.basename(folder).replace(/^\./, '')}.new-${randomUUID()}`,
  );
  try {
    await writeAll(beside, files);
    await replaceFolder(beside, folder, 'site.yaml');
  } finally {
    await rm(beside, { recursive: true, force: true });
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
