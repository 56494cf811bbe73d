import { setTimeout as delay } from 'node:timers/promises'
import type { Signer } from '@certman/x509'
import { auditEvent } from '../../audit/events.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { ShardState, StoredResponder } from '../../store/revocation/relying-parties.ts'
import type { Act } from '../certification-authority.ts'
import type { CaDependencies } from '../dependencies.ts'
import { managedPath } from '../authorities/manage-authority.ts'
import { publishList } from './publish-list.ts'
import { issueResponder, needsResponder, type WhileSealing } from './responder.ts'
import { openAuthorityKey } from '../signing-authority.ts'

export interface PublishRequest {
  readonly authorityId: Uuid
  /** Of a protected CA. */
  readonly passphrase?: Passphrase | undefined
  readonly whileSealing: WhileSealing
}

/** What relying parties find from now on. */
export interface PublishedNow {
  readonly authority: CertificateAuthority
  readonly lists: readonly ShardState[]
  readonly responder: StoredResponder
}

/** Signing and publishing take a fraction of a second, also of a long list. */
const PATIENCE_MILLISECONDS = 10_000
const PAUSE_MILLISECONDS = 200

/**
 * Signs all lists of a CA anew, due or not, and its OCSP responder where it is time; of a protected CA always, since nobody
 * knows when the passphrase will be brought again.
 * @throws Problem `notFound` | `authorityUnusable` (expired) | `passphraseMissing` | `passphraseWrong` | `conflict`
 */
export async function publishNow(
  deps: CaDependencies,
  act: Act,
  request: PublishRequest,
): Promise<PublishedNow> {
  const [authority] = await managedPath(deps, act, request.authorityId)
  const { store, clock } = deps
  if (authority.validity.notAfter <= clock.now()) {
    throw new Problem(
      'authorityUnusable',
      'this certificate authority has expired, so nobody accepts its lists; renew it first',
    )
  }
  using lease = await openAuthorityKey(deps, act.principal, authority, request.passphrase)
  const current = await store.responders.current(authority.id)
  const stays = current && !authority.hasPassphrase && !needsResponder(current, clock.now())
  const responder = stays
    ? current
    : await request.whileSealing(() => issueResponder(deps, authority, lease.signer))
  for (const shard of await store.revocationLists.shards(authority.id)) {
    await publishPatiently(deps, authority, shard, lease.signer)
  }
  const lists = await store.revocationLists.shards(authority.id)
  await store.auditLog.append([
    auditEvent(act, 'revocationList.published', {
      at: clock.now(),
      workspaceId: authority.workspaceId,
      subject: authority.id,
      detail: {
        lists: lists.length,
        number: Math.max(...lists.map(({ publishedNumber }) => publishedNumber)),
      },
    }),
  ])
  return { authority, lists, responder }
}

/** The server may be publishing the same list at this moment. */
async function publishPatiently(
  deps: CaDependencies,
  authority: CertificateAuthority,
  shard: ShardState,
  signer: Signer,
): Promise<void> {
  const patience = Date.now() + PATIENCE_MILLISECONDS
  while ((await publishList(deps, authority, shard, signer)) === undefined) {
    if (Date.now() >= patience) {
      throw new Problem(
        'conflict',
        'somebody else is publishing this list, or died doing so; try again in a minute',
      )
    }
    await delay(PAUSE_MILLISECONDS)
  }
}
