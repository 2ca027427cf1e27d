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
});
