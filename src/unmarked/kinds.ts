import ipaddr from 'ipaddr.js';

/** A kind of text that is probably secret: how it is found, and what else must hold of what was found. */
interface Kind {
  /** Each looks at a bounded number of characters from where it begins, so that a text is read in linear time. */
  patterns: readonly RegExp[];
  isMeant?(found: string): boolean;
}

const LABEL = '[a-z\\d_](?:[a-z\\d_-]{0,61}[a-z\\d_])?';
const HOST_START = '(?<![\\w.@-])';
const HOST_END = '(?![\\w-]|\\.[\\w-])';
const host = (source: string): RegExp =>
  new RegExp(`${HOST_START}${source.replaceAll('LABEL', LABEL)}${HOST_END}`, 'gi');

/** Names that stand in documentation and belong to nobody (RFC 2606, RFC 6761). */
const isReserved = (name: string): boolean =>
  /(?:^|[.@])(?:example(?:\.(?:com|org|net))?|test|invalid)$/i.test(name.replace(/[:/].*$/, ''));

/** Words before a number that are names of standards, products and places, and not of projects. */
const NOT_PROJECTS = new Set(
  `AES ANSI AP ARM ASN BCP BGP BIP CAT CIS CISPR COVID CPU CRC CVE CWE CWSS DDR DES DIN DNS DO DST EC ECMA EIA EN EU EUI FIPS FY GB
  GCM GHSA GMT GPT H1 H2 HTTP HTTPS IEC IEEE IFC IP IPV ISBN ISO ITU JPEG JSON JSR KB LTE MB MD MPEG MTU NATO NIST OS OSPF
  OWASP PCI PEP PHP PKCS PM POSIX PR PSR Q1 Q2 Q3 Q4 RAID RC RFC RIPEMD RIP RPC RS RSA SA SAE SAML SEV SHA SLA SLO SMPTE SOC SP SQL
  SSL TIA TLS TPM UN US UTC UTF UUID V VP WCAG WPA XML ZIP
  AS AZ BASE CEST CET CP CST EIP ERROR EST GPU HMAC JDK JEP KEP LEVEL ORA PHASE PST RHEL SSD STATUS STEP TCP TIER UDP
  ZONE`.split(/\s+/),
);

const PRIVATE_RANGES = new Set(['private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat']);

/**
 * What is probably secret, by the code of its finding. Where two of them find the same text, the one that is
 * longer counts, or the one that stands first here. Tokens and keys are found by the rules of secretlint as well.
 */
export const KINDS = {
  'secret-token': {
    patterns: [
      /\beyJ[\w-]{8,2000}\.eyJ[\w-]{8,4000}\.[\w-]{8,2000}/g,
      /\b(?:Bearer|Basic)[ \t]{1,4}[\w~+/.-]{16,2000}=*/g,
      /(?<![A-Za-z\d])(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?[^\s"'`<>${}]{6,200}/gi,
      /\b(?:AIza[\w-]{30,50}|ya29\.[\w-]{20,200}|sk-[\w-]{20,200}|pypi-[\w-]{16,300}|dop_v1_[\da-f]{40,80}|xox[abps]-[\w-]{10,200})/g,
      /\bhttps?:\/\/(?:hooks\.slack\.com|discord(?:app)?\.com\/api\/webhooks|[\w.-]{1,60}\.webhook\.office\.com)\/[^\s"'<>)\]]{8,300}/gi,
    ],
    // A setting in prose or in a sample is words; a value that was generated mixes letters and digits.
    isMeant: (found) => {
      // Encoded values may themselves end in a sign that parts a name from its value.
      const value = found.replace(/^[^:= \t]*[ \t]*[:= \t][ \t]*/, '');
      return !/[:= \t]/.test(found) || found.startsWith('http') || (/\d/.test(value) && /[a-z]/.test(value));
    },
  },
  'cloud-account': {
    patterns: [
      /\barn:aws[\w-]{0,10}:[\w-]{1,40}:[\w-]{0,30}:\d{0,12}:[\w+=,.@:/*-]{1,300}/g,
      /\b\d{12}\.dkr\.ecr\.[\w-]{1,30}\.amazonaws\.com/g,
      /\b(?:account|acct|konto)s?(?:[ _-]?(?:id|number|no\.?))?["']?[ \t:=#]{1,4}["']?\d{12}\b/gi,
      /\b\d{4}-\d{4}-\d{4}\b/g,
      /(?<![\w-])(?:i|vpc|subnet|sg|ami|eni|eipalloc|vol|snap|igw|nat|rtb|acl|lt|tgw|vpce)-(?:[\da-f]{17}|[\da-f]{8})\b/g,
      /\bprojects\/[a-z][\w-]{4,40}\/(?:locations|zones|regions|instances|secrets|topics|datasets|global)\b/g,
      /\b[\w-]{3,40}@[\w-]{3,40}\.iam\.gserviceaccount\.com/g,
      /\bhttps?:\/\/(?:[\w-]{1,40}\.)?console\.(?:aws\.amazon|cloud\.google)\.com\/[^\s"'<>)\]]{1,300}/gi,
      /\/subscriptions\/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi,
      /\b(?:tenant|subscription)(?:[ _-]?id)?["']?[ \t:=]{1,4}["']?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi,
      /\b(?:s3a?|gs|abfss?|wasbs?):\/\/[\w.-]{3,100}(?:@[\w.-]{3,100})?/g,
    ],
  },
  'private-repository': {
    patterns: [
      /(?:\bhttps?:\/\/|\bssh:\/\/|\bgit@)?(?:[\w.-]{1,60}@)?(?<![\w.-])(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)[/:][\w.-]{1,60}\/[\w.-]{1,100}/gi,
      /(?:\bhttps?:\/\/|\bssh:\/\/|\bgit@)(?:[\w.-]{1,60}@)?(?:dev\.azure\.com|[\w-]{1,60}\.visualstudio\.com|[\w-]{1,60}\.ghe\.com|(?!github\.com|gitlab\.com|bitbucket\.org)(?:git|github|gitlab|bitbucket|gitea|gerrit|stash|svn)\.[\w.-]{3,100})[/:][^\s"'<>)\]]{2,200}/gi,
    ],
    isMeant: (found) => !isReserved(found.replace(/^(?:\w+:\/\/)?(?:[\w.-]+@)?/, '')),
  },
  'chat-link': {
    patterns: [
      /\bhttps?:\/\/[\w-]{1,60}\.(?:enterprise\.)?slack\.com\/[^\s"'<>)\]]{1,200}/gi,
      /\b(?:slack|msteams|discord|tg):\/\/[^\s"'<>)\]]{1,200}/gi,
      /\bhttps?:\/\/teams\.(?:microsoft|live)\.com\/[^\s"'<>)\]]{1,300}/gi,
      /\bhttps?:\/\/(?:[\w-]{1,20}\.)?discord(?:app)?\.com\/(?:channels|invite)\/[^\s"'<>)\]]{1,200}/gi,
      /\bhttps?:\/\/(?:discord\.gg|t\.me|chat\.google\.com|mail\.google\.com\/chat|meet\.google\.com|[\w-]{1,60}\.zoom\.us\/[jm]y?)\/[^\s"'<>)\]]{1,200}/gi,
    ],
  },
  'ticket-key': {
    patterns: [
      /\bhttps?:\/\/(?:[\w-]{1,60}\.atlassian\.net|(?:jira|confluence|wiki|tickets?|helpdesk|grafana|kibana|argocd|jenkins|sentry)\.[\w.-]{3,80})\/[^\s"'<>)\]]{1,200}/gi,
      /\bhttps?:\/\/(?:www\.notion\.so|docs\.google\.com|drive\.google\.com|miro\.com\/app|[\w-]{1,60}\.(?:sharepoint|sentry|datadoghq|notion)\.(?:com|io|eu|site)|app\.datadoghq\.\w{2,3})\/[^\s"'<>)\]]{1,300}/gi,
      /\bINC\d{7}\b/g,
      /\bhttps?:\/\/(?:linear\.app|app\.asana\.com|app\.shortcut\.com|trello\.com\/c|[\w-]{1,60}\.(?:pagerduty|opsgenie|zendesk|freshdesk|service-now|myjetbrains)\.com)\/[^\s"'<>)\]]{1,200}/gi,
      /(?<![\w#/.-])[A-Z][A-Z\d]{1,9}-\d{1,7}(?![\w]|[.-]\w)/g,
    ],
    isMeant: (found) =>
      found.includes('/') || found.startsWith('INC') || !NOT_PROJECTS.has(found.replace(/-\d+$/, '')),
  },
  'email-address': {
    patterns: [
      /(?<![\w.%+-])[\p{L}\p{N}_%+-](?:[\p{L}\p{N}._%+-]{0,62}[\p{L}\p{N}_%+-])?@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,6}\p{L}{2,24}(?![\w@-])/gu,
    ],
    isMeant: (found) => !isReserved(found) && !/\.(?:png|jpe?g|gif|svg|webp|avif|js|ts|css|md)$/i.test(found),
  },
  'internal-host': {
    patterns: [
      host(
        '(?:LABEL\\.){1,8}(?:internal|intranet|lan|corp|localdomain|consul|home\\.arpa|svc|svc\\.cluster\\.local|cluster\\.local)',
      ),
      // Code is full of names that end so; a machine has a digit or a hyphen in its name, or more than two parts.
      host('(?:LABEL\\.){2,8}(?:local|private|priv|home)'),
      host('(?=[a-z_]*[\\d-])LABEL\\.(?:local|private|priv|home)'),
      host(
        '(?:LABEL\\.){0,5}(?:internal|intern|intranet|intra|corp|private|priv|int|lan|mgmt|vpn|bastion|jumphost)\\.(?:LABEL\\.){1,4}[a-z]{2,24}',
      ),
      host(
        '(?:LABEL\\.){1,6}(?:rds|cache|es|opensearch|redshift|efs|docdb|neptune|memorydb)(?:\\.LABEL){0,2}\\.amazonaws\\.com',
      ),
      host('internal-LABEL(?:\\.LABEL){1,3}\\.amazonaws\\.com'),
      host(
        '(?:LABEL\\.){1,4}(?:database|redis\\.cache|servicebus|vault|documents)\\.(?:windows|azure)\\.(?:net|com)',
      ),
      host('(?:ip|ec2)-(?:\\d{1,3}-){3}\\d{1,3}(?:\\.LABEL){0,4}'),
      host('(?:LABEL\\.){1,4}cloudapp\\.azure\\.com'),
    ],
    isMeant: (found) => !isReserved(found),
  },
  'private-address': {
    patterns: [
      /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g,
      /(?<![\w:.])[\da-f]{1,4}:(?:[\da-f]{0,4}:){1,6}[\da-f]{0,4}(?![\w:])/gi,
    ],
    isMeant: (found) => ipaddr.isValid(found) && PRIVATE_RANGES.has(ipaddr.parse(found).range()),
  },
} as const satisfies Record<string, Kind>;

export type SuspectKind = keyof typeof KINDS;
export const SUSPECT_KINDS = Object.keys(KINDS) as [SuspectKind, ...SuspectKind[]];

/** The patterns of a kind, each with what else must hold. */
export const kindOf = (name: SuspectKind): Kind => KINDS[name];
