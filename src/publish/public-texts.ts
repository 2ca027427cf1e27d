import type { PublicDocument } from '../redaction/document.ts';
import type { PublicData } from '../redaction/front-matter.ts';
import { type Lines, PositionMap } from '../redaction/positions.ts';
import type { PublicText } from '../unmarked/unmarked.ts';
import type { AuthoredFile } from './content.ts';

/** Fields whose keys readers see as well: in addresses and as anchors. */
const SHOWN_KEYS: readonly unknown[] = ['anchors', 'redirects'];

/** All strings of public data, each with the path that leads to it. */
function* stringsOf(
  data: unknown,
  path: PropertyKey[] = [],
): Generator<{ path: PropertyKey[]; value: string; what?: 'key' }> {
  if (typeof data === 'string') yield { path, value: data };
  else if (typeof data === 'object' && data !== null)
    for (const [key, value] of Array.isArray(data) ? data.entries() : Object.entries(data)) {
      if (SHOWN_KEYS.includes(path.at(-1))) yield { path: [...path, key], value: String(key), what: 'key' };
      yield* stringsOf(value, [...path, key]);
    }
}

/**
 * The public strings of a file's data, one below the other, and its public body below them. What YAML folds or
 * escapes leads back to where its value begins, all else to the very character.
 */
export function publicText(
  { file, text: authored }: AuthoredFile,
  lines: Lines,
  data: unknown,
  locate: PublicData['locate'],
  document?: Pick<PublicDocument, 'body' | 'bodyMap' | 'bodyStart'>,
): PublicText {
  let text = '';
  const map = new PositionMap();
  for (const { path, value, what } of stringsOf(data)) {
    const start = locate(path, what);
    const written = [start, start + 1].find((offset) => authored.startsWith(value, offset));
    map.add({
      public: text.length,
      authored: written ?? start,
      length: written === undefined ? 0 : value.length,
    });
    text += `${value}\n\n`;
  }
  const bodyAt = text.length;
  return {
    file,
    text: text + (document?.body ?? ''),
    at: (offset) =>
      lines.at(
        document && offset >= bodyAt
          ? document.bodyMap.toAuthored(offset - bodyAt) + document.bodyStart
          : map.toAuthored(offset),
      ),
  };
}
