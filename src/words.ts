import { de } from './words/de.ts';
import { en, type Plural, type Words } from './words/en.ts';

/** The locale of the site, which the configuration puts in; outside of a build there is none. */
declare const __LOCALE__: string | undefined;
const locale = typeof __LOCALE__ === 'string' ? __LOCALE__ : 'en';

const LANGUAGES: Readonly<Record<string, Words>> = { de, en };

/** The words of a locale's language, or, of one that nobody has translated, the English ones. */
export const wordsOf = (tag: string): Words => LANGUAGES[new Intl.Locale(tag).language] ?? en;

/** The words of this site. */
export const words = wordsOf(locale);

/** The language that the words are in: for a text whose language nobody has translated, that is English. */
export const wordsLanguage = words === en ? 'en' : new Intl.Locale(locale).language;

/** A text with what its `{names}` stand for. */
export function say(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** A count in the form that its number asks for. */
export function count(forms: Plural, number: number): string {
  const category = new Intl.PluralRules(wordsLanguage).select(number);
  const form = category === 'one' ? forms.one : forms.other;
  return form.replace('#', new Intl.NumberFormat(locale).format(number));
}
