import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import { renderAuthority } from './ca-view.ts'
import type { Console } from './console.ts'
import { asOperator } from './operator.ts'
import { dayOf, plain, table } from './table.ts'
import { chooseWorkspace } from './workspace-choice.ts'

export interface ListOptions {
  readonly workspace?: string
  readonly parent?: Uuid
  readonly revoked?: true
}

export async function listCas(console: Console, options: ListOptions): Promise<void> {
  await asOperator(console, async ({ instance: { store, clock } }) => {
    const workspace =
      options.workspace === undefined ? undefined : await chooseWorkspace(store, options.workspace)
    const authorities = await store.authorities.list({
      workspaceId: workspace?.id,
      parentId: options.parent,
      includeRevoked: options.revoked,
    })
    console.report({
      json: { cas: authorities.map(renderAuthority) },
      text: table(
        ['ID', 'NAME', 'KEY', 'PASSPHRASE', 'STATE'],
        authorities.map((authority) => [
          authority.id,
          `${'  '.repeat(authority.depth)}${plain(authority.name)}`,
          authority.keyAlgorithm,
          authority.hasPassphrase ? 'yes' : 'no',
          stateOf(authority, clock.now()),
        ]),
      ),
    })
  })
}

function stateOf({ revocation, validity }: CertificateAuthority, now: number): string {
  if (revocation) return `revoked ${dayOf(revocation.revokedAt)}: ${revocation.reason}`
  return `${validity.notAfter <= now ? 'expired' : 'until'} ${dayOf(validity.notAfter)}`
}
