import { describe, expect, it } from 'vitest';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { readWith } from '../../../src/schema/read.ts';
import { findingsOf, publicText, redact, repeated } from './redact.ts';

const SECRET = 'KSECRET';

const OPEN = '<Redacted reason="customer" public="a customer">';
const BARE = "<Redacted reason='legal'>";
const CLOSE = '</Redacted>';
const inBody = (body: string) => `---\ntitle: x\n---\n${body}\n`;
const inFront = (fields: string) => `---\n${fields}\n---\nhi\n`;

/** A marker in every place that one may stand in. */
const MARKED: Record<string, string> = {
  'in prose': inBody(`Hello ${OPEN}${SECRET}${CLOSE} there`),
  'in a heading': inBody(`## Hit ${BARE}${SECRET}${CLOSE}`),
  'in a list': inBody(`- a\n  - b ${BARE}${SECRET}${CLOSE}\n- c`),
  'in a quote': inBody(`> a ${OPEN}${SECRET}\n> ${SECRET}${CLOSE} b`),
  'in a table': inBody(`| a | b |\n|---|---|\n| ${BARE}${SECRET}${CLOSE} | c |`),
  'in a code span': inBody(`\`run ${OPEN}${SECRET}${CLOSE}\``),
  'in a fence': inBody(`\`\`\`sh\nrun ${BARE}${SECRET}${CLOSE}\n\`\`\``),
  'in a link text': inBody(`[a ${BARE}${SECRET}${CLOSE}](https://x.y)`),
  'in a link title': inBody(`[a](https://x.y "b ${BARE}${SECRET}${CLOSE}")`),
  'in an image text': inBody(`![a ${BARE}${SECRET}${CLOSE}](./x.png)`),
  'in a footnote': inBody(`a[^1]\n\n[^1]: b ${BARE}${SECRET}${CLOSE}`),
  'in an element': inBody(`a <kbd>b ${BARE}${SECRET}${CLOSE}</kbd>`),
  'in an attribute': inBody(`<Callout title="a ${BARE}${SECRET}${CLOSE}">\nx\n</Callout>`),
  'in a tag over several lines': inBody(`a <Redacted\n  reason="legal"\n  public="b c">${SECRET}${CLOSE} d`),
  'around blocks': inBody(`${OPEN}\n\n## ${SECRET}\n\n- ${SECRET}\n\n${CLOSE}\n\nend`),
  'around blocks of a quote': inBody(`> a\n>\n> ${BARE}\n>\n> ${SECRET}\n>\n> ${CLOSE}\n>\n> b`),
  'around blocks of a list item': inBody(`- a\n\n  ${BARE}\n\n  ${SECRET}\n\n  ${CLOSE}\n- b`),
  'around lines of a fence': inBody(`\`\`\`\na\n${BARE}\n${SECRET}\n${CLOSE}\nb\n\`\`\``),
  'in a plain scalar': inFront(`title: at ${OPEN}${SECRET}${CLOSE} now`),
  'in a plain scalar over several lines': inFront(`title: at\n  ${BARE}${SECRET}${CLOSE}\n  now`),
  'in single quotes': inFront(`title: 'at ${OPEN}${SECRET}${CLOSE}'`),
  'in double quotes': inFront(`title: "at ${BARE}${SECRET}${CLOSE}"`),
  'in a literal block': inFront(`title: |\n  at ${BARE}${SECRET}${CLOSE}\n  now`),
  'in a folded block': inFront(
    `title: >-\n  at <Redacted reason="legal"\n  public="b">${SECRET}${CLOSE} now`,
  ),
  'in a list of YAML': inFront(`title: x\nlessons:\n  - at ${BARE}${SECRET}${CLOSE}`),
  'in a flow list': inFront(`title: x\nlessons: [a, at ${BARE}${SECRET}${CLOSE}]`),
  'in a flow mapping': inFront(`title: x\ntrigger: { class: a, text: ${BARE}${SECRET}${CLOSE} }`),
};
const SIGNS = ['x', ' ', '\n', '<', '>', '/', '"', "'", '\\', '&', '`', '\u200b', '{', '=', ':', '#'];

/** Every deletion, insertion, substitution and swap at the places of the two tags. */
function* editsOf(text: string): Generator<string> {
  const places = [...text.matchAll(/<\/?Redacted[^>]*>/g)].flatMap((tag) =>
    Array.from(tag[0], (_, index) => tag.index + index),
  );
  for (const at of places) {
    yield text.slice(0, at) + text.slice(at + 1);
    yield text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2);
    for (const sign of SIGNS) {
      yield text.slice(0, at) + sign + text.slice(at);
      yield text.slice(0, at) + sign + text.slice(at + 1);
    }
  }
}

const editsByPlace = Object.entries(MARKED).map(([place, text]) => {
  const edits = new Set(editsOf(text));
  edits.delete(text);
  return { place, edits };
});

/** What a message says of a text that holds the secret, and what is published of it. */
function read(text: string) {
  const document = redact(text);
  const fields = document.data === undefined ? [] : readWith(postmortemSchema, document.data).problems;
  const said = findingsOf(document, fields).map(({ message, hint }) => `${message}\n${hint}`);
  return {
    isRefused: document.problems.length > 0,
    isFieldWrong: fields.length > 0,
    told: repeated(SECRET, 5, said.join('\n')),
    published: repeated(SECRET, 4, publicText(document)),
  };
}

describe('any edit of one character in a marker', () => {
  it('is one of more than 20,000', () => {
    const count = editsByPlace.reduce((sum, { edits }) => sum + edits.size, 0);
    expect(count).toBeGreaterThan(20_000);
  });

  it.each(editsByPlace)('$place leaves it withheld, or is an error that does not tell it', ({ edits }) => {
    for (const edited of edits) {
      const { isRefused, told, published } = read(edited);
      if (told.length > 0 || (!isRefused && published.length > 0))
        expect.fail(`${JSON.stringify(edited)} tells ${[...told, ...published].join(' ')}`);
    }
  });
});

describe('the same edit of one character in the names of both tags', () => {
  const NAME = 'Redacted';
  const signs = [
    ...Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code)),
    '\n',
    'é',
    '·',
    '\u00ad',
    'е',
  ];
  const names = new Set(
    Array.from(NAME, (letter, at) => [
      NAME.slice(0, at) + NAME.slice(at + 1),
      NAME.slice(0, at) + (NAME[at + 1] ?? '') + letter + NAME.slice(at + 2),
      ...signs.flatMap((sign) => [
        NAME.slice(0, at) + sign + NAME.slice(at),
        NAME.slice(0, at) + sign + NAME.slice(at + 1),
      ]),
    ]).flat(),
  );
  names.delete(NAME);
  const PLACES: Record<string, (marked: string) => string> = {
    'in prose': (marked) => inBody(`a ${marked} b`),
    'in code': (marked) => inBody(`a \`${marked}\` b`),
    'in front matter': (marked) => inFront(`title: 'a ${marked.replaceAll("'", "''")} b'`),
  };

  it.each(Object.entries(PLACES))('%s is an error', (_, place) => {
    expect(names.size).toBeGreaterThan(1400);
    const published = [...names].flatMap((name) =>
      ['', ' reason="customer"']
        .filter((attributes) => {
          const text = place(`<${name}${attributes}>${SECRET}</${name}>`);
          const result = read(text);
          return result.told.length > 0 || (!result.isRefused && result.published.length > 0);
        })
        .map((attributes) => name + attributes),
    );
    expect(published).toEqual([]);
  });
});

describe('any edit of one character in front matter', () => {
  const DOCUMENT = `---
title: x
timeline:
  - at: 2026-01-01T10:00:00Z
    type: note
    text: ${SECRET} was told
    internal: true
  - at: 2026-01-01T10:01:00Z
    type: note
    text: public
internal:
  owner: ${SECRET}
  chat: [${SECRET}]
---
hi
`;

  it('withholds what is internal, or is an error, and never quotes it', () => {
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.message);
    process.on('warning', listen);
    // Past the word itself, what remains is an edit of the secret, not of what withholds it.
    const places = [...DOCUMENT.matchAll(/internal: true|internal:|^ {2}- at.*|^ {4}\w+: */gm)].flatMap(
      (match) => Array.from(match[0], (_, index) => match.index + index),
    );
    let count = 0;
    for (const at of places) {
      for (const sign of ['', ' ', 'x', ':', '#', '-', '"', '\n', '{', ',', '?', '&']) {
        for (const rest of [at, at + 1]) {
          const edited = DOCUMENT.slice(0, at) + sign + DOCUMENT.slice(rest);
          count += 1;
          const { isRefused, isFieldWrong, told, published } = read(edited);
          expect(told, edited).toEqual([]);
          if (!isRefused && !isFieldWrong) expect(published, edited).toEqual([]);
        }
      }
    }
    process.off('warning', listen);
    expect(warnings).toEqual([]);
    expect(count).toBeGreaterThan(2000);
  });
});
