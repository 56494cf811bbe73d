import { expect, test } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import type { Principal } from '../pki/principal.ts'
import { actorOf, anonymousRefusal, auditEvent, refusedEvent } from './events.ts'

const ID = '880e8400-e29b-41d4-a716-446655440003' as Uuid
const API_KEY: Principal = {
  kind: 'apiKey',
  id: ID,
  name: 'Production Key',
  prefix: 'cm_prod',
  user: { id: ID, email: 'user@example.com' },
  workspace: { id: ID, name: 'My Workspace', slug: 'my-workspace', plan: 'pro' },
  grants: new Map(),
  address: '192.0.2.7',
}

test.each<[Principal, ReturnType<typeof actorOf>]>([
  [API_KEY, { kind: 'apiKey', id: ID, address: '192.0.2.7' }],
  [
    { kind: 'operator', name: 'root' },
    { kind: 'operator', id: 'root', address: null },
  ],
  [
    { kind: 'system', task: 'first-start' },
    { kind: 'system', id: 'first-start', address: null },
  ],
])('the actor of %o', (principal, actor) => {
  expect(actorOf(principal)).toEqual(actor)
})

test('an event says who, what, on what, in which request, when and how it ended', () => {
  const act = { principal: API_KEY, requestId: 'r-1' }
  const facts = { subject: 's', workspaceId: ID, at: 5 }
  const common = { actor: actorOf(API_KEY), workspaceId: ID, subject: 's', requestId: 'r-1', at: 5 }
  expect(
    auditEvent(act, 'certificate.issued', { ...facts, detail: { serialNumber: '01' } }),
  ).toEqual({
    ...common,
    action: 'certificate.issued',
    outcome: 'done',
    detail: { serialNumber: '01' },
  })
  expect(refusedEvent(act, 'issuance.refused', facts)).toEqual({
    ...common,
    action: 'issuance.refused',
    outcome: 'refused',
    detail: {},
  })
})

test('whoever cannot be told is known by the address only', () => {
  const facts = { subject: null, workspaceId: null, at: 5 }
  expect(anonymousRefusal({ address: '192.0.2.9', requestId: 'r-2' }, facts)).toMatchObject({
    action: 'authentication.refused',
    outcome: 'refused',
    actor: { kind: 'anonymous', id: 'anonymous', address: '192.0.2.9' },
  })
})
