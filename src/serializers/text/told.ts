import { escapeUTF8 } from 'entities';
import { formatDateParts } from '../../format.ts';
import type { Archive } from '../../model/archive.ts';
import type { Incident } from '../../model/incident.ts';
import { absolute, paths } from '../../paths.ts';
import { words } from '../../words.ts';
import { updatesToldOf } from '../statuspage/incidents.ts';
import { resolverOf, wholeAddresses } from './addresses.ts';
import { asHtml } from './html.ts';
import { markdownOf } from './markdown.ts';

/**
 * What customers were told, newest first, as feeds of Statuspage write it: their readers look for the first
 * `<strong>label</strong> - ` and for the `var` elements of the day and the time.
 */
export function toldHtml(incident: Incident, archive: Archive): string {
  const { site, url } = archive;
  const resolve = resolverOf(incident, archive);
  const page = absolute(paths.incident(incident.id), url);
  return updatesToldOf(archive, incident)
    .map(({ at, status, text }) => {
      const { month, day, time, zone } = formatDateParts(at, site);
      const when = `${escapeUTF8(month)} <var data-var='date'>${day}</var>, <var data-var='time'>${time}</var> ${escapeUTF8(zone)}`;
      const lead = `<p><small>${when}</small><br><strong>${escapeUTF8(words.update[status])}</strong> - `;
      const html = asHtml(wholeAddresses(markdownOf(text), resolve), page);
      // The first paragraph goes on where the label ends.
      return html.startsWith('<p>') ? lead + html.slice('<p>'.length) : `${lead}</p>\n${html}`;
    })
    .join('\n');
}
