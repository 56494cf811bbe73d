import type { SecretText } from '../pki/secret-text.ts'
import type { Settings } from './settings.ts'
import type { SignOnProvider } from './sign-on-settings.ts'

/** Kept apart from the Config, so that nobody who is handed the one holds the other. None of them prints itself. */
export interface Secrets {
  /** undefined: SQLite in the data directory. */
  readonly databaseUrl: SecretText | undefined
  /** undefined: the file master.key in the data directory. */
  readonly masterKey: SecretText | undefined
  readonly metricsToken: SecretText | undefined
  /** undefined: no e-mail is sent. */
  readonly smtpUrl: SecretText | undefined
  /** Of the providers of single sign-on. */
  readonly signOn: Readonly<Record<SignOnProvider['id'], SecretText | undefined>>
}

export function secretsFrom(settings: Settings): Secrets {
  return Object.freeze({
    databaseUrl: settings.CERTMAN_DATABASE_URL,
    masterKey: settings.CERTMAN_MASTER_KEY,
    metricsToken: settings.CERTMAN_METRICS_TOKEN,
    smtpUrl: settings.CERTMAN_SMTP_URL,
    signOn: Object.freeze({
      oidc: settings.CERTMAN_OIDC_CLIENT_SECRET,
      google: settings.CERTMAN_GOOGLE_CLIENT_SECRET,
      github: settings.CERTMAN_GITHUB_CLIENT_SECRET,
    }),
  })
}
