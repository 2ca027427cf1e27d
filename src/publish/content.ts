import { type Dirent, existsSync } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Finding, finding } from '../findings.ts';
import { RESERVED_INCIDENTS } from '../paths.ts';
import { normaliseLineEnds } from '../redaction/document.ts';
import { ID } from '../schema/strict.ts';

const MOST_BYTES = 1024 * 1024;

/** An authored text file. `file` is relative to the content folder, with `/`. */
export interface AuthoredFile {
  file: string;
  id: string;
  text: string;
  /** The folder with its images, absolute; undefined for a postmortem that is a single file. */
  folder: string | undefined;
}

export interface ContentFolder {
  site: AuthoredFile | undefined;
  components: AuthoredFile | undefined;
  postmortems: AuthoredFile[];
  pages: AuthoredFile[];
  findings: Finding[];
}

/** Whether a path, links followed, stays inside a folder. */
export async function isInside(folder: string, file: string): Promise<boolean> {
  const relative = path.relative(await realpath(folder), await realpath(file));
  // A name may begin with two dots as well.
  const isAbove = relative === '..' || relative.startsWith(`..${path.sep}`);
  return relative !== '' && !isAbove && !path.isAbsolute(relative);
}

class Reader {
  readonly findings: Finding[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async file(file: string, id: string, folder?: string): Promise<AuthoredFile | undefined> {
    const absolute = path.join(this.#root, file);
    const refuse = (code: Finding['code'], detail?: string) => {
      this.findings.push(finding(code, { file }, detail));
      return undefined;
    };
    if (!existsSync(absolute)) return refuse('missing-file', file);
    if (!(await isInside(this.#root, absolute))) return refuse('outside-folder');
    const { size, isFile } = await stat(absolute).then((found) => ({
      size: found.size,
      isFile: found.isFile(),
    }));
    if (!isFile) return refuse('missing-file', 'a folder of this name is there');
    if (size > MOST_BYTES) return refuse('file-too-large');
    try {
      // The byte order mark is kept: it is told as a finding of its own.
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await readFile(absolute),
      );
      return { file, id, text: normaliseLineEnds(text), folder };
    } catch (error) {
      if (error instanceof TypeError) return refuse('not-utf8');
      throw error;
    }
  }

  /** The documents of a folder: `<id>.mdx`, or `<id>/index.mdx` with files beside it. */
  async documents(folder: string): Promise<AuthoredFile[]> {
    const absolute = path.join(this.#root, folder);
    const entries: Dirent[] = existsSync(absolute) ? await readdir(absolute, { withFileTypes: true }) : [];
    const found: AuthoredFile[] = [];
    const seen = new Map<string, string>();
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      // What editors and systems leave beside a file while it is written.
      if (entry.name.startsWith('.')) continue;
      const index = path.join(absolute, entry.name, 'index.mdx');
      const isFolder = !entry.name.endsWith('.mdx') && existsSync(index);
      if (/\.(?:md|markdown|mdx)$/i.test(entry.name) && !entry.name.endsWith('.mdx'))
        this.findings.push(finding('ignored-file', { file: `${folder}/${entry.name}` }));
      if (entry.isDirectory() && !isFolder)
        this.findings.push(
          finding('ignored-file', { file: `${folder}/${entry.name}` }, 'the folder has no index.mdx'),
        );
      if (!isFolder && !entry.name.endsWith('.mdx')) continue;
      const file = isFolder ? `${folder}/${entry.name}/index.mdx` : `${folder}/${entry.name}`;
      const id = isFolder ? entry.name : entry.name.slice(0, -'.mdx'.length);
      if (!ID.test(id)) this.findings.push(finding('bad-id', { file }));
      if (RESERVED_INCIDENTS.includes(id) && folder === 'postmortems')
        this.findings.push(finding('reserved-page', { file }));
      const twin = seen.get(id);
      if (twin) this.findings.push(finding('duplicate-id', { file }, `it is also ${twin}`));
      seen.set(id, file);
      const read = await this.file(file, id, isFolder ? path.dirname(index) : undefined);
      if (read) found.push(read);
    }
    return found;
  }
}

/** Reads the texts of a content folder, and tells what cannot be read. Files that are not content are left alone. */
export async function readContent(root: string): Promise<ContentFolder> {
  const reader = new Reader(root);
  const site = await reader.file('site.yaml', 'site');
  const components = await reader.file('components.yaml', 'components');
  const postmortems = await reader.documents('postmortems');
  if (postmortems.length === 0) reader.findings.push(finding('no-postmortems', { file: 'postmortems' }));
  return { site, components, postmortems, pages: await reader.documents('pages'), findings: reader.findings };
}
