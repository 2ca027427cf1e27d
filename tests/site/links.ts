import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Parser } from 'htmlparser2';

interface Page {
  ids: Set<string>;
  duplicates: string[];
  links: string[];
}

async function readPage(file: string): Promise<Page> {
  const page: Page = { ids: new Set(), duplicates: [], links: [] };
  const parser = new Parser({
    onopentag(_, attributes) {
      const { id, href, src } = attributes;
      if (id && page.ids.has(id)) page.duplicates.push(id);
      if (id) page.ids.add(id);
      for (const address of [href, src]) if (address) page.links.push(address);
    },
  });
  parser.end(await readFile(file, 'utf8'));
  return page;
}

/** Every link of a built site that leads nowhere in it, every id that stands twice, and every address of another origin that is loaded. */
export async function brokenLinks(
  folder: string,
  origin: string,
  base: string,
): Promise<{ broken: string[]; checked: number }> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.html'));
  const pages = new Map<string, Page>();
  for (const name of names)
    pages.set(name.split(path.sep).join('/'), await readPage(path.join(folder, name)));
  const broken: string[] = [];
  let checked = 0;
  for (const [name, page] of pages) {
    broken.push(...page.duplicates.map((id) => `${name}: the id ${id} stands twice`));
    const address = new URL(`${base}${name.replace(/index\.html$/, '')}`, origin);
    for (const link of page.links) {
      const target = new URL(link, address);
      if (target.origin !== origin) continue;
      checked += 1;
      if (!target.pathname.startsWith(base)) {
        broken.push(`${name}: ${link} leaves the base path`);
        continue;
      }
      const file = decodeURIComponent(target.pathname.slice(base.length));
      const found =
        [file, `${file}index.html`].find((each) => pages.has(each)) ??
        (existsSync(path.join(folder, file)) ? file : undefined);
      const fragment = decodeURIComponent(target.hash.slice(1));
      if (!found) broken.push(`${name}: ${link}`);
      else if (fragment && !pages.get(found)?.ids.has(fragment))
        broken.push(`${name}: ${link} has no such anchor`);
    }
  }
  return { broken, checked };
}
