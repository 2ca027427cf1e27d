import { counted } from '../report.ts';
import type { Persons } from './persons.ts';
import { type Fields, type FoundEntry, type FoundTimeline, isFields, textOf } from './timeline-entries.ts';

/** What Slack calls its own notices: who came, who went, what the channel is called. */
const NOTICES = /^(?:channel|group)_|^(?:reminder_add|pinned_item|bot_add|bot_remove|tombstone)$/;

/** Slack's own marks as words: links with their labels, mentions without names, entities decoded. */
function slackText(text: string): string {
  return text
    .replace(/<@[^>]*>/g, 'a responder')
    .replace(/<!subteam[^>]*>/g, 'a team')
    .replace(/<!(?:here|channel|everyone)[^>]*>/g, 'everybody')
    .replace(/<!date\^\d+\^[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<#[^|>]*\|([^>]*)>/g, '#$1')
    .replace(/<#[^>]*>/g, 'a channel')
    .replace(/<mailto:[^>]*>/g, 'a responder')
    .replace(/<([^|>\s]+)\|([^>]*)>/g, '$2 ($1)')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Adds the names that a user of Slack, or a profile, has. */
export function addSlackPerson(value: unknown, persons: Persons): void {
  if (!isFields(value) || value['is_bot'] === true) return;
  for (const name of [
    'name',
    'real_name',
    'display_name',
    'first_name',
    'last_name',
    'real_name_normalized',
    'display_name_normalized',
  ])
    persons.add(value[name]);
}

/** Reads messages of a channel. */
export function readSlack(messages: readonly Fields[], persons: Persons): Omit<FoundTimeline, 'findings'> {
  const lost = { notices: 0, empty: 0 };
  const entries = messages.flatMap((message): FoundEntry[] => {
    addSlackPerson(message['user_profile'], persons);
    persons.add(message['username']);
    const seconds = Math.floor(Number(message['ts']));
    const text = slackText(textOf(message['text']));
    if (NOTICES.test(textOf(message['subtype']))) lost.notices += 1;
    else if (text === '' || !Number.isFinite(seconds)) lost.empty += 1;
    else return [{ at: seconds * 1000, type: 'note', text }];
    return [];
  });
  return {
    entries,
    lost: [
      ...(lost.notices > 0 ? [`${counted(lost.notices, 'notice')} of the channel`] : []),
      ...(lost.empty > 0 ? [`${counted(lost.empty, 'message')} without text`] : []),
    ],
  };
}
