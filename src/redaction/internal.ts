import { distance } from 'fastest-levenshtein';
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Problem } from '../findings.ts';

/** A value that stands under `internal`: text and where it stands. */
export interface Internal {
  text: string;
  offset: number;
}

/** What stands before `internal:` where it was meant as a field: the start of a line, or a gap. */
const BEFORE_FIELD = /(?:^|\n|\s{2})[ \t]{0,30}[-#]?[ \t]{0,30}["']?$/;
const FIELD = /internal["']?[ \t]{0,99}[:：=]/gi;
const FOLDED_LINE = /\n[ \t]{0,200}-?[ \t]{0,200}["']?internal["']?[ \t]{0,99}[:：=]/i;
/** The switch of an item, wherever in a text it stands. */
const SWITCH = /\binternal["']?[ \t]{0,9}[:：=]?[ \t]{0,9}true\b/i;
/** A line that is nothing but a field without a value, or a switch, with the name written nearly so. */
const BARE_FIELD =
  /^[ \t]{0,99}(?:[-*+][ \t]{1,9})?["']?(\w{5,12})["']?[ \t]{0,9}[:：=][ \t]{0,9}(?:true|yes|on|[|>]-?)?[ \t]{0,99}$/gim;
/** A comment that is nothing but the name, or its switch: a comment withholds nothing. */
const COMMENT =
  /(?:^|[ \t])#[ \t]*(?:-[ \t]*)?(\w{5,12})(?:[ \t]*[:：=](?:[ \t]*(?:true|yes|on|1))?)?[ \t]*$/gim;

/** Whether a word is the name, or nearly. */
const isName = (word: string): boolean =>
  distance(word.toLowerCase(), 'internal') <= 2 && !NOT_MEANT.test(word);

/** Whether a text holds `internal:` as somebody writes a field. Of what stands before it, a few characters tell. */
export function hasField(text: string): boolean {
  return (
    SWITCH.test(text) ||
    [...text.matchAll(BARE_FIELD)].some(([, name = '']) => isName(name)) ||
    [...text.matchAll(FIELD)].some(({ index }) =>
      BEFORE_FIELD.test(index > 60 ? `.${text.slice(index - 60, index)}` : text.slice(0, index)),
    )
  );
}

/** Where a body holds what was meant as a field of the front matter: offsets of lines outside of code. */
export function fieldsInBody(body: string): number[] {
  const found: number[] = [];
  let fence = '';
  let offset = 0;
  for (const line of body.split('\n')) {
    const [mark = ''] = /^[ \t>]*(?:`{3,}|~{3,})/.exec(line) ?? [];
    if (mark !== '') fence = fence === '' ? mark.trim() : mark.trim().startsWith(fence) ? '' : fence;
    else if (fence === '') {
      const plain = line.replace(/`[^`]*`/g, '');
      const isBare = [...plain.matchAll(BARE_FIELD)].some(([, name = '']) => isName(name));
      if (isBare || SWITCH.test(plain)) found.push(offset);
    }
    offset += line.length + 1;
  }
  return found;
}

/** Words of settings that are near the name by chance. */
const NOT_MEANT = /^(?:interval|external|internet)$/i;

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
const isInternal = (pair: Pair): boolean => isScalar(pair.key) && pair.key.value === 'internal';

/** Words by which somebody may have meant yes or no. */
const isSwitch = (value: unknown): boolean =>
  value === null ||
  typeof value === 'boolean' ||
  /^(?:|[01]|y|n|yes|no|on|off|true|false)$/i.test(String(value).trim());

class Remover {
  readonly #text: string;
  /** Lists and mappings of which something was taken. */
  readonly #lessened = new Set<unknown>();
  readonly internals: Internal[] = [];
  readonly problems: Problem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  #hold(node: unknown): void {
    if (!isNode(node)) return;
    visit(node, {
      Scalar: (role, scalar) => {
        // A key that is a word of its own names a field; any other is a note like the values.
        if (role === 'key' && /^[A-Za-z][\w-]*$/.test(String(scalar.value))) return;
        if (scalar.value === null || typeof scalar.value === 'boolean') return;
        this.internals.push({ text: String(scalar.source ?? scalar.value), offset: offsetOf(scalar) });
      },
    });
  }

  #problem(node: unknown, detail: string): void {
    this.problems.push({ code: 'bad-internal', offset: offsetOf(node), detail });
  }

  /** Whether a mapping in a list goes whole: `internal: true`. Any other single value leaves that in doubt. */
  #isDropped(item: unknown): boolean {
    const pair = isMap(item) ? item.items.find(isInternal) : undefined;
    if (!pair || !isMap(item)) return false;
    if (isScalar(pair.value) && pair.value.value === true) {
      if (item.items.length === 1) this.#problem(pair.key, 'the item has nothing else in it');
      return true;
    }
    if (!isMap(pair.value) && !isSeq(pair.value) && !(isScalar(pair.value) && pair.value.value === false)) {
      this.#problem(pair.key, 'in a list, internal is true, or holds notes as fields');
    }
    return false;
  }

  /** Takes `internal` out of a mapping; as a bare switch it would say nothing of what it is for. */
  #clear(map: YAMLMap, isInList: boolean): void {
    for (const pair of map.items.filter(isInternal)) {
      if (
        !isInList &&
        !isMap(pair.value) &&
        !isSeq(pair.value) &&
        (!isScalar(pair.value) || isSwitch(pair.value.value))
      ) {
        this.#problem(pair.key, 'outside a list, internal holds what is private');
      }
      this.#hold(pair.value);
      this.#lessened.add(map);
    }
    map.items = map.items.filter((pair) => !isInternal(pair));
  }

  /** Takes out the fields of which nothing is left: an empty list would say that something is withheld. */
  #prune(node: unknown): void {
    if (!isCollection(node)) return;
    if (!isMap(node)) {
      for (const item of node.items) this.#prune(item);
      return;
    }
    for (const { value } of node.items) this.#prune(value);
    const rest = node.items.filter(
      ({ value }) => !(isCollection(value) && value.items.length === 0 && this.#lessened.has(value)),
    );
    if (rest.length < node.items.length) this.#lessened.add(node);
    node.items = rest;
  }

  remove(doc: Document<ParsedNode>): void {
    visit(doc, {
      Seq: (_, seq) => {
        const dropped = seq.items.filter((item) => this.#isDropped(item));
        if (dropped.length > 0) this.#lessened.add(seq);
        for (const item of dropped) this.#hold(item);
        seq.items = seq.items.filter((item) => !dropped.includes(item));
      },
      Map: (_, map, path) => {
        this.#clear(map, isSeq(path.at(-1)));
      },
    });
    this.#prune(doc.contents);
    visit(doc, {
      Scalar: (_, scalar) => {
        if (typeof scalar.value !== 'string' || !scalar.range) return;
        // A folded text has lost its lines; where it was written it still has them.
        const written = this.#text.slice(scalar.range[0], scalar.range[1]);
        if (hasField(scalar.value) || FOLDED_LINE.test(written))
          this.#problem(scalar, 'it stands inside a text');
      },
    });
  }
}

/**
 * Takes out of a document what is never published: each key `internal` with its value, and each mapping in a list
 * that says `internal: true`. What was meant as that and is not is a problem. `text` is the YAML itself.
 */
export function removeInternal(
  doc: Document<ParsedNode>,
  text: string,
): { internals: Internal[]; problems: Problem[] } {
  const remover = new Remover(text);
  remover.remove(doc);
  for (const match of text.matchAll(COMMENT)) {
    if (isName(match[1] ?? ''))
      remover.problems.push({ code: 'bad-internal', offset: match.index, detail: 'it is commented out' });
  }
  return { internals: remover.internals, problems: remover.problems };
}
