import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml';
import { type Finding, finding } from '../findings.ts';
import { redactDocument } from '../redaction/document.ts';
import { replaceForPublic } from '../redaction/strip.ts';
import { counted } from '../report.ts';
import { parseDateTime } from '../schema/moment.ts';
import { masked } from './front-matter.ts';
import { type Account, emptyAccount, type Source } from './model.ts';
import { Persons } from './persons.ts';
import { lineOf } from './rich-text.ts';
import type { FoundEntry } from './timeline-entries.ts';
import { readTimeline } from './timeline-sources.ts';
import { fitText } from './updates.ts';
import { dateTimeOf } from './vocabulary.ts';

/** Entries in the words of the archive, oldest first, and what became of the sources. */
export interface TimelineImport {
  entries: FoundEntry[];
  account: Account;
  findings: Finding[];
}

/** Reads all sources of a timeline. Names are taken out of every text only once all of them are known. */
export function importTimeline(sources: readonly Source[]): TimelineImport {
  const persons = new Persons();
  const account = emptyAccount();
  const read = sources.map((source) => ({ source, found: readTimeline(source, persons) }));
  const findings = read.flatMap(({ found }) => found.findings);
  const seen = new Set<string>();
  const entries: FoundEntry[] = [];
  for (const { source, found } of read) {
    account.lost.push(...found.lost);
    for (const { at, type, text: words } of found.entries) {
      const { text, isCut } = fitText(lineOf(persons.without(words)));
      if (isCut)
        findings.push(
          finding(
            'import-repaired',
            { file: source.file },
            `the entry of ${dateTimeOf(at)} is longer than 10,000 characters, and its end is cut off`,
          ),
        );
      if (!seen.has(`${at} ${text}`)) entries.push({ at, type, text });
      seen.add(`${at} ${text}`);
    }
  }
  account.kept.push(counted(entries.length, 'entry', 'entries'));
  if (persons.count > 0)
    account.mapped.push(`${counted(persons.count, 'mention')} of somebody → a responder`);
  return { entries: entries.toSorted((a, b) => a.at - b.at), account, findings };
}

const indented = (text: string, indent: string): string => text.replace(/^(?=.)/gm, indent);

interface Place {
  at: number;
  write: (entries: string) => string;
  length: number;
  present: YAMLMap[];
  isDraft: boolean;
}

/** Where in a front matter entries are added, and how: behind the last of the timeline, or as a timeline of its own. */
function placeIn(yaml: string): Place | undefined {
  const document = parseDocument(masked(yaml), { schema: 'core', prettyErrors: false });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const pair = document.contents.items.find(({ key }) => isScalar(key) && key.value === 'timeline');
  const isDraft = ['draft', 'review', undefined].includes(document.get('status') as string | undefined);
  const end = yaml.endsWith('\n') ? yaml : `${yaml}\n`;
  if (!pair)
    return {
      at: yaml.length,
      length: 0,
      present: [],
      isDraft,
      write: (entries) => `${end.slice(yaml.length)}timeline:\n${indented(entries, '  ')}`,
    };
  const list = pair.value;
  if (!isSeq(list) || list.items.length === 0) {
    const [from, to] = (isSeq(list) || isScalar(list) ? list.range : undefined) ?? [];
    const isNothing = isSeq(list) || (isScalar(list) && list.value === null);
    return from === undefined || to === undefined || !isNothing
      ? undefined
      : {
          at: from,
          length: to - from,
          present: [],
          isDraft,
          write: (entries) => `\n${indented(entries, '  ').trimEnd()}`,
        };
  }
  const present = list.items.filter((item): item is typeof item & YAMLMap => isMap(item));
  const last = present.at(-1)?.range;
  if (list.flow || !last || !list.range) return undefined;
  const column = list.range[0] - (yaml.lastIndexOf('\n', list.range[0]) + 1);
  const line = yaml.indexOf('\n', last[1] - 1);
  const at = line < 0 ? yaml.length : line + 1;
  return {
    at,
    length: 0,
    present,
    isDraft,
    write: (entries) => (line < 0 ? '\n' : '') + indented(entries, ' '.repeat(column)),
  };
}

const keyOf = (at: number, text: string): string =>
  `${Math.floor(at / 1000)} ${text.replace(/\s+/g, ' ').trim()}`;

/** The authored text of an entry without its marks, as it once may have been imported. */
function presentKeys(present: readonly YAMLMap[]): Set<string> {
  return new Set(
    present.flatMap((entry) => {
      const [at, text] = [entry.get('at'), entry.get('text')];
      const time = parseDateTime(isMap(at) ? at.get('at') : at);
      return time === undefined || typeof text !== 'string' ? [] : [keyOf(time, text)];
    }),
  );
}

/** An authored file with what a timeline adds to it. */
export interface WithTimeline {
  text: string;
  added: FoundEntry[];
  /** Entries that were added before, and need not be there any more. */
  known: number;
  /** The postmortem is no draft: what is added to it is internal until somebody has read it. */
  isHeld: boolean;
}

const FENCE = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/;

/**
 * Adds entries to the timeline of an authored file; nothing else in it changes by a character. `isKnown` says of an
 * entry that an earlier run added it: whoever removed or reworded it did so for a reason. Undefined: the front matter
 * has no place for them that can be found without doubt, or would not be read any more.
 */
export function addToTimeline(
  text: string,
  entries: readonly FoundEntry[],
  isKnown: (entry: FoundEntry) => boolean,
): WithTimeline | undefined {
  const front = FENCE.exec(text);
  const yaml = front?.[1];
  if (!front || yaml === undefined) return undefined;
  const place = placeIn(yaml);
  if (!place) return undefined;
  const present = presentKeys(place.present);
  const added = entries.filter((entry) => !present.has(keyOf(entry.at, entry.text)) && !isKnown(entry));
  const known = entries.length - added.length;
  const isHeld = !place.isDraft;
  if (added.length === 0) return { text, added, known, isHeld };
  const lines = stringify(
    added.map(({ at, type, text: words }) => ({
      at: dateTimeOf(at),
      type,
      text: words,
      ...(isHeld ? { internal: true } : {}),
    })),
    { version: '1.2', schema: 'core', lineWidth: 0 },
  );
  const start = text.indexOf('\n') + 1;
  const from = start + place.at;
  const written = text.slice(0, from) + place.write(lines) + text.slice(from + place.length);
  const count = (document: string) => redactDocument(document, replaceForPublic('none')).problems.length;
  return count(written) > count(text) ? undefined : { text: written, added, known, isHeld };
}
