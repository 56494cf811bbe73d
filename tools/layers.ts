/**
 * Who may import whom. A room is a folder of `server/src` (or one of the files at its top), or a package; `may` lists
 * rooms whose files may be imported; `types` lists files of which only types may be (`import type`). Nothing else may.
 * Telemetry may be imported by every room of the server but `pki`, which is values and pure rules.
 */
export interface Room {
  readonly name: string
  /** A file belongs to the first room one of whose paths it is, or lies under (a path that ends in `/`). */
  readonly paths: readonly string[]
  readonly may: readonly string[] | 'everything'
  readonly types?: readonly string[]
}

const CERTIFICATION_AUTHORITY = 'server/src/ca/certification-authority.ts'
const KEYSTORE = 'server/src/keys/keystore.ts'
/** The seams of memory: what the rooms that do not own it may know of it. */
const STORE = [
  'server/src/store/store.ts',
  'server/src/store/audit/audit.ts',
  'server/src/store/audit/audit-log-store.ts',
  'server/src/store/audit/audit-search-store.ts',
  'server/src/store/authorities/authority-record.ts',
  'server/src/store/authorities/authority-requests-store.ts',
  'server/src/store/authorities/authority-store.ts',
  'server/src/store/certificates/certificate-store.ts',
  'server/src/store/certificates/idempotency-store.ts',
  'server/src/store/certificates/overview-store.ts',
  'server/src/store/jobs/jobs-store.ts',
  'server/src/store/notifications/notification-store.ts',
  'server/src/store/notifications/webhook-store.ts',
  'server/src/store/programs/api-key-store.ts',
  'server/src/store/revocation/relying-parties.ts',
  'server/src/store/revocation/revocation-outcome.ts',
  'server/src/store/workspaces/workspace-store.ts',
]

/** What every face sees: HTTP, the vocabulary and the rooms that have verbs; never memory, secrets or another face. */
const FACE = ['x509', 'pki', 'http', 'ca', 'access', 'audit', 'jobs', 'notifications', 'telemetry']

function face(name: string): Room {
  const path = `server/src/protocols/${name}/`
  return { name: `protocols/${name}`, paths: [path], may: FACE, types: [KEYSTORE] }
}

const FACES = [
  'rest',
  'pki',
  'crl',
  'ocsp',
  'trust',
  'operations',
  'console',
  'calendar',
  'dashboard',
  'oauth',
  'mcp',
].map(face)

export const ROOMS: readonly Room[] = [
  { name: 'x509', paths: ['x509/src/'], may: [] },
  { name: 'telemetry', paths: ['server/src/telemetry/'], may: [] },
  { name: 'pki', paths: ['server/src/pki/'], may: ['x509'] },
  { name: 'config', paths: ['server/src/config/'], may: ['pki', 'telemetry'] },
  { name: 'store', paths: ['server/src/store/'], may: ['pki', 'telemetry'] },
  { name: 'keys', paths: ['server/src/keys/'], may: ['x509', 'pki', 'telemetry'] },
  { name: 'audit', paths: ['server/src/audit/'], may: ['pki', 'store', 'telemetry'] },
  {
    name: 'access',
    paths: ['server/src/access/'],
    may: ['x509', 'pki', 'store', 'audit', 'telemetry'],
  },
  {
    name: 'ca',
    paths: ['server/src/ca/'],
    may: ['x509', 'bundles', 'pki', 'audit', 'telemetry'],
    types: [...STORE, KEYSTORE],
  },
  // What takes long or many: each item is a call of a verb of `ca`, the progress is remembered.
  {
    name: 'jobs',
    paths: ['server/src/jobs/'],
    may: ['pki', 'audit', 'ca', 'telemetry'],
    types: [...STORE, KEYSTORE],
  },
  // Who wants to hear of what: webhooks, e-mail, calendars; a reader of the audit log, never on the issuing path.
  {
    name: 'notifications',
    paths: ['server/src/notifications/'],
    may: ['x509', 'pki', 'audit', 'telemetry'],
    types: STORE,
  },
  // A relying party of our own: it sees addresses and bytes, never memory, so it cannot believe what it is to check.
  { name: 'probe', paths: ['server/src/probe/'], may: ['x509', 'pki', 'telemetry'] },
  { name: 'http', paths: ['server/src/http/'], may: ['pki', 'access', 'telemetry'] },
  ...FACES,
  { name: 'schedule', paths: ['server/src/schedule/'], may: ['pki', 'ca', 'telemetry'] },
  {
    name: 'app',
    paths: ['server/src/app.ts'],
    may: ['pki', 'http', 'telemetry', ...FACES.map(({ name }) => name)],
    types: [CERTIFICATION_AUTHORITY, KEYSTORE, 'server/src/access/'],
  },
  { name: 'commands', paths: ['server/src/commands/'], may: 'everything' },
  {
    name: 'compose',
    paths: ['server/src/compose.ts', 'server/src/serve.ts', 'server/src/compose/'],
    may: 'everything',
  },
  { name: 'main', paths: ['server/src/main.ts'], may: ['compose', 'commands', 'telemetry'] },
  { name: 'sdk', paths: ['sdk/src/'], may: [] },
  { name: 'bundles', paths: ['bundles/src/'], may: ['x509'] },
  { name: 'cli', paths: ['cli/src/'], may: ['x509', 'sdk', 'bundles'] },
  { name: 'dashboard', paths: ['dashboard/src/'], may: ['x509', 'sdk', 'bundles'] },
]

/** Each framework has one home, so that it can be replaced from there. A package that is not listed has none. */
export const FRAMEWORKS: readonly { readonly package: RegExp; readonly rooms: RegExp }[] = [
  { package: /^hono(\/|$)/, rooms: /^(http|app|protocols\/.+)$/ },
  { package: /^@hono\/node-server(\/|$)/, rooms: /^(http|app|protocols\/.+)$/ },
  { package: /^(zod|@hono\/zod-openapi)(\/|$)/, rooms: /^(config|http|protocols\/.+)$/ },
  { package: /^(kysely|pg)(\/|$)/, rooms: /^store$/ },
  { package: /^node:sqlite$/, rooms: /^store$/ },
  { package: /^(pino|pino-pretty|prom-client)(\/|$)/, rooms: /^telemetry$/ },
  { package: /^commander(\/|$)/, rooms: /^(commands|cli)$/ },
  { package: /^yaml$/, rooms: /^cli$/ },
  { package: /^(@simplewebauthn\/server|otpauth|openid-client)(\/|$)/, rooms: /^access$/ },
  { package: /^(oidc-provider|jose)(\/|$)/, rooms: /^(protocols\/oauth|compose)$/ },
  { package: /^@modelcontextprotocol\/server(\/|$)/, rooms: /^protocols\/mcp$/ },
  { package: /^(nodemailer|standardwebhooks)(\/|$)/, rooms: /^notifications$/ },
  {
    package:
      /^(react|react-dom|@tanstack\/.+|radix-ui|cmdk|lucide-react|d3-hierarchy|qrcode|fflate|@simplewebauthn\/browser)(\/|$)/,
    rooms: /^dashboard$/,
  },
  { package: /^(pkijs|asn1js)$/, rooms: /^bundles$/ },
  // Values and pure rules: of Node only its hash functions and its notion of an IP address, never a file or a socket.
  { package: /^node:(crypto|net|util)$/, rooms: /^(?!(x509|sdk|bundles)$)/ },
  { package: /^node:/, rooms: /^(?!(x509|sdk|bundles|pki)$)/ },
]

/** The one way from room to room across packages is the package's door. */
export const DOORS: Readonly<Record<string, string>> = {
  '@certman/x509': 'x509/src/index.ts',
  '@certman/sdk': 'sdk/src/index.ts',
  '@certman/bundles': 'bundles/src/index.ts',
}
