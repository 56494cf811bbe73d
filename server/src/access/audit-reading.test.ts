import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportAudit, readAudit, type NamedAuditEvent } from '../audit/read.ts'
import { verifyOnRequest } from '../audit/verify-on-request.ts'
import { AN_API_KEY, furnish, openTestInstance, OPERATOR, type TestInstance } from './_instance.ts'
import { administrationOf, join, signedIn, type TestAdministration } from './_people.ts'
import { changeWorkspace } from './workspace-settings.ts'

let instance: TestInstance
let context: TestAdministration
beforeAll(async () => {
  instance = await openTestInstance()
  context = administrationOf(instance)
})
afterAll(() => instance[Symbol.asyncDispose]())

test('owners and admins read what was done in their workspace, with names, page by page', async () => {
  const { owner, workspace } = await furnish(instance)
  const workspaceId = workspace.id
  const act = signedIn(instance, owner, { workspace, role: 'owner' })
  for (const name of ['One', 'Two', 'Three'])
    await changeWorkspace(context, act, { workspaceId, name })
  const query = { workspaceId, action: 'workspace.changed' }
  const first = await readAudit(context, act, query, { before: undefined, limit: 2 })
  expect(first.events.map(({ event }) => event.detail['name'])).toEqual(['Three', 'Two'])
  expect(first.events[0]?.actor?.name).toBe(owner.email)
  const second = await readAudit(context, act, query, { before: first.next, limit: 2 })
  expect(second.events.map(({ event }) => event.detail['name'])).toEqual(['One'])
  expect(second.next).toBeUndefined()
  const kind = await readAudit(
    context,
    act,
    { workspaceId, action: 'workspace' },
    { before: undefined, limit: 9 },
  )
  expect(kind.events).toHaveLength(4)
  await expect(
    readAudit(context, act, { workspaceId, action: 'no' }, { before: undefined, limit: 9 }),
  ).rejects.toMatchObject({ code: 'invalidRequest', field: 'action' })
})

test('members, API keys, and the people of other workspaces do not', async () => {
  const { workspace } = await furnish(instance)
  const other = await furnish(instance)
  const member = await join(instance, workspace, 'member')
  const foreign = signedIn(instance, other.owner, { workspace: other.workspace, role: 'owner' })
  const read = (act: typeof foreign, workspaceId: typeof workspace.id | undefined) =>
    readAudit(context, act, { workspaceId }, { before: undefined, limit: 9 })
  await expect(read(member.act, workspace.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(read(AN_API_KEY, workspace.id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(read(foreign, workspace.id)).rejects.toMatchObject({ code: 'notFound' })
  await expect(read(foreign, undefined)).rejects.toMatchObject({ code: 'forbidden' })
  const operator = signedIn(instance, other.owner, undefined, { isOperator: true })
  expect((await read(operator, undefined)).events.length).toBeGreaterThan(0)
  expect(() => exportAudit(context, member.act, { workspaceId: workspace.id })).toThrow(
    'owners and admins',
  )
})

test('an export is everything, and the record is whole', async () => {
  const events = Array.from({ length: 1100 }, (_, index) => ({
    action: 'permission.refused' as const,
    outcome: 'refused' as const,
    at: instance.clock.now,
    actor: { kind: 'anonymous' as const, id: 'anonymous', address: null },
    workspaceId: null,
    subject: `export-${index}`,
    requestId: null,
    detail: {},
  }))
  await instance.store.auditLog.append(events)
  const found: NamedAuditEvent[] = []
  const query = { workspaceId: undefined, action: 'permission.refused' }
  for await (const page of exportAudit(context, OPERATOR, query)) found.push(...page)
  expect(new Set(found.map(({ event }) => event.subject)).size).toBe(1100)
  const first = await verifyOnRequest(context, OPERATOR, undefined)
  expect(first).toMatchObject({ broken: [], finishedAt: instance.clock.now })
  expect(await verifyOnRequest(context, OPERATOR, undefined)).toBe(first)
})
