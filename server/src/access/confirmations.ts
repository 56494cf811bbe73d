import { createHash, timingSafeEqual } from 'node:crypto'
import type { CredentialPrincipal } from '../pki/principal.ts'
import type { RandomBytes } from '../pki/clock.ts'
import { Problem } from '../pki/problem.ts'
import type { TokenBucketRule } from '../pki/token-bucket.ts'
import type { Store } from '../store/store.ts'

/** Long enough to ask a person, short enough that what was planned is still what is there. */
const CONFIRMATION_MILLISECONDS = 10 * 60_000

export interface ConfirmationContext {
  readonly store: Pick<Store, 'assistants' | 'rateBuckets'>
  readonly now: () => number
  readonly random: RandomBytes
  /** Keyed: only this instance's database holds the key. */
  readonly fingerprint: (text: string) => string
}

export interface Confirmation {
  readonly token: string
  readonly expiresAt: number
}

/**
 * First a plan, then the deed: a token that stands for exactly one request of one credential, for ten minutes, once. It is
 * made of its own facts and a MAC, so that nothing has to be remembered until it is used.
 */
export interface Confirmations {
  /** Takes one of the few certificates that a credential may ask for in a short time without a plan. @returns whether there was one */
  goesWithoutSaying(principal: CredentialPrincipal): Promise<boolean>
  /**
   * @param request the whole request, in one canonical form
   * @param plan what would come of it, as things are now
   */
  mint(principal: CredentialPrincipal, request: string, plan: string): Confirmation
  /** @throws Problem `invalidRequest` for what is no living token of this credential; for which request it is, is not asked */
  verify(principal: CredentialPrincipal, token: string): void
  /** @throws Problem `invalidRequest` for a token that is of something else, expired or used, or of a plan that is no more */
  redeem(
    principal: CredentialPrincipal,
    request: string,
    plan: string,
    token: string,
  ): Promise<void>
}

/** Five at once, and again five after ten minutes: what somebody who automates needs more of is an API key for /v1. */
const UNCONFIRMED: TokenBucketRule = { capacity: 5, refillPerSecond: 5 / 600 }

const FORM = /^([0-9a-z]{1,12})\.([\w-]{22})\.([\w-]{43})\.([\w-]{43})\.([\w-]{43})$/

export function createConfirmations(context: ConfirmationContext): Confirmations {
  const { store, now, random, fingerprint } = context
  const sealed = ({ kind, id }: CredentialPrincipal, facts: string): string =>
    `${facts}.${fingerprint(`confirmation\n${kind} ${id}\n${facts}`)}`
  const read = (principal: CredentialPrincipal, token: string): Facts => {
    const [, expires = '', nonce = '', request = '', plan = ''] = FORM.exec(token) ?? []
    const facts = `${expires}.${nonce}.${request}.${plan}`
    if (!isEqual(token, sealed(principal, facts))) throw ofSomethingElse()
    const expiresAt = Number.parseInt(expires, 36)
    if (expiresAt <= now()) throw expired()
    return { expiresAt, nonce, request, plan }
  }
  return {
    async goesWithoutSaying({ id }) {
      const bucket = `unconfirmed ${id}`
      return (await store.rateBuckets.take(bucket, UNCONFIRMED, now())).allowed
    },
    mint(principal, request, plan) {
      const expiresAt = now() + CONFIRMATION_MILLISECONDS
      const nonce = Buffer.from(random(16)).toString('base64url')
      const facts = `${expiresAt.toString(36)}.${nonce}.${digestOf(request)}.${digestOf(plan)}`
      return { token: sealed(principal, facts), expiresAt }
    },
    verify(principal, token) {
      read(principal, token)
    },
    async redeem(principal, request, plan, token) {
      const facts = read(principal, token)
      if (facts.request !== digestOf(request)) throw ofSomethingElse()
      if (!(await store.assistants.useConfirmation(facts.nonce, facts.expiresAt))) {
        throw usedBefore()
      }
      // Nobody agreed to what would come of it now. Asked last: a deed that was done has changed things itself.
      if (facts.plan !== digestOf(plan)) throw changedSince()
    },
  }
}

interface Facts {
  readonly expiresAt: number
  /** Of this one token: what is remembered of it once it was used. */
  readonly nonce: string
  /** Digests. */
  readonly request: string
  readonly plan: string
}

function digestOf(request: string): string {
  return createHash('sha256').update(request).digest('base64url')
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const AGAIN = 'call the tool without confirmationToken to get a new plan and token'

function ofSomethingElse(): Problem {
  return new Problem(
    'invalidRequest',
    `the confirmationToken is not for exactly this request; ${AGAIN}`,
    { field: 'confirmationToken' },
  )
}

function changedSince(): Problem {
  return new Problem('invalidRequest', `what was planned has changed since; ${AGAIN}`, {
    field: 'confirmationToken',
  })
}

function expired(): Problem {
  return new Problem('invalidRequest', `the confirmationToken has expired; ${AGAIN}`, {
    field: 'confirmationToken',
  })
}

function usedBefore(): Problem {
  return new Problem(
    'invalidRequest',
    `the confirmationToken was used before; look at what came of it, or ${AGAIN}`,
    { field: 'confirmationToken' },
  )
}
