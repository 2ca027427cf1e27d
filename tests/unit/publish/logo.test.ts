import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logoOf } from '../../../src/publish/logo.ts';

const svg = (inside: string, root = 'viewBox="0 0 20 10"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inside}</svg>`;
const SHAPE = '<path d="M0 0h9"/>';
const markup = (source: string) => {
  const logo = logoOf(source);
  return 'markup' in logo ? logo.markup : logo;
};

describe('a logo', () => {
  it('becomes markup of a known size that says nothing beside the name', () => {
    expect(
      markup(svg(`\n  ${SHAPE}\n`, 'fill="none" viewBox="0 0 20 10" width="5" id="x" version="1.1"')),
    ).toBe(
      `<svg class="logo" aria-hidden="true" viewBox="0 0 20 10" width="56" height="28" fill="none">${SHAPE}</svg>`,
    );
    expect(markup(`<?xml version="1.0"?>\n${svg(SHAPE, 'width="30" height="30px"')}`)).toContain(
      'viewBox="0 0 30 30" width="28" height="28">',
    );
  });

  it('has no name that something else on the page has', () => {
    const gradient = '<linearGradient id="content"><stop offset="0"/></linearGradient>';
    const uses = `<path fill="url(#content)" d="M0 0h9"/><use href='#content' xlink:href="#content"/>`;
    expect(markup(svg(`<defs>${gradient}</defs>${uses}`))).toContain(
      `<linearGradient id="logo-content"><stop offset="0"/></linearGradient></defs>` +
        `<path fill="url(#logo-content)" d="M0 0h9"/><use href='#logo-content' xlink:href="#logo-content"/>`,
    );
  });

  it('of the demo is one', () => {
    const file = readFileSync(new URL('../../../public/logo.svg', import.meta.url), 'latin1');
    expect(markup(file)).toMatch(/^<svg class="logo" .*currentColor.*<\/svg>$/);
  });

  it.each([
    ['a script', svg('<script>x</script>'), 'it has an element that is not on the list of shapes'],
    ['text', svg('<text>Halyard</text>'), 'it has an element that is not on the list of shapes'],
    ['an event', svg('<path onclick="x()"/>'), 'it has an attribute or an address that is not on the list'],
    [
      'something from elsewhere',
      svg('<path fill="url(https://x.example/)"/>'),
      'it has an attribute or an address that is not on the list',
    ],
    ['a comment', svg('<!-- by me -->'), 'it has a comment'],
    ['an umlaut', svg('\u00fc'), 'it has characters that are not ASCII'],
    ['a style', svg('<style>path{fill:red}</style>'), 'it has a style or a class'],
    ['a style of one shape', svg('<path style="fill:red"/>'), 'it has a style or a class'],
    ['a class, which the site may have too', svg("<path class = 'card'/>"), 'it has a style or a class'],
    ['no size', svg(SHAPE, 'fill="none"'), 'its first tag has no viewBox'],
    ['no width', svg(SHAPE, 'viewBox="0 0 0 10"'), 'its first tag has no viewBox'],
    ['a size of no numbers', svg(SHAPE, 'viewBox="a b c d"'), 'its first tag has no viewBox'],
    ['nothing in it', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', 'it has no shape'],
    ['too much', svg(SHAPE.repeat(300)), 'it has 5486 characters, of at most 4096'],
  ])('is refused with %s', (_, source, detail) => {
    expect(logoOf(source)).toEqual({ code: 'bad-logo', detail });
  });
});
