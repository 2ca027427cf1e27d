import type { ImpactWindow } from '../schema/postmortem.ts';

type Level = ImpactWindow['status'];
const LEVELS: readonly string[] = ['degraded_performance', 'partial_outage', 'major_outage'];
const isLevel = (status: string | undefined): status is Level => LEVELS.includes(status ?? '');

/** A change of a component that was announced, at a time in milliseconds since 1970 UTC. */
export interface Change {
  at: number;
  from: string | undefined;
  to: string | undefined;
}

/** One level of a component; an end that is undefined is that of the incident. */
export interface FoundWindow {
  status: Level;
  from: number | undefined;
  to: number | undefined;
}

/**
 * The levels that a component went through, by its announced changes, oldest first, within the incident. None if no
 * change left or entered a level that counts: then nobody said how it was.
 */
export function windowsOf(
  changes: readonly Change[],
  { start, end }: { start: number; end: number | undefined },
): FoundWindow[] {
  const windows: FoundWindow[] = [];
  let open: FoundWindow | undefined;
  const close = (at: number) => {
    // In an incident of a single moment no level lasts, and what was said of it stands for all of it.
    if (open && ((open.from ?? start) < at || start === end))
      windows.push({ ...open, to: end === undefined || at < end ? at : undefined });
    open = undefined;
  };
  for (const [index, change] of changes.entries()) {
    const at = Math.min(Math.max(change.at, start), end ?? Number.POSITIVE_INFINITY);
    // Of what came before the first word nothing is known but that word.
    if (index === 0 && isLevel(change.from)) open = { status: change.from, from: undefined, to: undefined };
    if (change.to === open?.status) continue;
    close(at);
    if (isLevel(change.to)) open = { status: change.to, from: at > start ? at : undefined, to: undefined };
  }
  if (open) {
    const isEmpty = end !== undefined && (open.from ?? start) >= end && windows.length > 0;
    if (!isEmpty) windows.push(open);
  }
  return windows;
}
