import type { Archive } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { absolute, paths } from '../../paths.ts';
import type { Surroundings } from './body.ts';
import { bodyOf, documentOf } from './document.ts';
import { asHtml } from './html.ts';
import { asMarkdown } from './markdown.ts';

/** The public text of an incident, all of it plain: no components, and whole addresses. */
export interface PublicText {
  /** What its author wrote below the front matter, in Markdown. */
  body: string;
  /** The body and all sections around it, in Markdown. */
  markdown: string;
  /** The same in HTML for feeds, but for what customers were told: an entry of a feed begins with that. */
  html: string;
}

/** Makes the text of an incident of the MDX that was published of it; HTML is made when it is first asked for. */
export function textOf(
  incident: Incident,
  archive: Archive,
  mdx: string,
  tables: Surroundings['tables'],
): PublicText {
  const body = bodyOf(incident, archive, mdx, tables);
  let html: string | undefined;
  return {
    body: asMarkdown(body),
    markdown: asMarkdown(documentOf(incident, archive, body)),
    get html() {
      html ??= asHtml(
        documentOf(incident, archive, body, ['updates']),
        absolute(paths.incident(incident.id), archive.url),
      );
      return html;
    },
  };
}
