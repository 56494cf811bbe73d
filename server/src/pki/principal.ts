import type { Uuid } from './identifier.ts'
import type { Role } from './member.ts'
import type { Permissions } from './permission.ts'
import type { Plan } from './workspace.ts'

/**
 * Who asks. A credential (an API key, a signed-in user, an OAuth grant) carries what it may do with which CA; the operator
 * of the machine may do everything.
 */
export type Principal = CredentialPrincipal | OperatorPrincipal | SystemPrincipal

/** Whoever came over the network and was recognized: each acts for a user, in at most one workspace at a time. */
export type CredentialPrincipal = ApiKeyPrincipal | UserPrincipal | OAuthPrincipal

/** What /v1 and /mcp take: a credential that is sent on purpose, never by a browser of its own accord. */
export type BearerPrincipal = ApiKeyPrincipal | OAuthPrincipal

export interface PrincipalWorkspace {
  readonly id: Uuid
  readonly name: string
  readonly slug: string
  readonly plan: Plan
}

interface Credential {
  readonly user: { readonly id: Uuid; readonly email: string }
  readonly grants: ReadonlyMap<Uuid, Permissions>
  /** Where the request came from (after trusted proxies), for the audit. */
  readonly address: string
  /** Whether private keys may be answered to an assistant: only when whoever made the key or the grant said so. */
  readonly mayReturnPrivateKeys?: boolean | undefined
}

export interface ApiKeyPrincipal extends Credential {
  readonly kind: 'apiKey'
  readonly id: Uuid
  readonly name: string
  /** The first seven characters of the key, fit to be shown. */
  readonly prefix: string
  readonly workspace: PrincipalWorkspace
}

/** Somebody signed in to the dashboard. The grants are all permissions on every CA of the workspace entered. */
export interface UserPrincipal extends Credential {
  readonly kind: 'user'
  /** The user's id. */
  readonly id: Uuid
  readonly sessionId: Uuid
  /** The workspace that the request is about; null outside any (the account, the instance). */
  readonly workspace: PrincipalWorkspace | null
  /** In that workspace. */
  readonly role: Role | null
  /** May change the instance itself: plans, users, mail, sign-on. */
  readonly isOperator: boolean
  /** When the user last proved who they are, milliseconds: what cannot be undone asks for it anew. */
  readonly provedAt: number
  /** Whether the session has shown a passkey, or something beside the password. */
  readonly hasSecondFactor?: boolean | undefined
}

/** A program that a user let act for them, in one workspace and never beyond what was ticked. */
export interface OAuthPrincipal extends Credential {
  readonly kind: 'oauth'
  /** The grant's id. */
  readonly id: Uuid
  readonly clientId: string
  readonly clientName: string
  readonly workspace: PrincipalWorkspace
  /** Whether answers to an assistant may hold a private key. */
  readonly mayReturnPrivateKeys: boolean
}

/** Somebody with a shell on the machine and the right to read the master key. */
export interface OperatorPrincipal {
  readonly kind: 'operator'
  /** The operating system's user name. */
  readonly name: string
}

/** The server itself: first start, timetable, its own TLS certificate. */
export interface SystemPrincipal {
  readonly kind: 'system'
  readonly task: string
}

export function isCredential(principal: Principal): principal is CredentialPrincipal {
  return 'grants' in principal
}

/** @returns the workspace that a credential acts in; null for those of the machine, and outside any */
export function workspaceOf(principal: Principal): PrincipalWorkspace | null {
  return isCredential(principal) ? principal.workspace : null
}
