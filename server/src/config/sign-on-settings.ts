import { z } from 'zod'
import { SecretText } from '../pki/secret-text.ts'

const text = z.string()
const secret = z.string().transform((given) => new SecretText(given))
/** Only to this machine may it be without TLS: what comes back lets people in. */
const issuer = z.string().refine((given) => {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || url.search !== '' || url.hash !== '' || url.username !== '') return false
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
  )
})

/** Single sign-on: accounts elsewhere that let people in. */
export const SIGN_ON_SETTINGS = {
  CERTMAN_OIDC_ISSUER: {
    about:
      'An OpenID Connect provider that signs people in (Keycloak, Entra ID, Okta, authentik, …). Register `<CERTMAN_PUBLIC_URL>/console/v1/sign-in/providers/oidc/callback` there. Somebody must have been invited, or be a user, under the e-mail address that the provider has verified.',
    allowed: 'the issuer’s https:// URL, as its configuration document spells it',
    default: null,
    unset: 'none',
    secret: false,
    schema: issuer,
  },
  CERTMAN_OIDC_CLIENT_ID: {
    about: 'The name of this server at that provider.',
    allowed: 'the client id that the provider gave',
    default: null,
    unset: 'none',
    secret: false,
    schema: text,
  },
  CERTMAN_OIDC_CLIENT_SECRET: {
    about: 'What this server proves itself with at that provider.',
    allowed: 'the client secret that the provider gave',
    default: null,
    unset: 'none',
    secret: true,
    schema: secret,
  },
  CERTMAN_OIDC_NAME: {
    about: 'What the button on the sign-in page calls that provider.',
    allowed: 'a name',
    default: 'single sign-on',
    secret: false,
    schema: text,
  },
  CERTMAN_GOOGLE_CLIENT_ID: {
    about:
      'Sign-in with Google; register `<CERTMAN_PUBLIC_URL>/console/v1/sign-in/providers/google/callback` there.',
    allowed: 'the client id that Google gave',
    default: null,
    unset: 'none',
    secret: false,
    schema: text,
  },
  CERTMAN_GOOGLE_CLIENT_SECRET: {
    about: 'The secret that belongs to it.',
    allowed: 'the client secret that Google gave',
    default: null,
    unset: 'none',
    secret: true,
    schema: secret,
  },
  CERTMAN_GITHUB_CLIENT_ID: {
    about:
      'Sign-in with GitHub (an OAuth app); register `<CERTMAN_PUBLIC_URL>/console/v1/sign-in/providers/github/callback` there.',
    allowed: 'the client id that GitHub gave',
    default: null,
    unset: 'none',
    secret: false,
    schema: text,
  },
  CERTMAN_GITHUB_CLIENT_SECRET: {
    about: 'The secret that belongs to it.',
    allowed: 'the client secret that GitHub gave',
    default: null,
    unset: 'none',
    secret: true,
    schema: secret,
  },
} as const

/** A provider, as it was configured; its secret is among the secrets. */
export interface SignOnProvider {
  readonly id: 'oidc' | 'google' | 'github'
  readonly name: string
  /** null: GitHub, which is none of OpenID Connect. */
  readonly issuer: string | null
  readonly clientId: string
}

export const GOOGLE_ISSUER = 'https://accounts.google.com'
