import { archiveJsonSchema } from '../serializers/archive-schema.ts';
import { de } from '../words/de.ts';
import { en } from '../words/en.ts';

const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

/**
 * What the site says of itself, on its pages in each language and in the schema of its archive: what is withheld and
 * says the same is no secret by that.
 */
export const WORDS: readonly string[] = [en, de, archiveJsonSchema('')].flatMap(textsOf);
