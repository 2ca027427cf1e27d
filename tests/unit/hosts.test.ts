import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CONTENT_SECURITY_POLICY, hostHeaders } from '../../src/policy.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a host sends with a file, as Netlify and Cloudflare Pages read the rules: those of every path that matches. */
function sent(rules: string, file: string): string[] {
  const headers: string[] = [];
  let isMatched = false;
  for (const line of rules.split('\n').filter(Boolean)) {
    if (line.startsWith('  ')) {
      if (isMatched) headers.push(line.trim());
      continue;
    }
    const pattern = line
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\*/g, '.*');
    isMatched = new RegExp(`^${pattern}$`).test(file);
  }
  return headers;
}
const cached = (file: string, rules = hostHeaders('/', false)) =>
  sent(rules, file).find((header) => header.startsWith('Cache-Control'));

describe('the headers of hosts', () => {
  it('keep for ever what is named after its bytes, and nothing else', () => {
    const forEver = 'Cache-Control: public, max-age=31536000, immutable';
    for (const file of [
      '/_astro/a.B1.css',
      '/images/0f-1x1.png',
      '/pagefind/index/en_1.pf_index',
      '/pagefind/fragment/en_2.pf_fragment',
    ])
      expect(cached(file), file).toBe(forEver);
    for (const file of [
      '/pagefind/pagefind.js',
      '/pagefind/pagefind-entry.json',
      '/pagefind/wasm.en.pagefind',
      '/',
      '/favicon.svg',
    ])
      expect(cached(file), file).toBeUndefined();
    expect(cached('/api/v2/incidents/pm-1.json')).toBe('Cache-Control: public, max-age=60');
  });

  it('set no header of a file twice', () => {
    for (const file of [
      '/',
      '/api/v2/status.json',
      '/history.atom',
      '/components/web/feed.json',
      '/_astro/x.js',
    ]) {
      const names = sent(hostHeaders('/', true), file).map((header) => header.split(':')[0]);
      expect(new Set(names).size, file).toBe(names.length);
      expect(names, file).toContain('Content-Security-Policy');
    }
  });

  it('say what a feed is, and let other sites read it', () => {
    const headers = sent(hostHeaders('/', false), '/components/web/history.atom');
    expect(headers).toContain('Content-Type: application/atom+xml; charset=utf-8');
    expect(headers).toContain('Access-Control-Allow-Origin: *');
    expect(headers).toContain(`Content-Security-Policy: ${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`);
  });

  it('hold under the base path alone', () => {
    const rules = hostHeaders('/archive/', false);
    expect(cached('/archive/_astro/a.css', rules)).toContain('immutable');
    expect(sent(rules, '/_astro/a.css')).toEqual([]);
  });

  it('keep a preview out of search engines, and only a preview', () => {
    expect(sent(hostHeaders('/', true), '/archive.json')).toContain('X-Robots-Tag: noindex');
    expect(hostHeaders('/', false)).not.toContain('noindex');
  });
});

interface Job {
  uses?: string;
  permissions?: Record<string, string>;
  steps?: { uses?: string; run?: string; with?: Record<string, unknown>; env?: Record<string, string> }[];
}
interface Workflow {
  permissions: object;
  jobs: Record<string, Job>;
}
const folder = path.join(root, '.github/workflows');
const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});
const scripts = Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts);
const commandsIn = (text: string) =>
  [...text.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, name]) => name);

/** What jobs may do that do other things than read the repository. */
const PERMISSIONS: Readonly<Record<string, object>> = {
  build: {},
  pages: { pages: 'write', 'id-token': 'write' },
};
/** All that a build needs. */
const NEEDED = [
  ...['.npmrc', '.published', 'astro.config.mjs', 'package.json', 'package-lock.json', 'public', 'scripts'],
  ...['src', 'tsconfig.json'],
];

describe('the workflows of GitHub', () => {
  it('pin every action by its commit, with its version beside it', () => {
    const used = workflows.flatMap(({ text }) => text.match(/uses: .*/g) ?? []);
    expect(used.length).toBeGreaterThan(10);
    for (const line of used)
      expect(line).toMatch(
        /uses: (?:[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/site\.yml)$/,
      );
  });

  it('have no permission but those of each job, and only the deployment writes', () => {
    for (const { name, workflow } of workflows) {
      expect(workflow.permissions, name).toEqual({});
      for (const [job, { permissions }] of Object.entries(workflow.jobs))
        expect(permissions, `${name} ${job}`).toEqual(PERMISSIONS[job] ?? { contents: 'read' });
    }
  });

  it('never have content/ where Astro and the scripts of packages run', () => {
    const site = workflows.find(({ name }) => name === 'site.yml');
    const { publish, build, audit } = site?.workflow.jobs ?? {};
    const runs = (job?: Job) => (job?.steps ?? []).flatMap(({ run }) => run ?? []);
    expect((build?.steps ?? []).map(({ uses }) => uses).join()).not.toContain('checkout');
    const handed = publish?.steps?.find(({ with: inputs }) => inputs?.['name'] === 'published')?.with;
    const paths = String(handed?.['path']).trim().split('\n');
    expect(paths.map((each) => each.replace(/\/$/, ''))).toEqual(NEEDED);
    expect(runs(build)).toContain('npm run build');
    expect(runs(build)).toContain('test ! -e content');
    for (const job of [publish, audit]) {
      expect(runs(job)).toContain('npm ci --omit=dev --ignore-scripts');
      expect(runs(job).join()).not.toContain('npm run build');
    }
  });

  it('have one clock for all that reads or builds the archive', () => {
    const site = workflows.find(({ name }) => name === 'site.yml');
    const steps = Object.values(site?.workflow.jobs ?? {}).flatMap((job) => job.steps ?? []);
    const timed = steps.filter(({ run = '' }) => /^npm run /.test(run));
    expect(timed).toHaveLength(4);
    for (const { run, env } of timed) expect(env?.['BUILD_DATE'], run).toMatch(/outputs\.build-date/);
  });

  it('deploy what was audited, and call commands that there are', () => {
    const uploads = workflows.flatMap(({ workflow }) =>
      Object.entries(workflow.jobs).flatMap(([job, { steps = [] }]) =>
        steps
          .filter(({ with: inputs }) => inputs?.['name'] === 'site')
          .map(({ uses }) => `${job} ${uses?.split('@')[0]}`),
      ),
    );
    expect(uploads.sort()).toEqual(['audit actions/upload-artifact', 'pages actions/download-artifact']);
    for (const { name, text } of workflows)
      for (const command of commandsIn(text)) expect(scripts, `${name}: ${command}`).toContain(command);
  });
});

describe('the pipeline of GitLab', () => {
  const text = readFileSync(path.join(root, '.gitlab-ci.yml'), 'utf8');
  const pipeline = parse(text) as Record<
    string,
    {
      script: string[];
      extends?: string;
      environment?: object;
      variables?: object;
      artifacts: { paths: string[] };
    }
  >;

  it('hands the list of terms to no job but those where content/ is', () => {
    const asking = Object.entries(pipeline).filter(([, each]) =>
      JSON.stringify(each).includes('REDACTION_TERMS'),
    );
    expect(asking.map(([name]) => name)).toEqual(['.content']);
    expect(pipeline['.content']?.environment).toEqual({ name: 'content', action: 'access' });
    const within = Object.entries(pipeline).filter(([, each]) => each.extends === '.content');
    expect(within.map(([name]) => name)).toEqual(['publish', 'audit']);
  });

  it('publishes by the clock that it hands on', () => {
    const { script = [] } = pipeline['publish'] ?? {};
    const [clock, handed] = ['export BUILD_DATE=', 'echo "BUILD_DATE=$BUILD_DATE" > build.env'].map((start) =>
      script.findIndex((line) => line.startsWith(start)),
    );
    expect(clock).toBeGreaterThanOrEqual(0);
    expect(handed).toBeGreaterThan(clock ?? 0);
    expect(script.indexOf('npm run publish')).toBeGreaterThan(handed ?? 0);
  });

  it('builds in an empty folder, of what was published', () => {
    expect(pipeline['build']?.variables).toEqual({ GIT_STRATEGY: 'empty' });
    expect(pipeline['publish']?.artifacts.paths).toContain('.published/');
    expect(pipeline['publish']?.artifacts.paths.join()).not.toContain('content');
    for (const job of ['publish', 'audit'])
      expect(pipeline[job]?.script).toContain('npm ci --omit=dev --ignore-scripts');
  });

  it('has one clock for all that decide what is public', () => {
    const script = pipeline['publish']?.script ?? [];
    const clock = script.findIndex((line) => line.startsWith('export BUILD_DATE='));
    expect(script).toContain('echo "BUILD_DATE=$BUILD_DATE" > build.env');
    expect(clock).toBeGreaterThan(-1);
    expect(clock).toBeLessThan(script.findIndex((line) => line.includes('npm run')));
  });

  it('hands on all that a build needs, and calls commands that there are', () => {
    const handed = pipeline['publish']?.artifacts.paths.map((each) => each.replace(/\/$/, ''));
    expect(handed?.sort()).toEqual([...NEEDED].sort());
    expect(commandsIn(text)).toEqual(['check', 'check', 'publish', 'build', 'audit']);
    for (const command of commandsIn(text)) expect(scripts).toContain(command);
  });
});
