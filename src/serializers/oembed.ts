import { escapeUTF8 } from 'entities';
import type { Incident } from '../model/incident.ts';
import { absolute, paths } from '../paths.ts';
import type { Site } from '../schema/site.ts';
import { glanceOf, inOneLine } from './glance.ts';
import { PREVIEW_SIZE } from './metadata.ts';

/** How much room an embedded incident asks for, in pixels. */
const ROOM = { width: 600, height: 220 } as const;

/** A quotation with its link: it needs neither a script nor a style of its own. */
function quotationOf(incident: Incident, site: Site, address: string): string {
  const { title, summary } = incident.postmortem;
  const [href, name] = [escapeUTF8(address), escapeUTF8(site.name)];
  const told = summary === undefined ? '' : `<p>${escapeUTF8(summary)}</p>`;
  const glance = escapeUTF8(inOneLine(glanceOf(incident, site)));
  return `<blockquote cite="${href}"><p><a href="${href}"><strong>${escapeUTF8(title)}</strong></a></p><p>${glance}</p>${told}<p>${name}</p></blockquote>`;
}

/** What another site shows where it embeds an incident (oEmbed 1.0, type rich). `url` is that of the site. */
export function oembedOf(incident: Incident, site: Site, url: string) {
  const address = absolute(paths.incident(incident.id), url);
  return {
    version: '1.0',
    type: 'rich',
    title: incident.postmortem.title,
    author_name: site.name,
    author_url: site.links.home ?? absolute(paths.home(), url),
    provider_name: site.name,
    provider_url: absolute(paths.home(), url),
    thumbnail_url: absolute(paths.incidentPreview(incident.id), url),
    thumbnail_width: PREVIEW_SIZE.width,
    thumbnail_height: PREVIEW_SIZE.height,
    html: quotationOf(incident, site, address),
    ...ROOM,
  } as const;
}
