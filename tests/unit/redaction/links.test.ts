import { expect, it } from 'vitest';
import { hasBadLink } from '../../../src/redaction/links.ts';

it.each([
  '[a](javascript:b)',
  '![a](data:image/png,b)',
  '[a]: vbscript:b',
  '<javascript:b>',
  '[a](java\\script&colon;b)',
  '[a]( //evil.example )',
])('an address that a body may not have is found in %s', (text) => {
  expect(hasBadLink(text)).toBe(true);
});

it.each([
  'A fix is out: [see here](https://x.example/?a=1\\&b=2).',
  '[a](/incidents/pm-1/#b) <https://x.example> www.x.example mail@x.example',
  '`[a](javascript:b)`',
  'array[0](x) and a: b',
])('nothing is said against %s', (text) => {
  expect(hasBadLink(text)).toBe(false);
});
