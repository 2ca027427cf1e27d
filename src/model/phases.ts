import type { Incident, Window } from './incident.ts';

/** What an incident was in, from one of its moments to the next. */
export type PhaseName = 'unnoticed' | 'handling' | 'clearing';

/** A part of a span of time; `from` and `to` go from 0 to 1. */
interface Part {
  from: number;
  to: number;
}

export interface Phase extends Part {
  name: PhaseName;
}

/** When an incident began, and when it ended or, while it is open, is looked at; in milliseconds. */
const endsOf = ({ postmortem, asOf }: Incident) => [
  postmortem.startedAt?.at,
  asOf ?? postmortem.resolvedAt?.at,
];

/** The phases of an incident as parts of its whole; none if its ends are not known, or if it had no length. */
export function phasesOf(incident: Incident): Phase[] {
  const { postmortem } = incident;
  const [start, end] = endsOf(incident);
  if (start == null || end == null || end <= start) return [];
  // Detection may come first, when an alert foresaw it.
  const place = (at: number | null | undefined) =>
    at == null ? undefined : Math.min(Math.max((at - start) / (end - start), 0), 1);
  const detected = place(postmortem.detectedAt?.at) ?? 0;
  const mitigated = Math.max(place(postmortem.mitigatedAt?.at) ?? 1, detected);
  const phases: Phase[] = [
    { name: 'unnoticed', from: 0, to: detected },
    { name: 'handling', from: detected, to: mitigated },
    { name: 'clearing', from: mitigated, to: 1 },
  ];
  return phases.filter(({ from, to }) => to > from);
}

/** The windows of an incident on one axis of time, component by component. `from` and `to` of the axis are milliseconds. */
export interface Axis {
  from: number;
  to: number;
  rows: { component: Window['component']; windows: (Part & { window: Window })[] }[];
}

/** As long as the incident, as its phases are. Undefined if no window has known ends, or all are one moment. */
export function axisOf(incident: Incident): Axis | undefined {
  const { windows, components } = incident;
  const known = windows.flatMap((window) => (window.span ? [{ window, span: window.span }] : []));
  const ends = endsOf(incident).filter((end) => end != null);
  const from = Math.min(...ends, ...known.map(({ span }) => span.from));
  const to = Math.max(...ends, ...known.map(({ span }) => span.to));
  if (known.length === 0 || to <= from) return undefined;
  const rows = components.map((component) => ({
    component,
    windows: known
      .filter(({ window }) => window.component.id === component.id)
      .map(({ window, span }) => ({
        window,
        from: (span.from - from) / (to - from),
        to: (span.to - from) / (to - from),
      })),
  }));
  return { from, to, rows: rows.filter((row) => row.windows.length > 0) };
}
