import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Archive, Import, Source } from '../../../src/importing/model.ts';
import { planImport } from '../../../src/importing/plan.ts';
import { preparePublication } from '../../../src/publish/publication.ts';
import { componentsSchema } from '../../../src/schema/component.ts';
import { siteSchema } from '../../../src/schema/site.ts';
import { NOW, temporaryFolder } from '../../fixture-content.ts';

export const SITE = 'name: Quay\ndescription: Incidents of Quay.\nurl: https://status.quay.example\n';
const COMPONENTS = '# What customers know.\n- id: web-shop # the oldest\n  name: Web shop\n';

export const archive: Archive = {
  site: siteSchema.parse({ name: 'Quay', description: 'Incidents.', url: 'https://status.quay.example' }),
  components: componentsSchema.parse([{ id: 'web-shop', name: 'Web shop' }]),
  now: NOW,
};

/** A content folder in memory. */
export const newFolder = () =>
  new Map([
    ['site.yaml', SITE],
    ['components.yaml', COMPONENTS],
  ]);

/** Imports into a folder in memory, as the command does on disk. */
export function run(imported: Import, folder: Map<string, string>, on: Archive = archive) {
  const plan = planImport(imported, on, { read: (file) => folder.get(file) });
  for (const [file, text] of plan.files) folder.set(file, text);
  return plan;
}

export const json = (value: unknown, file = 'export.json'): Source => ({
  file,
  text: JSON.stringify(value, null, 1),
});

/** What `npm run check` says of a folder in memory, but that nobody has recorded what is new in it, and that it has drafts alone. */
export async function check(folder: ReadonlyMap<string, string>) {
  const root = await temporaryFolder();
  for (const [file, text] of folder) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const publication = await preparePublication(root, { now: NOW, mode: 'public' });
  return {
    ...publication,
    findings: publication.findings.filter(({ code }) => !/^(?:unrecorded|none-public)$/.test(code)),
  };
}
