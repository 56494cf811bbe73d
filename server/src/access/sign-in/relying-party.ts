import { isIP } from 'node:net'
import type {
  generateAuthenticationOptions,
  generateRegistrationOptions,
} from '@simplewebauthn/server'
import { Problem } from '../../pki/problem.ts'
import type { Account, Passkey } from '../../store/sign-in/sign-in-store.ts'
import { findOrigin } from './origin.ts'
import type { SignInContext } from './context.ts'
import { keepCeremony, takeCeremony, type CeremonyKind, type KeptCeremony } from './ceremonies.ts'
import { looksLikeToken, newToken } from './session-token.ts'

export type RegistrationOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>
export type AuthenticationOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>
/** What the browser's authenticator answered: not looked into before it is verified. */
export type AuthenticatorAnswer = Readonly<Record<string, unknown>>

/** COSE: ES256, EdDSA and RS256, which together every authenticator knows one of. */
const ALGORITHMS = [-7, -8, -257] as const

/** Loaded when the first passkey is about: it and what it stands on are a tenth of a second and eight megabytes. */
const library = async () => import('@simplewebauthn/server')

/** A challenge is its own name: it is kept by its hash, for one answer. */
async function keepChallenge(
  context: SignInContext,
  kind: CeremonyKind,
  ceremony: KeptCeremony,
): Promise<Uint8Array<ArrayBuffer>> {
  const token = newToken(context.random)
  await keepCeremony(context, kind, ceremony, token)
  return Uint8Array.from(Buffer.from(token.reveal(), 'base64url'))
}

export async function registrationOptions(
  context: SignInContext,
  account: Account,
  passkeys: readonly Passkey[],
  origin: string | undefined,
): Promise<RegistrationOptions> {
  const site = siteOf(context, origin)
  const facts = { origin: site.origin }
  const webauthn = await library()
  return webauthn.generateRegistrationOptions({
    rpName: 'Certman',
    supportedAlgorithmIDs: [...ALGORITHMS],
    rpID: site.id,
    userName: account.email,
    userDisplayName: account.name || account.email,
    userID: new TextEncoder().encode(account.id),
    challenge: await keepChallenge(context, 'passkeyRegistration', { userId: account.id, facts }),
    excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    // Found without a name, and only after a fingerprint, a face or a PIN: two factors in one.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

export interface NewCredential {
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly isBackedUp: boolean
}

/** @throws Problem `invalidRequest` */
export async function verifyRegistration(
  context: SignInContext,
  account: Account,
  answer: AuthenticatorAnswer,
): Promise<NewCredential> {
  const ceremony = await takeChallenge(context, 'passkeyRegistration', answer)
  if (ceremony?.userId !== account.id) throw expired()
  const webauthn = await library()
  const verified = await attempt(() =>
    webauthn.verifyRegistrationResponse({
      response: answer as never,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: new URL(ceremony.origin).hostname,
      supportedAlgorithmIDs: [...ALGORITHMS],
    }),
  )
  if (verified?.registrationInfo === undefined) throw notRight()
  const { credential, credentialBackedUp } = verified.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
    isBackedUp: credentialBackedUp,
  }
}

/** @param passkeys those that may answer; none: the authenticator offers what it has for this site */
export async function authenticationOptions(
  context: SignInContext,
  kind: 'passkeySignIn' | 'passkeyProof',
  asked: { readonly userId: Account['id'] | null; readonly passkeys: readonly Passkey[] },
  origin: string | undefined,
): Promise<AuthenticationOptions> {
  const site = siteOf(context, origin)
  const ceremony = { userId: asked.userId, facts: { origin: site.origin } }
  const webauthn = await library()
  return webauthn.generateAuthenticationOptions({
    rpID: site.id,
    challenge: await keepChallenge(context, kind, ceremony),
    allowCredentials: asked.passkeys.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    userVerification: 'required',
  })
}

/**
 * @param mayBe whether this passkey may answer what was asked
 * @throws Problem `invalidRequest`, the same for every reason
 */
export async function verifyAuthentication(
  context: SignInContext,
  kind: 'passkeySignIn' | 'passkeyProof',
  answer: AuthenticatorAnswer,
  mayBe: (passkey: Passkey, asked: KeptCeremony) => boolean,
): Promise<Passkey> {
  const { signIn } = context.store
  const ceremony = await takeChallenge(context, kind, answer)
  if (ceremony === undefined) throw expired()
  const id = answer['id']
  const passkey = typeof id === 'string' ? await signIn.passkeyByCredential(id) : undefined
  if (passkey === undefined || !mayBe(passkey, ceremony)) throw notRight()
  const webauthn = await library()
  const verified = await attempt(() =>
    webauthn.verifyAuthenticationResponse({
      response: answer as never,
      expectedChallenge: ceremony.challenge,
      expectedOrigin: ceremony.origin,
      expectedRPID: new URL(ceremony.origin).hostname,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
    }),
  )
  if (verified?.verified !== true) throw notRight()
  const { newCounter, credentialBackedUp } = verified.authenticationInfo
  const use = { counter: newCounter, at: context.now(), isBackedUp: credentialBackedUp }
  if ((await signIn.usePasskey(passkey.id, use)) === 'replayed') throw notRight()
  return passkey
}

interface Challenge extends KeptCeremony {
  readonly challenge: string
  readonly origin: string
}

async function takeChallenge(
  context: SignInContext,
  kind: CeremonyKind,
  answer: AuthenticatorAnswer,
): Promise<Challenge | undefined> {
  const challenge = challengeOf(answer)
  const kept = await takeCeremony(context, kind, challenge)
  if (challenge === undefined || kept === undefined) return undefined
  return { ...kept, challenge, origin: kept.facts['origin'] ?? '' }
}

/** WebAuthn §5.8.1: what was signed names the challenge. */
function challengeOf({ response }: AuthenticatorAnswer): string | undefined {
  const encoded =
    typeof response === 'object' && response !== null
      ? (response as Readonly<Record<string, unknown>>)['clientDataJSON']
      : undefined
  if (typeof encoded !== 'string') return undefined
  try {
    const data: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString())
    const challenge = (data as { readonly challenge?: unknown } | null)?.challenge
    return typeof challenge === 'string' && looksLikeToken(challenge) ? challenge : undefined
  } catch {
    return undefined
  }
}

/** The library throws on whatever does not fit; that is an answer, not a fault. */
async function attempt<Value>(verify: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await verify()
  } catch {
    return undefined
  }
}

/** WebAuthn §5.1.2: the relying party's id is a domain, never an IP address. */
function siteOf(
  context: SignInContext,
  wanted: string | undefined,
): { readonly origin: string; readonly id: string } {
  const origin = findOrigin(context, wanted)
  const { hostname } = new URL(origin ?? 'http://0.0.0.0')
  if (origin !== undefined && isIP(hostname) === 0 && !hostname.startsWith('[')) {
    return { origin, id: hostname }
  }
  throw new Problem(
    'policyRefused',
    `passkeys belong to the name of a site; open the dashboard at ${context.origins()[0] ?? ''}, or set CERTMAN_PUBLIC_URL to where it is`,
  )
}

function expired(): Problem {
  return new Problem('notFound', 'this took too long, or was answered already; try again')
}

function notRight(): Problem {
  return new Problem('invalidRequest', 'this passkey is not known here; use another one', {
    field: 'response',
  })
}
