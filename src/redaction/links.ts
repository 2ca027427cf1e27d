import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { isAllowedUrl } from './allowlist.ts';

const markdown = unified().use(remarkParse).use(remarkGfm).freeze();

/** What stands in any text that has a link; most texts have none and are not parsed. */
const LIKE_LINK = /\][(:]|<[a-z]|:\/\//i;

/** Whether a text, read as Markdown, has a link to an address that a body may not have. */
export function hasBadLink(text: string): boolean {
  if (!LIKE_LINK.test(text)) return false;
  let isBad = false;
  visit(markdown.parse(text), (node) => {
    if ('url' in node && !isAllowedUrl(node.url)) isBad = true;
  });
  return isBad;
}
