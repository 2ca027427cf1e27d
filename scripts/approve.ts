import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isError } from '../src/findings.ts';
import { withApproval } from '../src/publish/approvals.ts';
import { preparePublication } from '../src/publish/publication.ts';
import { readSite } from '../src/publish/site.ts';
import { normaliseLineEnds } from '../src/redaction/document.ts';
import { ID } from '../src/schema/strict.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

await command('approve', async ({ settings, now }) => {
  const { values, positionals } = readArguments({ role: { type: 'string' } }, 1);
  const [id] = positionals;
  const { role } = values;
  if (!id || !role)
    throw new UsageError('Call it with an id and a role: npm run approve -- <id> --role comms');
  const { contentDir, termsFile, publicDir } = settings;
  needContent(settings);
  const site = await readSite(settings);
  if (!site) throw new Error('site.yaml cannot be read: npm run check tells why.');
  const roles = [...new Set(Object.values(site.publication.approvals ?? {}).flat())];
  if (!roles.includes(role))
    throw new UsageError(
      `There is no role ${role}: publication.approvals in site.yaml has ${roles.join(', ') || 'none'}.`,
    );
  const file = [`postmortems/${id}.mdx`, `postmortems/${id}/index.mdx`].find(
    (each) => ID.test(id) && existsSync(path.join(contentDir, each)),
  );
  if (!file) throw new UsageError(`There is no postmortem ${id}.`);
  const options = { now, mode: 'public', termsFile, publicDir } as const;
  const { findings, approvable } = await preparePublication(contentDir, options);
  const text = approvable.get(id);
  const problem = findings.find(
    (each) => isError(each) && each.file === file && each.code !== 'missing-approval',
  );
  if (!text || problem)
    throw new Error(
      `${file} has errors. Run npm run check and mend them: what is approved is the text after that.`,
    );
  if (text.approvals.some((each) => each.role === role && each.digest === text.digest)) {
    console.log(`${role} has approved this text of ${id} already.`);
    return 0;
  }
  const before = await readFile(path.join(contentDir, file), 'utf8');
  const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const written = withApproval(normaliseLineEnds(before), { role, at, digest: text.digest });
  if (written === undefined)
    throw new Error(
      `The front matter of ${file} has no place for approvals that can be found without doubt.`,
    );
  await writeFile(
    path.join(contentDir, file),
    before.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written,
  );
  console.log(`${role} approves ${id}: the text with the digest ${text.digest}.`);
  return 0;
});
