import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Template, template, writeFile } from './documents.ts';
import { publicText, redact } from './redact.ts';
import { SECRET_LETTERS, WORD, write } from './words.ts';

/** What two texts must share: of spaces and quote signs, which are tidied, only that they part two words. */
const solid = (text: unknown): string =>
  String(text)
    .replaceAll(/(?<=[\p{L}\p{N}])[\s>]+(?=[\p{L}\p{N}🚧])/gu, '·')
    .replaceAll(/[\s>]/g, '');

const SECRET = new RegExp(`[${SECRET_LETTERS}]`, 'u');

const valueAt = (data: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown>)[step], data);

const accepted = (written: Template, which: 0 | 1) => {
  const document = redact(writeFile(written, which));
  return document.problems.length === 0 ? document : undefined;
};

/** Checks a claim about many documents, most of which have no problem. */
function holdsForMost(runs: number, claim: (written: Template) => boolean): void {
  let held = 0;
  let count = 0;
  fc.assert(
    fc.property(template, (written) => {
      count += 1;
      if (claim(written)) held += 1;
    }),
    { numRuns: runs },
  );
  expect(held).toBeGreaterThan(count / 2);
}

describe('in any document, with markers anywhere in it,', () => {
  it('no letter of what is withheld is public', () => {
    holdsForMost(800, (written) => {
      const document = accepted(written, 0);
      if (document) expect(publicText(document)).not.toMatch(SECRET);
      return document !== undefined;
    });
  });

  it('all that is not marked is published, with the public texts in their places', () => {
    holdsForMost(800, (written) => {
      const document = accepted(written, 0);
      if (!document) return false;
      expect(solid(document.body)).toBe(solid(write(written.body, 'public')));
      for (const { path, words } of written.scalars)
        expect(solid(valueAt(document.data, path)), path.join('.')).toBe(solid(write(words, 'public')));
      expect(Object.keys(document.data ?? {})).toEqual([
        ...new Set(written.scalars.map(({ path }) => path[0])),
      ]);
      return true;
    });
  });

  it('every public word leads back to the same word in the authored file', () => {
    holdsForMost(800, (written) => {
      const document = accepted(written, 0);
      if (!document) return false;
      const text = writeFile(written, 0);
      const body = write(written.body, 0);
      for (const { 0: word, index } of document.body.matchAll(WORD)) {
        const places = Array.from({ length: word.length }, (_, at) =>
          document.bodyMap.toAuthored(index + at),
        );
        expect(places.map((place) => body[place]).join('')).toBe(word);
      }
      for (const { path, written: value } of written.scalars) {
        const place = document.locate(path);
        expect(text.slice(place), path.join('.')).toSatisfy((rest: string) =>
          rest.startsWith(write(value, 0)),
        );
      }
      return true;
    });
  });

  it('what is withheld changes nothing of what is public', () => {
    holdsForMost(800, (written) => {
      const [one, other] = [accepted(written, 0), accepted(written, 1)];
      if (!one || !other) return false;
      expect([one.data, one.body]).toEqual([other.data, other.body]);
      return true;
    });
  });
});
