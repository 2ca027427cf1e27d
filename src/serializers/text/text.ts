import type { Archive } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { absolute, paths } from '../../paths.ts';
import type { Surroundings } from './body.ts';
import { bodyOf, documentOf } from './document.ts';
import { asHtml } from './html.ts';
import { asMarkdown } from './markdown.ts';
import { toldHtml } from './told.ts';

/** The public text of an incident, all of it plain: no components, and whole addresses. */
export interface PublicText {
  /** What its author wrote below the front matter, in Markdown. */
  body: string;
  /** The body and all sections around it, in Markdown. */
  markdown: string;
  /** The same in HTML, as the entry of a feed: it begins with what customers were told. */
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
      const page = absolute(paths.incident(incident.id), archive.url);
      html ??= `${toldHtml(incident, archive)}\n${asHtml(documentOf(incident, archive, body, ['updates']), page)}`;
      return html;
    },
  };
}
