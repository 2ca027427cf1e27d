/** What helps a reader and is not needed to read: copying a link, and times in the reader's own zone. */

const copy = async (button: HTMLElement, text: string): Promise<void> => {
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = button.dataset['done'] ?? label;
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
};

// Browsers have no clipboard for a page that came unencrypted.
if (navigator.clipboard as Clipboard | undefined)
  for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    button.hidden = false;
    // One with nothing of its own to copy stands for the link of the entry that it is in.
    const link = () => `${location.href.replace(/#.*/, '')}#${button.closest('[id]')?.id}`;
    button.addEventListener('click', () => void copy(button, button.dataset['copy'] || link()));
  }

const zoned = document.querySelector<HTMLButtonElement>('[data-zone]');
const KEY = 'zone';
/** What is stored, after `choice` if there is one. Where nothing may be stored, a choice holds for its page. */
const stored = (choice?: string): string | null => {
  try {
    if (choice !== undefined) localStorage.setItem(KEY, choice);
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};
if (zoned) {
  // Most readers never ask for it: what it needs is loaded when they do.
  const show = async (isOwn: boolean) => (await import('./own-zone.ts')).showZone(zoned, isOwn);
  zoned.textContent = zoned.dataset['own'] ?? '';
  zoned.hidden = false;
  zoned.addEventListener('click', () => {
    const isOwn = zoned.getAttribute('aria-pressed') !== 'true';
    stored(isOwn ? '1' : '');
    void show(isOwn);
  });
  if (stored() === '1') void show(true);
}
