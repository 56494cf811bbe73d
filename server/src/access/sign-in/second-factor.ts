import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import { Problem } from '../../pki/problem.ts'
import type { Account } from '../../store/sign-in/sign-in-store.ts'
import type { SignInContext } from './context.ts'
import { stepOf } from './one-time-code.ts'
import { hashRecoveryCode } from './recovery-codes.ts'

/** Whether the password alone does not let them in. */
export function hasOneTimeCode({ oneTimeCode }: Pick<Account, 'oneTimeCode'>): boolean {
  return oneTimeCode !== null && oneTimeCode.confirmedAt !== null
}

/**
 * A code of the authenticator app, each once, or a recovery code, which is used up. Whoever calls has throttled it.
 * @returns what it was; undefined when it is neither
 */
export async function useCode(
  context: SignInContext,
  act: AuditedAct,
  account: Account,
  code: string,
): Promise<'oneTimeCode' | 'recoveryCode' | undefined> {
  const { signIn } = context.store
  const step = hasOneTimeCode(account) ? stepOf(context, account, code) : undefined
  if (step !== undefined) {
    return (await signIn.useOneTimeCode(account.id, step)) === 'used' ? 'oneTimeCode' : undefined
  }
  const hash = hashRecoveryCode(code)
  if (hash === undefined) return undefined
  const used = auditEvent(act, 'recoveryCode.used', {
    subject: account.id,
    workspaceId: null,
    at: context.now(),
    detail: { left: Math.max(0, account.recoveryCodes - 1) },
  })
  return (await signIn.useRecoveryCode(account.id, hash, [used])) === 'used'
    ? 'recoveryCode'
    : undefined
}

export function wrongCode(): Problem {
  return new Problem(
    'invalidRequest',
    'this code is not right, or was used already; wait for the next one, or take a recovery code',
    { field: 'code' },
  )
}
