import { CLIENT_CAPABILITIES_META_KEY, CLIENT_INFO_META_KEY } from '@modelcontextprotocol/server'

/** What a message tells of the program that sent it. */
export interface Client {
  readonly name: string
  readonly showsForms: boolean
  /** It speaks a revision in which every message stands by itself. */
  readonly isStateless: boolean
}

const LONGEST = 100

/**
 * How the client calls itself: in each message since revision 2026-07-28; before, only in `initialize`, so that what was
 * said there comes back in the session's id; else what stands in User-Agent. It is told in the audit, never believed.
 */
export function clientOf(message: unknown, headers: Headers): Client {
  const params = memberOf(message, 'params')
  const meta = memberOf(params, '_meta')
  const declared =
    nameFrom(memberOf(meta, CLIENT_INFO_META_KEY)) ?? nameFrom(memberOf(params, 'clientInfo'))
  const ownCapabilities = memberOf(meta, CLIENT_CAPABILITIES_META_KEY)
  const capabilities = ownCapabilities ?? memberOf(params, 'capabilities')
  return {
    name:
      declared ??
      nameOfSession(headers.get('mcp-session-id')) ??
      clean(headers.get('user-agent') ?? '') ??
      'unknown',
    showsForms: showsForms(memberOf(capabilities, 'elicitation')),
    isStateless: ownCapabilities !== undefined,
  }
}

/** A session's id that needs no memory: whichever instance is asked next can read the client's name from it. */
export function sessionIdOf(client: Client, randomUuid: () => string): string {
  return `${randomUuid()}.${Buffer.from(client.name).toString('base64url')}`
}

function nameOfSession(id: string | null): string | undefined {
  const encoded = /^[0-9a-f-]{36}\.([\w-]{1,800})$/.exec(id ?? '')?.[1]
  return encoded === undefined ? undefined : clean(Buffer.from(encoded, 'base64url').toString())
}

function nameFrom(info: unknown): string | undefined {
  const name = memberOf(info, 'name')
  const version = memberOf(info, 'version')
  if (typeof name !== 'string') return undefined
  return clean(typeof version === 'string' ? `${name} ${version}` : name)
}

/** `{}` means forms (revision 2025-06-18); since 2025-11-25 the modes are named. */
function showsForms(elicitation: unknown): boolean {
  if (typeof elicitation !== 'object' || elicitation === null) return false
  return Object.keys(elicitation).length === 0 || 'form' in elicitation
}

function clean(text: string): string | undefined {
  const printable = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim()
  return printable === '' ? undefined : Array.from(printable).slice(0, LONGEST).join('')
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}
