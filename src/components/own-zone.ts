const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const;
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const { lang } = document.documentElement;

function ownTime({ dateTime, dataset: { about, day } }: HTMLTimeElement): string {
  const at = new Date(dateTime);
  // A time without its date stands below a day of the site's zone. Swedish dates are written as in ISO 8601.
  const isOfDay = day === at.toLocaleDateString('sv');
  const shown = at.toLocaleString(lang === 'en' ? 'en-GB' : lang, isOfDay ? CLOCK : { ...DAY, ...CLOCK });
  return about ? `${about} ${shown}` : shown;
}

/** Shows all times in the reader's zone, which each then names, or in the site's again. */
export function showZone(button: HTMLButtonElement, isOwn: boolean): void {
  const show = (element: HTMLElement, own: string): void => {
    element.dataset['site'] ??= element.textContent ?? '';
    element.textContent = isOwn ? own : element.dataset['site'];
  };
  for (const time of document.querySelectorAll('time'))
    if (time.dateTime.includes('T')) show(time, ownTime(time));
  for (const name of document.querySelectorAll<HTMLElement>('.zone-name'))
    show(name, Intl.DateTimeFormat().resolvedOptions().timeZone);
  button.textContent = (isOwn ? button.dataset['zone'] : button.dataset['own']) ?? '';
  button.setAttribute('aria-pressed', String(isOwn));
}
