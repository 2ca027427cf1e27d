import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Finding, finding } from '../findings.ts';

/**
 * What earlier runs wrote: for each file of the content folder the digest of its text as it was written. It lies in the
 * folder, is kept with it, and is never published. By it a file that somebody has edited is known from one that may be
 * written again.
 */
export interface Ledger {
  files: Map<string, string>;
  /** For each file, the digests of the entries that were added to its timeline. */
  entries: Map<string, string[]>;
}

export const LEDGER_FILE = '.imported.json';
const schema = z.object({
  version: z.literal(1),
  files: z.record(z.string(), z.string()),
  entries: z.record(z.string(), z.array(z.string())).default({}),
});

/** Reads the ledger; without one nothing was imported. Undefined: it is there and cannot be read. */
export function readLedger(text: string | undefined): Ledger | undefined {
  if (text === undefined) return { files: new Map(), entries: new Map() };
  try {
    const { files, entries } = schema.parse(JSON.parse(text));
    return { files: new Map(Object.entries(files)), entries: new Map(Object.entries(entries)) };
  } catch {
    return undefined;
  }
}

const inOrder = <Value>(map: ReadonlyMap<string, Value>): Record<string, Value> =>
  Object.fromEntries([...map].toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** One file a line and in order, so that what two branches imported can be merged. */
export function ledgerText({ files, entries }: Ledger): string {
  const added = entries.size > 0 ? { entries: inOrder(entries) } : {};
  return `${JSON.stringify({ version: 1, files: inOrder(files), ...added }, null, 1)}\n`;
}

/** By which a text is known again. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Outcome = 'added' | 'updated' | 'unchanged' | 'left';

/**
 * What to do with a file. `present` is the text that is there; `taken` another file of the same id. One that was edited,
 * removed or never imported is left; it is told if the source has
 * something else than before.
 */
export function outcomeOf(
  file: string,
  text: string,
  {
    present,
    taken,
    ledger,
  }: {
    present: string | undefined;
    taken: string | undefined;
    ledger: Ledger;
  },
): { outcome: Outcome; findings: Finding[] } {
  const written = ledger.files.get(file);
  // What the source gave before is known to whoever edited or removed the file.
  const isNew = written === undefined || digestOf(text) !== written;
  const left = (detail: string, at = file): { outcome: Outcome; findings: Finding[] } => ({
    outcome: 'left',
    findings: isNew ? [finding('import-left', { file: at }, detail)] : [],
  });
  if (taken !== undefined) return left('another postmortem has its id', taken);
  if (present === undefined)
    return written === undefined
      ? { outcome: 'added', findings: [] }
      : left('it was imported before and is gone');
  if (present === text) return { outcome: 'unchanged', findings: [] };
  if (written === undefined) return left('it was not imported');
  return digestOf(present) === written ? { outcome: 'updated', findings: [] } : left('it was edited');
}
