import { describe, expect, test } from 'vitest'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS, type Permissions } from '../pki/permission.ts'
import type { Plan } from '../pki/workspace.ts'
import { requireGrants } from './key-grants.ts'

const CA = '880e8400-e29b-41d4-a716-446655440003' as Uuid
const OTHER = '880e8400-e29b-41d4-a716-446655440004' as Uuid
const READ_ONLY: Permissions = { canRead: true, canIssue: false, canRevoke: false }
const NOTHING: Permissions = { canRead: false, canIssue: false, canRevoke: false }

describe('requireGrants', () => {
  test.each<[string, Plan, [Uuid, Permissions][], string | undefined]>([
    ['all on one', 'free', [[CA, ALL_PERMISSIONS]], undefined],
    ['all on one', 'pro', [[CA, ALL_PERMISSIONS]], undefined],
    ['some on one', 'pro', [[CA, READ_ONLY]], undefined],
    [
      'different on two',
      'pro',
      [
        [CA, READ_ONLY],
        [OTHER, ALL_PERMISSIONS],
      ],
      undefined,
    ],
    ['some on one', 'free', [[CA, READ_ONLY]], 'policyRefused'],
    [
      'some on the second',
      'free',
      [
        [CA, ALL_PERMISSIONS],
        [OTHER, READ_ONLY],
      ],
      'policyRefused',
    ],
    ['no CA', 'pro', [], 'invalidRequest'],
    [
      'nothing on one',
      'pro',
      [
        [CA, ALL_PERMISSIONS],
        [OTHER, NOTHING],
      ],
      'invalidRequest',
    ],
  ])('%s on %s', (_, plan, grants, code) => {
    const attempt = (): void => requireGrants(new Map(grants), plan)
    if (code === undefined) expect(attempt).not.toThrow()
    else expect(attempt).toThrow(expect.objectContaining({ code, field: 'grants' }))
  })
})
