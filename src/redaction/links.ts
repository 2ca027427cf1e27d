import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { isAllowedUrl } from './allowlist.ts';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

/** What stands in any text that has a link; most texts have none and are not parsed. */
const LIKE_LINK = /\][(:]|<[a-z]|:\/\//i;

/** Where the links, images and definitions of a Markdown text lead. Throws a RangeError for what is nested too deeply. */
function urlsOf(text: string): string[] {
  const urls: string[] = [];
  visit(markdown.parse(text), (node) => {
    if ('url' in node) urls.push(node.url);
  });
  return urls;
}

/** Whether a text, read as Markdown, has a link to an address that a body may not have, or is such that nobody can tell. */
export function hasBadLink(text: string): boolean {
  if (!LIKE_LINK.test(text)) return false;
  try {
    return !urlsOf(text).every(isAllowedUrl);
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}
