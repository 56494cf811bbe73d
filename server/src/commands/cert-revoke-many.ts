import type { Uuid } from '../pki/identifier.ts'
import type { RevocationReason } from '../pki/revocation.ts'
import { withSignerPassphrase } from './ca-signer.ts'
import { confirmByName } from './confirm.ts'
import type { Console } from './console.ts'
import { asOperator, type Operator } from './operator.ts'
import { startProgress } from './progress.ts'
import { count, timeText } from './table.ts'

export interface RevokeManyOptions {
  readonly ca: Uuid
  /** Milliseconds, inclusive. */
  readonly since: number
  /** Milliseconds, exclusive. */
  readonly until?: number
  readonly reason: RevocationReason
  readonly yes?: true
  readonly passphraseFile?: string
}

export async function revokeCerts(console: Console, options: RevokeManyOptions): Promise<void> {
  const { ca: authorityId, since, until, reason, yes, passphraseFile } = options
  const { revokeMany } = await import('../ca/revocation/revoke-many.ts')
  const started = performance.now()
  const { revoked, signer } = await asOperator(console, async (operator) => {
    const { instance, act } = operator
    const total = await countAffected(operator, options)
    if (!yes) {
      await confirmByName(console, instance.store, authorityId, {
        question: `${count(total, 'certificate')} issued since ${timeText(since)} will be revoked (${reason}).`,
        refusal: `${count(total, 'certificate')} would be revoked`,
      })
    }
    const authority = await instance.store.authorities.get(authorityId)
    const from = { signer: authority, file: passphraseFile, option: '--passphrase-file' }
    return withSignerPassphrase(console, operator, from, async (passphrase) => {
      const progress = startProgress(console, total)
      const request = { authorityId, issuedSince: since, issuedUntil: until, reason, passphrase }
      try {
        return {
          revoked: await revokeMany(instance.ca, act, request, (done) => progress.at(done)),
          signer: authority,
        }
      } finally {
        progress.end()
      }
    })
  })
  const seconds = Math.round(performance.now() - started) / 1000
  console.report({
    json: { ca_id: authorityId, revoked, reason, issued_since: timeText(since), seconds },
    text: `${count(revoked, 'certificate')} revoked (${reason})`,
  })
  if (revoked > 0 && !signer?.hasPassphrase) {
    console.say(
      `OCSP says so now; the running server publishes the list within a second, and so does: certman-server ca publish-crl ${authorityId}`,
    )
  }
}

/** For the question and the progress; above 10,000 it may be ten seconds old. */
async function countAffected(
  { instance: { store, clock } }: Operator,
  { ca, since, until }: RevokeManyOptions,
): Promise<number> {
  const filter = {
    authorityIds: [ca],
    status: 'active' as const,
    createdFrom: since,
    createdTo: until === undefined ? undefined : until - 1,
    expiresAfter: clock.now(),
  }
  const { total } = await store.certificates.list(filter, { offset: 0, limit: 1 })
  return total
}
