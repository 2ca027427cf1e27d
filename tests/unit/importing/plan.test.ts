import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../src/importing/ledger.ts';
import type { Imported } from '../../../src/importing/model.ts';
import { planImport } from '../../../src/importing/plan.ts';
import { archive, check, newFolder, run } from './folder.ts';

const document = (fields: Record<string, unknown> = {}, id = 'old-0001'): Imported => ({
  id,
  from: { file: 'export.json', line: 3 },
  fields: {
    title: 'Search is slow',
    status: 'recorded',
    severity: 'sev3',
    startedAt: '2024-05-01T10:00:00Z',
    resolvedAt: '2024-05-01T11:00:00Z',
    impact: { components: [{ id: 'web-shop', status: 'degraded_performance' }] },
    ...fields,
  },
  body: '',
  kept: ['name'],
  mapped: [],
  lost: [],
});
const imported = (...documents: Imported[]) => ({ documents, components: [], findings: [] });
const FILE = 'postmortems/old-0001.mdx';
const outcomes = (plan: ReturnType<typeof run>) => plan.rows.map(({ outcome }) => outcome);
const told = (plan: ReturnType<typeof run>) =>
  plan.findings.map(({ code, file, message }) => `${code} ${file} ${message.split(': ')[1]}`);

describe('an import', () => {
  it('a second time changes nothing, and its list is not published', async () => {
    const folder = newFolder();
    expect(outcomes(run(imported(document()), folder))).toEqual(['added']);
    const again = run(imported(document()), folder);
    expect([outcomes(again), [...again.files.keys()]]).toEqual([['unchanged'], []]);
    const { files, findings } = await check(folder);
    expect(findings).toEqual([]);
    expect([...files.keys()].sort()).toEqual(['components.yaml', FILE, 'site.yaml']);
  });

  it('brings what the source has new into a file that nobody edited', () => {
    const folder = newFolder();
    run(imported(document()), folder);
    expect(outcomes(run(imported(document({ title: 'Search was slow' })), folder))).toEqual(['updated']);
    expect(folder.get(FILE)).toContain('title: Search was slow');
    expect(outcomes(run(imported(document({ title: 'Search was slow' })), folder))).toEqual(['unchanged']);
  });

  it('leaves a file that was edited, and tells only of what it has not seen', () => {
    const folder = newFolder();
    run(imported(document()), folder);
    const edited = `${folder.get(FILE)}\nA word of ours.\n`;
    folder.set(FILE, edited);
    const same = run(imported(document()), folder);
    expect([outcomes(same), told(same)]).toEqual([['left'], []]);
    const other = run(imported(document({ title: 'Search was slow' })), folder);
    expect([outcomes(other), told(other)]).toEqual([['left'], [`import-left ${FILE} it was edited`]]);
    expect(folder.get(FILE)).toBe(edited);
  });

  it('leaves what was removed, what was never imported, and what has its id', () => {
    const folder = newFolder();
    run(imported(document()), folder);
    folder.delete(FILE);
    expect(told(run(imported(document({ title: 'New' })), folder))).toEqual([
      `import-left ${FILE} it was imported before and is gone`,
    ]);
    const foreign = new Map([...newFolder(), [FILE, 'by hand']]);
    expect(told(run(imported(document()), foreign))).toEqual([`import-left ${FILE} it was not imported`]);
    expect(foreign.get(FILE)).toBe('by hand');
    const beside = new Map([...newFolder(), ['postmortems/old-0001/index.mdx', 'by hand']]);
    expect(told(run(imported(document()), beside))).toEqual([
      'import-left postmortems/old-0001/index.mdx another postmortem has its id',
    ]);
    expect([...beside.keys()]).not.toContain(FILE);
  });

  it('writes nothing that would not pass the check, and the rest', () => {
    const folder = newFolder();
    const plan = run(
      imported(
        document({ impact: { components: [{ id: 'nowhere', status: 'major_outage' }] } }),
        document({ title: '<Redactd>x</Redactd>' }, 'old-0002'),
        document({}, 'old-0003'),
        document({ title: 'Twin' }, 'old-0003'),
      ),
      folder,
    );
    expect(outcomes(plan)).toEqual(['refused', 'refused', 'added', 'refused']);
    expect(told(plan)).toEqual([
      'import-refused export.json old-0001',
      'import-refused export.json old-0002',
      'import-refused export.json old-0003',
    ]);
    expect(plan.findings[1]?.message).toContain('old-0002: near-miss-marker at line 2 of what it becomes');
    expect([...plan.files.keys()]).toEqual(['postmortems/old-0003.mdx', '.imported.json']);
  });

  it('knows a text again by its SHA-256, in every version of the list', () => {
    expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('refuses a component that would not pass the check, with what names it, and adds the rest', async () => {
    const folder = newFolder();
    const plan = run(
      {
        documents: [
          document({ impact: { components: [{ id: 'bad', status: 'major_outage' }] } }),
          document({ impact: { components: [{ id: 'good', status: 'major_outage' }] } }, 'old-0002'),
        ],
        components: [
          { id: 'bad', name: 'A <Redactd>b</Redactd>' },
          { id: 'empty', name: '' },
          { id: 'good', name: 'Good: # one' },
        ],
        findings: [],
      },
      folder,
    );
    expect([outcomes(plan), plan.components]).toEqual([['refused', 'added'], ['good']]);
    expect(told(plan)).toEqual([
      'import-refused components.yaml number 1 of the new components',
      'import-refused components.yaml number 2 of the new components',
      'import-refused export.json old-0001',
    ]);
    expect((await check(folder)).findings).toEqual([]);
  });

  it('without a list that can be read writes nothing', () => {
    const folder = new Map([...newFolder(), ['.imported.json', '{"version": 1, "files"']]);
    const { files, findings } = planImport(imported(document()), archive, {
      read: (file) => folder.get(file),
    });
    expect([files.size, findings.map(({ code }) => code)]).toEqual([0, ['import-ledger']]);
  });
});
