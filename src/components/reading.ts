/** What helps a reader and is not needed to read: copying a link, and times in the reader's own zone. */

const copy = async (button: HTMLElement, text: string): Promise<void> => {
  await navigator.clipboard.writeText(text);
  const label = button.textContent;
  button.textContent = button.dataset['done'] ?? label;
  setTimeout(() => {
    button.textContent = label;
  }, 1500);
};

for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  button.hidden = false;
  const text = button.dataset['copy'] ?? '';
  const whole = text.startsWith('#') ? location.href.replace(/#.*/, '') + text : text;
  button.addEventListener('click', () => void copy(button, whole));
}

/** Shows all times in the reader's zone, which each then names, or in the site's again. */
const zoned = document.querySelector<HTMLButtonElement>('[data-zone]');
const KEY = 'own-zone';
const inOwnZone = (isOwn: boolean): void => {
  const { lang } = document.documentElement;
  for (const time of document.querySelectorAll('time')) {
    if (!time.dateTime.includes('T')) continue;
    time.dataset['site'] ??= time.textContent ?? '';
    const hasDay = /\d{4}/.test(time.dataset['site']);
    const at = new Date(time.dateTime);
    const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
    // A clock alone stands under the day of the site's zone, which need not be the reader's.
    const shown = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { ...day, ...clock }).format(at);
    const before = hasDay ? /^\D*(?=\d)/.exec(time.dataset['site'])?.[0] : '';
    time.textContent = isOwn ? `${before}${shown}` : time.dataset['site'];
  }
  if (zoned) zoned.textContent = (isOwn ? zoned.dataset['zone'] : zoned.dataset['own']) ?? '';
  zoned?.setAttribute('aria-pressed', String(isOwn));
};
if (zoned) {
  zoned.hidden = false;
  zoned.addEventListener('click', () => {
    const isOwn = zoned.getAttribute('aria-pressed') !== 'true';
    localStorage.setItem(KEY, isOwn ? '1' : '');
    inOwnZone(isOwn);
  });
  inOwnZone(localStorage.getItem(KEY) === '1');
}
