/** The pages that hold a word of a question, or two that stand side by side, with how well each answers it. */
export interface Found {
  words: string;
  scores: ReadonlyMap<string, number>;
}

/** A page and the words of the question that brought it here, those that say little left out. */
export interface Ranked {
  id: string;
  words: string[];
}

/** A page has to hold this much of what the best page holds of the question; words weigh by how rare they are. */
const ENOUGH = 0.4;
/** A word that tells less than this share of what the rarest of the question tells is not shown as found. */
const TELLING = 0.1;
/** Pages that a word answers this much worse than its best page have only the beginning of it, in a longer word. */
const WHOLE = 0.05;
/** What two words side by side, as they are in the question, add to the words themselves. */
const SIDE_BY_SIDE = 0.5;

/** How much a word tells: much if few pages hold it, nothing if all do (inverse document frequency, as in BM25). */
const rarity = (pages: number, all: number) => Math.log(1 + (all - pages + 0.5) / (pages + 0.5));

/**
 * Pagefind gives the pages that hold all words, and so none for most whole sentences. This takes the pages of each
 * word and adds up; the more of the question a page holds, the more its sum counts. Who asks "why did my payout
 * arrive twice" is answered by a page that has no "why". `all` is the number of pages in the archive. Best first;
 * equally good ones by their id.
 */
export function rank(words: readonly Found[], pairs: readonly Found[], all: number): Ranked[] {
  const known = words
    .filter(({ scores }) => scores.size > 0)
    .map((word) => {
      const best = Math.max(...word.scores.values());
      const whole = [...word.scores.values()].filter((score) => score >= best * WHOLE);
      return { ...word, weight: rarity(whole.length, all) };
    });
  const rarest = Math.max(...known.map(({ weight }) => weight));
  const pages = new Map<string, { sum: number; held: number; words: string[] }>();
  for (const { words: word, scores, weight } of known) {
    for (const [id, score] of scores) {
      const page = pages.get(id) ?? { sum: 0, held: 0, words: [] };
      page.sum += score;
      page.held += weight;
      if (weight >= rarest * TELLING) page.words.push(word);
      pages.set(id, page);
    }
  }
  const most = Math.max(...[...pages.values()].map(({ held }) => held));
  const beside = (id: string) =>
    pairs.reduce((sum, { scores }) => (scores.has(id) ? sum + rarity(scores.size, all) : sum), 0);
  return [...pages]
    .filter(([, page]) => page.held >= most * ENOUGH && page.words.length > 0)
    .map(([id, page]) => ({
      id,
      words: page.words,
      score: page.sum * Math.sqrt(page.held) + SIDE_BY_SIDE * beside(id),
    }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .map(({ id, words: found }) => ({ id, words: found }));
}
