import type { Finding } from '../findings.ts';
import type { Component } from '../schema/component.ts';
import type { Site } from '../schema/site.ts';

/** A text to import. `file` is how findings name it; line ends are of one kind. */
export interface Source {
  file: string;
  text: string;
}

/** What an importer needs to know of the archive. */
export interface Archive {
  site: Site;
  components: readonly Component[];
  /** Milliseconds since 1970 UTC. */
  now: number;
}

/** A component as it is added to components.yaml. */
export type NewComponent = Pick<Component, 'id' | 'name'> &
  Partial<Pick<Component, 'description' | 'group' | 'since'>>;

/** What became of the fields of a source: taken as they are, taken as something else, left behind. */
export interface Account {
  kept: string[];
  mapped: string[];
  lost: string[];
}

/** A postmortem made of a source: authored front matter, and a body of MDX. */
export interface Imported extends Account {
  id: string;
  /** The file it comes from, and the line at which it begins there. */
  from: { file: string; line: number };
  fields: Record<string, unknown>;
  body: string;
}

/** What a run of an importer gives. What is wrong with one source never holds up another. */
export interface Import {
  documents: Imported[];
  components: NewComponent[];
  findings: Finding[];
}

export const emptyAccount = (): Account => ({ kept: [], mapped: [], lost: [] });
