import { chartProblem, defaultType } from '../figures/chart-type.ts';
import { diagramProblems } from '../figures/diagram.ts';
import { finding, type Problem } from '../findings.ts';
import type { PublicText } from '../unmarked/unmarked.ts';
import { publicTable } from './data.ts';
import { publicImage } from './images.ts';
import type { Entry, Publisher } from './publisher.ts';

/** A body as it is published, and the data of its charts. */
interface PublicBody {
  text: string;
  data: PublicText[];
}

/**
 * Puts the public addresses of what a body refers to in place of the authored ones and, if it `isOut`, publishes that:
 * images are encoded anew, data is written anew. Tells of what cannot be published or drawn.
 */
export async function publicBody(
  publisher: Publisher,
  { source, document }: Pick<Entry, 'source' | 'document'>,
  isOut: boolean,
): Promise<PublicBody> {
  const { images, charts, diagrams } = document.facts;
  const tell = (problem: Problem) => publisher.report(source, document.lines, [problem]);
  const addresses: { start: number; end: number; address: string }[] = [];
  const data = new Map<string, PublicText>();

  for (const { url, start, end, authored } of images) {
    const image = await publicImage(url, source.folder);
    if ('code' in image) {
      tell({ code: image.code, offset: authored, detail: image.detail });
      continue;
    }
    if (isOut) publisher.files.set(`images/${image.name}`, image.bytes);
    addresses.push({ start, end, address: `/images/${image.name}` });
  }
  const told = new Set<string>();
  for (const { url, start, end, authored, type } of charts) {
    const read = await publicTable(url, source, document.lines.at(authored));
    if ('findings' in read) {
      // A file that several charts share is told of once.
      const found = read.findings.filter(({ file }) => file === source.file || !told.has(file));
      for (const { file } of found) told.add(file);
      publisher.findings.push(...found);
      continue;
    }
    const detail = chartProblem(read.table, type ?? defaultType(read.table));
    if (detail) tell({ code: 'bad-chart', offset: authored, detail });
    data.set(read.text.file, read.text);
    if (isOut) publisher.files.set(`data/${read.name}`, read.csv);
    addresses.push({ start, end, address: `/data/${read.name}` });
  }
  for (const { dot, start } of diagrams) {
    for (const { code, offset, detail } of await diagramProblems(dot)) {
      const at = document.bodyMap.toAuthored(start + offset) + document.bodyStart;
      publisher.findings.push(finding(code, { file: source.file, ...document.lines.at(at) }, detail));
    }
  }

  let text = document.body;
  for (const { start, end, address } of addresses.toSorted((a, b) => b.start - a.start))
    text = text.slice(0, start) + address + text.slice(end);
  return { text, data: [...data.values()] };
}
