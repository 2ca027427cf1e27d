/**
 * Every problem that Afterword can report, under its permanent code. A message says what is wrong,
 * a hint says what to do. Neither ever quotes text that stands inside a redaction marker.
 */
export const CODES = {
  // Redaction markers
  'near-miss-marker': {
    message: 'This looks like a redaction marker but is not one',
    hint: 'Write exactly <Redacted reason="…">…</Redacted>: capital R, no space after "<", no escape. A literal marker cannot be published. A backslash right before the marker counts as an escape: put it between the tags.',
  },
  'unknown-redaction-syntax': {
    message: 'This is the redaction syntax of another tool',
    hint: 'Write <Redacted reason="…" public="…">…</Redacted> instead.',
  },
  'unbalanced-open': {
    message: 'This marker is never closed',
    hint: 'Add </Redacted> where the passage ends, in the same block (or, in front matter, in the same value).',
  },
  'unbalanced-close': {
    message: 'There is no open marker for this closing tag',
    hint: 'Remove the tag, or add <Redacted reason="…"> where the passage begins.',
  },
  'nested-marker': {
    message: 'A marker opens inside another marker',
    hint: 'Close the first passage before the second begins, or mark the whole of it once.',
  },
  'self-closing-redacted': {
    message: 'A self-closing marker withholds nothing',
    hint: 'Put the passage between <Redacted reason="…"> and </Redacted>.',
  },
  'mixed-block': {
    message: 'One tag of this marker stands alone on its line and the other does not',
    hint: 'Put both tags on lines of their own, or both in the same line of text.',
  },
  'block-prefix': {
    message: 'The lines of this block marker do not share one indent or quote prefix',
    hint: 'Begin each line from the opening to the closing tag with the same spaces or ">" signs.',
  },
  'inline-crosses-block': {
    message: 'This inline marker reaches into another block',
    hint: 'Close it before the block ends, or put both tags on lines of their own.',
  },
  'crosses-fence': {
    message: 'This marker holds one end of a code block and not the other',
    hint: 'Put both fences between the tags, or both outside of them.',
  },
  'empty-redaction': {
    message: 'There is nothing between the tags',
    hint: 'Remove the marker, or mark the passage that it was meant for.',
  },
  'malformed-close': {
    message: 'This closing tag has something else in it',
    hint: 'Write exactly </Redacted>.',
  },
  'unterminated-tag': { message: 'This tag does not end', hint: 'Close it with ">" after its attributes.' },
  'bad-attribute': {
    message: 'The attributes of this marker cannot be read',
    hint: 'Write reason="…" and public="…" as quoted literals, in one line each, separated by a space. In a double-quoted YAML string use single quotes.',
  },
  'unknown-attribute': {
    message: 'A marker has only the attributes reason and public',
    hint: 'Remove the other attribute.',
  },
  'duplicate-attribute': { message: 'This marker has an attribute twice', hint: 'Keep one of them.' },
  'bad-reason': {
    message: 'A marker needs a known reason',
    hint: 'Use one of customer, personal, security, legal, vendor, commercial, other.',
  },
  'bad-public': {
    message: 'The public text of this marker has characters that it may not have, or is too long',
    hint: "Use letters, digits, spaces and , . ' ’ ( ) / – - only, and at most 80 characters.",
  },
  'public-contains-secret': {
    message: 'The public text of this marker repeats what the marker withholds',
    hint: 'Describe it in other words.',
  },
  'marker-in-url': {
    message: 'A marker stands inside an address',
    hint: 'Mark the whole link, or link to an address that is public.',
  },
  'bad-internal': {
    message: '`internal` does not say what it withholds',
    hint: 'Put private values under `internal` as fields of its own; in a list, write internal: true in the item that goes.',
  },
  'marker-in-key': {
    message: 'A marker stands in the key of a front matter field',
    hint: 'Mark the value; to withhold the field, move it under `internal`.',
  },

  // Files, YAML, MDX
  'bidi-or-nul': {
    message: 'An invisible control character can make text read differently from what it is',
    hint: 'Remove it (NUL, or a character that changes the direction of text).',
  },
  bom: { message: 'The file begins with a byte order mark', hint: 'Save it as UTF-8 without BOM.' },
  'not-utf8': { message: 'The file is not UTF-8', hint: 'Save it as UTF-8.' },
  'file-too-large': {
    message: 'The file is larger than 1 MiB',
    hint: 'Split it, or move data into a file beside it.',
  },
  'no-front-matter': {
    message: 'The file has no front matter',
    hint: 'Begin it with a line ---, the fields, and another line ---.',
  },
  yaml: {
    message: 'The YAML cannot be read',
    hint: 'Check indentation, quotes and colons; put long text in a ">-" block.',
  },
  'yaml-alias': {
    message: 'Anchors, aliases, merge keys and tags are not allowed',
    hint: 'Write the value out.',
  },
  'no-import-export': {
    message: 'Postmortems cannot import or export',
    hint: 'Use Markdown and the components that are always there.',
  },
  'no-expressions': {
    message: 'Expressions in braces are not allowed',
    hint: 'Write the text itself; put literal braces in a code span or escape them as \\{ and \\}.',
  },
  'no-comments': {
    message: 'Comments are not allowed',
    hint: 'Remove it; notes that stay private belong under `internal` in the front matter.',
  },
  'unknown-component': {
    message: 'This element or component is not on the list',
    hint: 'Use Markdown, Callout, Figure, Chart, Diagram, or one of abbr br details figcaption figure kbd mark small sub summary sup.',
  },
  'component-attribute': {
    message: 'This attribute is not allowed, or a required one is missing',
    hint: 'See the list of components in the README.',
  },
  'mdx-parse': {
    message: 'The MDX cannot be read',
    hint: 'Close every tag; write a literal "<" as &lt; and use no HTML comments.',
  },
  'bad-url': {
    message: 'This address is not allowed',
    hint: 'Use https, http, mailto, a relative address or one that begins with #.',
  },
  'remote-image': {
    message: 'Images of other sites are not allowed',
    hint: 'Put the image beside the postmortem and refer to it as ./name.png.',
  },
  'missing-image': {
    message: 'The image is not there',
    hint: 'Put it in the folder of the postmortem, <id>/index.mdx, and refer to it as ./name.png.',
  },
  'missing-logo': {
    message: 'The logo is not there',
    hint: 'Put the file into the folder public, or remove brand.logo from site.yaml.',
  },
  'bad-logo': {
    message: 'The logo cannot be put into the pages',
    hint: 'Use a small SVG of shapes alone, with a viewBox and its colours in attributes: no text, style, class, script, link or metadata.',
  },
  'bad-image': {
    message: 'The image cannot be published',
    hint: 'Use a PNG, JPEG, WebP or AVIF file in the folder of the postmortem itself.',
  },
  'image-alt': {
    message: 'The image has no text for those who cannot see it',
    hint: 'Write ![what it shows](./name.png).',
  },
  'missing-data': {
    message: 'The data of a chart is not there',
    hint: 'Put the CSV in the folder of the postmortem, <id>/index.mdx, and refer to it as ./name.csv.',
  },
  'bad-data': {
    message: 'The data of a chart cannot be read',
    hint: 'Write CSV as UTF-8: a line of names, then rows of x (numbers, date-times with offset, days, or text) and a number for each series.',
  },
  'marker-in-data': {
    message: 'A redaction marker, or something like one, stands in the data of a chart',
    hint: 'A CSV is published whole: leave out the rows and columns that stay private, or mark the whole chart.',
  },
  'bad-chart': {
    message: 'This chart cannot be drawn of its data',
    hint: 'Use another type (line, bar or area), or other data.',
  },
  'bad-diagram': {
    message: 'This diagram cannot be drawn',
    hint: 'Put Graphviz DOT into the element, as a code block that begins with ```dot, and nothing else.',
  },
  'empty-once-redacted': {
    message: 'Nothing is left to publish here once the marked passages are gone',
    hint: 'Give the marker a public text, or mark the whole block.',
  },
  'missing-section': {
    message: 'A published postmortem has a section "What happened"',
    hint: 'Add the heading: ## What happened, or in an archive in German ## Was geschah.',
  },

  // Fields
  'unknown-key': {
    message: 'Unknown field',
    hint: 'Correct its name; private notes belong under `internal`. src/schema/ describes every field.',
  },
  'missing-field': { message: 'A field is missing', hint: 'Add it, or change the status.' },
  'template-text': {
    message: 'This is still what the template asked',
    hint: 'Write the answer in its place, or remove the field.',
  },
  'missing-approval': {
    message: 'An approval that site.yaml asks for at this severity is missing',
    hint: 'Set the status to review until these roles have approved with npm run approve -- <id> --role <role>.',
  },
  'wrong-type': { message: 'A field has a value of the wrong kind', hint: 'Change the value.' },
  'unknown-value': {
    message: 'A field has a value that is not in its vocabulary',
    hint: 'Use a word of the vocabulary: of this field, or of severities and factors in site.yaml.',
  },
  'text-length': { message: 'A text is empty or too long', hint: 'Fill it in, or shorten it.' },
  'bad-date': {
    message: 'This is not a date-time with an offset',
    hint: 'Write it like 2026-03-14T09:12:00Z or 2026-03-14T10:12:00+01:00.',
  },
  'bad-day': { message: 'This is not a day', hint: 'Write it like 2026-04-01.' },
  'impossible-order': {
    message: 'These moments cannot have come in this order',
    hint: 'Check both times and their offsets.',
  },
  'bad-id': {
    message: 'This name cannot be an id',
    hint: 'Use 3 to 64 lower-case letters, digits and hyphens, such as pm-2026-014.',
  },
  'duplicate-id': { message: 'The same id is used twice', hint: 'Rename one of them.' },
  'unknown-reference': { message: 'A reference leads nowhere', hint: 'Use an id that exists.' },
  'related-not-public': {
    message: 'A related postmortem is not public, so the relation is left out',
    hint: 'Nothing to do: it appears once both are public.',
  },
  'alias-taken': {
    message: 'This alias is the id or the alias of another postmortem',
    hint: 'Remove it from one of them.',
  },
  'broken-link': {
    message: 'A link leads to no page of this site, or to one that is not public',
    hint: 'Correct it or remove it. Addresses of the site are written without its base path, such as /incidents/pm-2026-014/.',
  },
  'broken-anchor': {
    message: 'A link leads to a place of a page that is not there',
    hint: 'Correct what stands behind the #. Headings have their words in lower case with hyphens, timeline entries t- and their time in UTC, actions action- and their id.',
  },
  'redirect-taken': {
    message: 'There is a page at this address, so that it cannot lead to another',
    hint: 'Remove it from redirects, or take the page away.',
  },
  'revisions-order': {
    message: 'A revision is older than the publication',
    hint: 'Revisions record what changed after publishing.',
  },

  // What was published once
  'lost-incident': {
    message: 'The address of an incident that was published leads nowhere',
    hint: 'Put its id into the aliases of the postmortem that continues it, or bring its file back with status: retracted and a retraction, which leaves a tombstone.',
  },
  'lost-page': {
    message: 'The address of a page that was published leads nowhere',
    hint: 'Bring back what it was made of, or write under redirects in site.yaml where it leads now, such as /components/old/: /components/new/.',
  },
  'lost-anchor': {
    message: 'A place of this page that was published has no anchor any more',
    hint: 'Restore the words of the heading, the time of the timeline entry or the id of the action, or keep the old anchor in the front matter, such as anchors: { old-anchor: new-anchor }. If the old words are withheld now, remove the line.',
  },
  'unrevised-text': {
    message: 'A published text changed, and no revision says so',
    hint: 'Add what changed to revisions, with a date-time later than the others, then run npm run check -- --write; or undo the change.',
  },
  unrecorded: {
    message: 'What is public here is not in published.lock.json',
    hint: 'Run npm run check -- --write and commit published.lock.json.',
  },
  'lock-file': {
    message: 'The record of what was published cannot be read',
    hint: 'If it comes from a merge, keep the lines of both sides; else restore it from the history of the folder.',
  },

  // The folder
  'missing-file': { message: 'A file is missing', hint: 'Create it; the README shows an example.' },
  'ignored-file': {
    message: 'This file is not read',
    hint: 'A postmortem ends in .mdx, in lower case. Rename it, or move it out of the folder.',
  },
  'no-postmortems': {
    message: 'There is no postmortem',
    hint: 'Add content/postmortems/<id>.mdx; npm run new -- "Title" makes one.',
  },
  'none-public': {
    message: 'No postmortem is public, and no site is built of none',
    hint: 'Give one a status that is public, such as published with a publishedAt that is past; npm run dev shows drafts too.',
  },
  'outside-folder': { message: 'A link leads out of the content folder', hint: 'Put the file itself there.' },
  'reserved-page': {
    message: "This address is one of the archive's own",
    hint: 'Give the page or the postmortem another name.',
  },
  'terms-file': {
    message: 'The list of terms cannot be read',
    hint: 'Correct redaction.terms in site.yaml or REDACTION_TERMS_FILE; keep the list outside the content folder, in UTF-8.',
  },

  // What was never marked, and is probably secret
  'secret-token': {
    message: 'This looks like a token, a key or a password, and would be published',
    hint: 'Mark it, and replace it where it is in use: it stands in the history of this folder. If it may be public, accept it in site.yaml under redaction.accept.',
  },
  'cloud-account': {
    message: 'This looks like an account, a resource or a bucket of a cloud, and would be published',
    hint: 'Mark it, or accept it in site.yaml under redaction.accept.',
  },
  'private-repository': {
    message: 'This leads into a repository that may be private',
    hint: 'Mark the link with its text, or, if the repository is public, accept it in site.yaml under redaction.accept, such as { kind: private-repository, text: github.com/owner/ }.',
  },
  'chat-link': {
    message: 'This leads into a chat or a call that readers cannot enter',
    hint: 'Mark the link with its text, or accept it in site.yaml under redaction.accept.',
  },
  'ticket-key': {
    message: 'This looks like a ticket of an internal tracker, and would be published',
    hint: 'Move it under internal, mark it, or accept it in site.yaml under redaction.accept.',
  },
  'email-address': {
    message: 'This e-mail address would be published',
    hint: 'Name the role and not the person, mark it, or accept it in site.yaml under redaction.accept. An address among the links of site.yaml is accepted by that.',
  },
  'internal-host': {
    message: 'This looks like the name of an internal machine, and would be published',
    hint: 'Name what it does, mark it, or accept it in site.yaml under redaction.accept.',
  },
  'private-address': {
    message: 'This is an address of a private network, and would be published',
    hint: 'Mark it, or accept it in site.yaml under redaction.accept.',
  },
  'marked-elsewhere': {
    message: 'This text is withheld in one place and would be published in another',
    hint: 'Mark it here too, or reword it. While it stands here, the audit refuses every build.',
  },
  'unused-acceptance': {
    message: 'Nothing is found that this would accept',
    hint: 'Remove it, or correct its kind, file or text.',
  },

  // What is imported
  'import-missing': {
    message: 'There is nothing at this path',
    hint: 'Name a file or a folder that is there.',
  },
  'import-empty': {
    message: 'Nothing in it can be imported',
    hint: 'Check the format and the path: the README says which files each format reads.',
  },
  'import-unreadable': {
    message: 'This cannot be read as what it should be',
    hint: 'Save or export it again as a whole; the other files are imported.',
  },
  'import-refused': {
    message: 'This would not pass npm run check, and is not written',
    hint: 'Correct it in the source and import it again, or write the postmortem by hand.',
  },
  'import-unsupported': {
    message: 'This has no place in an archive of incidents, and is left out',
    hint: 'Nothing to do, unless it was meant as an incident.',
  },
  'import-repaired': {
    message: 'The source is incomplete or contradicts itself, and was put right',
    hint: 'Look at the postmortem, and correct it if you know better.',
  },
  'import-active': {
    message: 'Scripts or other active content stood in a text and were taken out',
    hint: 'Look at the postmortem: only text, links and lists are taken over.',
  },
  'import-held': {
    message: 'It cannot be told whether all of this was shown to readers, so that it is a draft',
    hint: 'Read it, take out what was never shown, and set its status.',
  },
  'import-duplicate': {
    message: 'The same incident stands there more than once',
    hint: 'Nothing to do if both are the same incident: what was written last is taken.',
  },
  'import-rights': {
    message:
      'These come from a collection of other companies’ postmortems, icco/postmortems, which is under GPL-3.0 and partly rewritten by a model',
    hint: 'Read the sources that they name, and ask what may be published, before you do.',
  },
  'import-left': {
    message: 'This file is left as it is, though the source has something else',
    hint: 'Take over by hand what you need. To import it again, remove the file and its line in .imported.json.',
  },
  'import-ledger': {
    message: 'The list of what was imported cannot be read, so that no edited file could be told from others',
    hint: 'Bring it back from the history of the folder, or remove it: then no file that is there is written again.',
  },

  // The audit of a built folder
  'withheld-text': {
    message: 'This file holds what is withheld',
    hint: 'Look at the place that is named: mark the text wherever it stands in content/, or change what it repeats.',
  },
  'marker-left': {
    message: 'This file holds a redaction marker',
    hint: 'Only a folder that was built by npm run build can be published.',
  },
  'unexpected-file': {
    message: 'The site makes no such file',
    hint: 'Remove it from public/: what lies there is published as it is.',
  },
  'image-metadata': {
    message: 'This image holds more than pixels',
    hint: 'Save it without metadata, comments and trailing bytes; an SVG without scripts, links and titles, its text drawn as shapes.',
  },
  undecodable: {
    message: 'This file cannot be read as what it is',
    hint: 'Build again. If it stays, the version of Pagefind has changed and the audit has to learn it.',
  },
  'nothing-to-audit': {
    message: 'There is nothing to audit',
    hint: 'Name a folder that npm run build has made.',
  },
} as const satisfies Record<string, { message: string; hint: string }>;

export type Code = keyof typeof CODES;
export type Severity = 'error' | 'warning';

/** A problem at a place. `line` and `column` count from 1; a problem of a whole file is at 1:1. */
export interface Finding {
  code: Code;
  severity: Severity;
  /** Relative to the content folder, with `/` on every system. */
  file: string;
  line: number;
  column: number;
  message: string;
  hint: string;
}

/** A problem in a text whose place is still an offset (UTF-16 units). `detail` is public: it never quotes a secret. */
export interface Problem {
  code: Code;
  offset: number;
  detail?: string | undefined;
  severity?: Severity | undefined;
}

/** What is worth saying and stops nothing. */
const WARNINGS: readonly Code[] = [
  'related-not-public',
  'unrecorded',
  'none-public',
  'ignored-file',
  'secret-token',
  'cloud-account',
  'private-repository',
  'chat-link',
  'ticket-key',
  'email-address',
  'internal-host',
  'private-address',
  'unused-acceptance',
  'import-unsupported',
  'import-repaired',
  'import-active',
  'import-held',
  'import-duplicate',
  'import-rights',
  'import-left',
];

/** Makes a finding; `detail` says what was found and what was expected. */
export function finding(
  code: Code,
  place: { file: string; line?: number; column?: number },
  detail?: string,
  severity: Severity = WARNINGS.includes(code) ? 'warning' : 'error',
): Finding {
  const { message, hint } = CODES[code];
  return {
    code,
    severity,
    file: place.file,
    line: place.line ?? 1,
    column: place.column ?? 1,
    message: detail ? `${message}: ${detail}` : message,
    hint,
  };
}

export const isError = (found: Finding): boolean => found.severity === 'error';

/** By file, then by place: the order in which an author works through them. */
export function byPlace(a: Finding, b: Finding): number {
  const inOrder = (one: string, other: string) => Number(one > other) - Number(one < other);
  return inOrder(a.file, b.file) || a.line - b.line || a.column - b.column || inOrder(a.code, b.code);
}
