import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactDocument } from '../../../src/redaction/document.ts';
import { replaceForPublic } from '../../../src/redaction/strip.ts';
import { postmortemSchema } from '../../../src/schema/postmortem.ts';
import { readWith } from '../../../src/schema/read.ts';

const replace = replaceForPublic('none');
const redact = (text: string) => redactDocument(text, replace);
const published = (text: string) => {
  const { data, body } = redact(text);
  return JSON.stringify([data, body]);
};

const word = fc.constantFrom(
  'pool',
  'queue',
  'The',
  'shard',
  'replica',
  'at',
  'noon',
  'failed',
  'again',
  'over',
);
const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));
const secret = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9 .,:;#&*_'"-]{3,30}$/)
  .map((text) => `ZQX${text.trim()}XQZ`);
const open = fc.constantFrom(
  '<Redacted reason="customer">',
  '<Redacted reason="legal" public="somebody">',
  "<Redacted reason='vendor'>",
);

const TEMPLATES: ((before: string, marked: string, after: string) => string)[] = [
  (before, marked, after) => `---\ntitle: x\n---\n${before} ${marked} ${after}\n`,
  (before, marked, after) => `---\ntitle: x\n---\n## ${before} ${marked} ${after}\n\ntext\n`,
  (before, marked, after) => `---\ntitle: x\n---\n- ${before} ${marked}\n- ${after}\n`,
  (before, marked, after) => `---\ntitle: x\n---\n| a | b |\n|---|---|\n| ${before} ${marked} | ${after} |\n`,
  (before, marked, after) => `---\ntitle: x\n---\n\`\`\`sh\n${before} ${marked} ${after}\n\`\`\`\n`,
  (before, marked, after) => `---\ntitle: x\nsummary: >-\n  ${before} ${marked}\n  ${after}\n---\ntext\n`,
  (before, marked, after) => `---\ntitle: x\nlist:\n  - text: ${before} ${marked} ${after}\n---\ntext\n`,
];

describe('whatever stands between the tags', () => {
  it('is in no public text, wherever the marker stands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEMPLATES),
        words,
        open,
        secret,
        words,
        (template, before, tag, hidden, after) => {
          const text = template(before, `${tag}${hidden}</Redacted>`, after);
          const result = redact(text);
          fc.pre(result.problems.length === 0);
          expect(JSON.stringify([result.data, result.body])).not.toMatch(/ZQX|XQZ/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('changes nothing of what is published', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEMPLATES),
        words,
        open,
        secret,
        secret,
        words,
        (template, before, tag, one, other, after) => {
          const [a, b] = [one, other].map((hidden) =>
            redact(template(before, `${tag}${hidden}</Redacted>`, after)),
          );
          fc.pre(a?.problems.length === 0 && b?.problems.length === 0);
          expect([a?.data, a?.body]).toEqual([b?.data, b?.body]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('leads every public position back to the same text in the authored file', () => {
    fc.assert(
      fc.property(words, open, secret, words, (before, tag, hidden, after) => {
        const front = '---\ntitle: x\n---\n';
        const body = `${before} ${tag}${hidden}</Redacted> ${after}\n\nlast line\n`;
        const { body: text, bodyMap, problems } = redact(front + body);
        fc.pre(problems.length === 0);
        const at = text.indexOf('last line');
        expect(body.slice(bodyMap.toAuthored(at), bodyMap.toAuthored(at) + 9)).toBe('last line');
      }),
      { numRuns: 500 },
    );
  });
});

describe('any edit of one character in a marker', () => {
  const DOCUMENTS = [
    '---\ntitle: x\n---\nHello <Redacted reason="customer" public="a customer">KSECRET</Redacted> there\n',
    '---\ntitle: x\n---\n<Redacted reason="security">\n\n## KSECRET\n\n- KSECRET\n\n</Redacted>\n\nend\n',
    '---\ntitle: x\n---\n| a |\n|---|\n| <Redacted reason="customer">KSECRET</Redacted> |\n',
    '---\ntitle: x\n---\n`run <Redacted reason="security" public="a host">KSECRET</Redacted>`\n',
    "---\ntitle: x\n---\n<Callout title=\"<Redacted reason='customer' public='one'>KSECRET</Redacted>\">\nx\n</Callout>\n",
    '---\ntitle: at <Redacted reason="customer" public="a customer">KSECRET</Redacted> now\n---\nhi\n',
    '---\ntitle: >-\n  at <Redacted reason="customer"\n  public="a customer">KSECRET</Redacted> now\n---\nhi\n',
    '---\ntitle: \'at <Redacted reason="customer">KSECRET</Redacted>\'\n---\nhi\n',
  ];
  const INSERTED = ['x', ' ', '\n', '<', '>', '/', '"', "'", '\\', '&', '`', '\u200b', '{', '='];

  /** Every deletion, insertion, substitution and swap at the places of the two tags. */
  function* editsOf(text: string): Generator<string> {
    const places = [...text.matchAll(/<\/?Redacted[^>]*>/g)].flatMap((tag) =>
      Array.from(tag[0], (_, index) => tag.index + index),
    );
    for (const at of places) {
      yield text.slice(0, at) + text.slice(at + 1);
      yield text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2);
      for (const character of INSERTED) {
        yield text.slice(0, at) + character + text.slice(at);
        yield text.slice(0, at) + character + text.slice(at + 1);
      }
    }
  }

  it('is stripped all the same, or is an error', () => {
    let count = 0;
    for (const document of DOCUMENTS) {
      for (const edited of editsOf(document)) {
        count += 1;
        const { problems, data, body } = redact(edited);
        if (problems.length > 0) continue;
        expect(JSON.stringify([data, body]), JSON.stringify(edited)).not.toContain('KSECRET');
      }
    }
    expect(count).toBeGreaterThan(10_000);
  });
});

describe('any edit of one character in front matter', () => {
  const DOCUMENT = `---
title: x
timeline:
  - at: 2026-01-01T10:00:00Z
    type: note
    text: KSECRET was told
    internal: true
  - at: 2026-01-01T10:01:00Z
    type: note
    text: public
internal:
  owner: KSECRET
  chat: [KSECRET]
---
hi
`;

  it('withholds what is internal, or is an error, and never quotes it', () => {
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.message);
    process.on('warning', listen);
    const published: string[] = [];
    // Past the word itself, what remains is an edit of the secret, not of what withholds it.
    const places = [...DOCUMENT.matchAll(/internal: true|internal:|^ {2}- at.*|^ {4}\w+: */gm)].flatMap(
      (match) => Array.from(match[0], (_, index) => match.index + index),
    );
    let count = 0;
    for (const at of places) {
      for (const character of ['', ' ', 'x', ':', '#', '-', '"', '\n', '{', ',', '?', '&']) {
        for (const rest of [at, at + 1]) {
          const edited = DOCUMENT.slice(0, at) + character + DOCUMENT.slice(rest);
          count += 1;
          const { data, body, problems } = redact(edited);
          expect(JSON.stringify(problems)).not.toContain('KSECRET');
          if (problems.length > 0) continue;
          const { problems: fields } = readWith(postmortemSchema, data);
          expect(JSON.stringify(fields)).not.toContain('KSECRET');
          if (fields.length === 0 && JSON.stringify([data, body]).includes('KSECRET')) published.push(edited);
        }
      }
    }
    process.off('warning', listen);
    expect(published).toEqual([]);
    expect(warnings).toEqual([]);
    expect(count).toBeGreaterThan(2000);
  });
});

describe('a large or hostile file', () => {
  it('with 5,000 markers on one line loses all of them', () => {
    const text = `---\ntitle: x\n---\n${'some public text, then <Redacted reason="legal">KSECRET one</Redacted> and more of it; '.repeat(5000)}\n`;
    expect(published(text)).not.toContain('KSECRET');
  });

  it('with 5,000 markers loses all of them', () => {
    const text = `---\ntitle: x\n---\n${'some text that is public, then <Redacted reason="legal">KSECRET one</Redacted> and more of it\n\n'.repeat(5000)}`;
    expect(published(text)).not.toContain('KSECRET');
  });
});
