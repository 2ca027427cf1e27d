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

/** Shows all times in the reader's zone, which each then names, or in the site's again. */
const zoned = document.querySelector<HTMLButtonElement>('[data-zone]');
const KEY = 'zone';
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const { lang } = document.documentElement;
const ownTime = ({ dateTime, dataset: { about, day } }: HTMLTimeElement): string => {
  const at = new Date(dateTime);
  // A time without its date stands below a day of the site's zone. Swedish dates are written as in ISO 8601.
  const isOfDay = day === at.toLocaleDateString('sv');
  const shown = at.toLocaleString(lang === 'en' ? 'en-GB' : lang, isOfDay ? CLOCK : { ...DAY, ...CLOCK });
  return about ? `${about} ${shown}` : shown;
};
const inOwnZone = (isOwn: boolean): void => {
  const show = (element: HTMLElement, own: string): void => {
    element.dataset['site'] ??= element.textContent ?? '';
    element.textContent = isOwn ? own : element.dataset['site'];
  };
  for (const time of document.querySelectorAll('time'))
    if (time.dateTime.includes('T')) show(time, ownTime(time));
  for (const name of document.querySelectorAll<HTMLElement>('.zone-name'))
    show(name, Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (zoned) zoned.textContent = (isOwn ? zoned.dataset['zone'] : zoned.dataset['own']) ?? '';
  zoned?.setAttribute('aria-pressed', String(isOwn));
};
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
  zoned.hidden = false;
  zoned.addEventListener('click', () => {
    const isOwn = zoned.getAttribute('aria-pressed') !== 'true';
    stored(isOwn ? '1' : '');
    inOwnZone(isOwn);
  });
  inOwnZone(stored() === '1');
}
