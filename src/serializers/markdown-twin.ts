import { stringify } from 'yaml';
import type { Archive } from '../model/archive.ts';
import type { Incident } from '../model/incident.ts';
import { recordOf } from './record.ts';
import { asMarkdown } from './text/markdown.ts';
import { heading } from './text/nodes.ts';
import type { PublicText } from './text/text.ts';

/** The Markdown twin of an incident's page: its facts as front matter, then its title and its text. */
export function markdownTwin(archive: Archive, incident: Incident, { markdown }: PublicText): string {
  const record = recordOf(archive, incident, '');
  const facts = {
    id: record.id,
    title: record.title,
    url: record.url,
    language: archive.site.locale,
    kind: record.kind,
    state: record.state,
    severity: record.severity?.id ?? null,
    impact: record.severity?.impact ?? null,
    startedAt: record.startedAt?.at ?? null,
    detectedAt: record.detectedAt?.at ?? null,
    mitigatedAt: record.mitigatedAt?.at ?? null,
    resolvedAt: record.resolvedAt?.at ?? null,
    publishedAt: record.publishedAt,
    updatedAt: record.updatedAt,
    components: record.components,
    factors: [
      ...new Set(
        [...(record.trigger ? [record.trigger] : []), ...record.contributingFactors].map(
          (each) => each.class,
        ),
      ),
    ],
    technologies: record.technologies,
    tags: record.tags,
  };
  // Read as YAML 1.1 or 1.2, it is the same: what looks like a date is quoted.
  const front = stringify(facts, { version: '1.2', compat: 'yaml-1.1', lineWidth: 0 });
  const title = asMarkdown({ type: 'root', children: [heading(1, record.title)] });
  return `---\n${front}---\n\n${title}\n${markdown}`;
}
