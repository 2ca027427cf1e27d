import { ArchiveSearch } from './element.ts';

/** The dialog, once it was made; it stays in the page, with what was typed. */
let dialog: HTMLDialogElement | undefined;

/** Takes the form from the page of the search, so that no other page has to carry it. */
async function make(link: HTMLAnchorElement): Promise<HTMLDialogElement> {
  const response = await fetch(link.href);
  if (!response.ok) throw new Error(`${link.href} answered ${response.status}.`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const form = page.querySelector('archive-search');
  const search = form && document.importNode(form, true);
  if (!(search instanceof ArchiveSearch)) throw new Error(`${link.href} has no search.`);
  search.querySelector('noscript')?.remove();

  const made = document.createElement('dialog');
  made.className = 'search-dialog';
  made.ariaLabel = link.textContent;
  // A click beside the dialog closes it, where the browser knows this.
  made.setAttribute('closedby', 'any');
  const close = document.createElement('button');
  close.className = 'close';
  close.type = 'button';
  close.textContent = search.handed.words.close;
  close.addEventListener('click', () => made.close());
  // What leads to a place on this very page, the dialog must not hide.
  made.addEventListener('click', (event) => {
    const { target, ctrlKey, metaKey, shiftKey } = event;
    if (target instanceof Element && target.closest('a') && !ctrlKey && !metaKey && !shiftKey) made.close();
  });
  made.append(search, close);
  document.body.append(made);
  return made;
}

/** Opens the search over the page. `typed` gives what was typed in the meantime. Rejects if it cannot be loaded. */
export async function openSearch(link: HTMLAnchorElement, typed: () => string): Promise<void> {
  dialog ??= await make(link);
  // Some browsers throw when it is open already, and that would lead away from the page.
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('archive-search')?.dispatchEvent(new CustomEvent('ask', { detail: typed() }));
}
