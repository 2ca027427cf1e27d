import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { byPlace, type Finding, finding, isError } from '../src/findings.ts';
import { planJson, planText } from '../src/importing/account.ts';
import { FORMATS, TIMELINE_ENDINGS } from '../src/importing/formats.ts';
import type { Source } from '../src/importing/model.ts';
import { planImport, planTimeline } from '../src/importing/plan.ts';
import { importTimeline } from '../src/importing/timeline.ts';
import { readComponents, readSite } from '../src/publish/site.ts';
import { normaliseLineEnds } from '../src/redaction/document.ts';
import { UsageError } from '../src/settings.ts';
import { command, needContent, readArguments } from './command.ts';

/** The files at a path: itself, or those of a folder that have one of the endings, in the order of their names. */
async function filesAt(place: string, endings: readonly string[]): Promise<string[]> {
  if (!statSync(place).isDirectory()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.toLowerCase().endsWith(ending)))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

async function readSources(
  place: string,
  endings: readonly string[],
): Promise<{ sources: Source[]; findings: Finding[] }> {
  if (!existsSync(place)) return { sources: [], findings: [finding('import-missing', { file: place })] };
  const findings: Finding[] = [];
  const sources: Source[] = [];
  for (const file of await filesAt(place, endings)) {
    const bytes = await readFile(file);
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      sources.push({
        file: path.relative(process.cwd(), file).split(path.sep).join('/'),
        text: normaliseLineEnds(text),
      });
    } catch {
      findings.push(finding('not-utf8', { file }));
    }
  }
  if (sources.length === 0 && findings.length === 0) findings.push(finding('import-empty', { file: place }));
  return { sources, findings };
}

async function writeAll(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

await command('import', async ({ settings, now }) => {
  const { values, positionals } = readArguments(
    { format: { type: 'string', default: 'human' }, to: { type: 'string' } },
    2,
  );
  const [name = '', place] = positionals;
  const format = FORMATS[name];
  const isTimeline = name === 'timeline';
  if (!(format || isTimeline) || !place)
    throw new UsageError(
      `Call it with a format and a path: npm run import -- <${[...Object.keys(FORMATS), 'timeline'].join('|')}> <path>`,
    );
  if (values.format !== 'human' && values.format !== 'json')
    throw new UsageError('--format is one of human, json.');
  if (isTimeline !== (values.to !== undefined))
    throw new UsageError('A timeline, and nothing else, is added to a postmortem: timeline <path> --to <id>');
  needContent(settings);
  const [site, components] = [await readSite(settings), await readComponents(settings)];
  if (!site || !components)
    throw new Error('site.yaml or components.yaml cannot be read: npm run check tells why.');

  const { sources, findings } = await readSources(place, format?.endings ?? TIMELINE_ENDINGS);
  const archive = { site, components, now };
  const folder = {
    read: (file: string) => {
      const absolute = path.join(settings.contentDir, file);
      return existsSync(absolute) ? normaliseLineEnds(readFileSync(absolute, 'utf8')) : undefined;
    },
  };
  const plan = format
    ? planImport(format.read(sources, archive), archive, folder)
    : planTimeline(importTimeline(sources), values.to ?? '', folder);
  plan.findings = [...findings, ...plan.findings].sort(byPlace);
  await writeAll(settings.contentDir, plan.files);
  process.stdout.write(values.format === 'json' ? planJson(plan) : planText(plan));
  return plan.findings.some(isError) ? 1 : 0;
});
