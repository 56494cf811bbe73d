import {
  whyUnusable,
  type AuthorityPath,
  type CertificateAuthority,
} from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { noAccess } from '../pki/authorization.ts'
import { Problem } from '../pki/problem.ts'
import type { Principal } from '../pki/principal.ts'
import type { Passphrase, SignerLease } from '../keys/keystore.ts'
import type { CaDependencies } from './dependencies.ts'

/** @throws Problem `forbidden` when there is no such CA (the caller must not learn which), `authorityUnusable` */
export async function signingAuthority(
  { store, clock }: Pick<CaDependencies, 'store' | 'clock'>,
  principal: Principal,
  id: Uuid,
): Promise<CertificateAuthority> {
  const path = await store.authorities.path(id)
  if (path === undefined) throw noAccess(principal)
  refuseUnusable(path, clock.now())
  return path[0]
}

export function refuseUnusable(path: AuthorityPath, now: number): void {
  const reason = whyUnusable(path, now)
  if (reason !== undefined) throw new Problem('authorityUnusable', reason, { field: 'caId' })
}

/**
 * Opens the CA's key for one act; with a passphrase under the guard against guessing.
 * @throws Problem `passphraseMissing` | `passphraseWrong` | `rateLimited`
 */
export async function openAuthorityKey(
  { store, keys, passphraseGuard }: Pick<CaDependencies, 'store' | 'keys' | 'passphraseGuard'>,
  principal: Principal,
  authority: CertificateAuthority,
  passphrase: Passphrase | undefined,
): Promise<SignerLease> {
  const sealed = await store.authorities.sealedKey(authority.id)
  if (sealed === undefined)
    throw new Problem('internal', `the key of CA ${authority.id} is not in the store`)
  const open = (): Promise<SignerLease> => keys.open({ ...sealed, passphrase })
  // Without a passphrase in the request there is nothing to guess: the key store refuses at once.
  if (!authority.hasPassphrase || passphrase === undefined) return open()
  return passphraseGuard.attempt(principal, authority.id, open)
}
