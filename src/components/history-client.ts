import { placeOf } from '../paths.ts';

/**
 * Narrows the list of incidents in place. Each link of the filters leads to a page that exists without this script; with
 * it, all lead to the page of all incidents with what is chosen in its query, and there nothing has to be loaded.
 */
class IncidentHistory extends HTMLElement {
  readonly #address = this.dataset['address'] ?? '';
  readonly #own = this.dataset['own'];
  readonly #links = this.#all<HTMLAnchorElement>('[data-facet]');
  readonly #items = this.#all('.entries > li');

  connectedCallback(): void {
    // A smaller number keeps the room of the first one, so that nothing beside it moves.
    const counters = this.#all('.n');
    const widths = counters.map((counter) => counter.getBoundingClientRect().width);
    for (const [index, counter] of counters.entries()) counter.style.minInlineSize = `${widths[index]}px`;
    if (this.#own === undefined) {
      addEventListener('popstate', () => this.#show());
      this.addEventListener('click', (event) => this.#follow(event));
    }
    this.#show();
  }

  #all<Kind extends HTMLElement>(selector: string, within: Element = this): Kind[] {
    return [...within.querySelectorAll<Kind>(selector)];
  }

  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('[data-facet]');
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
    this.#show();
  }

  #has(item: HTMLElement, facet: string, value: string): boolean {
    return (item.dataset[facet] ?? '').split(' ').includes(value);
  }

  /** Says a number in the words of its element, or in brackets; those without a word for none say zero. */
  #say({ dataset, firstChild }: HTMLElement, number: number): void {
    const isOne = new Intl.PluralRules(this.dataset['locale']).select(number) === 'one';
    const text = (number === 0 && dataset['none']) || dataset[isOne ? 'one' : 'other'] || '(#)';
    const shown = text.replace('#', number.toLocaleString(document.documentElement.lang));
    // A status is announced when it changes, and only then.
    if (firstChild && firstChild.nodeValue !== shown) firstChild.nodeValue = shown;
  }

  #show(): void {
    const facets = new Set(this.#links.map((link) => link.dataset['facet']));
    const asked = new URLSearchParams(this.#own ?? location.search);
    const chosen = [...asked].filter(([facet]) => facets.has(facet));
    const matches = (item: HTMLElement, but?: string) =>
      chosen.every(([facet, value]) => facet === but || this.#has(item, facet, value));

    for (const item of this.#items) item.hidden = !matches(item);
    for (const group of this.#all('[data-group]')) {
      const { length } = this.#all('.entries > li:not([hidden])', group);
      group.hidden = length === 0;
      for (const counter of this.#all(':scope > :is(h2, h3) > small', group)) this.#say(counter, length);
    }
    for (const status of this.#all('[role=status]'))
      this.#say(status, this.#items.filter(({ hidden }) => !hidden).length);
    for (const link of this.#links) this.#point(link, chosen, matches);
    if (this.#own !== undefined) return;
    for (const day of this.#all<HTMLAnchorElement>('.calendar a')) this.#mark(day);
    for (const month of this.#all('.calendar table')) month.hidden = !month.querySelector('a[href]');
  }

  /** Where a link leads: to what is chosen with its value, or without it where it is chosen. And what it would find. */
  #point(link: HTMLAnchorElement, chosen: string[][], matches: (item: HTMLElement, but: string) => boolean) {
    const { facet = '', value = '' } = link.dataset;
    const isChosen = facet ? chosen.some((pair) => pair[0] === facet && pair[1] === value) : !chosen.length;
    const others = chosen.filter(([name]) => facet && name !== facet);
    const query = new URLSearchParams(isChosen || !facet ? others : [...others, [facet, value]]).toString();
    link.href = this.#address + (query && `?${query}`);
    if (isChosen) link.closest('details')?.setAttribute('open', '');
    link.ariaCurrent = isChosen ? (facet && this.#own === undefined ? 'true' : 'page') : null;
    // The list of this page cannot tell of the other values of what the page itself is about.
    if (!facet || new URLSearchParams(this.#own).has(facet)) return;
    const number = this.#items.filter((item) => matches(item, facet) && this.#has(item, facet, value)).length;
    link.classList.toggle('none', number === 0);
    for (const counter of this.#all('.n', link)) this.#say(counter, number);
  }

  /** A day tells of what is left of its incidents, and leads to the one, or to the first of several in the list. */
  #mark(day: HTMLAnchorElement): void {
    const left = this.#all('[data-of]', day).filter((mark) => {
      mark.hidden = document.getElementById(placeOf(mark.dataset['of'] ?? ''))?.hidden ?? false;
      return !mark.hidden;
    });
    const place = `#${placeOf(left[0]?.dataset['of'] ?? '')}`;
    if (left.length > 1) day.href = place;
    else if (left[0]) day.href = this.querySelector<HTMLAnchorElement>(`${place} a`)?.href ?? place;
    else day.removeAttribute('href');
    day.title = left.map((mark) => mark.textContent.trim()).join('\n');
  }
}

customElements.define('incident-history', IncidentHistory);
