import { auditEvent } from '../audit/events.ts'
import type { Act } from '../ca/certification-authority.ts'
import { auditKeyOf, type Instance } from '../compose.ts'
import { AUDIT_KEY_PREFIX } from '../compose/instance-secrets.ts'
import { sealEnvelope } from '../keys/envelope.ts'
import { reseal } from '../keys/master-key-rotation.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { Problem } from '../pki/problem.ts'

/** What a rotation went over. */
export interface Resealed {
  readonly authorityKeys: number
  readonly secrets: number
}

/** Somebody put a secret in between; nobody does that often. */
const ATTEMPTS = 5

/**
 * The middle step of a rotation: all that is sealed under the instance's master key, and the check that tells which one
 * that is, goes over to another one in one transaction. The former audit key is kept, so that old rows stay verifiable.
 */
export async function resealEverything(
  instance: Instance,
  act: Act,
  to: MasterKey,
): Promise<Resealed> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const resealed = await attemptToReseal(instance, act, to)
    if (resealed) return resealed
  }
  throw new Problem(
    'conflict',
    'CAs are being made at this moment, so the master key was not changed; try again',
  )
}

async function attemptToReseal(
  instance: Instance,
  act: Act,
  to: MasterKey,
): Promise<Resealed | undefined> {
  const { store, ca, clock } = instance
  const from = instance.masterKey()
  const keys = { from, to, random: ca.random }
  const authorityKeys = (await store.authorities.allSealedKeys()).map((key) => ({
    ...key,
    sealedKey: reseal(key.sealedKey, key.authorityId, keys),
  }))
  const responderKeys = (await store.responders.allSealedKeys()).map((key) => ({
    ...key,
    sealedKey: reseal(key.sealedKey, key.certificateId, keys),
  }))
  const secrets = (await store.secrets.all()).map(({ name, sealed }) => ({
    name,
    sealed: reseal(sealed, name, keys),
  }))
  const outcome = await store.secrets.replaceAll(
    { authorityKeys, responderKeys, secrets: [...secrets, formerAuditKey(instance, to)] },
    [
      auditEvent(act, 'masterKey.rotated', {
        at: clock.now(),
        workspaceId: null,
        subject: to.id,
        detail: { replaces: from.id, authorityKeys: authorityKeys.length, secrets: secrets.length },
      }),
    ],
  )
  if (outcome === 'changedMeanwhile') return undefined
  return { authorityKeys: authorityKeys.length, secrets: secrets.length }
}

function formerAuditKey(
  { masterKey, ca }: Instance,
  to: MasterKey,
): { readonly name: string; readonly sealed: Uint8Array } {
  const { id, key } = auditKeyOf(masterKey())
  const name = AUDIT_KEY_PREFIX + id
  return {
    name,
    sealed: sealEnvelope(to, ca.random, { contents: 'secret', belongsTo: name, plaintext: key }),
  }
}
