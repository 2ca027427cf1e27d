import { de } from '../words/de.ts';
import { en } from '../words/en.ts';

const textsOf = (value: object): string[] =>
  Object.values(value).flatMap((each) => (typeof each === 'string' ? [each] : textsOf(each)));

/** What the pages say of themselves, in each language: an internal value that is one of these is no secret by that. */
export const WORDS: readonly string[] = [...textsOf(en), ...textsOf(de)];
