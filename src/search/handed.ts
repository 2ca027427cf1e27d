/** What the page hands to the search: where its index is, and what it says, in the language of the site alone. */
export interface Handed {
  /** The address of Pagefind's folder, with a slash at the end. */
  index: string;
  locale: string;
  /** The labels of the severities, worst first. */
  severities: string[];
  words: Record<'any' | 'prompt' | 'nothing' | 'unavailable' | 'close', string> & {
    results: { one: string; other: string };
  };
}
