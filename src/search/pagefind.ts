/** The part of Pagefind's browser API that is used here; see its documentation of "Search API". */
export interface Pagefind {
  options(options: {
    excerptLength: number;
    ranking: { pageLength: number; termFrequency: number; termSaturation: number; termSimilarity: number };
  }): Promise<void>;
  filters(): Promise<Record<string, Record<string, number>>>;
  preload(query: string): Promise<void>;
  search(
    query: string | null,
    options?: { filters?: Record<string, string>; sort?: Record<string, 'asc' | 'desc'> },
  ): Promise<{ results: Hit[] }>;
}

/** A page that was found. Its data are loaded when they are asked for. */
export interface Hit {
  id: string;
  score: number;
  data(): Promise<Page>;
}

export interface Page {
  url: string;
  excerpt: string;
  /** All text that was indexed, each heading and each passage ending in a mark. */
  content: string;
  meta: Record<string, string>;
  sub_results: Section[];
}

/** What of a page stands under one heading, as far as it was found. The first may be what stands above them all. */
export interface Section {
  title: string;
  url: string;
  excerpt: string;
  weighted_locations: { balanced_score: number }[];
}

/** Loads Pagefind and its index. `folder` is where the site has them, under its base path and with a slash at the end. */
export async function loadPagefind(folder: string): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ `${folder}pagefind.js`)) as Pagefind;
  await pagefind.options({
    excerptLength: 24,
    ranking: {
      // Postmortems are long or short for reasons of their own: length says little about what they answer.
      pageLength: 0.5,
      termFrequency: 0.6,
      termSaturation: 1.4,
      // A whole word counts for much more than the beginning of a longer one.
      termSimilarity: 8,
    },
  });
  return pagefind;
}
