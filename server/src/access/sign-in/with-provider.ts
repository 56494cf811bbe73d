import { auditEvent } from '../../audit/events.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import { parseEmailAddress } from '../../pki/email-address.ts'
import { Problem } from '../../pki/problem.ts'
import type { SecretText } from '../../pki/secret-text.ts'
import type { Account, Identity } from '../../store/sign-in/sign-in-store.ts'
import type { NewSession, Visitor } from '../sessions.ts'
import { beginSession } from './begin-session.ts'
import { keepCeremony, takeCeremony } from './ceremonies.ts'
import { refuseVisitor, type SignInContext } from './context.ts'
import type { Claims, Going } from './identity-provider.ts'
import { welcomeInvited } from './invited.ts'
import { originOfHost, ownPath } from './origin.ts'
import { hasOneTimeCode } from './second-factor.ts'
import { throttleCeremony } from './throttle.ts'

/** Why somebody who came back from a provider was not let in: what the sign-in page has a sentence for. */
export type ProviderProblem = 'notInvited' | 'unverified' | 'failed' | 'expired' | 'unavailable'

export type ProviderOutcome =
  | { readonly kind: 'signedIn'; readonly session: NewSession; readonly next: string }
  /** The account asks for its own second factor, whoever vouches for the first. */
  | { readonly kind: 'secondFactor'; readonly ticket: SecretText; readonly next: string }
  | { readonly kind: 'refused'; readonly problem: ProviderProblem }

export interface Departure {
  readonly url: URL
  /** What this browser must bring back: nobody else can finish what it began. */
  readonly token: SecretText
}

export function signInWays({ providers }: SignInContext): readonly {
  readonly id: string
  readonly name: string
}[] {
  return providers.map(({ id, name }) => ({ id, name }))
}

/**
 * @param request the host that the browser sees, and where to go afterwards: a path of ours
 * @throws Problem `notFound` for a provider that is none
 */
export async function goToProvider(
  context: SignInContext,
  request: {
    readonly provider: string
    readonly host: string
    readonly next: string | undefined
  },
  visitor: Visitor,
): Promise<Departure | { readonly problem: ProviderProblem }> {
  await throttleCeremony(context, visitor)
  const provider = findProvider(context, request.provider)
  const redirectUri = `${originOfHost(context, request.host)}/console/v1/sign-in/providers/${provider.id}/callback`
  const begun = await provider.begin(redirectUri).catch((error: unknown) => {
    context.onFailure(error)
    return undefined
  })
  if (begun === undefined) return { problem: 'unavailable' }
  const facts = { ...begun.going, provider: provider.id, next: ownPath(request.next) }
  const token = await keepCeremony(context, 'provider', { userId: null, facts })
  return { url: begun.url, token }
}

/** @param token what `goToProvider` gave to the browser; @param search of the address that it came back to */
export async function returnFromProvider(
  context: SignInContext,
  request: {
    readonly provider: string
    readonly token: string | undefined
    readonly search: string
  },
  visitor: Visitor,
): Promise<ProviderOutcome> {
  await throttleCeremony(context, visitor)
  const provider = findProvider(context, request.provider)
  const refused = (problem: ProviderProblem): ProviderOutcome => {
    refuseVisitor(context, visitor, { userId: null, method: provider.id, reason: problem })
    return { kind: 'refused', problem }
  }
  const kept = await takeCeremony(context, 'provider', request.token)
  if (kept?.facts['provider'] !== provider.id) return refused('expired')
  const going = goingOf(kept.facts)
  const callback = new URL(going.redirectUri + request.search)
  const claims = await provider.finish(callback, going).catch(() => undefined)
  if (claims === undefined) return refused('failed')
  const account = await accountFor(context, provider.id, claims, visitor)
  if (typeof account === 'string') return refused(account)
  const next = ownPath(kept.facts['next'])
  if (hasOneTimeCode(account)) {
    const ceremony = { userId: account.id, facts: {} }
    return {
      kind: 'secondFactor',
      ticket: await keepCeremony(context, 'secondFactor', ceremony),
      next,
    }
  }
  const how = { method: 'provider', hasSecondFactor: claims.hasSecondFactor } as const
  return { kind: 'signedIn', session: await beginSession(context, account, visitor, how), next }
}

/** Known by the provider's own name for them; else by an address that it has verified, of a user or of an invitation. */
async function accountFor(
  context: SignInContext,
  provider: string,
  claims: Claims,
  visitor: Visitor,
): Promise<Account | ProviderProblem> {
  const { signIn } = context.store
  const known = await signIn.identity(claims.issuer, claims.subject)
  if (known !== undefined) {
    const account = await signIn.account(known.userId)
    return account ?? 'notInvited'
  }
  if (!claims.isEmailVerified || claims.email === null) return 'unverified'
  const email = parseEmailAddress(claims.email)
  if (email === undefined) return 'unverified'
  const account =
    (await signIn.accountByEmail(email)) ?? (await welcomeInvited(context, email, claims, visitor))
  if (account === undefined) return 'notInvited'
  const identity: Identity = {
    issuer: claims.issuer,
    subject: claims.subject,
    userId: account.id,
    provider,
    email,
    createdAt: context.now(),
  }
  await signIn.linkIdentity(identity, [linkedEvent(context, account, identity, visitor)])
  // What stood in it before may have ended with that.
  return (await signIn.account(account.id)) ?? account
}

function linkedEvent(
  { now }: SignInContext,
  account: Account,
  { provider, email }: Identity,
  visitor: Visitor,
): AuditEvent {
  return auditEvent(
    { principal: { kind: 'system', task: `sign-in by ${provider}` }, requestId: visitor.requestId },
    'identity.linked',
    { subject: account.id, workspaceId: null, at: now(), detail: { provider, email } },
  )
}

function goingOf(facts: Readonly<Record<string, string>>): Going {
  return {
    state: facts['state'] ?? '',
    nonce: facts['nonce'] ?? '',
    verifier: facts['verifier'] ?? '',
    redirectUri: facts['redirectUri'] ?? '',
  }
}

function findProvider({ providers }: SignInContext, id: string) {
  const found = providers.find((provider) => provider.id === id)
  if (found !== undefined) return found
  throw new Problem('notFound', 'there is no such way to sign in; look at the sign-in page')
}
