import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'
import type { SealedSecret, WebhookEndpoint } from '../store/notifications/webhook-store.ts'
import type { NotificationContext } from './context.ts'

type SecretContext = Pick<NotificationContext, 'store' | 'sealing'>

/** Each version has a name of its own, so that none is ever changed in place. */
function nameOf(id: Uuid, version: number): string {
  return `webhook/${id}/${version}`
}

export function sealSecret(
  { sealing }: Pick<SecretContext, 'sealing'>,
  { id, version }: { readonly id: Uuid; readonly version: number },
  secret: SecretText,
): SealedSecret {
  const name = nameOf(id, version)
  return { name, sealed: sealing.seal(name, Buffer.from(secret.reveal())) }
}

/** The one of now, and for the time of an overlap the one before it. */
export async function openSecrets(
  { store, sealing }: SecretContext,
  { id, secretVersion, formerSecretUntil }: WebhookEndpoint,
  now: number,
): Promise<readonly string[]> {
  const versions = [secretVersion]
  if (formerSecretUntil !== null && formerSecretUntil > now) versions.push(secretVersion - 1)
  const secrets: string[] = []
  for (const version of versions) {
    const name = nameOf(id, version)
    const sealed = await store.secrets.get(name)
    if (sealed !== undefined) secrets.push(Buffer.from(sealing.open(name, sealed)).toString())
  }
  if (secrets.length === 0) {
    throw new Problem('internal', 'the signing secret of a webhook is missing; rotate it')
  }
  return secrets
}
