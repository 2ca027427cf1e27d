import { describe, expect, it } from 'vitest';
import { type Found, rank } from '../../../src/search/ranking.ts';

/** A word with the pages that hold it, each as well as the others if nothing else is said. */
const word = (words: string, pages: Record<string, number> | string[]): Found => ({
  words,
  scores: new Map(Array.isArray(pages) ? pages.map((id) => [id, 1]) : Object.entries(pages)),
});
const ids = (ranked: { id: string }[]) => ranked.map(({ id }) => id);

describe('the order of results', () => {
  it('puts pages with more of the question first, and does not ask for all of it', () => {
    const found = [word('payout', ['a', 'b', 'c']), word('late', ['a', 'b']), word('spain', ['a'])];
    expect(ids(rank(found, [], 30))).toEqual(['a', 'b']);
  });

  it('puts a page with the words side by side before one that has them apart', () => {
    const found = [word('blank', ['a', 'b']), word('page', ['a', 'b'])];
    expect(ids(rank(found, [], 30))).toEqual(['a', 'b']);
    expect(ids(rank(found, [word('"blank page"', ['b'])], 30))).toEqual(['b', 'a']);
  });

  it('lets a word that all pages have neither bring a page nor be marked in one', () => {
    const everywhere = ['a', 'b', 'c', 'd'];
    const found = [word('the', everywhere), word('kafka', ['b'])];
    expect(rank(found, [], 4)).toEqual([{ id: 'b', words: ['kafka'] }]);
    expect(ids(rank([word('the', everywhere)], [], 4))).toEqual(everywhere);
  });

  it('does not take a word for common because longer words begin with it', () => {
    const begun = Object.fromEntries(Array.from({ length: 28 }, (_, index) => [`p${index}`, 0.001]));
    const found = [word('mtu', { a: 1, ...begun }), word('link', ['b', 'c', 'd', 'e', 'f'])];
    expect(ids(rank(found, [], 30))[0]).toBe('a');
  });

  it('passes over words that nobody wrote, and finds nothing if there are no others', () => {
    expect(ids(rank([word('zzyzx', []), word('kafka', ['a'])], [], 30))).toEqual(['a']);
    expect(rank([word('zzyzx', [])], [], 30)).toEqual([]);
    expect(rank([], [], 30)).toEqual([]);
  });

  it('is the same each time for pages that are equally good', () => {
    expect(ids(rank([word('x', ['c', 'a', 'b'])], [], 30))).toEqual(['a', 'b', 'c']);
  });
});
