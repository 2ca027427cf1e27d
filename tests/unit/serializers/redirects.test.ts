import { describe, expect, it } from 'vitest';
import { aliasesOfTwins, movedOf } from '../../../src/model/moved.ts';
import { redirectRules } from '../../../src/serializers/redirects.ts';
import { archiveIn, over } from '../model/archives.ts';

const ends = ['2026-03-14T09:00:00Z', '2026-03-14T10:00:00Z'] as const;
const archive = archiveIn('UTC', {
  'pm-one': over(...ends, { aliases: ['k3fz09p1c0de'] }),
  'pm-two': { status: 'retracted', retraction: 'R', aliases: ['pm-old'] },
});

describe('what has moved', () => {
  it('are aliases, redirects and what Statuspage had', () => {
    expect(movedOf(archive, [])).toEqual([
      { from: '/uptime/', to: '/' },
      { from: '/incidents/k3fz09p1c0de/', to: '/incidents/pm-one/' },
      { from: '/incidents/pm-old/', to: '/incidents/pm-two/' },
    ]);
    expect(aliasesOfTwins(archive)).toEqual([{ alias: 'k3fz09p1c0de', id: 'pm-one' }]);
  });

  it('takes no address of a page or of a redirect', () => {
    const { site, ...rest } = archive;
    const moved = { ...rest, site: { ...site, redirects: { '/uptime/': '/history/' } } };
    expect(movedOf(archive, ['uptime']).map(({ from }) => from)).not.toContain('/uptime/');
    expect(movedOf(moved, []).filter(({ from }) => from === '/uptime/')).toEqual([
      { from: '/uptime/', to: '/history/' },
    ]);
  });
});

describe('the rules for hosts', () => {
  it('are written at the root and under a base path', () => {
    const moved = [{ from: '/uptime/', to: '/' }];
    expect(redirectRules(moved, [], '/')).toBe('/uptime / 301\n/uptime/ / 301\n');
    expect(redirectRules(moved, [], '/base')).toBe(
      '/uptime /base/ 301\n/uptime/ /base/ 301\n'.replaceAll(/^\//gm, '/base/'),
    );
  });

  it('lead to the feeds of a component that has another id, and to all twins of an incident that has', () => {
    const moved = [
      { from: '/components/old/', to: '/components/new/' },
      { from: '/components/gone/', to: '/history/' },
    ];
    expect(
      redirectRules(moved, [{ alias: 'pm-old', id: 'pm-new' }], '/')
        .trimEnd()
        .split('\n'),
    ).toEqual(
      [
        '/components/old /components/new/',
        '/components/old/ /components/new/',
        '/components/gone /history/',
        '/components/gone/ /history/',
        '/components/old/history.atom /components/new/history.atom',
        '/components/old/history.rss /components/new/history.rss',
        '/components/old/feed.json /components/new/feed.json',
        '/api/v2/incidents/pm-old.json /api/v2/incidents/pm-new.json',
        '/incidents/pm-old.json /incidents/pm-new.json',
        '/incidents/pm-old.md /incidents/pm-new.md',
        '/incidents/pm-old.oembed.json /incidents/pm-new.oembed.json',
        '/incidents/pm-old.svg /incidents/pm-new.svg',
        '/incidents/pm-old.png /incidents/pm-new.png',
      ].map((rule) => `${rule} 301`),
    );
  });

  it('are no more than hosts read, pages before twins', () => {
    const many = (count: number, length: number) =>
      Array.from({ length: count }, (_, index) => ({
        alias: `${index}`.padStart(length, 'a'),
        id: 'pm-one',
      }));
    const pages = (aliases: ReturnType<typeof many>) =>
      aliases.map(({ alias, id }) => ({ from: `/incidents/${alias}/`, to: `/incidents/${id}/` }));
    const lines = (count: number, length: number) =>
      redirectRules(pages(many(count, length)), many(count, length), '/')
        .trimEnd()
        .split('\n');
    expect(lines(300, 5)).toHaveLength(1000);
    expect(lines(300, 5).filter((line) => line.includes('.'))).toHaveLength(400);
    expect(lines(300, 64).join('\n').length).toBeLessThan(64 * 1024);
    expect(lines(300, 64).length).toBeGreaterThan(600);
  });
});
