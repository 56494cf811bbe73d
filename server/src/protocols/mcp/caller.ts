import type { AuthInfo } from '@modelcontextprotocol/server'
import type { Act } from '../../ca/certification-authority.ts'
import { isPermitted } from '../../pki/authorization.ts'
import type { CredentialPrincipal } from '../../pki/principal.ts'
import type { Permission } from '../../pki/permission.ts'

/** Who calls, through which program, and whether that program can ask the person in front of it. */
export interface Caller {
  readonly principal: CredentialPrincipal
  readonly act: Act
  /** It declared that it shows forms to the person (elicitation), and speaks a revision where we can ask within one call. */
  readonly asksPeople: boolean
}

/** Whether the credential may do this with any CA at all: what it never may is not shown to it. */
export function mayAnywhere(principal: CredentialPrincipal, permission: Permission): boolean {
  return [...principal.grants.keys()].some((id) => isPermitted(principal, id, permission))
}

/** The library hands this on from the request to the factory of its server: the credential itself is not in it. */
export function authInfoOf(caller: Caller): AuthInfo {
  return { token: '', clientId: caller.principal.id, scopes: [], extra: { caller } }
}

/** Of this very message: within a session the server is older, and what the credential may do can have changed. */
export function callerIn(from: { readonly authInfo?: AuthInfo } | undefined): Caller {
  const caller = from?.authInfo?.extra?.['caller']
  if (caller === undefined) throw new Error('a message came without its caller')
  return caller as Caller
}
