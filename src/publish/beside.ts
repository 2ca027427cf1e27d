import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { isInside } from './content.ts';

/** A file that a postmortem refers to: where it is, and its name from the folder of the postmortem, with `/`. */
export interface Beside {
  path: string;
  name: string;
}

/**
 * The file that `url` means in the folder of its postmortem: within it, links followed, and no larger than it may be.
 * `what` names such files in the plural.
 */
export async function fileBeside(
  url: string,
  folder: string | undefined,
  { what, mebibytes }: { what: string; mebibytes: number },
): Promise<Beside | { isMissing: boolean; detail: string }> {
  const refuse = (detail: string, isMissing = false) => ({ isMissing, detail });
  let name: string;
  try {
    name = decodeURIComponent(url);
  } catch {
    return refuse('its address cannot be read');
  }
  // The rules of Windows know every root: a slash, a backslash and a drive.
  if (path.win32.isAbsolute(name) || name.includes('\\') || /[?#]/.test(url))
    return refuse('its address is not relative');
  if (name.split('/').includes('..')) return refuse('its address leads upwards');
  if (!folder) return refuse(`a postmortem that is a single file has no ${what}`, true);
  const file = path.resolve(folder, name);
  if (!existsSync(file)) return refuse('no such file', true);
  if (!(await isInside(folder, file))) return refuse('it lies outside the folder of the postmortem');
  const found = await stat(file);
  if (!found.isFile()) return refuse('it is not a file');
  if (found.size > mebibytes * 1024 * 1024) return refuse(`it is larger than ${mebibytes} MiB`);
  return { path: file, name: path.posix.normalize(name) };
}
