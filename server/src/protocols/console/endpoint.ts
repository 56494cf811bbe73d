import { readInput } from '../../http/input.ts'
import { parseUuid } from '../../pki/identifier.ts'
import { noWorkspace, requireInstanceOperator } from '../../pki/authorization.ts'
import { sessionToken } from './cookie.ts'
import { requireCsrfToken, requireSameOrigin } from './same-origin.ts'
import type { ZodObject, output } from 'zod'
import type { AuditedAct } from '../../audit/events.ts'
import type { RateLimitPolicy } from '../../access/rate-limit.ts'
import type { Visitor } from '../../access/sessions.ts'
import type { Answer } from '../../http/frame.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { PrincipalWorkspace, UserPrincipal } from '../../pki/principal.ts'
import type { Role } from '../../pki/member.ts'
import type { ConsoleServices } from './dependencies.ts'

/**
 * Who may call at all: anybody (`public`), somebody signed in (`session`), a member of the workspace that the path names
 * (`workspace`), an operator of the instance (`instance`). Verbs ask for more than that on their own.
 */
export type ConsoleAccess = 'public' | 'session' | 'workspace' | 'instance'

/** Somebody who has entered a workspace. */
export type WorkspaceMember = UserPrincipal & {
  readonly workspace: PrincipalWorkspace
  readonly role: Role
}

interface Caller {
  readonly public: undefined
  readonly session: UserPrincipal
  readonly workspace: WorkspaceMember
  readonly instance: UserPrincipal
}

/** A call that has passed authentication, the origin's check, limits and validation. */
export interface ConsoleCall<Access extends ConsoleAccess, Path, Query, Body> {
  readonly exchange: Exchange
  readonly visitor: Visitor
  readonly principal: Caller[Access]
  /** For verbs; of a public endpoint there is nobody to act. */
  readonly act: Access extends 'public' ? undefined : AuditedAct
  readonly csrfToken: string
  readonly path: Path
  readonly query: Query
  readonly body: Body
}

/** An operation of the console: the schemas that validate it are those that describe it in its OpenAPI document. */
export interface ConsoleEndpoint<
  Access extends ConsoleAccess = ConsoleAccess,
  Path extends ZodObject = ZodObject,
  Query extends ZodObject = ZodObject,
  Body extends ZodObject = ZodObject,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As OpenAPI writes it; of `workspace` access it begins with `/console/v1/workspaces/{workspaceId}`. */
  readonly route: `/console/v1/${string}`
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly access: Access
  /** Without `workspaceId`, which every path of a workspace has. */
  readonly path?: Path
  readonly query?: Query
  readonly body?: { readonly schema: Body }
  /** Described, not run; absent: the answer is no JSON (a file, a redirect, a stream). */
  readonly response?: ZodObject
  readonly costs: RateLimitPolicy
  answer(
    services: ConsoleServices,
    call: ConsoleCall<Access, output<Path>, output<Query>, output<Body>>,
  ): Promise<Response> | Response
}

/** Keeps the schemas' types for `answer`. */
export function consoleEndpoint<
  Access extends ConsoleAccess,
  Path extends ZodObject,
  Query extends ZodObject,
  Body extends ZodObject,
>(definition: ConsoleEndpoint<Access, Path, Query, Body>): ConsoleEndpoint {
  return definition
}

/** In the order of refusal: origin (403), session (401), CSRF token (403), workspace (404), limits (429), input (400), the verb. */
export function answering(services: ConsoleServices, operation: ConsoleEndpoint): Answer {
  return async (exchange) => {
    const changes = operation.method !== 'get'
    if (changes) requireSameOrigin(exchange)
    const visitor = visitorOf(exchange)
    if (operation.access === 'public') {
      const input = await readInput(operation, exchange)
      const call = { exchange, visitor, principal: undefined, act: undefined, csrfToken: '' }
      return operation.answer(services, { ...call, ...input })
    }
    const { sessions, limiter } = services
    const signedIn = await sessions.authenticate(sessionToken(exchange), visitor)
    if (changes) requireCsrfToken(exchange, signedIn.csrfToken)
    const principal = await entered(services, operation, signedIn.principal, exchange)
    await limiter.limit(principal, 'request')
    if (operation.costs === 'issue') await limiter.limit(principal, 'issue')
    const input = await readInput(operation, exchange)
    const act: AuditedAct = { principal, requestId: exchange.requestId }
    const { csrfToken } = signedIn
    return operation.answer(services, { exchange, visitor, principal, act, csrfToken, ...input })
  }
}

async function entered(
  { sessions }: ConsoleServices,
  { access }: ConsoleEndpoint,
  principal: UserPrincipal,
  { request }: Exchange,
): Promise<UserPrincipal> {
  if (access === 'instance') requireInstanceOperator(principal)
  if (access !== 'workspace') return principal
  const id = parseUuid(request.param('workspaceId') ?? '')
  if (id === undefined) throw noWorkspace()
  return sessions.enter(principal, id)
}

/** Browsers' names are long; what is shown of them in a list of sessions is not. */
const USER_AGENT_LENGTH = 300

function visitorOf(exchange: Exchange): Visitor {
  return {
    address: exchange.address,
    userAgent: (exchange.request.header('user-agent') ?? '').slice(0, USER_AGENT_LENGTH),
    requestId: exchange.requestId,
  }
}
