import { isSeq, parseDocument, stringify } from 'yaml';
import { readPublicData } from '../redaction/front-matter.ts';
import { replaceForPublic } from '../redaction/strip.ts';
import { componentsSchema } from '../schema/component.ts';
import { readWith } from '../schema/read.ts';
import { ID } from '../schema/strict.ts';
import { masked } from './front-matter.ts';
import type { Archive, NewComponent } from './model.ts';
import { lineOf } from './rich-text.ts';

const fold = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** An id made of a name: lower-case letters, digits and hyphens. */
export function slug(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return ID.test(plain) ? plain : `${fallback}-${plain}`.replace(/-+$/, '');
}

/** What a source says of a component; some have no more than its name. */
export interface FoundComponent {
  id?: string | undefined;
  name: string;
  description?: string | undefined;
  group?: string | undefined;
  since?: string | undefined;
}

/** The components of the archive and those that a source adds to them. One of a known id or name is the known one. */
export class Components {
  readonly added: NewComponent[] = [];
  readonly #ids = new Set<string>();
  readonly #byName = new Map<string, string>();
  /** The id in the archive of an id of the source. */
  readonly #known = new Map<string, string>();

  constructor({ components }: Pick<Archive, 'components'>) {
    for (const { id, name } of components) this.#remember(id, name);
  }

  #remember(id: string, name: string): void {
    this.#ids.add(id);
    if (!this.#byName.has(fold(name))) this.#byName.set(fold(name), id);
  }

  /** The id of a component in the archive; it is added if it is not there. */
  idOf({ id, name: written, description, group, since }: FoundComponent): string {
    const name = lineOf(written);
    const known =
      (id && this.#known.get(id)) ?? (id && this.#ids.has(id) ? id : this.#byName.get(fold(name)));
    if (known) {
      if (id) this.#known.set(id, known);
      return known;
    }
    const own = id && ID.test(id) ? id : this.#free(slug(name, 'component'));
    if (id) this.#known.set(id, own);
    this.#remember(own, name);
    const short = name.slice(0, 60).trim();
    this.added.push({
      id: own,
      name: short,
      ...(description ? { description: lineOf(description).slice(0, 300).trim() } : {}),
      ...(group ? { group: lineOf(group).slice(0, 60).trim() } : {}),
      ...(since && /^\d{4}-\d{2}-\d{2}$/.test(since) ? { since } : {}),
    });
    return own;
  }

  /** The id of a component that has a name, if there is one. */
  known(name: string): string | undefined {
    return this.#byName.get(fold(lineOf(name)));
  }

  #free(id: string): string {
    let name = id;
    for (let count = 2; this.#ids.has(name); count += 1) name = `${id.slice(0, 60)}-${count}`;
    return name;
  }
}

const itemsText = (components: readonly NewComponent[]): string =>
  stringify(components, { version: '1.2', schema: 'core', lineWidth: 0 });

/** Why a component would not pass `npm run check`; undefined if it would. */
export function componentProblem(component: NewComponent): string | undefined {
  const { data, problems } = readPublicData(itemsText([component]), 0, replaceForPublic('none'));
  const [problem] = problems.length > 0 ? problems : readWith(componentsSchema, data).problems;
  return problem && [problem.code, problem.detail].filter(Boolean).join(', ');
}

/** Adds components behind the last of components.yaml; all that is there stays as it was written. */
export function addComponents(text: string, added: readonly NewComponent[]): string {
  if (added.length === 0) return text;
  const { contents: list } = parseDocument(masked(text), { schema: 'core', prettyErrors: false });
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  if (!isSeq(list) || !list.range) return `${text}${end}${itemsText(added)}`;
  const [from, to] = list.range;
  if (list.items.length === 0) return text.slice(0, from) + itemsText(added).trimEnd() + text.slice(to);
  if (list.flow) {
    const before = text.slice(0, to - 1);
    const comma = /,\s*$/.test(before) ? '' : ',';
    return `${before}${comma} ${added.map((each) => JSON.stringify(each)).join(', ')}${text.slice(to - 1)}`;
  }
  const indent = ' '.repeat(from - (text.lastIndexOf('\n', from) + 1));
  const items = itemsText(added).replace(/^(?=.)/gm, indent);
  const line = text.indexOf('\n', to - 1);
  return line < 0 ? `${text}\n${items}` : text.slice(0, line + 1) + items + text.slice(line + 1);
}
