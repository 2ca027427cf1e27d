import { type Finding, finding } from '../findings.ts';
import { counted } from '../report.ts';
import { ID } from '../schema/strict.ts';
import { addComponents, componentProblem } from './components.ts';
import { documentProblems, documentText, fileOf } from './document.ts';
import {
  digestOf,
  LEDGER_FILE,
  type Ledger,
  ledgerText,
  type Outcome,
  outcomeOf,
  readLedger,
} from './ledger.ts';
import type { Account, Archive, Import } from './model.ts';
import { addToTimeline, type TimelineImport } from './timeline.ts';

/** A content folder as it is before an import. Names are relative to it; texts have line ends of one kind. */
export interface Folder {
  read(file: string): string | undefined;
}

/** What became of one file, and of what it was made of. */
export interface Row extends Account {
  file: string;
  from: string;
  outcome: Outcome | 'refused';
}

/** What an import does to the folder: nothing is written yet. */
export interface Plan {
  /** In the order in which they are to be written. */
  files: Map<string, string>;
  rows: Row[];
  components: string[];
  findings: Finding[];
}

const COMPONENTS = 'components.yaml';

const nothing = (findings: Finding[]): Plan => ({ files: new Map(), rows: [], components: [], findings });

/** Decides what to write of a timeline into the postmortem of an id, wherever its file stands. */
export function planTimeline(
  { entries, account, findings }: TimelineImport,
  id: string,
  folder: Folder,
): Plan {
  const ledger = readLedger(folder.read(LEDGER_FILE));
  if (!ledger) return nothing([finding('import-ledger', { file: LEDGER_FILE })]);
  const places = ID.test(id) ? [fileOf(id), `postmortems/${id}/index.mdx`] : [];
  const file = places.find((each) => folder.read(each) !== undefined);
  if (!file) return nothing([...findings, finding('import-missing', { file: fileOf(id) })]);
  const known = new Set(ledger.entries.get(file));
  const entryDigest = ({ at, text }: (typeof entries)[number]) => digestOf(`${at} ${text}`).slice(0, 16);
  const merged = addToTimeline(folder.read(file) ?? '', entries, (entry) => known.has(entryDigest(entry)));
  const row = { file, from: '', ...account };
  if (!merged) {
    const detail = 'its front matter has no timeline to which entries can be added without doubt';
    return {
      ...nothing([...findings, finding('import-refused', { file }, detail)]),
      rows: [{ ...row, outcome: 'refused' }],
    };
  }
  const { text, added, known: before, isHeld } = merged;
  const files = new Map<string, string>();
  if (added.length > 0) {
    files.set(file, text);
    ledger.entries.set(file, [...known, ...added.map(entryDigest)]);
    files.set(LEDGER_FILE, ledgerText(ledger));
  }
  const outcome = added.length > 0 ? 'updated' : 'unchanged';
  const held = isHeld && added.length > 0 ? ', as internal: it is no draft any more' : '';
  const kept = [
    `${counted(added.length, 'entry', 'entries')} added${held}`,
    ...(before > 0 ? [`${before} known already`] : []),
  ];
  return { files, rows: [{ ...row, outcome, kept }], components: [], findings: [...findings] };
}

/** Decides what to write of an import. Without a ledger that can be read, nothing. */
export function planImport(imported: Import, archive: Archive, folder: Folder): Plan {
  const findings = [...imported.findings];
  const ledger: Ledger | undefined = readLedger(folder.read(LEDGER_FILE));
  if (!ledger) return nothing([finding('import-ledger', { file: LEDGER_FILE })]);
  const files = new Map<string, string>();
  const rows: Row[] = [];
  const before = ledgerText(ledger);
  // What names a component that is refused is refused with it.
  const components = imported.components.filter((component, index) => {
    const problem = componentProblem(component);
    if (problem)
      findings.push(
        // Its id is made of its name, which may hold what is marked.
        finding(
          'import-refused',
          { file: COMPONENTS },
          `number ${index + 1} of the new components: ${problem}`,
        ),
      );
    return problem === undefined;
  });
  const whole = {
    ...archive,
    components: [...archive.components, ...components.map((each) => ({ dependsOn: [], ...each }))],
  };
  const seen = new Set<string>();
  if (components.length > 0) files.set(COMPONENTS, addComponents(folder.read(COMPONENTS) ?? '', components));

  for (const document of imported.documents) {
    const { id, from, kept, mapped, lost } = document;
    const file = fileOf(id);
    const row = (outcome: Row['outcome']) =>
      void rows.push({ file, from: from.file, outcome, kept, mapped, lost });
    if (seen.has(id)) {
      findings.push(finding('import-refused', from, `${id}: another document of this run has its id`));
      row('refused');
      continue;
    }
    seen.add(id);
    const text = documentText(document);
    const index = `postmortems/${id}/index.mdx`;
    const taken = folder.read(index) === undefined ? undefined : index;
    const { outcome, findings: told } = outcomeOf(file, text, {
      present: folder.read(file),
      taken,
      ledger,
    });
    findings.push(...told);
    // What passed once passes again: only what is new is read.
    const problems =
      outcome === 'added' || outcome === 'updated' ? documentProblems(document, text, whole) : [];
    findings.push(...problems);
    row(problems.length > 0 ? 'refused' : outcome);
    if (problems.length > 0 || outcome === 'left') continue;
    if (outcome !== 'unchanged') files.set(file, text);
    ledger.files.set(file, digestOf(text));
  }
  const after = ledgerText(ledger);
  if (after !== before) files.set(LEDGER_FILE, after);
  return { files, rows, components: components.map(({ id }) => id), findings };
}
