import { type Archive, groupsOf, incidentsOf } from '../../model/archive.ts';
import { type Level, worst } from '../../model/incident.ts';
import { dayBounds, timestamp } from '../../model/time.ts';
import { datesOf, levelNow } from '../../model/updates.ts';
import type { Component as Service } from '../../schema/component.ts';
import { idOf } from '../identity.ts';
import { pageId } from './page.ts';

/** A component of Statuspage's public API v2; a group is one too, and names its members. */
export interface Component {
  id: string;
  name: string;
  status: 'operational' | Level;
  created_at: string;
  updated_at: string;
  position: number;
  description: string | null;
  showcase: boolean;
  start_date: string | null;
  group_id: string | null;
  page_id: string;
  group: boolean;
  only_show_if_degraded: boolean;
  components?: string[];
}

const groupId = (name: string): string => idOf('group', name);

function toComponent(archive: Archive, service: Service, position: number): Component {
  const dates = incidentsOf(archive, service).map(datesOf);
  // Nothing says when a service that is older than its archive was added to it.
  const first = archive.incidents.at(-1)?.sortAt ?? 0;
  const created = service.since
    ? dayBounds(service.since, archive.site.timeZone).from
    : Math.min(first, ...dates.map((each) => each.created));
  return {
    id: service.id,
    name: service.name,
    status: levelNow(archive, service) ?? 'operational',
    created_at: timestamp(created),
    updated_at: timestamp(Math.max(created, ...dates.map((each) => each.updated))),
    position,
    description: service.description ?? null,
    showcase: true,
    start_date: service.since ?? null,
    group_id: service.group === undefined ? null : groupId(service.group),
    page_id: pageId(archive),
    group: false,
    only_show_if_degraded: false,
  };
}

function toGroup(archive: Archive, name: string, members: readonly Component[], position: number): Component {
  const levels = members.flatMap(({ status }) => (status === 'operational' ? [] : [status]));
  const all = (field: 'created_at' | 'updated_at') => members.map((each) => each[field]).sort();
  return {
    id: groupId(name),
    name,
    status: worst(levels) ?? 'operational',
    created_at: all('created_at')[0] ?? '',
    updated_at: all('updated_at').at(-1) ?? '',
    position,
    description: null,
    showcase: false,
    start_date: null,
    group_id: null,
    page_id: pageId(archive),
    group: true,
    only_show_if_degraded: false,
    components: members.map(({ id }) => id),
  };
}

const known = new WeakMap<Archive, Component[]>();

/** All components, each group before its members. Positions count from 1, in a group anew. */
export function componentsOf(archive: Archive): Component[] {
  // Every incident names its components, and each of them is dated by all of its incidents.
  const components = known.get(archive) ?? listComponents(archive);
  known.set(archive, components);
  return components;
}

function listComponents(archive: Archive): Component[] {
  let position = 0;
  return groupsOf(archive.components).flatMap(({ name, components }) => {
    if (name === undefined) return components.map((service) => toComponent(archive, service, ++position));
    const members = components.map((service, index) => toComponent(archive, service, index + 1));
    return [toGroup(archive, name, members, ++position), ...members];
  });
}
