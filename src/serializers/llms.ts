import { formatDay } from '../format.ts';
import type { Archive } from '../model/archive.ts';
import { toldOf } from '../model/updates.ts';
import { absolute, paths } from '../paths.ts';
import { words } from '../words.ts';
import { asMarkdown } from './text/markdown.ts';
import { type Block, heading, link, list, paragraph } from './text/nodes.ts';

/** What the site holds for a reader that is a program, in the form of llmstxt.org: a title, a summary, lists of links. */
export function llmsText(archive: Archive): string {
  const { site, url } = archive;
  const { llms } = words;
  const incidents = toldOf(archive).map(({ id, postmortem, day, severity }) => [
    link(absolute(paths.incidentMarkdown(id), url), postmortem.title),
    `: ${[formatDay(day, site.locale), severity?.label, postmortem.summary].filter(Boolean).join('. ')}`,
  ]);
  const data = [
    [link(absolute(paths.archive(), url), 'archive.json'), `: ${llms.archive}`],
    [link(absolute(paths.archiveSchema(), url), 'schema/archive.json'), `: ${llms.schema}`],
    [link(absolute(paths.atom(), url), 'history.atom'), `: ${llms.feed}`],
  ];
  const summary: Block = { type: 'blockquote', children: [paragraph(site.description)] };
  return asMarkdown({
    type: 'root',
    children: [
      heading(1, site.name),
      summary,
      paragraph(llms.explanation),
      heading(2, llms.incidents),
      list(incidents),
      heading(2, llms.data),
      list(data),
    ],
  });
}
