import { setTimeout as delay } from 'node:timers/promises'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import { isListDue } from '../../pki/revocation-policy.ts'
import type { Principal } from '../../pki/principal.ts'
import type { Signer } from '@certman/x509'
import { backgroundTaskFailed } from '../../telemetry/events.ts'
import type { CaDependencies } from '../dependencies.ts'
import type { ShardState } from '../../store/revocation/relying-parties.ts'
import { isMoved } from './list-addresses.ts'
import { publishList } from './publish-list.ts'
import { issueResponder, needsResponder, type WhileSealing } from './responder.ts'
import { openAuthorityKey } from '../signing-authority.ts'

const SERVER: Principal = { kind: 'system', task: 'publication' }
/** Lists that one round takes on; the next round follows at once while any is due. */
const LISTS_PER_ROUND = 16
/** Signing and publishing take a fraction of a second, also of a long list. */
const PATIENCE_MILLISECONDS = 10_000
const PAUSE_MILLISECONDS = 50

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

/** Publishes the lists of shards that lack the address that is issued today, of the CAs whose keys are at hand. */
export async function publishMovedLists(deps: CaDependencies): Promise<void> {
  for (const authority of await deps.store.authorities.list({ includeRevoked: true })) {
    if (authority.shards <= 1 || authority.hasPassphrase) continue
    if (authority.validity.notAfter <= deps.clock.now()) continue
    await attempt(deps, `revocation list of ${authority.id}`, async () => {
      using lease = await openAuthorityKey(deps, SERVER, authority, undefined)
      for (const shard of await deps.store.revocationLists.shards(authority.id))
        if (await isMoved(deps, authority, shard))
          await publishPatiently(deps, authority, shard, lease.signer)
    })
  }
}

/** Replaces the responders that are due, of the CAs whose keys are at hand; one that fails keeps no other waiting. */
export async function renewDueResponders(
  deps: CaDependencies,
  whileSealing: WhileSealing,
): Promise<void> {
  for (const authority of await deps.store.authorities.list({ includeRevoked: true })) {
    if (authority.hasPassphrase || authority.validity.notAfter <= deps.clock.now()) continue
    if (!needsResponder(await deps.store.responders.current(authority.id), deps.clock.now()))
      continue
    try {
      using lease = await openAuthorityKey(deps, SERVER, authority, undefined)
      await whileSealing(() => issueResponder(deps, authority, lease.signer))
    } catch (error) {
      backgroundTaskFailed(deps.telemetry, { task: `OCSP responder of ${authority.id}`, error })
    }
  }
}

/**
 * What a CA publishes, brought up to date by somebody who has its key in hand: at its creation, and whenever a call carries
 * the passphrase of a protected one. What the call was made for is done and recorded by then, so it does not fail with this:
 * a private key that was made would be lost.
 * @returns whether every list that was due is published
 */
export async function publishWith(
  deps: CaDependencies,
  authority: CertificateAuthority,
  signer: Signer,
): Promise<boolean> {
  // The lists first: somebody may be waiting for what is to stand on them.
  const areListsPublished = await attempt(deps, `revocation list of ${authority.id}`, async () => {
    for (const shard of await deps.store.revocationLists.shards(authority.id)) {
      if (isListDue(shard, deps.clock.now()) || (await isMoved(deps, authority, shard)))
        await publishPatiently(deps, authority, shard, signer)
    }
  })
  await attempt(deps, `OCSP responder of ${authority.id}`, async () => {
    const current = await deps.store.responders.current(authority.id)
    if (needsResponder(current, deps.clock.now())) await issueResponder(deps, authority, signer)
  })
  return areListsPublished
}

async function attempt(
  { telemetry }: Pick<CaDependencies, 'telemetry'>,
  task: string,
  publish: () => Promise<void>,
): Promise<boolean> {
  try {
    await publish()
    return true
  } catch (error) {
    backgroundTaskFailed(telemetry, { task, error })
    return false
  }
}

/** Another instance may be publishing the same list, without what this one has just recorded. */
async function publishPatiently(
  deps: CaDependencies,
  authority: CertificateAuthority,
  shard: ShardState,
  signer: Signer,
): Promise<void> {
  const patience = performance.now() + PATIENCE_MILLISECONDS
  while ((await publishList(deps, authority, shard, signer)) === undefined) {
    await delay(PAUSE_MILLISECONDS)
    const shards = await deps.store.revocationLists.shards(authority.id)
    const own = shards.find((each) => each.shard === shard.shard)
    if (own === undefined || !isListDue(own, deps.clock.now())) return
    if (performance.now() >= patience) throw new Error('somebody else holds its lease')
  }
}
