import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { withApproval } from '../../../src/publish/approvals.ts';
import { preparePublication } from '../../../src/publish/publication.ts';
import { fixtureContent, NOW } from '../../fixture-content.ts';

const ONE = 'postmortems/fx-2026-001/index.mdx';
let folder: string;
const prepare = () => preparePublication(folder, { now: NOW, mode: 'public' });
const digest = async () => (await prepare()).approvable.get('fx-2026-001')?.digest ?? '';
const edit = async (file: string, change: (text: string) => string) => {
  const text = await readFile(path.join(folder, file), 'utf8');
  expect(change(text)).not.toBe(text);
  await writeFile(path.join(folder, file), change(text));
};
const missing = async () =>
  (await prepare()).findings.filter(({ code }) => code === 'missing-approval').map(({ message }) => message);
const approve = (of: string) =>
  edit(ONE, (text) => withApproval(text, { role: 'comms', at: '2026-10-29T09:00:00Z', digest: of }) ?? '');

beforeEach(async () => {
  folder = await fixtureContent();
  await edit('site.yaml', (text) => `${text}publication: { approvals: { sev1: [comms] } }\n`);
});

describe('an approval', () => {
  it('counts for exactly the public text that it was given for', async () => {
    await approve('0'.repeat(32));
    expect(await missing()).toEqual([
      'An approval that site.yaml asks for at this severity is missing: comms, for what was approved is not the text as it is now',
    ]);
    await approve(await digest());
    expect(await missing()).toEqual([]);
    await edit(ONE, (text) => text.replace('Pools need limits.', 'Pools need a limit.'));
    expect(await missing()).toHaveLength(1);
  });

  it('is of the text as it will go out, whenever that is', async () => {
    const before = await digest();
    await approve(before);
    for (const change of [
      (text: string) => text.replace(/^status: published$/m, 'status: review'),
      (text: string) => text.replace(/^publishedAt: .*$/m, 'publishedAt: 2027-01-01T09:00:00Z'),
      (text: string) => text.replace(/^status: review$/m, 'status: pending'),
      (text: string) => text.replace('[old-incident]', '[older-incident]'),
    ]) {
      await edit(ONE, change);
      expect(await digest()).toBe(before);
    }
    await edit(ONE, (text) => text.replace(/^status: pending$/m, 'status: published'));
    await writeFile(path.join(folder, 'postmortems/fx-2026-001/chart.png'), await other());
    expect(await digest()).not.toBe(before);
  });

  it('is written without a change to anything else, in the place of an earlier one of its role', () => {
    const own = { role: 'comms', at: '2026-10-29T09:00:00Z', digest: 'd2' };
    const text = (more: string) =>
      `---\n# why\ntitle:   "A <Redacted reason="legal">b: c</Redacted>" # odd\n${more}tags: [ a,b ]\n---\n\napprovals:\n\n- x\n`;
    const written = '  - role: comms\n    at: 2026-10-29T09:00:00Z\n    digest: d2\n';
    expect(withApproval(text(''), own)).toBe(
      text('').replace('tags: [ a,b ]\n', `tags: [ a,b ]\napprovals:\n${written}`),
    );
    const legal = '  - role: legal\n    at: 2026-10-28T09:00:00Z\n    digest: d1\n';
    const older = '  - { role: comms, at: 2026-10-27T09:00:00Z, digest: d0 } # first\n';
    expect(withApproval(text(`approvals:\n${older}${legal}`), own)).toBe(
      text(`approvals:\n${legal}${written}`),
    );
    expect(withApproval(text('approvals: []\n'), own)).toBe(text(`approvals:\n${written}`));
    expect(withApproval('No front matter', own)).toBeUndefined();
    expect(withApproval(text('"approvals": []\n'), own)).toBeUndefined();
  });
});

/** Another picture. */
const other = () => readFile(path.join(folder, 'postmortems/fx-2026-001/secret.png'));
