import { describe, expect, it } from 'vitest';
import type { Withheld } from '../../../src/publish/publisher.ts';
import { formatRedactions } from '../../../src/publish/redactions.ts';

const held = (more: Partial<Withheld>): Withheld => ({
  kind: 'marker',
  reason: 'customer',
  instead: '',
  file: 'postmortems/fx-1.mdx',
  line: 1,
  column: 1,
  text: 'Quillon Marsh',
  around: ['', ''],
  ...more,
});

const WITHHELD = [
  held({ line: 8, column: 3, instead: 'a large retailer' }),
  held({ line: 20, reason: 'security', text: '\n\n## Quillon\n\n- one\n- two\n\n' }),
  held({ line: 31, kind: 'internal', text: 'Team Quillon' }),
  held({ line: 30, kind: 'internal', text: 'HAL-1' }),
  held({ file: 'postmortems/fx-2.mdx', kind: 'unpublished', text: 'Quillon again' }),
  held({ file: 'terms.txt', kind: 'term', text: 'Quillon' }),
];

describe('what is withheld, as a text for a review,', () => {
  it('says where, why, how much and what the public reads, and nothing of what it is', () => {
    expect(formatRedactions(WITHHELD, false)).toBe(`# Redactions

## postmortems/fx-1.mdx

| place | reason | withheld | the public reads |
| --- | --- | --- | --- |
| 8:3 | customer | 2 words | a large retailer |
| 20:1 | security | 4 lines, 6 words | (nothing) |

Internal: 2 values, on lines 30, 31.

## postmortems/fx-2.mdx

Held back: what is written here and is not public yet, or not any more.
`);
  });

  it('shows it where that is asked for', () => {
    const text = formatRedactions(WITHHELD, true);
    expect(text).toContain(
      '8:3\n    Quillon Marsh\n\n20:1\n    ## Quillon\n    \n    - one\n    - two\n\n31:1',
    );
    expect(text).not.toContain('Quillon again');
  });

  it('says so if nothing is', () => {
    expect(formatRedactions([], false)).toBe('# Redactions\n\nNothing is withheld.\n');
  });
});
