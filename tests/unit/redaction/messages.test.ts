import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { readWith } from '../../../src/schema/read.ts';
import { template, writeFile } from './documents.ts';
import { findingsOf, redact } from './redact.ts';
import { SECRET_LETTERS } from './words.ts';

/** What a slip of the hand does to a text at a place. */
const SLIPS: ((text: string, at: number, length: number, sign: string) => string)[] = [
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at, length) => text.slice(0, at) + text.slice(at + length),
  (text, at, _, sign) => text.slice(0, at) + sign + text.slice(at),
  (text, at, _, sign) => text.slice(0, at) + sign + text.slice(at + 1),
  (text, at, length) => text.slice(0, at + length) + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/\n\s*/, ' '),
  (text, at) => text.slice(0, at) + text.slice(at).replace(/<[^<>]*>/, ''),
];
const SIGNS = [...'\n :#-"<>/{}[]&*|`\\x', "'"];

const PLACES = 1_000_000;

const slip = fc
  .record({
    how: fc.constantFrom(...SLIPS),
    // Without a bias to the beginning, where the file would only lose its front matter.
    place: fc.noBias(fc.nat(PLACES)),
    length: fc.integer({ min: 2, max: 20 }),
    sign: fc.constantFrom(...SIGNS),
  })
  .map(
    ({ how, place, length, sign }) =>
      (text: string) =>
        how(text, Math.floor((place / PLACES) * text.length), length, sign),
  );

/** No word of a message has three of these letters in a row. */
const SECRET = new RegExp(`[${SECRET_LETTERS}]{3}`, 'u');

describe('a message', () => {
  it('never quotes what is withheld, however a document is damaged', () => {
    const runs = 2000;
    const codes = new Set<string>();
    let damaged = 0;
    fc.assert(
      fc.property(template, fc.array(slip, { minLength: 1, maxLength: 3 }), (written, slips) => {
        const document = redact(slips.reduce((text, damage) => damage(text), writeFile(written, 0)));
        const fields = document.data === undefined ? [] : readWith(postmortemSchema, document.data).problems;
        const found = findingsOf(document, fields);
        for (const { code } of found) codes.add(code);
        damaged += Number(document.problems.length > 0);
        const said = found.map(({ message, hint }) => `${message}\n${hint}`).join('\n');
        expect(said).not.toMatch(SECRET);
      }),
      { numRuns: runs },
    );
    expect(damaged).toBeGreaterThan(runs / 3);
    expect(codes.size).toBeGreaterThan(20);
  });
});
