import { z } from 'zod'
import { parseEmailAddress } from '../pki/email-address.ts'
import { SecretText } from '../pki/secret-text.ts'
import {
  parseHttpUrl,
  parseLife,
  parseNetwork,
  parseRate,
  parseTlsName,
  isSmtpUrl,
  parseMailFrom,
  parseReach,
} from './forms.ts'
import { databaseUrl, listOf, parsed, port, secretText } from './setting-schemas.ts'
import { SIGN_ON_SETTINGS } from './sign-on-settings.ts'

/** One environment variable: everything that validation, refusals and docs/configuration.md say about it. */
export interface Setting<Value> {
  /** A sentence or two for the operator, in Markdown. */
  readonly about: string
  /** What may be written, as the refusal and the document show it. */
  readonly allowed: string
  /** What holds when it is unset, as text that would itself be allowed; null: nothing. */
  readonly default: string | null
  /** How the document explains an absent or computed default. */
  readonly unset?: string
  /** Never shown; may also come from the file named by `<NAME>_FILE`. */
  readonly secret: boolean
  readonly schema: z.ZodType<Value, string>
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export const LOG_FORMATS = ['auto', 'json', 'pretty'] as const
const TLS_MODES = ['off', 'auto', 'files'] as const

const anyText = z.string()
const ON_UNLESS_OFF = {
  allowed: '`on` or `off`',
  default: 'on',
  secret: false,
  schema: z.enum(['on', 'off']),
} as const
const RATE_FORMS = 'a number and a period (such as `20/s`, `1200/min` or `5000/h`) or `off`'
const LIST_LIFE_FORMS = 'a time such as `12h` or `7d`, from `1h` to `365d`'
const listLife = parsed(parseLife('1h', '365d'))
const URL_FORM = 'an http:// or https:// URL without user, query and fragment'

/** Every setting there is. The order is that of docs/configuration.md. */
export const SETTINGS = {
  CERTMAN_DATA_DIR: {
    about: 'The directory of the master key and the SQLite database; made on first start (0700).',
    allowed: 'a path',
    default: './data',
    secret: false,
    schema: anyText,
  },
  CERTMAN_HOST: {
    about:
      'The address to listen on. `0.0.0.0` or `::` listens on every interface; then use TLS or a trusted proxy.',
    allowed: 'an IP address or a host name of this machine',
    default: '127.0.0.1',
    secret: false,
    schema: z.string().regex(/^[0-9a-z.:-]+$/i),
  },
  CERTMAN_PORT: {
    about: 'The port of the API. `0` takes any free port and prints which.',
    allowed: 'a number from 0 to 65535',
    default: '8420',
    secret: false,
    schema: port(0),
  },
  CERTMAN_PUBLIC_URL: {
    about:
      'Where clients reach the API, when that differs from the address listened on (a proxy, a name).',
    allowed: URL_FORM,
    default: null,
    unset: 'scheme, host and port that the server listens on',
    secret: false,
    schema: parsed(parseHttpUrl),
  },
  CERTMAN_PKI_URL: {
    about:
      'Where relying parties fetch CRLs, OCSP answers and CA certificates. It is written into every certificate, so set it before issuing to anyone else; plain http is usual (RFC 5280 §8).',
    allowed: URL_FORM,
    default: null,
    unset: '`http://` on `CERTMAN_PKI_PORT` if that is set, else `CERTMAN_PUBLIC_URL`',
    secret: false,
    schema: parsed(parseHttpUrl),
  },
  CERTMAN_PKI_PORT: {
    about:
      'A second port that serves, over plain HTTP, only what relying parties fetch. `0` takes any free port.',
    allowed: 'a number from 0 to 65535',
    default: null,
    unset: 'no second port',
    secret: false,
    schema: port(0),
  },
  CERTMAN_TLS: {
    about:
      '`off`: plain HTTP. `auto`: a certificate from the instance’s own issuing CA, renewed by itself. `files`: the certificate and key named below.',
    allowed: '`off`, `auto` or `files`',
    default: 'off',
    secret: false,
    schema: z.enum(TLS_MODES),
  },
  CERTMAN_TLS_CERT: {
    about: 'The certificate chain in PEM, leaf first, for `CERTMAN_TLS=files`.',
    allowed: 'a path',
    default: null,
    unset: 'required with `files`, refused otherwise',
    secret: false,
    schema: anyText,
  },
  CERTMAN_TLS_KEY: {
    about: 'The private key in PEM, for `CERTMAN_TLS=files`.',
    allowed: 'a path',
    default: null,
    unset: 'required with `files`, refused otherwise',
    secret: false,
    schema: anyText,
  },
  CERTMAN_TLS_NAMES: {
    about: 'The names of the certificate of `CERTMAN_TLS=auto`.',
    allowed: 'DNS names and IP addresses, separated by commas',
    default: null,
    unset: 'the host of `CERTMAN_PUBLIC_URL`, `CERTMAN_HOST`, `localhost` and `127.0.0.1`',
    secret: false,
    schema: listOf(parseTlsName),
  },
  CERTMAN_TRUSTED_PROXIES: {
    about: 'The proxies whose `X-Forwarded-For` is believed.',
    allowed: 'IP addresses and networks such as `10.0.0.0/8`, separated by commas',
    default: null,
    unset: 'none',
    secret: false,
    schema: listOf(parseNetwork),
  },
  CERTMAN_DATABASE_URL: {
    about: 'A PostgreSQL database instead of the SQLite file in the data directory.',
    allowed: 'a URL that begins with postgres:// or postgresql://',
    default: null,
    unset: 'SQLite',
    secret: true,
    schema: databaseUrl,
  },
  CERTMAN_MASTER_KEY: {
    about:
      'The master key that seals every CA key, instead of the file `master.key` in the data directory. Losing it loses every CA.',
    allowed: 'the text of a master.key file, or 64 hexadecimal digits',
    default: null,
    unset: 'the file `master.key`, made on first start',
    secret: true,
    schema: secretText(32),
  },
  CERTMAN_OWNER_EMAIL: {
    about: 'The owner that the first start creates.',
    allowed: 'an e-mail address',
    default: 'owner@localhost',
    secret: false,
    schema: parsed(parseEmailAddress),
  },
  CERTMAN_RATE_LIMIT: {
    about: 'How many requests an API key may make.',
    allowed: RATE_FORMS,
    default: '1200/min',
    secret: false,
    schema: parsed(parseRate),
  },
  CERTMAN_ISSUE_RATE_LIMIT: {
    about: 'How many certificates an API key may issue and renew.',
    allowed: RATE_FORMS,
    default: '300/min',
    secret: false,
    schema: parsed(parseRate),
  },
  CERTMAN_CRL_LIFE: {
    about:
      'How long a revocation list holds (nextUpdate − thisUpdate). It is signed again at every revocation, and at half of this time at the latest.',
    allowed: LIST_LIFE_FORMS,
    default: '7d',
    secret: false,
    schema: listLife,
  },
  CERTMAN_PROTECTED_CRL_LIFE: {
    about:
      'The same for CAs with a passphrase, whose lists can be signed only by a call that brings it.',
    allowed: LIST_LIFE_FORMS,
    default: '90d',
    secret: false,
    schema: listLife,
  },
  CERTMAN_OCSP_LIFE: {
    about:
      'How long an OCSP answer holds (nextUpdate − thisUpdate): for so long may somebody who kept one believe in a certificate that was revoked since.',
    allowed: 'a time such as `30min`, `1h` or `2d`, from `5min` to `7d`',
    default: '1h',
    secret: false,
    schema: parsed(parseLife('5min', '7d')),
  },
  CERTMAN_RESPONDER_LIFE: {
    about:
      'How long the certificate holds with which a CA’s OCSP responder signs. It is replaced at half of this time.',
    allowed: LIST_LIFE_FORMS,
    default: '7d',
    secret: false,
    schema: listLife,
  },
  CERTMAN_PROTECTED_RESPONDER_LIFE: {
    about:
      'The same for CAs with a passphrase: for so long after the last call that brought it is OCSP answered.',
    allowed: LIST_LIFE_FORMS,
    default: '90d',
    secret: false,
    schema: listLife,
  },
  CERTMAN_TRUST_PAGE: {
    about:
      'Whether each CA has a public page, `/trust/{caId}`, that tells people how to install and check its certificate.',
    ...ON_UNLESS_OFF,
  },
  CERTMAN_OAUTH_CLIENT_DOCUMENTS: {
    about:
      'Whether programs may sign people in whose client ID is the address of a document on the Internet, which the server fetches. Set `off` where the server cannot reach the Internet: programs then register instead, as they do where this is unknown to them.',
    ...ON_UNLESS_OFF,
  },
  CERTMAN_SMTP_URL: {
    about:
      'The mail server for invitations and warnings. `smtp://` asks for TLS by STARTTLS, and insists on it where there is a password; `smtps://` begins with TLS.',
    allowed: 'a URL such as `smtps://user:password@mail.example.com:465`',
    default: null,
    unset: 'no e-mail is sent',
    secret: true,
    schema: parsed((text) => (isSmtpUrl(text) ? new SecretText(text) : undefined)),
  },
  CERTMAN_MAIL_FROM: {
    about: 'The sender of e-mails.',
    allowed: 'an e-mail address, or a name and an address: `Certman <certman@example.com>`',
    default: 'Certman <certman@localhost>',
    secret: false,
    schema: parsed(parseMailFrom),
  },
  CERTMAN_WEBHOOK_ALLOWED_NETWORKS: {
    about:
      'Where webhooks may go. `public`: addresses of the Internet, by https alone. `private`: private networks (RFC 1918, RFC 4193, RFC 6598). Loopback, link-local and this machine’s own addresses only when a network named here holds them.',
    allowed: '`public`, `private`, IP addresses and networks, separated by commas',
    default: 'public,private',
    secret: false,
    schema: listOf(parseReach),
  },
  ...SIGN_ON_SETTINGS,
  CERTMAN_METRICS_TOKEN: {
    about:
      'A bearer token for `GET /metrics` from other machines; without one, only loopback may read it.',
    allowed: 'at least 16 characters',
    default: null,
    unset: 'loopback only',
    secret: true,
    schema: secretText(16),
  },
  CERTMAN_LOG_LEVEL: {
    about: 'The least severe level that is logged.',
    allowed: LOG_LEVELS.map((level) => `\`${level}\``).join(', '),
    default: 'info',
    secret: false,
    schema: z.enum(LOG_LEVELS),
  },
  CERTMAN_LOG_FORMAT: {
    about: '`auto` is `pretty` on a terminal and `json` elsewhere.',
    allowed: LOG_FORMATS.map((format) => `\`${format}\``).join(', '),
    default: 'auto',
    secret: false,
    schema: z.enum(LOG_FORMATS),
  },
} as const satisfies Record<`CERTMAN_${string}`, Setting<unknown>>

export type SettingName = keyof typeof SETTINGS

type Value<Name extends SettingName> = z.output<(typeof SETTINGS)[Name]['schema']>

/** What every setting came to: never undefined where there is a default. */
export type Settings = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name]['default'] extends string
    ? Value<Name>
    : Value<Name> | undefined
}

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[]
