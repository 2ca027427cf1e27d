import { describe, expect, it } from 'vitest';
import { wrap } from '../../../src/pictures/wrap.ts';

const column = (lines: number, length: number) => ({
  lines,
  fits: (line: string) => line.length <= length,
});

describe('a text in a column', () => {
  it('is broken between words', () => {
    expect(wrap('one two three four', column(3, 9))).toEqual({
      lines: ['one two', 'three', 'four'],
      isWhole: true,
    });
  });

  it('is broken within a word that is longer than a line, between two letters as readers see them', () => {
    expect(wrap('a extraordinary b', column(5, 6)).lines).toEqual(['a', 'extrao', 'rdinar', 'y b']);
    expect(wrap('e\u0301e\u0301e\u0301', column(5, 4)).lines).toEqual(['e\u0301e\u0301', 'e\u0301']);
  });

  it('ends in an ellipsis where there is no room for the rest', () => {
    expect(wrap('one two three four', column(2, 9))).toEqual({
      lines: ['one two', 'three fo…'],
      isWhole: false,
    });
    expect(wrap('one two threefold', column(1, 8))).toEqual({ lines: ['one two…'], isWhole: false });
  });

  it('has a letter in a line even where none fits', () => {
    expect(wrap('ab', column(3, 0)).lines).toEqual(['a', 'b']);
  });
});
