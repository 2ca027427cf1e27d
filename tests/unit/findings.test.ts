import { describe, expect, it } from 'vitest';
import { byPlace, finding } from '../../src/findings.ts';

describe('findings', () => {
  it('stand by file, place and code, and those of one place as they were found', () => {
    const of = (file: string, line: number, detail = '') => finding('bad-id', { file, line }, detail);
    const found = [
      of('b', 1),
      of('a', 2),
      of('a', 1, 'first'),
      of('a', 1, 'second'),
      finding('bad-date', { file: 'a' }),
    ];
    expect(
      found
        .toSorted(byPlace)
        .map(({ file, line, code, message }) => [file, line, code, message.split(': ')[1]]),
    ).toEqual([
      ['a', 1, 'bad-date', undefined],
      ['a', 1, 'bad-id', 'first'],
      ['a', 1, 'bad-id', 'second'],
      ['a', 2, 'bad-id', undefined],
      ['b', 1, 'bad-id', undefined],
    ]);
    expect(byPlace(of('a', 1, 'first'), of('a', 1, 'second'))).toBe(0);
  });
});
