import { lintSource } from '@secretlint/core';
import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import { kindOf, SUSPECT_KINDS, type SuspectKind } from './kinds.ts';

/** A stretch of a text that is probably secret. Offsets count UTF-16 units. */
export interface Suspect {
  kind: SuspectKind;
  start: number;
  end: number;
}

const FILTER = '@secretlint/secretlint-rule-filter-comments';
const AWS = '@secretlint/secretlint-rule-aws';

/** All rules of secretlint but the one by which a comment in the text could switch the others off. */
const CONFIG = {
  rules: rules
    .filter((rule) => rule.meta.id !== FILTER)
    .map((rule) => ({
      id: rule.meta.id,
      rule,
      options: rule.meta.id === AWS ? { enableIDScanRule: true } : {},
    })),
};

async function tokensIn(text: string): Promise<Suspect[]> {
  const { messages } = await lintSource({
    source: { filePath: 'public.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.map(({ range: [start, end] }) => ({ kind: 'secret-token', start, end }));
}

function* patternsIn(text: string): Generator<Suspect> {
  for (const name of SUSPECT_KINDS) {
    const { patterns, isMeant } = kindOf(name);
    for (const pattern of patterns) {
      for (const { index, 0: found } of text.matchAll(pattern))
        if (!isMeant || isMeant(found)) yield { kind: name, start: index, end: index + found.length };
    }
  }
}

/** Of suspects that overlap, the longest; in the order of the text. A token is kept within whatever else it stands. */
export function withoutContained(suspects: readonly Suspect[]): Suspect[] {
  const kept: Suspect[] = [];
  for (const suspect of suspects.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.findLast((each) => each.kind !== 'secret-token' || suspect.kind === 'secret-token');
    const isApart =
      !last ||
      suspect.start >= last.end ||
      (suspect.kind === 'secret-token') !== (last.kind === 'secret-token');
    if (isApart) kept.push(suspect);
    else if (suspect.end - suspect.start > last.end - last.start) kept[kept.indexOf(last)] = suspect;
  }
  return kept;
}

/**
 * Finds what is probably secret in a text that would be published: tokens, internal names, addresses, links into
 * what is not public. One place can be suspected for several reasons.
 */
export async function findSuspects(text: string): Promise<Suspect[]> {
  return [...(await tokensIn(text)), ...patternsIn(text)];
}
