import type { CreateAuthorityRequest } from '../ca/authorities/create-authority.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { KeyAlgorithm } from '../pki/key-policy.ts'
import type { Workspace } from '../pki/workspace.ts'
import type { Passphrase } from '../keys/keystore.ts'
import { withSignerPassphrase } from './ca-signer.ts'
import { fingerprint, renderAuthority } from './ca-view.ts'
import type { Console } from './console.ts'
import { asOperator, type Operator } from './operator.ts'
import { newPassphrase } from './passphrase-source.ts'
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
  readonly pathLength?: number | 'unlimited'
  readonly shards?: number
  readonly passphrase?: true
  readonly passphraseFile?: string
  readonly parentPassphraseFile?: string
}

export async function createCa(console: Console, options: CreateOptions): Promise<void> {
  if (options.passphraseFile === '-' && options.parentPassphraseFile === '-') {
    throw new Refusal('standard input cannot hold both passphrases', 'give one of them as a file')
  }
  const authority = await asOperator(console, async (operator) => {
    const { store } = operator.instance
    const workspace = await chooseWorkspace(store, options.workspace)
    const signer = options.parent && (await store.authorities.get(options.parent))
    const from = { signer, file: options.parentPassphraseFile, option: '--parent-passphrase-file' }
    return withSignerPassphrase(console, operator, from, async (parentPassphrase) => {
      const passphrase = await ownPassphrase(console, options)
      try {
        if (options.keyAlgorithm.startsWith('RSA'))
          console.say(`making an ${options.keyAlgorithm} key; this may take some seconds`)
        return await create(operator, workspace, options, { passphrase, parentPassphrase })
      } finally {
        passphrase?.wipe()
      }
    })
  })
  console.report({ json: { ca: renderAuthority(authority) }, text: describe(authority) })
}

async function create(
  { instance, act }: Operator,
  workspace: Workspace,
  options: CreateOptions,
  passphrases: Pick<CreateAuthorityRequest, 'passphrase' | 'parentPassphrase'>,
): Promise<CertificateAuthority> {
  const { createAuthority } = await import('../ca/authorities/create-authority.ts')
  const { commonName, organization, organizationalUnit, country, state, locality } = options
  const { pathLength } = options
  return withSealingLock(instance, () =>
    createAuthority(instance.ca, act, {
      workspaceId: workspace.id,
      parentId: options.parent,
      name: options.name,
      subject: { commonName, organization, organizationalUnit, country, state, locality },
      keyAlgorithm: options.keyAlgorithm,
      validityDays: options.validityDays,
      pathLength: pathLength === 'unlimited' ? null : pathLength,
      shards: options.shards,
      ...passphrases,
    }),
  )
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
