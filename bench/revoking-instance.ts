import { join } from 'node:path'
import { createAuthority } from '../server/src/ca/authorities/create-authority.ts'
import { createCertificationAuthority } from '../server/src/ca/create-certification-authority.ts'
import { publishDueLists } from '../server/src/ca/revocation/publish-due.ts'
import { actOf } from '../server/src/commands/operator.ts'
import { chooseWorkspace } from '../server/src/commands/workspace-choice.ts'
import type { Instance } from '../server/src/compose.ts'
import type { Uuid } from '../server/src/pki/identifier.ts'
import { addLeaves } from '../test/_kit/bulk-certificates.ts'
import { makeInstance, openTestInstance } from '../test/_kit/operator-instance.ts'
import { makeOwnRequest } from '../test/_kit/own-request.ts'

const act = actOf({ operator: 'bench' })

/** An instance of its own, open as a server has it, with one CA whose revocations are measured. */
export interface RevokingInstance extends AsyncDisposable {
  readonly settings: Readonly<Record<string, string>>
  readonly instance: Instance
  readonly authorityId: Uuid
  readonly database: string
  /** Real certificates, to be revoked one by one. */
  issue(count: number): Promise<readonly Uuid[]>
  revoke(id: Uuid): Promise<void>
  /** @returns how many lists were due */
  publish(): Promise<number>
}

/** @param bulk how many certificates it has besides, and whether they are revoked already */
export async function makeRevoking(
  bulk: Parameters<typeof addLeaves>[2],
): Promise<RevokingInstance> {
  await using made = new AsyncDisposableStack()
  const { settings } = made.use(await makeInstance())
  const database = join(settings['CERTMAN_DATA_DIR'] ?? '', 'certman.db')
  const authorityId = await addAuthority(settings)
  addLeaves(database, authorityId, bulk)
  const opened = await openRevoking(settings, authorityId)
  made.use(opened)
  const resources = made.move()
  return { ...opened, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

async function addAuthority(settings: Readonly<Record<string, string>>): Promise<Uuid> {
  await using instance = await openTestInstance(settings, 'server')
  const { id: workspaceId } = await chooseWorkspace(instance.store, undefined)
  const subject = { commonName: 'Bench CA' }
  const authority = { workspaceId, subject, keyAlgorithm: 'ECDSA-P256' } as const
  return (await createAuthority(instance.ca, act, authority)).id
}

export async function openRevoking(
  settings: Readonly<Record<string, string>>,
  authorityId: Uuid,
): Promise<RevokingInstance> {
  const instance = await openTestInstance(settings, 'server')
  const ca = createCertificationAuthority(instance.ca)
  return {
    settings,
    instance,
    authorityId,
    database: join(settings['CERTMAN_DATA_DIR'] ?? '', 'certman.db'),
    async issue(count) {
      const issued = Array.from({ length: count }, async (_, index) => {
        const csrPem = makeOwnRequest(`leaf${index}.bench.example`)
        const result = await ca.issue(act, { authorityId, mode: 'csr', csrPem })
        if (result.kind !== 'issued') throw new Error('an answer of before')
        return result.certificate.id
      })
      return Promise.all(issued)
    },
    async revoke(certificateId) {
      await ca.revoke(act, { certificateId, reason: 'superseded' })
    },
    publish: () => publishDueLists(instance.ca),
    [Symbol.asyncDispose]: () => instance[Symbol.asyncDispose](),
  }
}
