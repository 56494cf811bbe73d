import { resolve } from 'node:path'
import type { RevocationPolicy } from '../pki/revocation-policy.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'
import { readEnvironment, refusal, type Environment } from './environment.ts'
import type { Rate } from './forms.ts'
import { secretsFrom, type Secrets } from './secrets.ts'
import {
  SETTING_NAMES,
  SETTINGS,
  type LOG_FORMATS,
  type LOG_LEVELS,
  type Setting,
  type SettingName,
  type Settings,
} from './settings.ts'
import { GOOGLE_ISSUER, type SignOnProvider } from './sign-on-settings.ts'

/** What the server was told, validated and frozen. Secrets are elsewhere. */
export interface Config {
  /** Absolute. */
  readonly dataDirectory: string
  readonly host: string
  /** 0: any free one, known only after listening. */
  readonly port: number
  /** As given, without a trailing slash; `publicUrl` of addresses.ts resolves the default. */
  readonly publicUrl: string | undefined
  readonly pkiUrl: string | undefined
  readonly pkiPort: number | undefined
  readonly tls: TlsConfig
  /** IP addresses and networks in CIDR notation. */
  readonly trustedProxies: readonly string[]
  readonly ownerEmail: string
  /** Per API key; null: off. */
  readonly rateLimits: {
    readonly request: TokenBucketRule | null
    readonly issue: TokenBucketRule | null
  }
  /** How long lists, answers and responders live. */
  readonly revocation: RevocationPolicy
  /** Whether each CA has a public page for people. */
  readonly trustPage: boolean
  /** Whether programs may be described to the authorization server by documents on the Internet. */
  readonly clientDocuments: boolean
  /** `Name <address>` or an address. */
  readonly mailFrom: string
  /** `public`, `private`, addresses and networks. */
  readonly webhookNetworks: readonly string[]
  /** Accounts elsewhere that let people in. */
  readonly signOn: readonly SignOnProvider[]
  readonly logLevel: (typeof LOG_LEVELS)[number]
  readonly logFormat: (typeof LOG_FORMATS)[number]
}

export type TlsConfig =
  | { readonly mode: 'off' }
  /** undefined: the names of addresses.ts. */
  | { readonly mode: 'auto'; readonly names: readonly string[] | undefined }
  | { readonly mode: 'files'; readonly certificateFile: string; readonly keyFile: string }

/**
 * Reads every setting from the environment.
 * @throws Problem `invalidRequest`: one sentence that names the variable, what was given (never a secret) and what is allowed
 */
export function loadConfig(
  variables: Readonly<Record<string, string | undefined>>,
  readFile?: (path: string) => string,
): { readonly config: Config; readonly secrets: Secrets } {
  const settings = parseSettings(readEnvironment(variables, readFile))
  return { config: configFrom(settings), secrets: secretsFrom(settings) }
}

function parseSettings(environment: Environment): Settings {
  const values = SETTING_NAMES.map((name) => [name, parseSetting(name, environment.get(name))])
  // Each value came from the schema of its own name.
  return Object.fromEntries(values) as Settings
}

function parseSetting(name: SettingName, given: string | undefined): unknown {
  const setting: Setting<unknown> = SETTINGS[name]
  const text = given ?? setting.default
  if (text === null) return undefined
  const result = setting.schema.safeParse(text)
  if (result.success) return result.data
  const shown = setting.secret ? `the value of ${name}` : `${name}=${text}`
  throw refusal(name, `${shown} is not allowed; give ${setting.allowed.replaceAll('`', '')}`)
}

function configFrom(settings: Settings): Config {
  return Object.freeze({
    dataDirectory: resolve(settings.CERTMAN_DATA_DIR),
    host: settings.CERTMAN_HOST,
    port: settings.CERTMAN_PORT,
    publicUrl: settings.CERTMAN_PUBLIC_URL,
    pkiUrl: settings.CERTMAN_PKI_URL,
    pkiPort: settings.CERTMAN_PKI_PORT,
    tls: Object.freeze(tlsFrom(settings)),
    trustedProxies: Object.freeze(settings.CERTMAN_TRUSTED_PROXIES ?? []),
    ownerEmail: settings.CERTMAN_OWNER_EMAIL,
    rateLimits: Object.freeze({
      request: ruleOf(settings.CERTMAN_RATE_LIMIT),
      issue: ruleOf(settings.CERTMAN_ISSUE_RATE_LIMIT),
    }),
    revocation: Object.freeze({
      listLife: settings.CERTMAN_CRL_LIFE,
      protectedListLife: settings.CERTMAN_PROTECTED_CRL_LIFE,
      answerLife: settings.CERTMAN_OCSP_LIFE,
      responderLife: settings.CERTMAN_RESPONDER_LIFE,
      protectedResponderLife: settings.CERTMAN_PROTECTED_RESPONDER_LIFE,
    }),
    trustPage: settings.CERTMAN_TRUST_PAGE === 'on',
    clientDocuments: settings.CERTMAN_OAUTH_CLIENT_DOCUMENTS === 'on',
    mailFrom: settings.CERTMAN_MAIL_FROM,
    webhookNetworks: settings.CERTMAN_WEBHOOK_ALLOWED_NETWORKS,
    signOn: Object.freeze(signOnFrom(settings)),
    logLevel: settings.CERTMAN_LOG_LEVEL,
    logFormat: settings.CERTMAN_LOG_FORMAT,
  })
}

function ruleOf(rate: Rate): TokenBucketRule | null {
  return rate.kind === 'off' ? null : rate.rule
}

function signOnFrom(settings: Settings): readonly SignOnProvider[] {
  const issuer = settings.CERTMAN_OIDC_ISSUER
  if ((issuer === undefined) !== (settings.CERTMAN_OIDC_CLIENT_ID === undefined)) {
    throw refusal(
      'CERTMAN_OIDC_ISSUER',
      'CERTMAN_OIDC_ISSUER and CERTMAN_OIDC_CLIENT_ID belong together; set both or none',
    )
  }
  const providers = [
    provider(settings, 'OIDC', {
      id: 'oidc',
      name: settings.CERTMAN_OIDC_NAME,
      issuer: issuer ?? null,
    }),
    provider(settings, 'GOOGLE', { id: 'google', name: 'Google', issuer: GOOGLE_ISSUER }),
    provider(settings, 'GITHUB', { id: 'github', name: 'GitHub', issuer: null }),
  ]
  return providers.filter((one) => one !== undefined)
}

function provider(
  settings: Settings,
  kind: 'OIDC' | 'GOOGLE' | 'GITHUB',
  facts: Omit<SignOnProvider, 'clientId'>,
): SignOnProvider | undefined {
  const [id, secret] = [`CERTMAN_${kind}_CLIENT_ID`, `CERTMAN_${kind}_CLIENT_SECRET`] as const
  const clientId = settings[id]
  if ((clientId === undefined) !== (settings[secret] === undefined)) {
    throw refusal(id, `${id} and ${secret} belong together; set both or none`)
  }
  return clientId === undefined ? undefined : { ...facts, clientId }
}

function tlsFrom(settings: Settings): TlsConfig {
  const mode = settings.CERTMAN_TLS
  for (const name of ['CERTMAN_TLS_CERT', 'CERTMAN_TLS_KEY'] as const) {
    if (mode === 'files' && settings[name] === undefined)
      throw refusal(name, `CERTMAN_TLS=files needs ${name}; give its path`)
    if (mode !== 'files' && settings[name] !== undefined) throw unusedWith(name, mode, 'files')
  }
  if (mode !== 'auto' && settings.CERTMAN_TLS_NAMES !== undefined)
    throw unusedWith('CERTMAN_TLS_NAMES', mode, 'auto')

  if (mode === 'files') {
    // Both are there: the loop above refuses otherwise.
    const [certificate, key] = [settings.CERTMAN_TLS_CERT ?? '', settings.CERTMAN_TLS_KEY ?? '']
    return { mode, certificateFile: resolve(certificate), keyFile: resolve(key) }
  }
  return mode === 'auto' ? { mode, names: settings.CERTMAN_TLS_NAMES } : { mode }
}

/** Refused rather than ignored: whoever sets it believes that TLS is on. */
function unusedWith(name: SettingName, mode: string, needed: string): Error {
  return refusal(
    name,
    `${name} has no effect with CERTMAN_TLS=${mode}; set CERTMAN_TLS=${needed} or remove it`,
  )
}
