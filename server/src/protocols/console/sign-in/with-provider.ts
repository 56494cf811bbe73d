import { z } from '@hono/zod-openapi'
import { replyJson } from '../../../http/exchange.ts'
import { consoleEndpoint, type ConsoleEndpoint } from '../endpoint.ts'
import { text } from '../fields.ts'
import { forgetDeparture, keepDeparture, departureToken, keepSession } from '../cookie.ts'
import { endFormerSession } from './former-session.ts'
import type { Exchange } from '../../../http/exchange.ts'

const tag = 'Sign-in'
const path = z.object({ provider: text(20) })

const ways = consoleEndpoint({
  method: 'get',
  route: '/console/v1/sign-in',
  operationId: 'signInWays',
  tag,
  summary: 'Accounts elsewhere that let people in',
  access: 'public',
  response: z.object({
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  costs: 'request',
  answer: ({ signIn }, { exchange }) => replyJson(exchange, { providers: signIn.signInWays() }),
})

const go = consoleEndpoint({
  method: 'get',
  route: '/console/v1/sign-in/providers/{provider}',
  operationId: 'goToProvider',
  tag,
  summary: 'Send the browser to a provider (303)',
  access: 'public',
  path,
  query: z.object({ next: text(2000).optional() }),
  costs: 'request',
  async answer({ signIn }, { exchange, visitor, path: { provider }, query: { next } }) {
    const host = exchange.request.header('host') ?? ''
    const departure = await signIn.goToProvider({ provider, host, next }, visitor)
    if ('problem' in departure) return redirect(exchange, signInPage(departure.problem))
    keepDeparture(exchange, departure.token)
    return redirect(exchange, departure.url.href)
  },
})

const back = consoleEndpoint({
  method: 'get',
  route: '/console/v1/sign-in/providers/{provider}/callback',
  operationId: 'returnFromProvider',
  tag,
  summary: 'Where a provider sends the browser back to (303)',
  access: 'public',
  path,
  costs: 'request',
  async answer(services, { exchange, visitor, path: { provider } }) {
    const { signIn } = services
    const token = departureToken(exchange)
    const { search } = new URL(exchange.request.url)
    const outcome = await signIn.returnFromProvider({ provider, token, search }, visitor)
    if (outcome.kind !== 'signedIn') forgetDeparture(exchange)
    switch (outcome.kind) {
      case 'refused':
        return redirect(exchange, signInPage(outcome.problem))
      case 'secondFactor': {
        const next = new URLSearchParams({ next: outcome.next }).toString()
        // Behind `#`, which reaches no log.
        return redirect(exchange, `/sign-in?${next}#ticket=${outcome.ticket.reveal()}`)
      }
      case 'signedIn':
        await endFormerSession(services, { exchange, visitor })
        keepSession(exchange, outcome.session)
        return redirect(exchange, outcome.next)
    }
  },
})

function signInPage(problem: string): string {
  return `/sign-in?${new URLSearchParams({ problem }).toString()}`
}

/** @param location a path of ours, or what the configured provider said */
function redirect({ headers }: Exchange, location: string): Response {
  headers['Location'] = location
  return new Response(null, { status: 303, headers })
}

export const PROVIDER_ENDPOINTS: readonly ConsoleEndpoint[] = [ways, go, back]
