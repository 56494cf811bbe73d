import { describe, expect, test } from 'vitest'
import { hasAnyPermission, requirePermission } from './authorization.ts'
import type { Uuid } from './identifier.ts'
import type { CredentialPrincipal } from './principal.ts'

const READABLE = 'a' as Uuid
const ELSEWHERE = 'b' as Uuid

const workspace = { id: 'w' as Uuid, name: 'W', slug: 'w', plan: 'pro' } as const
const credential = {
  id: 'c' as Uuid,
  user: { id: 'u' as Uuid, email: 'u@example.com' },
  workspace,
  grants: new Map([[READABLE, { canRead: true, canIssue: false, canRevoke: false }]]),
  address: '192.0.2.1',
}

const PRINCIPALS: Readonly<Record<string, CredentialPrincipal>> = {
  apiKey: { ...credential, kind: 'apiKey', name: 'Key', prefix: 'cm_abcd' },
  oauth: {
    ...credential,
    kind: 'oauth',
    clientId: 'p',
    clientName: 'Assistant',
    mayReturnPrivateKeys: false,
  },
  user: {
    ...credential,
    kind: 'user',
    sessionId: 's' as Uuid,
    role: 'member',
    isOperator: false,
    provedAt: 0,
  },
}

describe('a refusal', () => {
  // The first row is of the contract.
  test.each([
    ['apiKey', 'the API key lacks the issue permission', 'choose one that the API key was given'],
    ['oauth', 'this program lacks the issue permission', 'one that its user gave this program'],
    ['user', 'you lack the issue permission', 'choose one of your workspaces'],
  ])('calls %s what it is', (kind, lacking, foreign) => {
    const principal = PRINCIPALS[kind]
    if (principal === undefined) throw new Error(kind)
    expect(() => requirePermission(principal, READABLE, 'read')).not.toThrow()
    expect(() => requirePermission(principal, READABLE, 'issue')).toThrow(lacking)
    expect(hasAnyPermission(principal, ELSEWHERE)).toBe(false)
    expect(() => requirePermission(principal, ELSEWHERE, 'issue')).toThrow(foreign)
  })
})
