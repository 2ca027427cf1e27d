import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { markedElsewhere } from '../../../src/audit/elsewhere.ts';
import { preparePublication } from '../../../src/publish/publication.ts';
import { fixtureContent, NOW } from '../../fixture-content.ts';

let folder: string;
const FILE = 'postmortems/fx-2026-100.mdx';

const write = async (file: string, text: string) => {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
  await writeFile(path.join(folder, file), text);
};
const more = async (file: string, text: string) =>
  write(file, (await readFile(path.join(folder, file), 'utf8')) + text);

/** A postmortem whose last section and summary are given. */
const recorded = (summary: string, body: string, status = 'recorded') => `---
title: T
status: ${status}
severity: sev1
summary: ${summary}
startedAt: 2026-11-20T12:00:00Z
resolvedAt: 2026-11-20T13:00:00Z
publishedAt: 2026-11-20T14:00:00Z
updates:
  - { at: 2026-11-20T12:30:00Z, status: investigating, text: We look at it. }
---

## What happened

${body}
`;

/** What is told of the file, each as its place, severity and code. */
async function told(file = FILE): Promise<string[]> {
  const { findings } = await prepare();
  return findings
    .filter((found) => found.file === file)
    .map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
}
const prepare = () => preparePublication(folder, { now: NOW, mode: 'public' });

beforeEach(async () => {
  folder = await fixtureContent();
});

describe('what was never marked and is probably secret', () => {
  it('is a warning at the very character, in front matter and behind withheld text', async () => {
    await write(
      FILE,
      recorded(
        'Host db-03.prod.internal was full.',
        'a\n\n<Redacted reason="legal">\n\nb\n\n</Redacted>\n\nOn <Redacted reason="customer">Quillon</Redacted> and 10.1.2.3.',
      ),
    );
    expect(await told()).toEqual(['5:15 warning internal-host', '23:55 warning private-address']);
  });

  it('is told once a file, with how often it stands there, and never quoted', async () => {
    await write(FILE, recorded('One', 'Ask OPS-4711, then OPS-4711, then ops@acme.dev.'));
    const findings = (await prepare()).findings.filter((found) => found.file === FILE);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['ticket-key', expect.stringMatching(/would be published: it stands 2 times in this file$/)],
      ['email-address', 'This e-mail address would be published'],
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/4711|acme/);
  });

  it('is looked for in site.yaml, components.yaml and pages, and in what goes out later, but not in drafts', async () => {
    await more(
      'components.yaml',
      '- { id: extra, name: Extra, description: Runs on db-03.prod.internal. }\n',
    );
    await more('pages/policy.mdx', '\nWrite to jane.roe@acme.dev.\n');
    await write(FILE, recorded('See OPS-4711.', 'a', 'draft'));
    await write('postmortems/fx-2026-101.mdx', recorded('See OPS-4711.', 'a', 'review'));
    const { findings } = await prepare();
    expect(
      findings
        .filter(({ code }) => code !== 'related-not-public' && code !== 'unrecorded')
        .map(({ file, code }) => [file, code]),
    ).toEqual([
      ['components.yaml', 'internal-host'],
      ['pages/policy.mdx', 'email-address'],
      ['postmortems/fx-2026-101.mdx', 'ticket-key'],
    ]);
  });

  it('is not looked for in what is withheld or internal', async () => {
    await write(
      FILE,
      recorded('At <Redacted reason="security">db-03.prod.internal</Redacted>', 'a').replace(
        'updates:',
        'internal: { chat: https://acme.slack.com/archives/C1, ticket: OPS-4711 }\nupdates:',
      ),
    );
    expect(await told()).toEqual([]);
  });

  it('is accepted by kind and file, by kind and text, or as a contact of the site', async () => {
    const text = 'Ask OPS-4711 or OPS-4712, at 10.1.2.3, or write to help@acme.dev.';
    await write(FILE, recorded('One', text));
    await write('postmortems/fx-2026-101.mdx', recorded('One', text));
    const site = await readFile(path.join(folder, 'site.yaml'), 'utf8');
    await write(
      'site.yaml',
      `${site.replace('links:', 'links:\n  support: mailto:help@acme.dev')}redaction:
  accept:
    - { kind: private-address, file: ${FILE} }
    - { kind: ticket-key, text: ops-4711 }
`,
    );
    expect(await told()).toEqual(['15:17 warning ticket-key']);
    expect(await told('postmortems/fx-2026-101.mdx')).toEqual([
      '15:17 warning ticket-key',
      '15:30 warning private-address',
    ]);
    expect(await told('site.yaml')).toEqual([]);
    expect(String((await prepare()).files.get('site.yaml'))).not.toMatch(/accept|4711/);
  });

  it('is not hidden by what is accepted around it', async () => {
    const token = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`;
    await write(
      FILE,
      recorded(
        'One',
        `Clone https://${token}@github.com/acme/repo and ask https://acme.atlassian.net/browse/X?a=jane@acme.dev`,
      ),
    );
    await more(
      'site.yaml',
      'redaction:\n  accept:\n    - { kind: private-repository, text: github.com/acme }\n    - { kind: ticket-key, text: atlassian.net }\n',
    );
    const kinds = (await told()).map((each) => each.split(' ')[2]);
    expect(kinds.filter((kind) => kind === 'secret-token')).toHaveLength(1);
    expect(kinds.at(-1)).toBe('email-address');
  });

  it('has acceptances that are told once they meet nothing, unless they wait for a draft', async () => {
    await write(FILE, recorded('See OPS-4711.', 'a', 'draft'));
    await more(
      'site.yaml',
      `redaction:\n  accept:\n    - { kind: ticket-key, file: ${FILE} }\n    - { kind: ticket-key, text: nowhere }\n`,
    );
    const [found] = (await prepare()).findings.filter(({ file }) => file === 'site.yaml');
    const lines = (await readFile(path.join(folder, 'site.yaml'), 'utf8')).trimEnd().split('\n').length;
    expect(found).toEqual({
      code: 'unused-acceptance',
      severity: 'warning',
      file: 'site.yaml',
      line: lines,
      column: 7,
      message: 'Nothing is found that this would accept',
      hint: 'Remove it, or correct its kind, file or text.',
    });
  });

  it('is accepted by words of the vocabulary alone, and not by everything', async () => {
    await more(
      'site.yaml',
      'redaction:\n  accept:\n    - { kind: ticket, text: abc }\n    - { kind: ticket-key }\n',
    );
    const findings = (await prepare()).findings.filter(({ file }) => file === 'site.yaml');
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['unknown-value', expect.stringContaining('nearest: ticket-key')],
      ['wrong-type', expect.stringContaining('expected a file, a text, or both')],
    ]);
  });
});

describe('what is withheld in one place', () => {
  const elsewhere = async () =>
    markedElsewhere(await prepare()).map(
      ({ file, line, column, severity, message }) =>
        `${file}:${line}:${column} ${severity} ${message.split(': ')[1]}`,
    );

  it('is found wherever it would be published, at the very character, and not quoted', async () => {
    await write(FILE, recorded('One', 'At <Redacted reason="customer">Quillon Marsh</Redacted> it began.'));
    await write(
      'postmortems/fx-2026-101.mdx',
      recorded('Some of QUILLON-MARSH too', 'a\n\nFor Quillon\nMarsh it ended.'),
    );
    expect(await elsewhere()).toEqual([
      'postmortems/fx-2026-101.mdx:5:18 error marker of postmortems/fx-2026-100.mdx:15:4',
    ]);
    expect(JSON.stringify(markedElsewhere(await prepare()))).not.toMatch(/quillon|marsh/i);
  });

  it('is found in an old anchor, and in the address of a page that moved', async () => {
    await write(
      FILE,
      recorded('One', 'At <Redacted reason="customer">Quillon Marsh</Redacted> it began.').replace(
        'title:',
        'anchors: { at-quillon-marsh: section-updates }\ntitle:',
      ),
    );
    await more('site.yaml', '  /quillon-marsh/: /policy/\n');
    expect((await elsewhere()).map((each) => each.split(' ')[0])).toEqual([
      expect.stringMatching(/^postmortems\/fx-2026-100.mdx:2:1[2-5]$/),
      expect.stringMatching(/^site.yaml:\d+:[3-6]$/),
    ]);
  });

  it('is found where it is the id of a draft', async () => {
    await write(FILE, recorded('One', 'a', 'draft'));
    await more('components.yaml', '- { id: extra, name: Extra, description: Since fx-2026-100. }\n');
    expect(await elsewhere()).toEqual([
      expect.stringMatching(
        /^components\.yaml:\d+:48 error unpublished of postmortems\/fx-2026-100\.mdx:1:1/,
      ),
    ]);
  });

  it('is nothing in an archive that is consistent', async () => {
    expect(await elsewhere()).toEqual([]);
  });
});
