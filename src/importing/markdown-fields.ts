import type { Site } from '../schema/site.ts';
import { Components } from './components.ts';
import type { WrittenAction } from './markdown-actions.ts';
import type { Labelled } from './markdown-labels.ts';
import { isMoment, Moments } from './markdown-moments.ts';
import { entryFields, type WrittenEntry } from './markdown-timeline.ts';
import { foldWord, type Meaning } from './markdown-words.ts';
import { type Archive, emptyAccount } from './model.ts';
import { lineOf, plainText, richText } from './rich-text.ts';
import { fitTitle, levelOf } from './vocabulary.ts';

type List = 'wentWell' | 'wentWrong' | 'gotLucky' | 'lessons' | 'damageControl';
const LISTS: readonly Meaning[] = ['wentWell', 'wentWrong', 'gotLucky', 'lessons', 'damageControl'];
export const isList = (meaning: Meaning): meaning is List => LISTS.includes(meaning);
const IMPACTS: Readonly<Record<string, string>> = { low: 'minor', medium: 'minor', high: 'major' };

/** Links of a hand-written text that lead to files beside it lead nowhere here. */
export const absolute = (url: string): string | undefined => (URL.canParse(url) ? url : undefined);

/** The severity that a word means: its id or label, a number of the same rank, or an impact. */
function severityIn(text: string, { severities }: Pick<Site, 'severities'>): string | undefined {
  const word = foldWord(text);
  const [first = ''] = word.split(' ');
  const named = severities.find(({ id, label }) => [foldWord(id), foldWord(label)].includes(word));
  const rank = /^(?:sev|p|s|severity|priority)? ?(\d)\b/.exec(word)?.[1];
  const byImpact = severities.find(({ impact }) => impact === (IMPACTS[first] ?? first));
  return (named ?? severities[Number(rank ?? 0) - 1] ?? byImpact)?.id;
}

/** The front matter that a hand-written postmortem gives. What does not fit, or whose field is taken, is not taken. */
export class WrittenFields {
  readonly account = emptyAccount();
  readonly moments = new Moments();
  readonly timeline: WrittenEntry[] = [];
  readonly actions: WrittenAction[] = [];
  title: string | undefined;
  readonly #site: Site;
  readonly #components: Components;
  readonly #texts = new Map<'summary' | 'severity' | 'impact' | 'rootCause', string>();
  readonly #private: Record<string, string> = {};
  readonly #lists = new Map<List, string[]>();
  readonly #tags = new Set<string>();
  readonly #affected = new Set<string>();
  #whys: readonly string[] = [];
  #whysFrom = '';

  constructor(archive: Archive) {
    this.#site = archive.site;
    this.#components = new Components(archive);
  }

  map(from: string, to: string | undefined): boolean {
    if (to) this.account.mapped.push(`${from} → ${to}`);
    return to !== undefined && to !== '';
  }

  #text(
    name: 'summary' | 'severity' | 'impact' | 'rootCause',
    value: string | undefined,
    from: string,
  ): boolean {
    if (!value || this.#texts.has(name)) return false;
    this.#texts.set(name, value);
    return this.map(from, name);
  }

  #words(value: string): string[] {
    return value
      .split(/[,;]/)
      .map((word) => lineOf(word).slice(0, 100))
      .filter((word) => word !== '');
  }

  /** Takes what stands under a label; whether it found its place. */
  take({ label, meaning, value }: Labelled): boolean {
    if (isMoment(meaning)) return this.map(label, this.moments.take(meaning, value));
    if (isList(meaning)) return this.takeList(meaning, [plainText(value)], label);
    switch (meaning) {
      case 'title':
        if (this.title !== undefined) return false;
        this.title = plainText(value);
        return true;
      case 'date':
        return this.map(label, this.moments.takeDate(value));
      case 'severity':
        return this.#text('severity', severityIn(value, this.#site), label);
      case 'summary': {
        const summary = plainText(value);
        return summary.length <= 600 && this.#text('summary', summary, label);
      }
      case 'impact':
        return this.#text(
          'impact',
          richText(value, { from: 'markdown', headings: 'lines', link: absolute }).markdown,
          label,
        );
      case 'rootCause':
        return this.#text('rootCause', plainText(value), label);
      case 'tags':
        for (const tag of this.#words(value)) this.#tags.add(tag);
        return this.map(label, 'tags');
      case 'components':
        return this.#takeComponents(value, label);
      case 'private':
        this.#private[foldWord(label).replaceAll(' ', '-')] ??= plainText(value);
        return this.map(label, 'internal');
      case 'nothing':
        this.account.lost.push(label);
        return true;
      default:
        return false;
    }
  }

  /** Components that the archive knows are affected; other names are words to find it by. */
  #takeComponents(value: string, label: string): boolean {
    for (const name of this.#words(value)) {
      const id = this.#components.known(name);
      if (id) this.#affected.add(id);
      else this.#tags.add(name);
    }
    return this.map(label, 'components and tags');
  }

  takeList(meaning: List, lines: readonly string[], from: string): boolean {
    if (lines.length === 0 || lines.some((line) => line.length > 10_000)) return false;
    this.#lists.set(meaning, [...(this.#lists.get(meaning) ?? []), ...lines]);
    return this.map(from, meaning);
  }

  takeWhys(lines: readonly string[], from: string): boolean {
    if (lines.length === 0 || this.#whys.length > 0) return false;
    this.#whys = lines;
    this.#whysFrom = from;
    return true;
  }

  /** Whys lead to a cause; those that lead to none have no field. */
  get homelessWhys(): readonly string[] {
    return this.#texts.has('rootCause') ? [] : this.#whys;
  }

  #impact(): Record<string, unknown> {
    const level = levelOf(
      this.#site.severities.find(({ id }) => id === this.#texts.get('severity'))?.impact ?? 'minor',
    );
    const text = this.#texts.get('impact');
    const components = [...this.#affected].map((id) => ({ id, status: level }));
    if (!text && components.length === 0) return {};
    return { impact: { ...(text ? { text } : {}), ...(components.length > 0 ? { components } : {}) } };
  }

  /** The front matter of a draft, in the order in which authors read it. `name` is its title if it has none. */
  fields(name: string, tell: (detail: string) => void): Record<string, unknown> {
    const { title, whole } = fitTitle(this.title || name);
    const [severity, summary, cause] = (['severity', 'summary', 'rootCause'] as const).map((each) =>
      this.#texts.get(each),
    );
    if (cause && this.#whys.length > 0) this.map(this.#whysFrom, 'whys');
    const rootCause = {
      status: 'identified',
      text: cause,
      ...(this.#whys.length > 0 ? { whys: this.#whys } : {}),
    };
    return {
      title,
      status: 'draft',
      ...(severity ? { severity } : {}),
      ...(summary || whole ? { summary: summary ?? whole?.slice(0, 600) } : {}),
      ...this.moments.fields(tell),
      ...this.#impact(),
      ...(cause ? { rootCause } : {}),
      ...(this.timeline.length > 0 ? { timeline: this.timeline.map(entryFields) } : {}),
      ...Object.fromEntries(this.#lists),
      ...(this.actions.length > 0
        ? { actions: this.actions.map((action, index) => ({ id: `a${index + 1}`, ...action })) }
        : {}),
      ...(this.#tags.size > 0 ? { tags: [...this.#tags] } : {}),
      ...(Object.keys(this.#private).length > 0 ? { internal: this.#private } : {}),
    };
  }
}
