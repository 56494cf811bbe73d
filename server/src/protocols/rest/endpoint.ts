import { challenging } from '../../http/challenge.ts'
import { readInput } from '../../http/input.ts'
import { takeFromLimits } from './limits.ts'
import type { ZodObject, output } from 'zod'
import type { Authenticator } from '../../access/authenticate.ts'
import type { RateLimiter, RateLimitPolicy } from '../../access/rate-limit.ts'
import type { Act, CertificationAuthority } from '../../ca/certification-authority.ts'
import type { Answer } from '../../http/frame.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { Passphrase } from '../../keys/keystore.ts'
import type { BearerPrincipal } from '../../pki/principal.ts'
import type { ResponseHeader } from './openapi-components.ts'

/** What the endpoints call; handed in by the composition root. */
export interface RestServices {
  readonly ca: CertificationAuthority
  readonly authenticator: Pick<Authenticator, 'authenticate'>
  readonly limiter: RateLimiter
  passphrase(text: string): Passphrase
  /** `issuer`: the address of this server without a trailing slash. */
  readonly oauth: { readonly addresses: { readonly issuer: () => string } }
}

/** A call that has passed authentication, limits and validation. */
export interface Call<Path, Query, Body> {
  readonly exchange: Exchange
  readonly principal: BearerPrincipal
  readonly act: Act
  readonly path: Path
  readonly query: Query
  readonly body: Body
}

/** An operation of the contract: the schemas that validate it are those that describe it in the OpenAPI document. */
export interface Endpoint<
  Path extends ZodObject = ZodObject,
  Query extends ZodObject = ZodObject,
  Body extends ZodObject = ZodObject,
> {
  readonly method: 'get' | 'post'
  /** As OpenAPI writes it: `/v1/cas/{id}`. */
  readonly route: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description: string
  readonly path?: Path
  readonly query?: Query
  /** Request headers, for the document; their rules are enforced where they are used. */
  readonly headers?: ZodObject
  readonly body?: { readonly schema: Body; readonly required: boolean; readonly example: object }
  /** Described, not run: the answers are built by hand, member by member. */
  readonly response: {
    readonly schema: ZodObject
    readonly example: object
    readonly headers?: readonly ResponseHeader[]
  }
  /** The refusals beyond those that every operation has. */
  readonly refusals: readonly (403 | 404 | 409 | 422)[]
  /** What a call takes from, beside the limit of all requests. */
  readonly costs: RateLimitPolicy
  answer(
    services: RestServices,
    call: Call<output<Path>, output<Query>, output<Body>>,
  ): Promise<Response> | Response
}

/** Keeps the schemas' types for `answer`. */
export function endpoint<Path extends ZodObject, Query extends ZodObject, Body extends ZodObject>(
  definition: Endpoint<Path, Query, Body>,
): Endpoint {
  return definition
}

/** In the order of refusal: 401, 429, 400, and then whatever the verb says (403, 404, …). */
export function answering(services: RestServices, operation: Endpoint): Answer {
  return async (exchange) => {
    const authorization = exchange.request.header('authorization')
    const { address, requestId } = exchange
    const principal = await challenging(
      `${services.oauth.addresses.issuer()}/.well-known/oauth-protected-resource`,
      authorization,
      services.authenticator.authenticate(authorization, address, requestId),
    )
    await takeFromLimits(services.limiter, operation.costs, principal, exchange)
    const { path, query, body } = await readInput(operation, exchange)
    const act: Act = { principal, requestId: exchange.requestId }
    return operation.answer(services, { exchange, principal, act, path, query, body })
  }
}
