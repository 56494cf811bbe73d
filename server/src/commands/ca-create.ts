import type { Act } from '../ca/certification-authority.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import type { Passphrase } from '../keys/keystore.ts'
import { fingerprint, renderAuthority } from './ca-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { existingPassphrase, newPassphrase } from './passphrase-source.ts'
import { Refusal } from './refusal.ts'
import { withSealingLock } from './sealing-lock.ts'
import { timeText } from './table.ts'
import { chooseWorkspace } from './workspace-choice.ts'

export interface CreateOptions {
  readonly commonName: string
  readonly workspace?: string
  readonly parent?: Uuid
  readonly name?: string
  readonly organization?: string
  readonly organizationalUnit?: string
  readonly country?: string
  readonly state?: string
  readonly locality?: string
  readonly keyAlgorithm: KeyAlgorithm
  readonly validityDays?: number
  readonly pathLength?: number | null
  readonly passphrase?: true
  readonly passphraseFile?: string
  readonly parentPassphraseFile?: string
}

export async function createCa(console: Console, options: CreateOptions): Promise<void> {
  if (options.passphraseFile === '-' && options.parentPassphraseFile === '-') {
    throw new Refusal('standard input cannot hold both passphrases', 'give one of them as a file')
  }
  const { createAuthority } = await import('../ca/create-authority.ts')
  const authority = await asOperator(console, async ({ instance, act }) => {
    const { store } = instance
    const workspace = await chooseWorkspace(store, options.workspace)
    const parent =
      options.parent === undefined ? undefined : await store.authorities.get(options.parent)
    const parentPassphrase = parent?.hasPassphrase
      ? await passphraseOf(console, parent, options)
      : undefined
    const passphrase = await ownPassphrase(console, options)
    if (options.keyAlgorithm.startsWith('RSA'))
      console.say(`making an ${options.keyAlgorithm} key; this may take some seconds`)
    const create = (act: Act): Promise<CertificateAuthority> =>
      createAuthority(instance.ca, act, {
        workspaceId: workspace.id,
        parentId: options.parent,
        name: options.name,
        subject: {
          commonName: options.commonName,
          organization: options.organization,
          organizationalUnit: options.organizationalUnit,
          country: options.country,
          state: options.state,
          locality: options.locality,
        },
        keyAlgorithm: options.keyAlgorithm,
        validityDays: options.validityDays,
        pathLength: options.pathLength,
        passphrase,
        parentPassphrase,
      })
    try {
      return await withSealingLock(instance, () => create(act))
    } finally {
      passphrase?.wipe()
      parentPassphrase?.wipe()
    }
  })
  console.report({ json: { ca: renderAuthority(authority) }, text: describe(authority) })
}

function passphraseOf(
  console: Console,
  parent: CertificateAuthority,
  options: CreateOptions,
): Promise<Passphrase> {
  return existingPassphrase(console, {
    file: options.parentPassphraseFile,
    option: '--parent-passphrase-file',
    of: `the parent "${parent.name}"`,
  })
}

async function ownPassphrase(
  console: Console,
  options: CreateOptions,
): Promise<Passphrase | undefined> {
  if (options.passphrase === undefined && options.passphraseFile === undefined) return undefined
  return newPassphrase(console, {
    file: options.passphraseFile,
    option: '--passphrase-file',
    of: `the CA "${options.name ?? options.commonName}"`,
  })
}

function describe(authority: CertificateAuthority): string {
  return [
    `id           ${authority.id}`,
    `fingerprint  ${fingerprint(authority)}`,
    `valid until  ${timeText(authority.validity.notAfter)}`,
  ].join('\n')
}
