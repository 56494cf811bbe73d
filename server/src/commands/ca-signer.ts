import { refusedEvent } from '../audit/events.ts'
import type { Passphrase } from '../keys/keystore.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { Problem } from '../pki/problem.ts'
import type { Store } from '../store/store.ts'
import type { Console } from './console.ts'
import type { Operator } from './operator.ts'
import { existingPassphrase } from './passphrase-source.ts'

/** @returns the CA whose key signs for this one: its parent, or the root itself */
export async function signerOf(
  store: Pick<Store, 'authorities'>,
  id: Uuid,
): Promise<CertificateAuthority | undefined> {
  const path = await store.authorities.path(id)
  return path?.[1] ?? path?.[0]
}

/**
 * Asks for the passphrase of the CA that signs, if it has one, lends it to one act and wipes it. A wrong one is audited,
 * as it is over the API.
 */
export async function withSignerPassphrase<Result>(
  console: Console,
  operator: Operator,
  from: {
    readonly signer: CertificateAuthority | undefined
    readonly file: string | undefined
    readonly option: string
  },
  use: (passphrase: Passphrase | undefined) => Promise<Result>,
): Promise<Result> {
  const { signer, file, option } = from
  if (!signer?.hasPassphrase) return use(undefined)
  const passphrase = await existingPassphrase(console, {
    file,
    option,
    of: `the CA "${signer.name}"`,
  })
  try {
    return await use(passphrase)
  } catch (error) {
    if (error instanceof Problem && error.code === 'passphraseWrong') auditRefusal(operator, signer)
    throw error
  } finally {
    passphrase.wipe()
  }
}

function auditRefusal({ instance, act }: Operator, signer: CertificateAuthority): void {
  instance.refusals.refused(
    refusedEvent(act, 'passphrase.refused', {
      at: instance.clock.now(),
      workspaceId: signer.workspaceId,
      subject: signer.id,
      detail: { code: 'passphraseWrong' },
    }),
  )
}
