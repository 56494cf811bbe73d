import { Hono } from 'hono'
import { trustProxies } from './http/client-address.ts'
import { framed } from './http/frame.ts'
import { allowedMethods, unmatched } from './http/unmatched.ts'
import { mountCalendar } from './protocols/calendar/face.ts'
import { mountConsole } from './protocols/console/face.ts'
import { mountCrl } from './protocols/crl/face.ts'
import { answeringOcsp } from './protocols/ocsp/face.ts'
import { mountDashboard } from './protocols/dashboard/face.ts'
import { mountMcp } from './protocols/mcp/face.ts'
import { mountOAuthMetadata } from './protocols/oauth/metadata.ts'
import { mountOperations } from './protocols/operations/face.ts'
import { mountPki } from './protocols/pki/face.ts'
import { PREFLIGHT, REST_FACE, mountRest } from './protocols/rest/face.ts'
import { mountTrust } from './protocols/trust/face.ts'
import type { HttpEnv } from './http/exchange.ts'
import type { Framing } from './http/frame.ts'
import type { NodeAnswer } from './http/listen.ts'
import type { CalendarServices } from './protocols/calendar/face.ts'
import type { ConsoleServices } from './protocols/console/dependencies.ts'
import type { CrlServices } from './protocols/crl/face.ts'
import type { DashboardServices } from './protocols/dashboard/face.ts'
import type { McpServices } from './protocols/mcp/dependencies.ts'
import type { OAuthServices } from './protocols/oauth/face.ts'
import type { OcspServices } from './protocols/ocsp/face.ts'
import type { OperationsServices } from './protocols/operations/face.ts'
import type { PkiServices } from './protocols/pki/face.ts'
import type { RestServices } from './protocols/rest/endpoint.ts'
import type { TrustServices } from './protocols/trust/face.ts'
import type { Telemetry } from './telemetry/events.ts'

/** What surrounds every request, whichever face answers it. */
export interface HttpServices {
  /** Addresses and networks (CIDR) whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[]
  readonly telemetry: Telemetry
}

/** What anybody may fetch. */
export type PublicServices = PkiServices &
  CrlServices &
  OcspServices &
  TrustServices & {
    /** Whether each CA has a page for people. */
    readonly trustPage: boolean
  }

export type AppServices = HttpServices &
  CalendarServices &
  OAuthServices &
  DashboardServices &
  McpServices &
  RestServices &
  PublicServices &
  OperationsServices & {
    /** undefined: nobody can sign in. */
    readonly console?: ConsoleServices | undefined
  }

/** Every face on one app, but OCSP. */
export function createApp(services: AppServices): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const framing = framingOf(services)
  mountRest(app, framing, services)
  mountPublic(app, framing, services)
  mountCalendar(app, framing, services)
  mountMcp(app, framing, services)
  if (services.console) mountConsole(app, framing, services.console)
  mountOAuthMetadata(app, framing, services.oauth)
  mountOperations(app, framing, services)
  mountDashboard(app, framing, services)
  answerTheRest(app, framing)
  return app
}

/** Only what relying parties fetch, for the plain HTTP listener beside the main one. */
export function createPkiApp(services: HttpServices & PublicServices): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  const framing = framingOf(services)
  mountPublic(app, framing, services)
  answerTheRest(app, framing)
  return app
}

/** What a listener asks before the app: OCSP, and the authorization server, which is of another framework. */
export function createFirst(services: HttpServices & PublicServices & OAuthServices): NodeAnswer {
  const ocsp = createOcsp(services)
  const oauth = services.oauth.face.answering(framingOf(services))
  return (incoming, outgoing) => ocsp(incoming, outgoing) || oauth(incoming, outgoing)
}

/** OCSP alone, for those that only look up what certificates point to. */
export function createOcsp(services: HttpServices & PublicServices): NodeAnswer {
  return answeringOcsp(framingOf(services), services)
}

function mountPublic(app: Hono<HttpEnv>, framing: Framing, services: PublicServices): void {
  mountPki(app, framing, services)
  mountCrl(app, framing, services)
  if (services.trustPage) mountTrust(app, framing, services)
}

function framingOf({ trustedProxies, telemetry }: HttpServices): Framing {
  return { proxies: trustProxies(trustedProxies), telemetry }
}

/** Whether a route is known is decided here, before and without any authentication. */
function answerTheRest(app: Hono<HttpEnv>, framing: Framing): void {
  app.notFound(
    framed(framing, REST_FACE, 'unmatched', (exchange) => {
      const { method, path } = exchange.request
      const allowed = allowedMethods(app, path)
      if (method !== 'OPTIONS' || allowed.length === 0) throw unmatched(method, path, allowed)
      const allow = allowed.join(', ')
      Object.assign(exchange.headers, PREFLIGHT)
      exchange.headers['Allow'] = allow
      exchange.headers['Access-Control-Allow-Methods'] = allow
      return new Response(null, { status: 204, headers: exchange.headers })
    }),
  )
}
