import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { isListDue } from '../pki/revocation-policy.ts'
import type { Principal } from '../pki/principal.ts'
import type { Signer } from '@certman/x509'
import { backgroundTaskFailed } from '../telemetry/events.ts'
import type { CaDependencies } from './dependencies.ts'
import { publishList } from './publish-list.ts'
import { issueResponder, needsResponder } from './responder.ts'
import { openAuthorityKey } from './signing-authority.ts'

const SERVER: Principal = { kind: 'system', task: 'publication' }
/** Lists that one round takes on; the next round follows at once while any is due. */
const LISTS_PER_ROUND = 16

/**
 * Publishes what is due of the CAs whose keys are at hand: dirty lists, and those past half of their life. A list that fails
 * does not keep others waiting. @returns how many were published
 */
export async function publishDueLists(deps: CaDependencies): Promise<number> {
  let published = 0
  for (const shard of await deps.store.revocationLists.due(deps.clock.now(), LISTS_PER_ROUND)) {
    const authority = await deps.store.authorities.get(shard.authorityId)
    if (authority === undefined || authority.hasPassphrase) continue
    try {
      using lease = await openAuthorityKey(deps, SERVER, authority, undefined)
      const number = await publishList(deps, authority, shard, lease.signer)
      if (number !== undefined) published += 1
    } catch (error) {
      backgroundTaskFailed(deps.telemetry, { task: `revocation list of ${authority.id}`, error })
    }
  }
  return published
}

/** Replaces the responders that have passed half of their life, of the CAs whose keys are at hand. */
export async function renewDueResponders(deps: CaDependencies): Promise<void> {
  for (const authority of await deps.store.authorities.list({ includeRevoked: true })) {
    if (authority.hasPassphrase || authority.validity.notAfter <= deps.clock.now()) continue
    if (!needsResponder(await deps.store.responders.current(authority.id), deps.clock.now()))
      continue
    using lease = await openAuthorityKey(deps, SERVER, authority, undefined)
    await issueResponder(deps, authority, lease.signer)
  }
}

/**
 * What a CA publishes, brought up to date by somebody who has its key in hand: at its creation, and whenever a call carries
 * the passphrase of a protected one.
 */
export async function publishWith(
  deps: CaDependencies,
  authority: CertificateAuthority,
  signer: Signer,
): Promise<void> {
  const now = deps.clock.now()
  if (needsResponder(await deps.store.responders.current(authority.id), now)) {
    await issueResponder(deps, authority, signer)
  }
  for (const shard of await deps.store.revocationLists.shards(authority.id)) {
    if (isListDue(shard, now)) await publishList(deps, authority, shard, signer)
  }
}
