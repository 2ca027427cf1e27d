import { describe, expect, it } from 'vitest';
import { findSuspects, withoutContained } from '../../../src/unmarked/suspects.ts';

/** What is found in a text, as kind and text. */
async function found(text: string): Promise<[kind: string, text: string][]> {
  return withoutContained(await findSuspects(text)).map(({ kind, start, end }) => [
    kind,
    text.slice(start, end),
  ]);
}

// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`;
const AWS_KEY = `AKIA${'QYLPMN5HFIQR7XYZ'}`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`;

const FOUND: Record<string, string[]> = {
  'secret-token': [
    GITHUB,
    AWS_KEY,
    JWT,
    'password=hunter2hunter2',
    'secret=c2VjcmV0a2V5MTIz==',
    'PASSWORD=Hunter2secret1',
    'api_key: 7f3a9c0b2d4e',
    'Bearer 9d1e0f7a6b5c4d3e2f1a',
    `-----BEGIN RSA PRIVATE ${'KEY'}-----\n${'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn\n'.repeat(12)}-----END RSA PRIVATE ${'KEY'}-----`,
  ],
  'cloud-account': [
    'arn:aws:iam::210987654321:role/deploy',
    '210987654321.dkr.ecr.eu-central-1.amazonaws.com',
    'account 210987654321',
    'i-0a1b2c3d4e5f67890',
    'projects/ledger-prod-1/secrets',
    'deployer@ledger-prod.iam.gserviceaccount.com',
    '/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333',
    's3://ledger-backups-eu',
  ],
  'private-repository': [
    'https://github.com/acme/ledger',
    'git@github.com:acme/ledger.git',
    'gitlab.com/acme/ledger',
    'https://git.acme.dev/ledger/core',
    'https://acme.ghe.com/acme/ledger',
  ],
  'chat-link': [
    'https://acme.slack.com/archives/C024BE91L/p1393636789000001',
    'https://teams.microsoft.com/l/message/19:abc/167?groupId=1',
    'https://discord.com/channels/81384788765712384/381870553235193857',
    'https://meet.google.com/abc-defg-hij',
  ],
  'ticket-key': [
    'OPS-4711',
    'https://acme.atlassian.net/browse/OPS-4711',
    'https://acme.pagerduty.com/incidents/Q1',
  ],
  'email-address': ['jane.roe@acme.dev', 'jürgen@bücher.de'],
  'internal-host': [
    'db-03.prod.internal',
    'grafana.corp.acme.dev',
    'ledger.payments.svc.cluster.local',
    'db1.local',
    'ledger.c9akciq32.eu-central-1.rds.amazonaws.com',
    'ip-10-0-1-23',
  ],
  'private-address': [
    '10.20.30.40',
    '192.168.0.7',
    '172.20.1.1',
    '100.64.3.2',
    '169.254.169.254',
    'fd12:3456:789a::1',
  ],
};

const NOT_FOUND: Record<string, string[]> = {
  'standards and versions': [
    'UTF-8',
    'SHA-256',
    'ISO-8601',
    'CVE-2026-12345',
    'RFC-3339',
    'SEV-1',
    'v1.2.3.4',
    'Q3-2026',
  ],
  'names that documentation uses': [
    'a@example.com',
    'db.internal.example.com',
    'https://git.example.org/a/b',
  ],
  'public addresses': ['8.8.8.8', '2001:4860:4860::8888', '127.0.0.1', '172.32.0.1', '10:22:33', '1.2.3.4.5'],
  'names in code': ['settings.local', 'this.private', 'file.md', 'Foo::Bar', 'std::vec::Vec'],
  'words about secrets': [
    'password: required',
    'token=undefined',
    'secret: <your secret>',
    'the token was renewed',
  ],
  'ids of postmortems, regions and orders': [
    'pm-2026-014',
    'us-east-1',
    'order 123456789012',
    'eu-central-1',
  ],
  'public sites': [
    'https://slack.com/help',
    'https://teams.microsoft.com',
    'https://discord.com/safety',
    'https://github.com/about',
  ],
};

const cases = (table: Record<string, string[]>) =>
  Object.entries(table).flatMap(([name, texts]) => texts.map((text) => [name, text] as const));

describe('what is probably secret is found, whole, and as what it is:', () => {
  it.each(cases(FOUND))('%s %s', async (kind, text) => {
    expect(await found(`It was ${text} all along.`)).toEqual([[kind, text]]);
  });
});

describe('what only looks like it is left alone:', () => {
  it.each(cases(NOT_FOUND))('%s: %s', async (_, text) => {
    expect(await found(`It was ${text} all along.`)).toEqual([]);
  });
});

describe('suspects', () => {
  it('are settings behind a prefix as well', async () => {
    expect(await found('DB_PASSWORD=Hunter2secret1 and "access_token": "a1b2c3d4e5"')).toEqual([
      ['secret-token', 'PASSWORD=Hunter2secret1'],
      ['secret-token', 'token": "a1b2c3d4e5'],
    ]);
  });

  it('are found although a comment in the text would switch the rules off', async () => {
    const text = `<!-- secretlint-disable -->\n${GITHUB}\n// secretlint-disable-line\n`;
    expect(await found(text)).toEqual([['secret-token', GITHUB]]);
  });

  it('come in the order of the text, and of those that overlap the longest counts', async () => {
    const text = 'mail deployer@ledger-prod.iam.gserviceaccount.com about OPS-1 on db-03.prod.internal:5432';
    expect((await found(text)).map(([kind]) => kind)).toEqual([
      'cloud-account',
      'ticket-key',
      'internal-host',
    ]);
  });
});
