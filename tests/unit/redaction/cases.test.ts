import { describe, expect, it } from 'vitest';
import { redactDocument } from '../../../src/redaction/document.ts';
import { replaceForPublic } from '../../../src/redaction/strip.ts';

const CUSTOMER = 'reason="customer" public="a customer"';

/** What is published of a case, and the codes of its problems. */
function run(body: string) {
  const input = body.replaceAll('@R', CUSTOMER).replaceAll('⏎', '\n').replaceAll('ˋ', '`');
  const text =
    input.startsWith('---') || input.startsWith('\ufeff') || body === 'hi'
      ? input
      : `---\ntitle: x\n---\n${input}`;
  const document = redactDocument(text, replaceForPublic('none'));
  return {
    codes: document.problems.map((problem) => problem.code),
    published: JSON.stringify([document.data, document.body]),
  };
}

const ACCEPTED: Record<string, [input: string, published: string]> = {
  inline: ['Hello <Redacted @R>KSECRET</Redacted> w', 'Hello a customer w'],
  heading: ['## Hit <Redacted @R>KSECRET</Redacted>', '## Hit a customer'],
  'code span': ['run ˋcurl <Redacted @R>KSECRET</Redacted>ˋ', 'run `curl a customer`'],
  'image alt': ['![a <Redacted @R>KSECRET</Redacted>](./x.png)', '![a a customer](./x.png)'],
  'link text': ['[a <Redacted @R>KSECRET</Redacted>](https://x.y)', '[a a customer](https://x.y)'],
  footnote: ['x[^1]⏎⏎[^1]: <Redacted @R>KSECRET</Redacted>', '[^1]: a customer'],
  block: [
    'a⏎⏎<Redacted @R>⏎⏎## KSECRET head⏎⏎- KSECRET⏎⏎ˋˋˋ⏎KSECRET⏎ˋˋˋ⏎⏎</Redacted>⏎⏎b',
    'a\\n\\na customer\\n\\nb',
  ],
  'block in a quote': ['> <Redacted @R>⏎>⏎> KSECRET⏎>⏎> </Redacted>', '> a customer'],
  'component attribute': [
    "<Callout title=\"<Redacted reason='customer' public='a customer'>KSECRET</Redacted>\">x</Callout>",
    'title=\\"a customer\\"',
  ],
  'tag over several lines': [
    'Hi <Redacted⏎  reason="customer"⏎  public="a customer">KSECRET</Redacted> x',
    'Hi a customer x',
  ],
  'part of a word': ['Acme<Redacted @R>KSECRET</Redacted>Corp', 'Acmea customerCorp'],
  'front matter, plain scalar': [
    '---⏎title: Outage at <Redacted @R>KSECRET</Redacted>⏎---⏎hi',
    'Outage at a customer',
  ],
  'front matter, folded block': [
    '---⏎title: >-⏎  Outage at <Redacted reason="customer"⏎  public="a customer">KSE⏎  CRET</Redacted> today⏎---⏎hi',
    'Outage at a customer today',
  ],
  'front matter, colon in the secret': [
    '---⏎title: At <Redacted @R>KSECRET: x # y</Redacted> ok⏎---⏎hi',
    'At a customer ok',
  ],
  'front matter, quotes': ["---⏎title: 'At <Redacted @R>KSECRET</Redacted>'⏎---⏎hi", 'At a customer'],
  'front matter, comment': ['---⏎title: x # KSECRET⏎---⏎hi', '"title":"x"'],
  'front matter, internal': [
    '---⏎title: x⏎internal: { owner: KSECRET }⏎list:⏎  - { a: KSECRET, internal: true }⏎---⏎hi',
    '"list":[]',
  ],
  'indented like code': ['    <Redacted @R>KSECRET</Redacted>', '    a customer'],
  'two on one line': [
    '<Redacted @R>KSECRET</Redacted> and <Redacted @R>KSECRET2</Redacted>',
    'a customer and a customer',
  ],
  'the word redaction in prose': [
    'The redaction policy. This was redacted. [redacted]',
    'This was redacted. [redacted]',
  ],
  'link title': [
    `[a](https://x.y "t <Redacted reason='customer'>KSECRET</Redacted>")`,
    '(https://x.y \\"t \\")',
  ],
  'no public text, mid-sentence': ['Hello <Redacted reason="legal">KSECRET</Redacted> world', 'Hello world'],
  'no public text, before a comma': [
    'Hello <Redacted reason="legal">KSECRET</Redacted>, world',
    'Hello, world',
  ],
  'no public text, alone on a line': ['a⏎<Redacted reason="legal">KSECRET</Redacted>⏎b', 'a\\nb'],
  'no public text, whole block': ['a⏎⏎<Redacted reason="legal">⏎⏎KSECRET⏎⏎</Redacted>⏎⏎b', 'a\\n\\nb'],
};

const NOT_MARKERS: Record<string, string> = {
  'generic types': 'It returns ˋPromise<Rejected>ˋ or ˋList<Related>ˋ.',
  'a redirection': 'ˋˋˋsh⏎wc -l < rejected.log⏎ˋˋˋ',
  'a comparison': 'accepted &lt; rejected',
  'an operator': 'ˋa || rejectedˋ and ˋx == reachedˋ',
  'a template': 'ˋˋˋyaml⏎{{ related_posts }} [[React]]⏎ˋˋˋ',
  'a metric': 'ˋrequests:rejected[5m]ˋ and ˋStatus::Rejected{}ˋ',
  'an attribute of another kind': 'ˋ<option reason="full">ˋ',
  'a setting with a name nearby': 'x⏎⏎ˋˋˋyaml⏎# interval: 5m⏎ˋˋˋ',
  'a word after a colon': 'The field was redacted: nothing was left.',
};

const REFUSED: Record<string, [input: string, code: string]> = {
  'link address': ['[a](https://x.y/<Redacted @R>KSECRET</Redacted>)', 'marker-in-url'],
  'reference definition': ['[a][r]⏎⏎[r]: https://x/<Redacted @R>KSECRET</Redacted>', 'marker-in-url'],
  'percent-encoded marker': ['[a](https://x.y/%3CRedacted%3EKSECRET%3C/Redacted%3E)', 'near-miss-marker'],
  'block with another prefix': ['> <Redacted @R>⏎>⏎> KSECRET⏎⏎</Redacted>', 'block-prefix'],
  'one tag alone on its line': ['<Redacted @R>⏎KSECRET</Redacted>', 'mixed-block'],
  unclosed: ['Hi <Redacted @R>KSECRET there', 'unbalanced-open'],
  'unclosed, then another': ['Hi <Redacted @R>KSECRET there⏎⏎B <Redacted @R>x</Redacted>', 'nested-marker'],
  nested: ['<Redacted @R>a <Redacted @R>KSECRET</Redacted> b</Redacted>', 'nested-marker'],
  'a letter missing': ['Hi <Redated>KSECRET</Redated>', 'near-miss-marker'],
  'upper case': ['Hi <REDACTED @R>KSECRET</REDACTED>', 'near-miss-marker'],
  'a shorter name': ['Hi <Redact @R>KSECRET</Redact>', 'near-miss-marker'],
  'self-closing': ['Hi <Redacted @R/>KSECRET', 'self-closing-redacted'],
  'space in the tag': ['Hi < Redacted @R>KSECRET</Redacted>', 'near-miss-marker'],
  'Cyrillic letter': ['Hi <R\u0435dacted @R>KSECRET</R\u0435dacted>', 'near-miss-marker'],
  'all letters Cyrillic': [
    'Hi <\u0433\u0435\u0501\u0430\u0441\u0442\u0435\u0501>KSECRET',
    'near-miss-marker',
  ],
  'zero width space': ['Hi <Red\u200bacted @R>KSECRET</Red\u200bacted>', 'near-miss-marker'],
  entity: ['Hi &lt;Redacted&gt;KSECRET&lt;/Redacted&gt;', 'near-miss-marker'],
  'numeric entity': ['Hi &#x3c;Redacted&#62;KSECRET', 'near-miss-marker'],
  escaped: ['Hi \\<Redacted @R>KSECRET\\</Redacted>', 'near-miss-marker'],
  'full-width sign': ['Hi \uff1cRedacted>KSECRET', 'near-miss-marker'],
  member: ['Hi <UI.Redacted>KSECRET</UI.Redacted>', 'near-miss-marker'],
  namespace: ['Hi <x:Redacted>KSECRET</x:Redacted>', 'near-miss-marker'],
  'in an HTML comment': ['---⏎title: a <!-- redact -->KSECRET<!-- /redact -->⏎---⏎hi', 'near-miss-marker'],
  'double braces': ['Hi {{redact:KSECRET}}', 'unknown-redaction-syntax'],
  'double brackets': ['Hi [[redacted: KSECRET]]', 'unknown-redaction-syntax'],
  'closing bracket form': ['Hi [redacted]KSECRET[/redacted]', 'unknown-redaction-syntax'],
  directive: ['Hi :redacted[KSECRET]', 'unknown-redaction-syntax'],
  'container directive': [':::redacted⏎KSECRET⏎:::', 'unknown-redaction-syntax'],
  'spread attribute': ['<Redacted {...x}>KSECRET</Redacted>', 'bad-attribute'],
  'unknown attribute': ['<Redacted @R secret="KSECRET">a</Redacted>', 'unknown-attribute'],
  'duplicate attribute': ['<Redacted @R reason="legal">KSECRET</Redacted>', 'duplicate-attribute'],
  'unknown reason': ['<Redacted reason="because">KSECRET</Redacted>', 'bad-reason'],
  'no reason': ['<Redacted>KSECRET</Redacted>', 'bad-reason'],
  'markup in the public text': ['<Redacted reason="legal" public="a *b*">KSECRET</Redacted>', 'bad-public'],
  'public repeats the secret': [
    '<Redacted reason="customer" public="KSecret inc">KSECRET</Redacted>',
    'public-contains-secret',
  ],
  empty: ['<Redacted @R>  </Redacted>', 'empty-redaction'],
  'closing tag with something in it': ['<Redacted @R>KSECRET</Redacted x>', 'malformed-close'],
  'over a blank line': ['Hello <Redacted @R>KSECRET⏎⏎para</Redacted> w', 'inline-crosses-block'],
  'over list items': ['- a <Redacted @R>KSECRET⏎- KSECRET2</Redacted> b', 'inline-crosses-block'],
  'into a fence': ['a <Redacted @R>KSECRET⏎ˋˋˋ⏎KSECRET</Redacted>⏎ˋˋˋ', 'inline-crosses-block'],
  'over table cells': ['| a | b |⏎|---|---|⏎| <Redacted @R>KSECRET | x</Redacted> |', 'inline-crosses-block'],
  'over front matter fields': [
    '---⏎title: <Redacted @R>KSECRET⏎summary: x</Redacted>⏎---⏎hi',
    'inline-crosses-block',
  ],
  'closing tag inside a block': [
    '<Redacted @R>⏎⏎ˋˋˋ⏎</Redacted>⏎KSECRET⏎ˋˋˋ⏎⏎</Redacted>',
    'unbalanced-close',
  ],
  'emphasis with nothing left': [
    'a **<Redacted reason="legal">KSECRET</Redacted>** b',
    'empty-once-redacted',
  ],
  'heading with nothing left': ['## <Redacted reason="legal">KSECRET</Redacted>', 'empty-once-redacted'],
  import: ["import x from './KSECRET'⏎⏎hi", 'no-import-export'],
  export: ["export const x='KSECRET'⏎⏎hi", 'no-import-export'],
  'MDX comment': ['hi {/* KSECRET */}', 'no-comments'],
  'HTML comment': ['hi <!-- KSECRET -->', 'mdx-parse'],
  'attribute expression': ['<Callout title={KSECRET}>x</Callout>', 'no-expressions'],
  'spread on a component': ['<Callout {...KSECRET}>x</Callout>', 'no-expressions'],
  'sign in an attribute': ['<Redacted reason="customer" public="a > b">KSECRET</Redacted>', 'bad-attribute'],
  math: ['$x_{a}$ <Redacted @R>KSECRET</Redacted>', 'no-expressions'],
  'remote image': ['![x](https://evil.example/KSECRET.png)', 'remote-image'],
  'script address': ['[x](javascript:alert)', 'bad-url'],
  'script element': ['<script>KSECRET</script>', 'unknown-component'],
  'event handler': ['<kbd onclick="x">a</kbd>', 'component-attribute'],
  fragment: ['<>KSECRET</>', 'unknown-component'],
  'unterminated tag': ['Hi <Redacted reason="customer', 'unterminated-tag'],
  'front matter, key': ['---⏎<Redacted reason="customer">KSECRET</Redacted>: x⏎---⏎hi', 'marker-in-key'],
  'front matter, unclosed': [
    '---⏎title: <Redacted reason="customer">KSECRET⏎---⏎hi </Redacted>',
    'unbalanced-open',
  ],
  'front matter, lower case': ['---⏎title: <redacted>KSECRET</redacted>⏎---⏎hi', 'near-miss-marker'],
  'front matter, escaped in YAML': ['---⏎title: "\\x3cRedacted>KSECRET"⏎---⏎hi', 'near-miss-marker'],
  'front matter, alias': ['---⏎a: &x KSECRET⏎b: *x⏎---⏎hi', 'yaml-alias'],
  'front matter, merge key': ['---⏎a: { b: c }⏎<<: { d: KSECRET }⏎---⏎hi', 'yaml-alias'],
  'front matter, tag': ['---⏎a: !secret KSECRET⏎---⏎hi', 'yaml-alias'],
  'front matter, twice': ['---⏎a: b⏎a: KSECRET⏎---⏎hi', 'yaml'],
  'front matter, address': [
    '---⏎link: https://x/<Redacted reason="legal">KSECRET</Redacted>⏎---⏎hi',
    'marker-in-url',
  ],
  'front matter, internal as a word': [
    '---⏎list:⏎  - text: KSECRET⏎    internal: yes⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal as text': [
    '---⏎list:⏎  - text: KSECRET⏎    internal: "true"⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal with nothing': ['---⏎list:⏎  - text: KSECRET⏎    internal:⏎---⏎hi', 'bad-internal'],
  'front matter, internal as a switch of one field': [
    '---⏎trigger: { text: KSECRET, internal: true }⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal as a switch of the file': [
    '---⏎title: KSECRET⏎internal: true⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal in an item of its own': [
    '---⏎list:⏎  - internal: true⏎  - text: KSECRET⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal without a space': [
    '---⏎list:⏎  - internal:KSECRET is the owner⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal inside a block of text': [
    '---⏎text: |⏎  a⏎  internal: KSECRET⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, internal commented out': [
    '---⏎list:⏎  - text: KSECRET⏎    #internal: true⏎---⏎hi',
    'bad-internal',
  ],
  'front matter, comment in a value': ['---⏎title: "ok <!-- KSECRET -->"⏎---⏎hi', 'no-comments'],
  'front matter, list as a key': ['---⏎? [ KSECRET ]⏎: x⏎---⏎hi', 'yaml'],
  'front matter, control character by escape': ['---⏎title: "a \\u202e b"⏎---⏎hi', 'bidi-or-nul'],
  'front matter, a fence behind a line separator': [
    '---⏎title: x\u2028---⏎internal: KSECRET⏎---⏎hi',
    'bidi-or-nul',
  ],
  'front matter, definition in a value': ['---⏎title: "ok\\n\\n[//]: # (KSECRET)"⏎---⏎hi', 'no-comments'],
  'front matter, markup in a value': ['---⏎title: "a <i title=KSECRET>x</i>"⏎---⏎hi', 'no-comments'],
  'front matter, link with nothing left': [
    '---⏎list: ["[<Redacted reason=\'other\'>K</Redacted>](https://ksecret.example)"]⏎---⏎hi',
    'empty-once-redacted',
  ],
  'front matter, internal in a folded text': ['---⏎text: >-⏎  a⏎  internal: KSECRET⏎---⏎hi', 'bad-internal'],
  'front matter, token by escape': ['---⏎title: "\\uFDD00\\uFDD1"⏎---⏎hi', 'bidi-or-nul'],
  'image whose alt text repeats the address': ['![a \\](./KSECRET.png](./KSECRET.png)', 'bad-image'],
  'attribute that stands twice': ['<Callout title="KSECRET" title="b">x</Callout>', 'component-attribute'],
  'comment as a definition': ['a⏎⏎[//]: # (KSECRET)', 'no-comments'],
  'definition that lost its reference': [
    '<Redacted @R>[x][r]</Redacted>⏎⏎[r]: https://ksecret.example "KSECRET"',
    'no-comments',
  ],
  'footnote that lost its reference': ['Text <Redacted @R>see[^1]</Redacted>.⏎⏎[^1]: KSECRET', 'no-comments'],
  'the same edit in both tags': ['(Redacted reason="customer">KSECRET(/Redacted>', 'near-miss-marker'],
  'another name with its reason': ['ˋ<Withheld reason="customer">KSECRET</Withheld>ˋ', 'near-miss-marker'],
  'a space in the name, in code': ['ˋ<Re dacted reason="customer">KSECRET</Re dacted>ˋ', 'near-miss-marker'],
  'quotation marks as brackets': ['ˋ«Redacted»KSECRET«/Redacted»ˋ', 'near-miss-marker'],
  'a percent-encoded name': ['[a](https://x.y/%3C%52edacted%3EKSECRET)', 'near-miss-marker'],
  'a name that escapes part': ['a \\<Re\\dacted\\>KSECRET', 'near-miss-marker'],
  'an entity in a link title': ['[a](https://x.y "&#60;R&#101;dacted&gt;KSECRET")', 'near-miss-marker'],
  'an ordinary word that is closed': ['ˋ<Related>KSECRET</Related>ˋ', 'near-miss-marker'],
  alert: ['> [!REDACTED]⏎> KSECRET', 'unknown-redaction-syntax'],
  admonition: ['!!! redacted⏎    KSECRET', 'unknown-redaction-syntax'],
  'fence info': ['ˋˋˋredacted⏎KSECRET⏎ˋˋˋ', 'unknown-redaction-syntax'],
  'bracket with a colon': ['a [redacted: KSECRET]', 'unknown-redaction-syntax'],
  'wiki comment': ['%%redacted KSECRET%%', 'unknown-redaction-syntax'],
  'link that says redacted': ['[KSECRET](redacted)', 'unknown-redaction-syntax'],
  'public tells a part of the secret': [
    '<Redacted reason="customer" public="the KSECRET outage">KSECRET Ltd</Redacted>',
    'public-contains-secret',
  ],
  'nested too deeply': [`${'>'.repeat(8000)} a`, 'mdx-parse'],
  'no front matter': ['hi', 'no-front-matter'],
  'byte order mark': ['\ufeff---⏎title: x⏎---⏎hi', 'bom'],
  'direction override': ['---⏎title: x⏎---⏎a \u202e b', 'bidi-or-nul'],
};

describe('a passage that is marked rightly is published without its secret:', () => {
  it.each(Object.entries(ACCEPTED))('%s', (_, [input, published]) => {
    const result = run(input);
    expect(result.codes).toEqual([]);
    expect(result.published).not.toMatch(/KSE|CRET/);
    expect(result.published).toContain(published);
  });
});

describe('what only looks like a marker is left alone:', () => {
  it.each(Object.entries(NOT_MARKERS))('%s', (_, input) => {
    expect(run(input).codes).toEqual([]);
  });
});

describe('whatever is doubtful is refused:', () => {
  it.each(Object.entries(REFUSED))('%s', (_, [input, code]) => {
    expect(run(input).codes).toContain(code);
  });
});
