import type { Uuid } from '../../pki/identifier.ts'
import { Problem, tryAgainIn } from '../../pki/problem.ts'
import type { TokenBucketRule } from '../../pki/token-bucket.ts'
import type { Account } from '../../store/sign-in/sign-in-store.ts'
import { neighbourhood } from '../neighbourhood.ts'
import type { Visitor } from '../sessions.ts'
import type { SignInContext } from './context.ts'

type Throttled = Pick<SignInContext, 'store' | 'now'>

/** Of one address, whoever it tries: twenty at once, then one every fifteen seconds. */
const PER_ADDRESS: TokenBucketRule = { capacity: 20, refillPerSecond: 1 / 15 }
/** Of one account, from wherever: ten at once, then one a minute. */
const PER_ACCOUNT: TokenBucketRule = { capacity: 10, refillPerSecond: 1 / 60 }
/** Six digits: five at once, then one every two minutes. */
const PER_CODE: TokenBucketRule = { capacity: 5, refillPerSecond: 1 / 120 }
/** Of what nobody can guess, only so that it costs us little: each is remembered for minutes. */
const PER_CEREMONY: TokenBucketRule = { capacity: 120, refillPerSecond: 2 }

/**
 * Before a password is tried. Every attempt counts, so that many at once cannot slip through together.
 *
 * Nobody is locked out by others for good: an address at which the account has a session has attempts of its own, which
 * strangers cannot use up; passkeys and set-up links are not throttled by account at all.
 * @param email as it was given, of a user or of nobody
 * @throws Problem `rateLimited`
 */
export async function throttlePassword(
  context: Throttled,
  email: string,
  account: Pick<Account, 'id'> | undefined,
  visitor: Visitor,
): Promise<void> {
  const place = neighbourhood(visitor.address)
  await take(context, `sign-in from ${place}`, PER_ADDRESS)
  const isKnown = account !== undefined && (await isKnownPlace(context, account.id, place))
  const whose = isKnown ? `sign-in of ${account.id} from ${place}` : `sign-in of ${email}`
  await take(context, whose, PER_ACCOUNT)
}

/**
 * Before a code is tried to sign in. Whoever knows the password cannot use up what an address has at which the account has a
 * session.
 * @throws Problem `rateLimited`
 */
export async function throttleCode(
  context: Throttled,
  userId: Uuid,
  visitor: Visitor,
): Promise<void> {
  const place = neighbourhood(visitor.address)
  const isKnown = await isKnownPlace(context, userId, place)
  await take(context, isKnown ? `code of ${userId} from ${place}` : `code of ${userId}`, PER_CODE)
}

/** Within a session: nobody outside of it can use up its attempts. @throws Problem `rateLimited` */
export async function throttleCodeInSession(context: Throttled, sessionId: Uuid): Promise<void> {
  await take(context, `code in ${sessionId}`, PER_CODE)
}

/** Of whoever holds a session: it may be stolen. @throws Problem `rateLimited` */
export async function throttleProof(context: Throttled, sessionId: Uuid): Promise<void> {
  await take(context, `proof in ${sessionId}`, PER_ACCOUNT)
}

/** @throws Problem `rateLimited` */
export async function throttleCeremony(context: Throttled, visitor: Visitor): Promise<void> {
  await take(context, `ceremony from ${neighbourhood(visitor.address)}`, PER_CEREMONY)
}

async function isKnownPlace({ store, now }: Throttled, userId: Uuid, place: string) {
  const sessions = await store.signIn.sessions(userId, now())
  return sessions.some(({ address }) => neighbourhood(address) === place)
}

async function take(
  { store, now }: Throttled,
  bucket: string,
  rule: TokenBucketRule,
): Promise<void> {
  const { allowed, retryAfterSeconds } = await store.rateBuckets.take(bucket, rule, now())
  if (allowed) return
  throw new Problem(
    'rateLimited',
    `too many attempts; ${tryAgainIn(retryAfterSeconds)}, or sign in with a passkey`,
    { retryAfterSeconds },
  )
}
