import { InvalidArgumentError } from 'commander'
import type { Uuid } from '../pki/identifier.ts'
import { ALL_PERMISSIONS, type Permission, type Permissions } from '../pki/permission.ts'
import { uuid } from './options.ts'

/** What a key may do with one CA. */
export interface Grant {
  readonly authorityId: Uuid
  readonly permissions: Permissions
}

const NAMES: readonly Permission[] = ['read', 'issue', 'revoke']

/** `ID` for all permissions, `ID:read,issue` for some. */
export function parseGrant(text: string): Grant {
  const [id = '', names, ...rest] = text.split(':')
  const authorityId = uuid(id)
  if (names === undefined) return { authorityId, permissions: ALL_PERMISSIONS }
  const given = names.split(',')
  if (rest.length > 0 || !given.every((name) => NAMES.some((known) => known === name))) {
    throw new InvalidArgumentError(`Give the id of a CA, or ID: and some of ${NAMES.join(',')}.`)
  }
  const permissions = {
    canRead: given.includes('read'),
    canIssue: given.includes('issue'),
    canRevoke: given.includes('revoke'),
  }
  return { authorityId, permissions }
}
