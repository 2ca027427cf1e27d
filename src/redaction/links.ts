import { decodeHTML } from 'entities';
import { isAllowedUrl } from './allowlist.ts';

/** Where links lead, as Markdown writes them. */
const LINK = /\]\(\s*(?:<([^<>\n]*)>|([^\s)]+))|<([a-z][a-z\d+.-]{1,31}:[^\s<>]*)>/gi;

/** Whether a text, read as Markdown, has a link to an address that a body may not have. */
export function hasBadLink(text: string): boolean {
  return [...text.matchAll(LINK)].some(
    ([, pointed, bare, auto]) => !isAllowedUrl(decodeHTML(pointed ?? bare ?? auto ?? '')),
  );
}
