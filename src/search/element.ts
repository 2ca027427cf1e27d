import { type Answer, ArchiveIndex } from './archive-index.ts';
import { Filters } from './filters.ts';
import type { Handed } from './handed.ts';
import { move } from './keyboard.ts';
import { loadPagefind } from './pagefind.ts';
import { resultItem } from './result.ts';

const PAGE_SIZE = 10;
/** How long after the last key it searches, in milliseconds. */
const PAUSE = 120;

/** The form, the results and what goes on between them, on the page of the search and in the dialog. */
export class ArchiveSearch extends HTMLElement {
  #index: Promise<ArchiveIndex> | undefined;
  /** Counts the searches, so that a slow answer never replaces a newer one. */
  #turn = 0;
  #timer = 0;
  #filters: Filters | undefined;

  #find<Found extends Element>(selector: string, kind: new () => Found): Found {
    const found = this.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`Search needs ${selector}.`);
    return found;
  }
  get #form() {
    return this.#find('form', HTMLFormElement);
  }
  get #input() {
    return this.#find('input', HTMLInputElement);
  }
  get #list() {
    return this.#find('.results', HTMLElement);
  }
  get #more() {
    return this.#find('.more', HTMLButtonElement);
  }
  get #isPage() {
    return this.closest('dialog') === null;
  }
  get handed(): Handed {
    return JSON.parse(this.dataset['handed'] ?? '{}');
  }

  connectedCallback(): void {
    this.#filters = new Filters(this.#form, this.handed);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(this.#timer);
      void this.#search('push').then(() => this.#list.querySelector('a')?.focus());
    });
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      // What is on its way answers a question that nobody asks any more.
      this.#turn += 1;
      this.#list.ariaBusy = 'true';
      this.#timer = window.setTimeout(() => void this.#search('replace'), PAUSE);
    });
    for (const select of this.#form.querySelectorAll('select'))
      select.addEventListener('change', () => void this.#search('push'));
    this.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('ask', (event) => {
      if (event instanceof CustomEvent && event.detail) this.#input.value = String(event.detail);
      this.#input.select();
      // What was typed before the dialog came stands there to be continued, not to be replaced.
      if (event instanceof CustomEvent && event.detail) this.#input.setSelectionRange(-1, -1);
      void this.#search();
    });
    if (!this.#isPage) return;
    window.addEventListener('popstate', () => this.#restore());
    this.#restore();
    this.#input.focus();
  }

  #restore(): void {
    const asked = new URLSearchParams(location.search);
    this.#input.value = asked.get('q') ?? '';
    this.#filters?.restore(asked);
    void this.#search();
  }

  /** Writes the question into the address: as a step to go back to, or, while somebody types, without one. */
  #remember(how: 'push' | 'replace'): void {
    const data = [...new FormData(this.#form)].filter((pair): pair is [string, string] => pair[1] !== '');
    const query = data.length > 0 ? `?${new URLSearchParams(data)}` : '';
    if (query === location.search) return;
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', query || location.pathname);
  }

  async #load(): Promise<ArchiveIndex> {
    this.#index ??= loadPagefind(this.handed.index).then((pagefind) => ArchiveIndex.read(pagefind));
    try {
      return await this.#index;
    } catch (error) {
      // The next search tries again.
      this.#index = undefined;
      throw error;
    }
  }

  async #search(remember?: 'push' | 'replace'): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#list.ariaBusy = 'true';
    if (remember && this.#isPage) this.#remember(remember);
    const query = this.#input.value.trim();
    const { chosen = new Map(), sort = '' } = this.#filters ?? {};
    try {
      const index = await this.#load();
      const answer = await index.ask({ query, filters: chosen, sort });
      if (turn !== this.#turn) return;
      this.#filters?.count(answer.counts);
      if (query === '' && chosen.size === 0) this.#say(this.handed.words.prompt);
      else await this.#show(answer.pages, turn);
    } catch {
      if (turn === this.#turn) this.#say(this.handed.words.unavailable);
    }
  }

  /** A text in place of results. */
  #say(text: string): void {
    this.#list.replaceChildren();
    this.#list.ariaBusy = 'false';
    this.#more.hidden = true;
    this.#find('.count', HTMLElement).textContent = text;
  }

  async #show(found: Answer['pages'], turn: number): Promise<void> {
    const items = await this.#items(found.slice(0, PAGE_SIZE));
    if (turn !== this.#turn) return;
    const { words, locale } = this.handed;
    const form = new Intl.PluralRules(locale).select(found.length) === 'one' ? 'one' : 'other';
    this.#say(
      found.length === 0
        ? words.nothing
        : words.results[form].replace('#', new Intl.NumberFormat(locale).format(found.length)),
    );
    this.#list.append(...items);
    this.#offer(found.slice(PAGE_SIZE), turn);
  }

  #offer(rest: Answer['pages'], turn: number): void {
    let isLoading = false;
    this.#more.hidden = rest.length === 0;
    this.#more.onclick = async () => {
      if (isLoading) return;
      isLoading = true;
      const items = await this.#items(rest.slice(0, PAGE_SIZE)).finally(() => {
        isLoading = false;
      });
      if (turn !== this.#turn) return;
      this.#list.append(...items);
      this.#offer(rest.slice(PAGE_SIZE), turn);
      items[0]?.querySelector('a')?.focus();
    };
  }

  #items(pages: Answer['pages']): Promise<HTMLLIElement[]> {
    return Promise.all(pages.map(async (page) => resultItem(await page.load(), page.words)));
  }

  /** The arrow keys go through the results; Escape goes back to the field, and from there closes the dialog. */
  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.target instanceof HTMLSelectElement) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (move(this.#input, [...this.#list.querySelectorAll('a')], event.key === 'ArrowDown' ? 1 : -1))
        event.preventDefault();
    } else if (event.key === 'Escape' && event.target !== this.#input) {
      event.preventDefault();
      this.#input.select();
    } else if (event.key === 'Escape' && !this.#isPage) {
      // Some browsers would only empty the field.
      event.preventDefault();
      this.closest('dialog')?.close();
    }
  }
}

customElements.define('archive-search', ArchiveSearch);
