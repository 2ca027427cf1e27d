import { type Finding, finding } from '../findings.ts';
import { counted } from '../report.ts';
import { readFeedContent, updateTime } from './feed-content.ts';
import { type Entry, entriesOf, idOf } from './feed-entries.ts';
import { type Archive, emptyAccount, type Import, type Imported, type Source } from './model.ts';
import { lineOf, richText, richTree } from './rich-text.ts';
import { momentOf } from './times.ts';
import { fitText, type Update, type UpdateStatus, updateFields } from './updates.ts';
import { dateTimeOf, fitTitle, headed, severityOf } from './vocabulary.ts';

const LABELS: Readonly<Record<string, UpdateStatus>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
};
const MAINTENANCE = ['scheduled', 'in progress', 'verifying', 'completed'];

class EntryReader {
  readonly findings: Finding[] = [];
  readonly #entry: Entry;
  readonly #file: string;
  readonly account = emptyAccount();

  constructor(entry: Entry, file: string) {
    this.#entry = entry;
    this.#file = file;
  }

  tell(code: Finding['code'], detail: string): void {
    this.findings.push(finding(code, { file: this.#file, line: this.#entry.line }, detail));
  }

  #lose(lost: readonly string[]): void {
    const active = lost.filter((what) => what.startsWith('<'));
    if (active.length > 0) this.tell('import-active', active.join(' '));
    this.account.lost.push(...lost.filter((what) => !active.includes(what)));
  }

  /** The updates, oldest first, and the postmortem if the feed has one. Undefined: it is a maintenance. */
  #updates(
    published: number,
  ): { updates: Update[]; postmortem: { text: string; at: number } | undefined } | undefined {
    let latest = published;
    let postmortem: { text: string; at: number } | undefined;
    const timed = readFeedContent(this.#entry.html).map(({ when, label, tree }) => {
      const time = updateTime(when, latest);
      if (time?.precision !== 'exact')
        this.tell('import-repaired', `the time "${when}" is not known exactly`);
      latest = time?.at ?? latest;
      return { at: latest, label: label.toLowerCase(), tree };
    });
    if (timed.some(({ label }) => MAINTENANCE.includes(label))) return undefined;
    let status: UpdateStatus = 'investigating';
    const updates = timed.toReversed().flatMap(({ at, label, tree }) => {
      const isPostmortem = label === 'postmortem';
      const { markdown, plain, lost } = richTree(tree, { headings: isPostmortem ? 'sections' : 'lines' });
      this.#lose(lost);
      if (isPostmortem) postmortem = { text: markdown, at };
      status = LABELS[label] ?? status;
      const { text, isCut } = fitText(markdown);
      if (isCut)
        this.tell('import-repaired', 'an update is longer than 10,000 characters, and its end is cut off');
      return isPostmortem || text === '' ? [] : [{ at, status, text, plain }];
    });
    return { updates, postmortem };
  }

  document({ site }: Archive): Imported | undefined {
    const { title: name, published, html, line } = this.#entry;
    if (name.trim() === '' || published === undefined) {
      this.tell(
        'import-unreadable',
        name.trim() === '' ? 'an entry without a title' : 'an entry without a date',
      );
      return undefined;
    }
    const read = this.#updates(published);
    if (!read) {
      this.tell('import-unsupported', `the scheduled maintenance ${idOf(this.#entry)}`);
      return undefined;
    }
    const { updates, postmortem } = read;
    const { title, whole } = fitTitle(lineOf(name));
    const severity = severityOf('none', site);
    const end = updates.findLast(({ status }) => status === 'resolved')?.at;
    const [first] = updates;
    const status = !first ? 'draft' : end === undefined ? 'pending' : 'recorded';
    const other = first || postmortem ? undefined : richText(html, { from: 'html', headings: 'sections' });
    if (other) this.#lose(other.lost);
    if (!first) this.tell('import-repaired', 'no updates are found in it; its text is kept in a draft');
    const { kept, mapped, lost } = this.account;
    kept.push(
      'title',
      ...(first ? [counted(updates.length, 'update')] : ['text']),
      ...(postmortem ? ['postmortem'] : []),
    );
    mapped.push(`no impact in a feed → severity ${severity}`, `status → ${status}`);
    return {
      id: idOf(this.#entry),
      from: { file: this.#file, line },
      fields: {
        title,
        status,
        severity,
        ...(whole ? { summary: whole.slice(0, 600) } : {}),
        startedAt: first ? dateTimeOf(first.at) : momentOf({ at: published, precision: 'approximate' }),
        ...(end === undefined ? {} : { resolvedAt: dateTimeOf(end) }),
        ...(postmortem ? { publishedAt: dateTimeOf(postmortem.at) } : {}),
        ...updateFields(updates),
      },
      body: postmortem ? headed(postmortem.text) : (other?.markdown ?? ''),
      kept,
      mapped,
      lost,
    };
  }
}

/** Imports the history of a status page from its Atom or RSS feed, as Statuspage writes it. */
export function importFeed(sources: readonly Source[], archive: Archive): Import {
  const documents: Imported[] = [];
  const findings: Finding[] = [];
  for (const source of sources) {
    const { entries, findings: told } = entriesOf(source);
    findings.push(...told);
    for (const entry of entries) {
      const reader = new EntryReader(entry, source.file);
      const document = reader.document(archive);
      if (document) documents.push(document);
      findings.push(...reader.findings);
    }
    if (entries.length > 0) {
      const severity = severityOf('none', archive.site);
      const detail = `a feed tells neither impact nor components; the severity ${severity} is taken for all`;
      findings.push(finding('import-repaired', { file: source.file }, detail));
    }
  }
  return { documents, components: [], findings };
}
