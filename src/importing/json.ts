import { type Finding, finding } from '../findings.ts';
import { Lines } from '../redaction/positions.ts';
import type { Source } from './model.ts';

/** Where the parser says that it failed; at the end of the text if it does not say. */
function offsetOf(message: string, text: string): number {
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  return position === undefined ? text.length : Number(position);
}

/** Reads JSON, or tells where it breaks off or is wrong. */
export function readJson({ file, text }: Source): { value: unknown } | { findings: Finding[] } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const at = new Lines(text).at(offsetOf(error instanceof Error ? error.message : '', text));
    return { findings: [finding('import-unreadable', { file, ...at }, 'it is no JSON, or not all of it')] };
  }
}

/** The line on which each id of a text first stands. */
export function linesOfIds(text: string): Map<string, number> {
  const lines = new Lines(text);
  const found = new Map<string, number>();
  for (const match of text.matchAll(/"(?:id|code)"\s*:\s*"([^"]+)"/g)) {
    const id = match[1] ?? '';
    if (!found.has(id)) found.set(id, lines.at(match.index).line);
  }
  return found;
}
