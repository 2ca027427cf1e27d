import { expect, it } from 'vitest';
import { finding } from '../../../src/findings.ts';
import { planText } from '../../../src/importing/account.ts';

it('what a source holds begins no line of the report', () => {
  const source = 'foo\n::error file=x::pwn\r::a\u2028::b\u001b[2K';
  const text = planText({
    rows: [
      { file: 'a.mdx', from: source, outcome: 'added', kept: [source], mapped: [source], lost: [source] },
    ],
    components: [],
    findings: [finding('import-repaired', { file: source }, source)],
    files: new Map(),
  });
  const told = 'foo ::error file=x::pwn ::a ::b [2K';
  expect(text).toBe(
    `a.mdx  added  from ${told}
  kept: ${told}
  mapped: ${told}
  lost: ${told}

${told}:1:1  warning  import-repaired
  The source is incomplete or contradicts itself, and was put right: ${told}.
  Look at the postmortem, and correct it if you know better.

1 postmortem: 1 added; 0 errors, 1 warning.
Nothing is changed.
`,
  );
});
