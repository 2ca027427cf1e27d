/** The part of Pagefind's browser API that is used here; see its documentation of "Search API". */
interface Pagefind {
  options(options: {
    excerptLength: number;
    ranking: { pageLength: number; termFrequency: number };
  }): Promise<void>;
  filters(): Promise<Filters>;
  search(
    query: string | null,
    options: { filters: Record<string, string>; sort: Record<string, string> },
  ): Promise<{ results: { id: string; data(): Promise<Page> }[]; filters: Filters }>;
}
type Filters = Record<string, Record<string, number>>;
interface Page {
  url: string;
  excerpt: string;
  meta: Record<string, string>;
  sub_results: { title: string; url: string; excerpt: string }[];
}

/** What the search says while it is used, in the language of the site. */
interface Spoken {
  any: string;
  prompt: string;
  nothing: string;
  unavailable: string;
  results: { one: string; other: string };
}

const PAGE_SIZE = 10;
const SORTS: Readonly<Record<string, Record<string, string>>> = {
  newest: { date: 'desc' },
  oldest: { date: 'asc' },
};

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** An excerpt is text with marks; only those two are taken over. */
function excerpt(html: string): HTMLParagraphElement {
  const parsed = new DOMParser().parseFromString(html, 'text/html').body;
  const parts = [...parsed.childNodes].map((node) =>
    node instanceof HTMLElement && node.tagName === 'MARK'
      ? element('mark', '', node.textContent ?? '')
      : (node.textContent ?? ''),
  );
  return element('p', 'excerpt', ...parts);
}

class ArchiveSearch extends HTMLElement {
  readonly #form = this.#find('form', HTMLFormElement);
  readonly #input = this.#find('input', HTMLInputElement);
  readonly #status = this.#find('.count', HTMLElement);
  readonly #list = this.#find('.results', HTMLElement);
  readonly #more = this.#find('.more', HTMLButtonElement);
  readonly #words: Spoken = JSON.parse(this.dataset['words'] ?? '{}');
  readonly #plural = new Intl.PluralRules(this.dataset['locale']);
  #pagefind: Promise<Pagefind> | undefined;
  /** Counts the searches, so that a slow answer never replaces a newer one. */
  #turn = 0;
  #timer = 0;

  #find<Found extends Element>(selector: string, kind: new () => Found): Found {
    const found = this.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`Search needs ${selector}.`);
    return found;
  }

  get #selects(): HTMLSelectElement[] {
    return [...this.#form.querySelectorAll('select')];
  }

  connectedCallback(): void {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#search();
    });
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#search(), 120);
    });
    for (const select of this.#selects) select.addEventListener('change', () => void this.#search());
    window.addEventListener('popstate', () => void this.#restore());
    document.addEventListener('keydown', (event) => this.#onKey(event));
    void this.#restore();
    this.#input.focus();
  }

  async #load(): Promise<Pagefind> {
    const base = this.dataset['index'] ?? '/pagefind/';
    const pagefind = (await import(/* @vite-ignore */ `${base}pagefind.js`)) as Pagefind;
    // Postmortems are long or short for reasons of their own: length says little about what they answer.
    await pagefind.options({ excerptLength: 24, ranking: { pageLength: 0.2, termFrequency: 0.5 } });
    this.#fill(await pagefind.filters());
    return pagefind;
  }

  /** Puts the values of each filter into its list, with how many incidents each would give. */
  #fill(filters: Filters): void {
    for (const select of this.#selects.filter((each) => each.name !== 'sort')) {
      const chosen = select.value || (new URLSearchParams(location.search).get(select.name) ?? '');
      const known = Object.entries(filters[select.name] ?? {}).sort(([a], [b]) =>
        select.name === 'year' ? b.localeCompare(a) : a.localeCompare(b),
      );
      const options = known.map(
        ([value, count]) => new Option(`${value} (${count})`, value, false, value === chosen),
      );
      select.replaceChildren(new Option(this.#words.any, ''), ...options);
    }
  }

  async #restore(): Promise<void> {
    const asked = new URLSearchParams(location.search);
    this.#input.value = asked.get('q') ?? '';
    try {
      this.#pagefind ??= this.#load();
      await this.#pagefind;
    } catch {
      this.#pagefind = undefined;
      this.#status.textContent = this.#words.unavailable;
      return;
    }
    for (const select of this.#selects) select.value = asked.get(select.name) ?? '';
    await this.#search(false);
  }

  #remember(): void {
    const data = [...new FormData(this.#form)].filter((pair): pair is [string, string] => pair[1] !== '');
    const query = new URLSearchParams(data).toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
  }

  async #search(remember = true): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#list.ariaBusy = 'true';
    if (remember) this.#remember();
    const query = this.#input.value.trim();
    const chosen = this.#selects.filter((select) => select.name !== 'sort' && select.value !== '');
    const pagefind = await this.#pagefind;
    if (!pagefind || turn !== this.#turn) return;
    if (query === '' && chosen.length === 0) {
      this.#list.ariaBusy = 'false';
      this.#list.replaceChildren();
      this.#more.hidden = true;
      this.#status.textContent = this.#words.prompt;
      return;
    }
    const filters = Object.fromEntries(chosen.map((select) => [select.name, select.value]));
    const sort = SORTS[this.#form.querySelector<HTMLSelectElement>('[name=sort]')?.value ?? ''] ?? {};
    const found = await pagefind.search(query === '' ? null : query, { filters, sort });
    if (turn !== this.#turn) return;
    this.#list.replaceChildren();
    const count = found.results.length;
    this.#status.textContent =
      count === 0
        ? this.#words.nothing
        : this.#words.results[this.#plural.select(count) === 'one' ? 'one' : 'other'].replace(
            '#',
            String(count),
          );
    await this.#show(found.results, turn, query);
  }

  async #show(results: { data(): Promise<Page> }[], turn: number, query: string): Promise<void> {
    const pages = await Promise.all(results.slice(0, PAGE_SIZE).map((result) => result.data()));
    if (turn !== this.#turn) return;
    const items = pages.map((page) => this.#item(page, query));
    this.#list.append(...items);
    this.#list.ariaBusy = 'false';
    const rest = results.slice(PAGE_SIZE);
    this.#more.hidden = rest.length === 0;
    this.#more.onclick = () => {
      const last = this.#list.lastElementChild;
      void this.#show(rest, turn, query).then(() => last?.nextElementSibling?.querySelector('a')?.focus());
    };
  }

  #item({ url, excerpt: text, meta, sub_results: sections }: Page, query: string): HTMLLIElement {
    const title = element('a', 'result-title', meta['title'] ?? url);
    title.href = url;
    const facts = element(
      'p',
      'meta',
      ...[meta['date'], meta['severity']].flatMap((fact) => (fact ? [element('span', '', fact)] : [])),
    );
    const item = element('li', 'result', title, facts, excerpt(text));
    const matching = sections.filter((section) => section.url !== url && query !== '').slice(0, 3);
    if (matching.length > 0) {
      const links = matching.map((section) => {
        const anchor = element('a', '', section.title);
        anchor.href = section.url;
        return element('li', '', anchor);
      });
      item.append(element('ul', 'result-sections', ...links));
    }
    return item;
  }

  /** "/" goes to the field, the arrow keys through the results, Escape back to the field. */
  #onKey(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === '/' && !isTyping) {
      event.preventDefault();
      this.#input.select();
    } else if (event.key === 'Escape' && event.target !== this.#input) {
      this.#input.select();
    } else if (
      (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
      !(event.target instanceof HTMLSelectElement)
    ) {
      const links = [...this.#list.querySelectorAll('a')];
      const next =
        links.indexOf(document.activeElement as HTMLAnchorElement) + (event.key === 'ArrowDown' ? 1 : -1);
      if (links.length === 0) return;
      event.preventDefault();
      if (next < 0) this.#input.focus();
      else links[Math.min(next, links.length - 1)]?.focus();
    }
  }
}

customElements.define('archive-search', ArchiveSearch);
