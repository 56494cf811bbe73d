import type { Uuid } from '../../pki/identifier.ts'
import type { SecretText } from '../../pki/secret-text.ts'
import type { SignInContext } from './context.ts'
import { hashToken, looksLikeToken, newToken } from './session-token.ts'

const MINUTE = 60_000

/** What a sign-in of several requests can be in the middle of, and for how long it may take. */
const LIFETIMES = {
  /** The password was right; a second factor is to follow. */
  secondFactor: 10 * MINUTE,
  passkeySignIn: 5 * MINUTE,
  passkeyRegistration: 5 * MINUTE,
  passkeyProof: 5 * MINUTE,
  /** Away at a provider, where somebody may have to sign in as well. */
  provider: 15 * MINUTE,
} as const

export type CeremonyKind = keyof typeof LIFETIMES
type Facts = Readonly<Record<string, string>>

export interface KeptCeremony {
  readonly userId: Uuid | null
  readonly facts: Facts
}

type Context = Pick<SignInContext, 'store' | 'now' | 'random' | 'seal' | 'open'>

/**
 * @param token what the browser will show again; drawn unless given
 * @returns it
 */
export async function keepCeremony(
  { store, now, random, seal }: Context,
  kind: CeremonyKind,
  { userId, facts }: KeptCeremony,
  token: SecretText = newToken(random),
): Promise<SecretText> {
  await store.signIn.keepCeremony({
    idHash: hashToken(token.reveal()),
    kind,
    userId,
    sealed: seal(`ceremony ${kind}`, new TextEncoder().encode(JSON.stringify(facts))),
    expiresAt: now() + LIFETIMES[kind],
  })
  return token
}

/** Gives it once: what it stood for cannot be tried again. */
export async function takeCeremony(
  context: Context,
  kind: CeremonyKind,
  token: string | undefined,
): Promise<KeptCeremony | undefined> {
  if (!looksLikeToken(token)) return undefined
  const found = await context.store.signIn.takeCeremony(kind, hashToken(token), context.now())
  return found && { userId: found.userId, facts: opened(context, kind, found.sealed) }
}

/** Leaves it where it is. */
export async function findCeremony(
  context: Context,
  kind: CeremonyKind,
  token: string,
): Promise<KeptCeremony | undefined> {
  if (!looksLikeToken(token)) return undefined
  const found = await context.store.signIn.ceremony(kind, hashToken(token), context.now())
  return found && { userId: found.userId, facts: opened(context, kind, found.sealed) }
}

function opened({ open }: Context, kind: CeremonyKind, sealed: Uint8Array): Facts {
  return JSON.parse(new TextDecoder().decode(open(`ceremony ${kind}`, sealed))) as Facts
}
