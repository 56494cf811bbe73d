import type { Passphrase } from '../keys/keystore.ts'
import type { AuditedAct } from '../audit/events.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Job, JobItem } from '../pki/job.ts'
import type { UserPrincipal } from '../pki/principal.ts'
import { Problem } from '../pki/problem.ts'
import type { FinishedItem } from '../store/jobs/jobs-store.ts'
import type { JobContext } from './jobs.ts'

type Outcome = FinishedItem['outcome']

const DONE = { state: 'done', resultId: null, sealedKey: null, message: null } as const

/** One item: whoever asked for the job acts, with the rights that they have now. What is refused is told, not thrown. */
export async function performItem(
  context: JobContext,
  job: Job,
  item: JobItem,
  circumstances: Circumstances,
): Promise<Outcome> {
  try {
    const principal = await context.enter(askedBy(context, job), job.workspaceId)
    const act: AuditedAct = { principal, requestId: job.id }
    const { authorityId } = await context.ca.getCertificate(act, item.subject)
    const perform = job.kind === 'revoke' ? revokeItem : renewItem
    return await forgettingWrong(circumstances.passphrases, authorityId, () =>
      perform(context, act, job, item, circumstances),
    )
  } catch (error) {
    if (error instanceof Problem && error.code !== 'internal') {
      return { state: 'failed', code: error.code, message: error.message }
    }
    context.onFailure(error)
    return {
      state: 'failed',
      code: 'internal',
      message: 'something went wrong on the server; try it again, or ask the operator',
    }
  }
}

export interface Circumstances {
  readonly interrupted: boolean
  readonly passphrases: Map<Uuid, Passphrase>
}

/** A passphrase that is wrong once is wrong for all items: tried on, it would look like somebody who guesses. */
async function forgettingWrong(
  passphrases: Map<Uuid, Passphrase>,
  authorityId: Uuid,
  perform: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await perform()
  } catch (error) {
    if (error instanceof Problem && error.code === 'passphraseWrong') {
      passphrases.get(authorityId)?.wipe()
      passphrases.delete(authorityId)
    }
    throw error
  }
}

async function revokeItem(
  context: JobContext,
  act: AuditedAct,
  job: Job,
  { subject }: JobItem,
  { interrupted, passphrases }: Circumstances,
): Promise<Outcome> {
  const { authorityId } = await context.ca.getCertificate(act, subject)
  try {
    await context.ca.revoke(act, {
      certificateId: subject,
      reason: job.parameters.reason ?? 'unspecified',
      passphrase: passphrases.get(authorityId),
    })
  } catch (error) {
    const isOurs = interrupted && error instanceof Problem && error.code === 'alreadyRevoked'
    if (!isOurs) throw error
  }
  return DONE
}

async function renewItem(
  context: JobContext,
  act: AuditedAct,
  job: Job,
  item: JobItem,
  { interrupted, passphrases }: Circumstances,
): Promise<Outcome> {
  const original = await context.ca.getCertificate(act, item.subject)
  if (interrupted && original.replacedById !== null) {
    const replacement = await context.ca.getCertificate(act, original.replacedById)
    if (replacement.createdAt >= job.createdAt) throw keyLost(replacement.id)
  }
  const { deliveryKey, validityDays } = job.parameters
  if (deliveryKey === undefined) throw new Error(`the job ${job.id} has no key to deliver to`)
  const result = await context.ca.renew(act, {
    certificateId: item.subject,
    validityDays,
    passphrase: passphrases.get(original.authorityId),
  })
  if (result.kind !== 'issued') throw new Error('a renewal without a request is never replayed')
  const { certificate, privateKeyPem } = result
  const sealedKey =
    privateKeyPem === undefined
      ? null
      : context.sealTo(deliveryKey, `${job.id} ${item.position}`, privateKeyPem)
  return { ...DONE, resultId: certificate.id, sealedKey }
}

function keyLost(replacementId: Uuid): Problem {
  return new Problem(
    'conflict',
    `this was renewed as ${replacementId}, but the server stopped before the new key was handed over; renew it once more`,
  )
}

/** Nobody is signed in for a job: it goes on when its page is closed. */
function askedBy(context: JobContext, job: Job): UserPrincipal {
  return {
    kind: 'user',
    id: job.userId,
    user: { id: job.userId, email: job.email },
    sessionId: job.sessionId,
    workspace: null,
    role: null,
    isOperator: false,
    // They proved who they are when they asked for the job: that is when it was decided.
    provedAt: context.now(),
    grants: new Map(),
    address: job.address,
  }
}
