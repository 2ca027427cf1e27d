import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toText } from 'hast-util-to-text';
import { htmlTree } from './rich-text.ts';
import { clockIn, type FoundTime, timeIn, zoneOffset } from './times.ts';

/** An update as a feed of Statuspage shows it: `Aug 21, 00:37 UTC`, a label, and its text. */
export interface FeedUpdate {
  when: string;
  label: string;
  tree: Root;
}

const isElement = (node: RootContent | undefined, name: string): node is Element =>
  node?.type === 'element' && node.tagName === name;
const isBlank = (node: RootContent): boolean => node.type === 'text' && node.value.trim() === '';

/** What stands behind `<small>time</small><br><strong>Label</strong> - `; undefined if a node does not begin so. */
function headed(node: RootContent): FeedUpdate | undefined {
  if (!isElement(node, 'p')) return undefined;
  const children = node.children.filter((each, index) => index > 1 || !isBlank(each));
  const small = children.findIndex((each) => isElement(each, 'small'));
  const strong = children.findIndex((each) => isElement(each, 'strong'));
  const [time, label] = [children[small], children[strong]];
  if (small !== 0 || strong < 1 || strong > 4 || !time || !label) return undefined;
  const rest: ElementContent[] = children.slice(strong + 1);
  const [first] = rest;
  if (first?.type === 'text') rest[0] = { ...first, value: first.value.replace(/^\s*[-–—:]\s*/, '') };
  return {
    when: toText(time).replace(/\s+/g, ' ').trim(),
    label: toText(label).trim(),
    tree: { type: 'root', children: [{ type: 'element', tagName: 'p', properties: {}, children: rest }] },
  };
}

/** The updates of an entry, newest first as they stand; none if it is not written as Statuspage writes. */
export function readFeedContent(html: string): FeedUpdate[] {
  const updates: FeedUpdate[] = [];
  for (const node of htmlTree(html).children) {
    const update = headed(node);
    if (update) updates.push(update);
    else updates.at(-1)?.tree.children.push(node);
  }
  return updates;
}

/**
 * The time of an update, which has no year: the latest that is not after `latest` (milliseconds), with a day to spare
 * for a zone that is not known. One of the same minute as `latest` has its seconds.
 */
export function updateTime(when: string, latest: number): FoundTime | undefined {
  const [, month, day] = /\b([A-Z][a-z]{2})[a-z]*\.? (\d{1,2})\b/.exec(when) ?? [];
  if (!month || !day) return undefined;
  const zone = clockIn(when)?.zone;
  const isKnown = zone === undefined || zoneOffset(zone) !== undefined;
  const year = new Date(latest).getUTCFullYear();
  const clock = when.slice(when.indexOf(day) + day.length).replace(/\b\d{4}\b(?!:)/, '');
  for (const candidate of [year + 1, year, year - 1]) {
    const found = timeIn(`${month} ${day}, ${candidate} ${clock}`);
    if (!found || found.at > latest + (isKnown ? 60_000 : 86_400_000)) continue;
    return Math.floor(found.at / 60_000) === Math.floor(latest / 60_000) ? { ...found, at: latest } : found;
  }
  return undefined;
}
