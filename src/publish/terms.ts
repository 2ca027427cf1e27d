import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isInside } from './content.ts';
import type { Withheld } from './publisher.ts';

/** A text in UTF-8; undefined for anything else, in which words would be looked for that are not meant. */
async function readText(file: string): Promise<string | undefined> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * The private list of words that are never published, one a line; lines that begin with # say something about it.
 * A relative path counts from the content folder. Undefined if there should be a list and it cannot be read.
 */
export async function readTerms(
  file: string | undefined,
  contentDir: string,
): Promise<Withheld[] | undefined> {
  if (!file) return [];
  const absolute = path.resolve(contentDir, file);
  // A list in the content folder would lie in the repository with it.
  if (!existsSync(absolute) || (await isInside(contentDir, absolute))) return undefined;
  const text = await readText(absolute);
  return text?.split(/\r\n?|\n/).flatMap((line, index) => {
    const term = line.trim();
    if (term === '' || term.startsWith('#')) return [];
    return [
      {
        kind: 'term' as const,
        file: path.basename(file),
        line: index + 1,
        column: 1,
        text: term,
        around: ['', ''] as [string, string],
      },
    ];
  });
}
