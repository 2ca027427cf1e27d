/** Moves the focus by one among the field and the links below it. False if there is nowhere to go. */
export function move(field: HTMLElement, links: readonly HTMLElement[], by: 1 | -1): boolean {
  if (links.length === 0) return false;
  const stops = [field, ...links];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  stops[Math.min(Math.max(0, Math.max(0, at) + by), stops.length - 1)]?.focus();
  return true;
}
