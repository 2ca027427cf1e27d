import { isSeq, parseDocument } from 'yaml';
import { ID } from '../schema/strict.ts';
import type { Archive, NewComponent } from './model.ts';

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
  idOf({ id, name, description, group, since }: FoundComponent): string {
    const known =
      (id && this.#known.get(id)) ?? (id && this.#ids.has(id) ? id : this.#byName.get(fold(name)));
    if (known) {
      if (id) this.#known.set(id, known);
      return known;
    }
    const own = id && ID.test(id) ? id : this.#free(slug(name, 'component'));
    if (id) this.#known.set(id, own);
    this.#remember(own, name);
    const short = name.trim().slice(0, 60).trim();
    this.added.push({
      id: own,
      name: short,
      ...(description ? { description: description.slice(0, 300).trim() } : {}),
      ...(group ? { group: group.slice(0, 60).trim() } : {}),
      ...(since && /^\d{4}-\d{2}-\d{2}$/.test(since) ? { since } : {}),
    });
    return own;
  }

  /** The id of a component that has a name, if there is one. */
  known(name: string): string | undefined {
    return this.#byName.get(fold(name));
  }

  #free(id: string): string {
    let name = id;
    for (let count = 2; this.#ids.has(name); count += 1) name = `${id.slice(0, 60)}-${count}`;
    return name;
  }
}

/** Adds components at the end of components.yaml; all that is there stays as it was written. */
export function addComponents(text: string, added: readonly NewComponent[]): string {
  if (added.length === 0) return text;
  const document = parseDocument(text, { schema: 'core' });
  if (!isSeq(document.contents)) document.contents = document.createNode([]) as typeof document.contents;
  if (isSeq(document.contents)) {
    document.contents.flow = false;
    for (const component of added) document.addIn([], document.createNode(component));
  }
  return document.toString({ lineWidth: 0 });
}
