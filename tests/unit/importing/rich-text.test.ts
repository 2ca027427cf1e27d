import { describe, expect, it } from 'vitest';
import { formOf, richText } from '../../../src/importing/rich-text.ts';
import { blockHtml } from '../../../src/markdown/html.ts';

const read = (text: string) => richText(text, { from: formOf(text), headings: 'lines' });

const TEXTS = [
  'All systems are working again.',
  'Loading from raw.shop.example is slow.',
  'raw.shop.example and https://a.example/x_y_z, see a@b.example',
  '<ul><li><strong>10:23</strong> - a</li><li>b &amp; {c}</li></ul>',
  'One.\n\nTwo,\r\nthree.',
  '# not a *title*\n1. one\n2. two',
  'At 5 < 6 && 7 > 6, ~1 % of `a{b}` & <placeholder> [x]: y',
  '<p>One<br /><br />Two</p><table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>',
  '    four spaces, and \\ a backslash\n---\n- [ ] a box',
];

describe('a text', () => {
  it.each(TEXTS)('is read again as the same, from Markdown and from its HTML: %j', (text) => {
    const first = read(text);
    expect(read(first.markdown)).toEqual(first);
    expect(read(blockHtml(first.markdown))).toEqual(first);
  });

  it('loses no word of plain lines to the marks of Markdown', () => {
    expect(read('[10:05]: started\n[^1]: b\n    c\nd\n---').plain).toBe('(10:05): started [^1]: b c d');
    expect(read('It is <START OF OUTAGE> &lt;b&gt;').markdown).toBe('It is &lt;START OF OUTAGE> &lt;b>');
  });

  it('that is nested too deeply to be read is told, and stops nothing', () => {
    expect(richText(`${'<b>'.repeat(20_000)}a`, { from: 'html', headings: 'lines' })).toEqual({
      markdown: '',
      plain: '',
      lost: ['a text that is nested too deeply'],
    });
  });
});
