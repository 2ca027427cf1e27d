// All that is sent before somebody searches. What opens the search, and what marks the words on a page that was
// found, is loaded when it is needed.

let isOpening = false;
/** What is typed while the dialog is still on its way. */
let typed = '';

async function open(link: HTMLAnchorElement): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('main archive-search input');
  if (field) return field.select();
  if (isOpening) return;
  isOpening = true;
  try {
    const { openSearch } = await import('./dialog.ts');
    await openSearch(link, () => typed);
  } catch {
    // Offline, or a newer site has replaced these files: the page does the same without them.
    location.assign(link.href);
  }
  isOpening = false;
  typed = '';
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:input|textarea|select)$/i.test(target.tagName));

const link = document.querySelector<HTMLAnchorElement>('a[data-search]');
if (link) {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const isCommand = (ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === 'k';
    const isPlain = !ctrlKey && !metaKey && !event.isComposing && !isField(event.target);
    if (isCommand || (isPlain && key === '/' && !isOpening)) {
      event.preventDefault();
      void open(link);
    } else if (isOpening && isPlain && key.length === 1) {
      event.preventDefault();
      typed += key;
    }
  });
  link.addEventListener('click', (event) => {
    // Another tab, another window or a download is what was asked for.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open(link);
  });
}

if (new URLSearchParams(location.search).has('highlight'))
  void import('./highlight.ts').then(({ highlight }) => highlight());
