import type { Hit, Page, Pagefind } from './pagefind.ts';
import { type Ranked, rank } from './ranking.ts';

/** The values of a filter, each with the pages that have it. */
type Facets = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

export const SORTS = {
  newest: { date: 'desc' },
  oldest: { date: 'asc' },
  longest: { duration: 'desc' },
} as const satisfies Record<string, Record<string, 'asc' | 'desc'>>;

export interface Question {
  query: string;
  /** The chosen value of each filter that is set. */
  filters: ReadonlyMap<string, string>;
  /** A key of SORTS; anything else is by relevance. */
  sort: string;
}

export interface Answer {
  /** Best first, each with the words that led to it. */
  pages: { words: readonly string[]; load(): Promise<Page> }[];
  /** For each filter and value, how many pages there would be with that value, the other filters staying as they are. */
  counts: Map<string, Map<string, number>>;
}

/** Quoted passages are looked for as they stand; everything else word by word. */
function partsOf(query: string): { passages: string[]; words: string[] } {
  const passages = [...query.matchAll(/"([^"]+)"/g)].map(([passage]) => passage);
  const words = query.replace(/"[^"]*"/g, ' ').split(/\s+/);
  return { passages, words: [...new Set(words.filter((word) => /[\p{L}\p{N}]/u.test(word)))] };
}

/** Puts questions to Pagefind. What it knows of all pages (filters, orders) is read once. */
export class ArchiveIndex {
  readonly #pagefind: Pagefind;
  readonly #all: ReadonlyMap<string, Hit>;
  readonly #facets: Facets;
  readonly #orders = new Map<string, readonly string[]>();

  private constructor(pagefind: Pagefind, all: readonly Hit[], facets: Facets) {
    this.#pagefind = pagefind;
    this.#all = new Map(all.map((hit) => [hit.id, hit]));
    this.#facets = facets;
  }

  static async read(pagefind: Pagefind): Promise<ArchiveIndex> {
    const facets = new Map<string, Map<string, Set<string>>>();
    for (const [name, values] of Object.entries(await pagefind.filters())) {
      const pages = new Map<string, Set<string>>();
      for (const value of Object.keys(values)) {
        const { results } = await pagefind.search(null, { filters: { [name]: value } });
        pages.set(value, new Set(results.map(({ id }) => id)));
      }
      facets.set(name, pages);
    }
    return new ArchiveIndex(pagefind, (await pagefind.search(null)).results, facets);
  }

  async ask({ query, filters, sort }: Question): Promise<Answer> {
    const ranked = await this.#rank(query);
    const fits = (id: string, except?: string) =>
      [...filters].every(([name, value]) => name === except || this.#facets.get(name)?.get(value)?.has(id));
    const counts = new Map(
      [...this.#facets].map(([name, values]) => {
        const candidates = ranked.filter(({ id }) => fits(id, name));
        const count = (pages: ReadonlySet<string>) => candidates.filter(({ id }) => pages.has(id)).length;
        return [name, new Map([...values].map(([value, pages]) => [value, count(pages)]))];
      }),
    );
    const chosen = await this.#sort(
      ranked.filter(({ id }) => fits(id)),
      sort,
    );
    return { pages: chosen.map((page) => ({ words: page.words, load: () => this.#load(page) })), counts };
  }

  async #rank(query: string): Promise<Ranked[]> {
    const { passages, words } = partsOf(query);
    if (passages.length === 0 && words.length === 0)
      return query === '' ? [...this.#all.keys()].map((id) => ({ id, words: [] })) : [];
    // The parts of the index for all words first: what a word finds must not hang on which part came in before it.
    await this.#pagefind.preload(query);
    const find = async (question: string) => {
      const { results } = await this.#pagefind.search(question);
      return { words: question, scores: new Map(results.map(({ id, score }) => [id, score])) };
    };
    const neighbours = words.slice(1).map((word, index) => `"${words[index]} ${word}"`);
    const [quoted, single, pairs] = await Promise.all(
      [passages, words, neighbours].map((questions) => Promise.all(questions.map(find))),
    );
    const ranked = rank([...(quoted ?? []), ...(single ?? [])], pairs ?? [], this.#all.size);
    return ranked.filter(({ id }) => quoted?.every(({ scores }) => scores.has(id)));
  }

  async #sort(pages: readonly Ranked[], sort: string): Promise<Ranked[]> {
    if (!isSort(sort)) return [...pages];
    let order = this.#orders.get(sort);
    if (!order) {
      const { results } = await this.#pagefind.search(null, { sort: SORTS[sort] });
      order = results.map(({ id }) => id);
      this.#orders.set(sort, order);
    }
    const place = new Map(order.map((id, index) => [id, index]));
    // Pagefind leaves out what has no such value; here it comes last.
    const last = place.size;
    return pages.toSorted((a, b) => (place.get(a.id) ?? last) - (place.get(b.id) ?? last));
  }

  /** A page with its excerpts: those come from a search that finds the page by all of its words at once. */
  async #load({ id, words }: Ranked): Promise<Page> {
    const [first = ''] = words;
    const question = words.every((word) => !word.startsWith('"')) ? words.join(' ') : first;
    const hits = question === '' ? [] : (await this.#pagefind.search(question)).results;
    const hit = hits.find((each) => each.id === id) ?? this.#all.get(id);
    if (!hit) throw new Error(`The index has no page ${id}.`);
    return hit.data();
  }
}

const isSort = (sort: string): sort is keyof typeof SORTS => Object.hasOwn(SORTS, sort);
