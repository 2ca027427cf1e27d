import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** The anchors that a body has on its page. Offsets are those of its text (UTF-16 units). */
export interface BodyAnchors {
  headings: { anchor: string; offset: number }[];
  /** Those that footnotes make. */
  notes: string[];
}

const processor = unified()
  .use(remarkParse)
  .use(remarkMdx)
  .use(remarkGfm)
  .use(remarkRehype, { passThrough: ['mdxJsxFlowElement', 'mdxJsxTextElement'] })
  .use(rehypeSlug);

/** Reads the anchors of a public body, made by the steps that make its page. Throws if it cannot be parsed. */
export function anchorsOfBody(body: string): BodyAnchors {
  const found: BodyAnchors = { headings: [], notes: [] };
  visit(processor.runSync(processor.parse(body)), 'element', ({ tagName, properties, position }) => {
    const { id } = properties;
    if (typeof id !== 'string') return;
    const offset = position?.start.offset;
    // The heading of the footnotes is written by nobody, and so is at no place.
    if (/^h[1-6]$/.test(tagName) && offset !== undefined) found.headings.push({ anchor: id, offset });
    else found.notes.push(id);
  });
  return found;
}
