import { describe, expect, test } from 'vitest'
import type { AuditAction, AuditEvent } from '../../pki/audit-event.ts'
import { addWorld, events, NOW, uuid } from '../_fixtures.ts'
import { apiKeyOf } from '../workspaces/_suite-access.ts'
import type { AuditFilter, AuditPlace } from './audit-search-store.ts'
import type { Store } from '../store.ts'

export function auditSearchSuite(given: () => Store): void {
  describe('the audit log', () => {
    test('is found by workspace, action, actor, subject and time, newest first', async () => {
      const store = given()
      const workspaceId = uuid()
      const [actor, subject] = [uuid(), uuid()]
      const told = (action: AuditAction, seconds: number, facts: Partial<AuditEvent> = {}) => ({
        ...events(action)[0]!,
        workspaceId,
        at: NOW + seconds * 1000,
        ...facts,
      })
      await store.auditLog.append([
        told('certificate.issued', 1, { subject }),
        told('certificate.revoked', 2, { subject }),
        told('member.added', 3, { actor: { kind: 'user', id: actor, address: '192.0.2.1' } }),
        told('certificate.issued', 4, { workspaceId: uuid() }),
        told('certificate.issued', 5, { actor: { kind: 'user', id: actor, address: null } }),
      ])
      const find = async (filter: AuditFilter): Promise<readonly number[]> =>
        (
          await store.auditLog.search({ workspaceId, ...filter }, { before: undefined, limit: 10 })
        ).map(({ event }) => (event.at - NOW) / 1000)
      expect(await find({})).toEqual([5, 3, 2, 1])
      expect(await find({ actions: ['certificate.issued'] })).toEqual([5, 1])
      expect(await find({ actions: ['certificate.revoked', 'member.added'] })).toEqual([3, 2])
      expect(await find({ actorId: actor })).toEqual([5, 3])
      expect(await find({ actorId: actor, actions: ['member.added'] })).toEqual([3])
      expect(await find({ subject })).toEqual([2, 1])
      expect(await find({ from: NOW + 2000, to: NOW + 3000 })).toEqual([3, 2])
      expect(await find({ workspaceId: undefined, actorId: actor })).toEqual([5, 3])
      expect(await find({ workspaceId: uuid() })).toEqual([])
    })

    test('is turned page by page without missing what happened in one millisecond', async () => {
      const store = given()
      const workspaceId = uuid()
      const actions = ['member.added', 'member.removed'] as const
      await store.auditLog.append(
        Array.from({ length: 7 }, (_, index) => ({
          ...events(actions[index % 2]!)[0]!,
          workspaceId,
          subject: String(index),
        })),
      )
      const seen: (string | null)[] = []
      let before: AuditPlace | undefined
      for (;;) {
        const filter = { workspaceId, actions }
        const page = await store.auditLog.search(filter, { before, limit: 3 })
        seen.push(...page.map(({ event }) => event.subject))
        before = page.at(-1)
        if (page.length < 3) break
      }
      expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'])
    })

    test('names who acted', async () => {
      const store = given()
      const world = await addWorld(store)
      const key = apiKeyOf(world, [world.root.id])
      await store.apiKeys.create(key, [])
      const names = await store.auditLog.actors([world.userId, key.id, uuid(), 'root'])
      expect(names).toHaveLength(2)
      expect(names).toContainEqual({
        id: world.userId,
        name: `${world.userId}@example.com`,
        prefix: null,
      })
      expect(names).toContainEqual({ id: key.id, name: 'Key', prefix: 'cm_abcd' })
      expect(await store.auditLog.actors([])).toEqual([])
    })
  })
}
