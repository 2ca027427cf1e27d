import { type Finding, finding } from '../findings.ts';
import type { SuspectKind } from './kinds.ts';
import { findSuspects, type Suspect, withoutContained } from './suspects.ts';

/** What readers get of one authored file, and the way back to where it was written. */
export interface PublicText {
  /** Relative to the content folder. */
  file: string;
  text: string;
  /** The authored place (from 1) of an offset of `text`. */
  at(offset: number): { line: number; column: number };
}

/** A statement of site.yaml that what is found is meant to be public: by its kind, and by its file, its text or both. */
export interface Acceptance {
  kind: SuspectKind;
  file?: string | undefined;
  text?: string | undefined;
}

const isAccepted = (acceptance: Acceptance, kind: SuspectKind, file: string, found: string): boolean =>
  acceptance.kind === kind &&
  (acceptance.file === undefined || acceptance.file === file) &&
  (acceptance.text === undefined || found.toLowerCase().includes(acceptance.text.toLowerCase()));

/** The places of one file at which the same text stands count as one finding. */
function* firstOfEach(text: string, suspects: readonly Suspect[]): Generator<Suspect & { times: number }> {
  const times = new Map<string, number>();
  const keyOf = ({ kind, start, end }: Suspect) => `${kind} ${text.slice(start, end)}`;
  for (const suspect of suspects) times.set(keyOf(suspect), (times.get(keyOf(suspect)) ?? 0) + 1);
  for (const suspect of suspects) {
    const count = times.get(keyOf(suspect));
    if (count === undefined) continue;
    times.delete(keyOf(suspect));
    yield { ...suspect, times: count };
  }
}

/**
 * Tells of what is probably secret in texts that would be published, and was not marked. The findings say where, and
 * never what. `contacts` are addresses that the site offers its readers. `unused` are acceptances that met nothing.
 */
export async function findUnmarked(
  texts: readonly PublicText[],
  acceptances: readonly Acceptance[],
  contacts: readonly string[],
): Promise<{ findings: Finding[]; unused: Acceptance[] }> {
  const findings: Finding[] = [];
  const used = new Set<Acceptance>();
  for (const { file, text, at } of texts) {
    const suspects = (await findSuspects(text)).filter(({ kind, start, end }) => {
      const found = text.slice(start, end);
      if (contacts.some((contact) => contact.includes(found))) return false;
      const met = acceptances.filter((each) => isAccepted(each, kind, file, found));
      for (const acceptance of met) used.add(acceptance);
      return met.length === 0;
    });
    // Only now, for what is accepted must not hide what stands within it.
    for (const { kind, start, times } of firstOfEach(text, withoutContained(suspects))) {
      const detail = times > 1 ? `it stands ${times} times in this file` : undefined;
      findings.push(finding(kind, { file, ...at(start) }, detail));
    }
  }
  return { findings, unused: acceptances.filter((each) => !used.has(each)) };
}
