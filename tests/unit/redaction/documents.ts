import fc from 'fast-check';
import { type Marker, markerOf, type Piece, type Place, unmarked, word, wordsOf, write } from './words.ts';

/** A scalar of the front matter: as it is written, quotes and all, and the words that it holds. */
interface Scalar {
  path: PropertyKey[];
  written: Piece[];
  words: Piece[];
}
type Value = Omit<Scalar, 'path'>;

/** A document that can be written with one set of secrets, or the other. */
export interface Template {
  front: Piece[];
  scalars: Scalar[];
  body: Piece[];
}

export const writeFile = ({ front, body }: Template, which: 0 | 1): string =>
  write(['---\n', ...front, '---\n', ...body], which);

/** Pieces put together as in a template literal; a list brings all of its own. */
const pieces = (texts: TemplateStringsArray, ...parts: (Piece | Piece[])[]): Piece[] =>
  texts.flatMap((text, index) => [text, ...[parts[index] ?? []].flat()]);

const joined = (all: readonly Piece[][], by: string): Piece[] =>
  all.flatMap((each, index) => (index === 0 ? each : [by, ...each]));

const linesOf = (place: Place): fc.Arbitrary<Piece[][]> =>
  fc.array(wordsOf(place), { minLength: 1, maxLength: 3 });

const words = wordsOf();
const inCell = wordsOf({ without: '|' });

/** A block marker between two words, in a paragraph, a quote or a list item. */
const blockMarker = fc.tuple(fc.constantFrom('', '> ', '  '), word, word).chain(([prefix, before, after]) =>
  markerOf({ lineEnd: `\n${prefix}` }).map((inline): Piece[] => {
    const blank = `\n${prefix.trimEnd()}\n`;
    const fill = (secret: string) =>
      `${blank}${prefix}## ${secret}${blank}${prefix}\`\`\`\n${prefix}${secret}\n${prefix}\`\`\`\n${prefix}`;
    const marker: Marker = {
      start: `${prefix}${inline.start.replaceAll(/\s+/g, ' ')}`,
      end: `${inline.end}\n`,
      secrets: [fill(inline.secrets[0]), fill(inline.secrets[1])],
      public: inline.public === '' ? '' : `${prefix}${inline.public}\n`,
    };
    return pieces`${prefix === '  ' ? '- ' : prefix}${before}${blank}${marker}${blank.slice(1)}${prefix}${after}`;
  }),
);

const block: fc.Arbitrary<Piece[]> = fc.oneof(
  linesOf({ lineEnd: '\n' }).map((all) => joined(all, '\n')),
  fc.tuple(fc.constantFrom('## ', '### '), words).map(([sign, all]) => [sign, ...all]),
  words.map((all) => pieces`${all}\n===`),
  fc
    .tuple(
      fc.constantFrom('- ', '1. ', '- [x] ', '* '),
      linesOf({ lineEnd: '\n   ' }),
      wordsOf({ lineEnd: '\n      ' }),
    )
    .map(([sign, all, below]) => pieces`${sign}${joined(all, `\n${sign}`)}\n    - ${below}`),
  fc
    .constantFrom('> ', '> > ', '>')
    .chain((sign) =>
      linesOf({ lineEnd: `\n${sign}` }).map((all) => pieces`${sign}${joined(all, `\n${sign}`)}`),
    ),
  fc
    .array(fc.tuple(inCell, inCell), { minLength: 2, maxLength: 3 })
    .map((rows) => rows.map(([one, two]) => pieces`| ${one} | ${two} |\n`))
    .map(([head = [], ...rows]) => pieces`${head}|---|:-:|\n${rows.flat()}`),
  fc
    .tuple(fc.constantFrom('```', '~~~', '````'), linesOf({ lineEnd: '\n  ' }))
    .map(([fence, all]) => pieces`${fence}sh\n${joined(all, '\n')}\n${fence}`),
  fc
    .tuple(words, linesOf({ lineEnd: '\n' }))
    .map(
      ([title, all]) => pieces`<Callout type="note" title="${title}">\n\n${joined(all, '\n')}\n\n</Callout>`,
    ),
  fc
    .tuple(words, words)
    .map(([head, all]) => pieces`<details>\n<summary>${head}</summary>\n\n${all}\n\n</details>`),
  fc
    .tuple(fc.nat().map(String), words, wordsOf({ lineEnd: '\n    ' }), words)
    .map(([label, text, note, more]) => pieces`${text}[^${label}]\n\n[^${label}]: ${note}\n\n    ${more}`),
  fc
    .tuple(fc.constantFrom('**', '_', '~~', '`', '***'), word, words, word)
    .map(([sign, first, all, last]) => pieces`${first} ${sign}${first}${all}${last}${sign} ${last}`),
  fc
    .tuple(words, words, words)
    .map(([text, title, alt]) => pieces`[${text}](https://example.com/a "${title}") ![${alt}](./a.png)`),
  words.map((all) => pieces`a <kbd>${all}</kbd> b<br />c`),
  blockMarker,
);

/** Every way in which YAML writes a text whose further lines have an indent. */
function scalarOf(indent: string, isInFlow = false): fc.Arbitrary<Value> {
  const lineEnd = `\n${indent}`;
  const place: Place = { lineEnd, between: isInFlow ? [' ', '', '. ', ' / '] : [' ', '', ', ', ' (', '. '] };
  const inLines = linesOf(place).map((all) => ({
    words: joined(all, '\n'),
    lines: joined(all, lineEnd),
  }));
  const plain = inLines.map((value) => ({ words: value.words, written: value.lines }));
  const quoted = fc
    .tuple(fc.constantFrom('"', "'"), inLines)
    .map(([quote, value]) => ({ words: value.words, written: [quote, ...value.lines, quote] }));
  const inBlock = fc
    .tuple(fc.constantFrom('|', '|-', '|+', '|2', '>', '>-', '>+', '>2-'), inLines)
    .map(([sign, value]) => ({ words: value.words, written: [sign, lineEnd, ...value.lines] }));
  return isInFlow ? fc.oneof(plain, quoted) : fc.oneof(plain, quoted, inBlock);
}

/** A field with one scalar, or with two below it, in every form that a list or a mapping has. */
const fieldOf = (key: string): fc.Arbitrary<Pick<Template, 'front' | 'scalars'>> =>
  fc.oneof(
    scalarOf('  ').map((one) => ({
      front: pieces`${key}: ${one.written}\n`,
      scalars: [{ ...one, path: [key] }],
    })),
    pairOf(key, scalarOf('  ', true), [[0], [1]], ([one, two]) => pieces` [${one}, ${two}]\n`),
    pairOf(
      key,
      scalarOf('  ', true),
      [['text'], ['a b']],
      ([one, two]) => pieces` { text: ${one}, 'a b': ${two} }\n`,
    ),
    pairOf(key, scalarOf('    '), [[0], [1]], ([one, two]) => pieces`\n  - ${one}\n  - ${two}\n`),
    pairOf(
      key,
      scalarOf('      '),
      [
        [0, 'text'],
        [0, 'note'],
      ],
      ([one, two]) => pieces`\n  - text: ${one}\n    note: ${two}\n`,
    ),
    words.map((all) => ({ front: pieces`# ${all}\n`, scalars: [] })),
  );

function pairOf(
  key: string,
  value: fc.Arbitrary<Value>,
  paths: readonly [PropertyKey[], PropertyKey[]],
  form: (written: [Piece[], Piece[]]) => Piece[],
): fc.Arbitrary<Pick<Template, 'front' | 'scalars'>> {
  return fc.tuple(value, value).map(([one, two]) => ({
    front: [`${key}:`, ...form([one.written, two.written])],
    scalars: [
      { ...one, path: [key, ...paths[0]] },
      { ...two, path: [key, ...paths[1]] },
    ],
  }));
}

const internal = unmarked.map(
  (secret) => pieces`internal:\n  owner: "${secret}"\n  list: [{ note: ${secret} }]\n`,
);

/** Whole documents with markers anywhere. */
export const template: fc.Arbitrary<Template> = fc
  .record({
    fields: fc
      .subarray(['title', 'summary', 'noActions', 'lessons', 'wentWell'], { minLength: 1, maxLength: 3 })
      .chain((keys) => fc.tuple(...keys.map(fieldOf))),
    internal: fc.option(internal, { nil: [] }),
    blocks: fc.array(block, { minLength: 1, maxLength: 4 }),
  })
  .map(({ fields, internal, blocks }) => ({
    front: [...fields.flatMap((field) => field.front), ...internal],
    scalars: fields.flatMap((field) => field.scalars),
    body: [...joined(blocks, '\n\n'), '\n'],
  }));
