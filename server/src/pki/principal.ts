import type { Uuid } from './identifier.ts'
import type { Permissions } from './permission.ts'
import type { Plan } from './workspace.ts'

/** Who asks. An API key carries what it may do with which CA; the operator of the machine may do everything. */
export type Principal = ApiKeyPrincipal | OperatorPrincipal | SystemPrincipal

export interface ApiKeyPrincipal {
  readonly kind: 'apiKey'
  readonly id: Uuid
  readonly name: string
  /** The first seven characters of the key, fit to be shown. */
  readonly prefix: string
  readonly user: { readonly id: Uuid; readonly email: string }
  readonly workspace: {
    readonly id: Uuid
    readonly name: string
    readonly slug: string
    readonly plan: Plan
  }
  readonly grants: ReadonlyMap<Uuid, Permissions>
  /** Where the request came from (after trusted proxies), for the audit. */
  readonly address: string
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
