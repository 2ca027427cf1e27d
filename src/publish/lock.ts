import { z } from 'zod';
import { strict, word } from '../schema/strict.ts';

export const LOCK_FILE = 'published.lock.json';

/** What was published of a postmortem at its address. */
const recordedText = strict({
  status: word(['recorded', 'published']),
  /** Of its public text. */
  digest: z.string(),
  /** The newest of its revisions. */
  revised: z.string().optional(),
});
export type RecordedText = z.output<typeof recordedText>;

const lockSchema = strict({
  version: z.literal(1),
  published: z.record(z.string().startsWith('/'), z.union([z.literal(true), recordedText])),
});

/** Every address that was ever published, without the base path and with its fragment; and what stood there. */
export type Recorded = ReadonlyMap<string, true | RecordedText>;

/** Reads a lock; undefined if it is none of this version. */
export function parseLock(text: string): Recorded | undefined {
  try {
    const { data } = lockSchema.safeParse(JSON.parse(text));
    return data && new Map(Object.entries(data.published));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * A lock as text: sorted, an item a line. The home page, which is always there, comes last: each other line ends in a
 * comma, so that Git can keep the lines of both sides of a merge.
 */
export function formatLock(recorded: Recorded): string {
  const items = [...recorded].filter(([address]) => address !== '/').sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [...items, ['/', true] as const].map(
    ([address, what]) => `    ${JSON.stringify(address)}: ${JSON.stringify(what)}`,
  );
  return `{\n  "version": 1,\n  "published": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** Where an address stands in the text of a lock. */
export function placeInLock(text: string, address: string): { line: number; column: number } {
  const lines = text.split('\n');
  const key = `${JSON.stringify(address)}:`;
  const line = lines.findIndex((each) => each.includes(key));
  return line < 0 ? { line: 1, column: 1 } : { line: line + 1, column: (lines[line]?.indexOf(key) ?? 0) + 1 };
}
