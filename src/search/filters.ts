import type { Answer } from './archive-index.ts';
import type { Handed } from './handed.ts';

/** The lists of the form: what is chosen in them, and how many incidents each of their values would give. */
export class Filters {
  readonly #selects: HTMLSelectElement[];
  readonly #sort: HTMLSelectElement | undefined;
  readonly #handed: Handed;

  constructor(form: HTMLFormElement, handed: Handed) {
    const selects = [...form.querySelectorAll('select')];
    this.#selects = selects.filter((select) => select.name !== 'sort');
    this.#sort = selects.find((select) => select.name === 'sort');
    this.#handed = handed;
  }

  get chosen(): Map<string, string> {
    return new Map(this.#selects.flatMap(({ name, value }) => (value === '' ? [] : [[name, value]])));
  }

  get sort(): string {
    return this.#sort?.value ?? '';
  }

  /** Chooses what the address says. A value that the list does not know yet is put into it. */
  restore(asked: URLSearchParams): void {
    for (const select of this.#selects) {
      const value = asked.get(select.name) ?? '';
      if (![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
      select.value = value;
    }
    if (!this.#sort) return;
    this.#sort.value = asked.get('sort') ?? '';
    // A sort that there is not would leave the list without any.
    if (this.#sort.selectedIndex < 0) this.#sort.selectedIndex = 0;
  }

  /** Lists the values that would give something, and the chosen one. */
  count(counts: Answer['counts']): void {
    const { locale, words } = this.#handed;
    for (const select of this.#selects) {
      const chosen = select.value;
      const values = new Map(counts.get(select.name));
      if (chosen !== '' && !values.has(chosen)) values.set(chosen, 0);
      const options = [...values]
        .filter(([value, number]) => number > 0 || value === chosen)
        .sort(([a], [b]) => this.#compare(select.name, a, b))
        .map(([value, number]) => {
          const label = `${value} (${new Intl.NumberFormat(locale).format(number)})`;
          return new Option(label, value, false, value === chosen);
        });
      select.replaceChildren(new Option(words.any, ''), ...options);
      select.value = chosen;
    }
  }

  /** Severities as the site ranks them, years with the newest first, the rest as in a dictionary. */
  #compare(name: string, a: string, b: string): number {
    const { severities, locale } = this.#handed;
    if (name === 'severity') return severities.indexOf(a) - severities.indexOf(b);
    return name === 'year' ? Number(b) - Number(a) : a.localeCompare(b, locale);
  }
}
