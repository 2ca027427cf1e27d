import { describe, expect, it } from 'vitest';
import { publicText, redact } from './redact.ts';

describe('a large file', () => {
  it.each([
    ['on one line', '; '],
    ['in as many paragraphs', '\n\n'],
  ])('with 5,000 markers %s loses all of them and nothing else', (_, end) => {
    const text = (marker: string) =>
      `---\ntitle: x\n---\n${`some public text, then${marker} and more of it${end}`.repeat(5000)}\n`;
    const document = redact(text(' <Redacted reason="legal">KSECRET one</Redacted>'));
    expect(document.problems).toEqual([]);
    expect(publicText(document)).toBe(publicText(redact(text(''))));
  });

  it('with a comment of very many spaces is read', () => {
    const text = `---\ntitle: x\n# abcde${' '.repeat(250_000)}x\n---\n\nbody\n`;
    expect(redact(text).problems).toEqual([]);
  });

  it('with thousands of quotes that nothing ends tells of each where it begins', () => {
    const lines = 5000;
    const { problems } = redact(`---\n${"- 'a\n".repeat(lines)}---\n\nbody\n`);
    const told = problems.filter(({ code }) => code === 'yaml').map(({ offset }) => offset);
    expect(told.slice(0, lines)).toEqual(Array.from({ length: lines }, (_, index) => 4 + index * 5 + 2));
  });
});
