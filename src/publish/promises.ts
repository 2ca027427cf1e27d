import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { finding } from '../findings.ts';
import { paths } from '../paths.ts';
import { counted } from '../report.ts';
import { fieldProblem } from '../schema/read.ts';
import type { Site } from '../schema/site.ts';
import {
  FIXED,
  formerProblems,
  type Outgoing,
  type PageAnchors,
  redirectProblems,
  type Standing,
} from './addresses.ts';
import { digestOf, newestRevision } from './digest.ts';
import { formatLock, LOCK_FILE, parseLock, placeInLock, type Recorded, type RecordedText } from './lock.ts';
import type { Entry, PublicYaml, Publisher } from './publisher.ts';

/** What the archive consists of; `all` is every address that is public now. */
interface Parts {
  entries: readonly Entry[];
  outgoing: readonly Outgoing[];
  site: PublicYaml<Site>;
  all: ReadonlyMap<string, Standing>;
}

/** What an anchor belongs to: a heading, or a field that makes anchors of its own. */
const kindOf = (anchor: string): string => /^(?:t|action|section)-/.exec(anchor)?.[0] ?? '';
const isIncident = (path: string): boolean => path.startsWith(paths.incident('').slice(0, -1));

/** A postmortem whose public text is not what was recorded, without a revision that says so. */
function isUnrevised(before: RecordedText, after: RecordedText): boolean {
  if (before.revised !== undefined && (after.revised ?? '') < before.revised) return true;
  // What was on record becomes a postmortem: that is published for the first time.
  if (before.status === 'recorded' && after.status === 'published') return false;
  const isRevised = after.revised !== undefined && after.revised > (before.revised ?? '');
  return before.digest !== after.digest && !isRevised;
}

/** Holds what is public now against what was ever published. */
export class Promises {
  readonly #publisher: Publisher;
  readonly #all: ReadonlyMap<string, Standing>;
  readonly #text: string | undefined;
  readonly #recorded: Recorded;

  /** `text` is that of the lock, undefined if there is none. */
  constructor(publisher: Publisher, all: ReadonlyMap<string, Standing>, text: string | undefined) {
    this.#publisher = publisher;
    this.#all = all;
    this.#text = text;
    const recorded = text === undefined ? new Map() : parseLock(text);
    this.#recorded = recorded ?? new Map();
    if (!recorded) publisher.findings.push(finding('lock-file', { file: LOCK_FILE }));
  }

  #placeOf(address: string): { file: string; line: number; column: number } {
    return { file: LOCK_FILE, ...placeInLock(this.#text ?? '', address) };
  }

  #lost(entries: readonly Entry[]): void {
    // What cannot be read is told by itself; it may have been the place of any of these.
    const isAllRead = entries.every(({ postmortem }) => postmortem !== undefined);
    for (const address of this.#recorded.keys()) {
      const [path = '', fragment] = address.split('#');
      const standing = this.#all.get(path);
      if (standing?.anchors && fragment !== undefined) this.#lostAnchor(standing.anchors, fragment, address);
      if (standing || fragment !== undefined || FIXED.includes(path)) continue;
      if (!isAllRead && (isIncident(path) || path.startsWith(paths.history()))) continue;
      const code = isIncident(path) ? 'lost-incident' : 'lost-page';
      const back = entries.find((each) => paths.incident(each.source.id) === path);
      const at = this.#placeOf(address);
      if (back)
        this.#publisher.fields(back, [fieldProblem(code, ['status'], `line ${at.line} of ${LOCK_FILE}`)]);
      else this.#publisher.findings.push(finding(code, at));
    }
  }

  /** The old words may be what is withheld now, so they are not repeated: their line is named. */
  #lostAnchor({ source, document, kept, former }: PageAnchors, fragment: string, address: string): void {
    if (kept.has(fragment) || Object.hasOwn(former, fragment)) return;
    const path = address.slice(0, -fragment.length - 1);
    // What is new and of the same kind is probably what it became.
    const isNew = (anchor: string) =>
      kindOf(anchor) === kindOf(fragment) && !this.#recorded.has(`${path}#${anchor}`);
    const successors = [...kept.keys()].filter(isNew);
    const successor = successors.length > 0 ? closest(fragment, successors) : undefined;
    const offset = successor === undefined ? document.locate([]) : (kept.get(successor) ?? 0);
    const hint = successor === undefined ? '' : `; it may have become ${successor}`;
    const detail = `line ${this.#placeOf(address).line} of ${LOCK_FILE}${hint}`;
    this.#publisher.report(source, document.lines, [{ code: 'lost-anchor', offset, detail }]);
  }

  /** The texts to be recorded; one that changed without a revision stays as it was. */
  #texts(outgoing: readonly Outgoing[]): Map<string, RecordedText> {
    const texts = new Map<string, RecordedText>();
    for (const { entry, fields, body } of outgoing) {
      const { postmortem } = entry;
      if (postmortem?.status !== 'recorded' && postmortem?.status !== 'published') continue;
      const path = paths.incident(entry.source.id);
      const revised = newestRevision(postmortem);
      const after = {
        status: postmortem.status,
        digest: digestOf(fields, body),
        ...(revised === undefined ? {} : { revised }),
      };
      const before = this.#recorded.get(path);
      if (typeof before === 'object' && isUnrevised(before, after))
        this.#publisher.fields(entry, [
          fieldProblem('unrevised-text', ['revisions'], `line ${this.#placeOf(path).line} of ${LOCK_FILE}`),
        ]);
      else texts.set(path, after);
    }
    return texts;
  }

  /** One warning a file for what is public and not recorded, or one for all if there is no lock. */
  #unrecorded(next: Recorded, fileOf: ReadonlyMap<string, string>): void {
    const isNew = ([address, what]: [string, true | RecordedText]) =>
      JSON.stringify(this.#recorded.get(address)) !== JSON.stringify(what);
    const files = Map.groupBy([...next].filter(isNew), ([address]) =>
      this.#text === undefined ? LOCK_FILE : (fileOf.get(address) ?? LOCK_FILE),
    );
    for (const [file, items] of files) {
      const detail = this.#text === undefined ? 'there is no lock yet' : counted(items.length, 'item');
      this.#publisher.findings.push(finding('unrecorded', { file }, detail));
    }
  }

  /** Tells of every promise that is broken. What comes back is the lock as it should be: nothing is taken out of it. */
  check(entries: readonly Entry[], outgoing: readonly Outgoing[]): string {
    this.#lost(entries);
    const fileOf = new Map<string, string>();
    for (const [path, { file, anchors }] of this.#all) {
      fileOf.set(path, file);
      for (const anchor of [...(anchors?.kept.keys() ?? []), ...Object.keys(anchors?.former ?? {})])
        fileOf.set(`${path}#${anchor}`, file);
    }
    const next = new Map<string, true | RecordedText>([...fileOf.keys()].map((address) => [address, true]));
    for (const [address, what] of this.#recorded) next.set(address, what);
    for (const [path, text] of this.#texts(outgoing)) next.set(path, text);
    this.#unrecorded(next, fileOf);
    return formatLock(next);
  }
}

/**
 * Tells of what was published once and would break, and of what redirects and old anchors say wrongly. What comes back is
 * the lock as it should be.
 */
export async function keepPromises(
  publisher: Publisher,
  contentDir: string,
  { entries, outgoing, site, all }: Parts,
): Promise<string> {
  site.report(redirectProblems(site.value, all));
  for (const { anchors } of all.values()) if (anchors) publisher.fields(anchors, formerProblems(anchors));
  const file = path.join(contentDir, LOCK_FILE);
  const text = existsSync(file) ? await readFile(file, 'utf8') : undefined;
  return new Promises(publisher, all, text).check(entries, outgoing);
}
