import { assistantActivity } from '../access/assistant-activity.ts'
import type { Instance } from '../compose.ts'
import { isLoopback } from '../config/addresses.ts'
import { observing } from './own-probe.ts'
import { isCredential } from '../pki/principal.ts'
import type { Fetch } from '../probe/fetch.ts'
import type { Assistants, AssistantEndpoint, TriedStep } from '../access/assistants.ts'
import { rehearse } from '../protocols/mcp/rehearse.ts'
import { REVISIONS } from '../protocols/mcp/server.ts'
import type { McpServices } from '../protocols/mcp/dependencies.ts'
import { TOOLS } from '../protocols/mcp/tools.ts'

const PATIENCE = 5_000

/** What the dashboard shows of assistants: where they connect, what they did, and whether a client would get in. */
export function assistantsOf(instance: Instance, services: McpServices): Assistants {
  const { fetch } = observing(instance)
  const url = (): string => `${services.mcp.baseUrl()}/mcp`
  return {
    endpoint: () => ({
      url: url(),
      reach: reachOf(new URL(url()).hostname),
      revisions: REVISIONS,
      tools: TOOLS.map(({ name, title }) => ({ name, title })),
    }),
    activity: (act, workspaceId) => assistantActivity(instance.store, act, workspaceId),
    tryEndpoint: async ({ principal, requestId }) => [
      await timed('reach', () => reachEndpoint(fetch, url())),
      await timed('signIn', () => findSignIn(fetch, url())),
      await timed('protocol', async () => {
        const tools = isCredential(principal) ? await rehearse(services, principal, requestId) : []
        if (tools.length === 0) throw new Error('the protocol answered without any tool')
        return `revision ${REVISIONS[0]} answers, with ${tools.length} tools for you: ${tools.join(', ')}`
      }),
    ],
  }
}

/** RFC 6761 §6.3, RFC 1918, RFC 4193, and names that only a local network knows. */
function reachOf(hostname: string): AssistantEndpoint['reach'] {
  if (isLoopback(hostname)) return 'thisMachine'
  const isPrivate =
    /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd]|\[fe80)/i.test(hostname) ||
    /\.(local|internal|lan|home|corp|home\.arpa|intranet|test)$/i.test(hostname) ||
    (!hostname.includes('.') && !hostname.startsWith('['))
  return isPrivate ? 'privateNetwork' : 'publicName'
}

async function timed(step: TriedStep['step'], look: () => Promise<string>): Promise<TriedStep> {
  const started = performance.now()
  const took = (): number => Math.round(performance.now() - started)
  try {
    return { step, ok: true, detail: await look(), milliseconds: took() }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { step, ok: false, detail, milliseconds: took() }
  }
}

/** A client that comes without a credential is refused, and told where to sign in: that is what works. */
async function reachEndpoint(fetch: Fetch, url: string): Promise<string> {
  const body = new TextEncoder().encode(
    JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: {} }),
  )
  const { status } = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
    },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  })
  if (status === 401) return `${url} answers, and asks for a credential (401)`
  throw new Error(
    `${url} answered ${status} instead of 401; check that CERTMAN_PUBLIC_URL leads to this server`,
  )
}

async function findSignIn(fetch: Fetch, url: string): Promise<string> {
  const { origin } = new URL(url)
  const address = `${origin}/.well-known/oauth-protected-resource/mcp`
  const { status, octets } = await fetch(address, {
    method: 'GET',
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE),
  })
  const metadata = status === 200 ? membersOf(new TextDecoder().decode(octets)) : {}
  if (metadata['resource'] === url) return `${address} leads clients to the sign-in (OAuth)`
  throw new Error(`${address} does not describe ${url} (${status}); clients can use an API key`)
}

function membersOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
