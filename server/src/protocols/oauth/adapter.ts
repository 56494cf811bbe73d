import { errors, type Adapter, type AdapterPayload } from 'oidc-provider'
import { ROUTES } from './routes.ts'
import { SCOPE, spellingsOf } from './resources.ts'
import type { OAuthMemory, OAuthOrigin, Remembered } from '../../access/oauth/memory.ts'
import type { OAuthClient, OAuthGrant } from '../../access/oauth/requests.ts'

export interface AdapterOptions {
  readonly memory: OAuthMemory
  readonly issuer: string
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Of the request that is being answered, and what it was about. */
  readonly current: () => OAuthOrigin & { readonly route: string }
}

/** Codes and tokens of a grant: they cannot outlive it. */
const OF_A_GRANT: ReadonlySet<string> = new Set([
  'AccessToken',
  'AuthorizationCode',
  'DeviceCode',
  'RefreshToken',
])
const TOKENS: ReadonlySet<string> = new Set(['AccessToken', 'RefreshToken'])

/** The library's storage over our memory: one for each kind of thing that it keeps. */
export function adapterOver(options: AdapterOptions): (kind: string) => Adapter {
  return (kind) => {
    if (kind === 'Session') return NO_SESSIONS
    if (kind === 'Client') return clientAdapter(options)
    if (kind === 'Grant') return grantAdapter(options)
    return artifactAdapter(kind, options)
  }
}

async function nothing(): Promise<undefined> {
  return undefined
}

/** Nobody is signed in at the library: who the user is, is asked of the dashboard's session each time. */
const NO_SESSIONS: Adapter = {
  find: nothing,
  findByUid: nothing,
  findByUserCode: nothing,
  upsert: nothing,
  consume: nothing,
  destroy: nothing,
  revokeByGrantId: nothing,
}

function clientAdapter({ memory, current }: AdapterOptions): Adapter {
  return {
    ...NO_SESSIONS,
    async find(id) {
      const client = await memory.client(id)
      return client && clientPayload(client)
    },
    async upsert(id, payload) {
      const name = payload.client_name ?? id
      if (await memory.register({ id, name, metadata: payload }, current())) return
      throw new errors.TemporarilyUnavailable('too many programs are registered; try again later')
    },
  }
}

/** The secret's hash stands where the library looks for the secret: provider.ts compares accordingly. */
function clientPayload({ id, metadata, secretHash }: OAuthClient): AdapterPayload {
  const payload = { ...(JSON.parse(metadata) as AdapterPayload), client_id: id }
  if (secretHash === null) return payload
  return { ...payload, client_secret: Buffer.from(secretHash).toString('base64url') }
}

/** A grant is a row of ours, made when its user agreed; the library only reads and ends it. */
function grantAdapter({ memory, issuer, current }: AdapterOptions): Adapter {
  return {
    ...NO_SESSIONS,
    async find(id) {
      const grant = await memory.grant(id)
      return grant && grantPayload(grant, issuer)
    },
    async destroy(id) {
      const { route, ...from } = current()
      const reason =
        route === '/oauth/revoke'
          ? 'the program revoked its token'
          : 'a code or a refresh token was used a second time'
      await memory.endGrant(id, reason, from)
    },
  }
}

function grantPayload(grant: OAuthGrant, issuer: string): AdapterPayload {
  const resources = spellingsOf(issuer, grant.resource).map((spelling) => [spelling, SCOPE])
  return {
    kind: 'Grant',
    jti: grant.id,
    accountId: grant.user.id,
    clientId: grant.clientId,
    iat: Math.floor(grant.createdAt / 1000),
    exp: Math.floor(grant.expiresAt / 1000),
    resources: Object.fromEntries(resources) as Record<string, string>,
  }
}

function artifactAdapter(kind: string, options: AdapterOptions): Adapter {
  const { memory, now, current } = options
  return {
    ...NO_SESSIONS,
    async find(id) {
      const found = await memory.find(kind, id)
      if (found && isPending(kind, found) && current().route === ROUTES.token) {
        // RFC 8628 §3.5: of a request that is still pending.
        if (!(await memory.mayPoll(id))) throw new errors.SlowDown()
      }
      return found && payloadOf(found)
    },
    async findByUserCode(userCode) {
      const found = await memory.findByUserCode(userCode)
      return found && { ...payloadOf(found), userCode }
    },
    async upsert(id, { jti: _jti, userCode, ...payload }, expiresIn = 0) {
      const expiresAt = now() + expiresIn * 1000
      const grantId = OF_A_GRANT.has(kind) ? payload.grantId : undefined
      const kept = await memory.keep(kind, id, { payload, expiresAt, grantId, userCode })
      if (!kept) throw new errors.InvalidGrant('the grant has ended')
      if (grantId !== undefined && TOKENS.has(kind)) {
        await memory.extend(grantId, payload.clientId ?? '', expiresAt)
      }
    },
    async consume(id) {
      if (await memory.consume(kind, id)) return
      // Two came at once and both found it unused: as much a replay as one that comes later (RFC 9700 §4.14.2).
      const grantId = (await memory.find(kind, id))?.payload['grantId']
      if (typeof grantId === 'string') await grantAdapter(options).destroy(grantId)
      throw new errors.InvalidGrant('it was used already')
    },
    async destroy(id) {
      await memory.drop(kind, id)
    },
    // What belongs to a grant goes with it, in the write that ends the grant.
    revokeByGrantId: nothing,
  }
}

/** The user has neither agreed to it nor refused it. */
function isPending(kind: string, { payload }: Remembered): boolean {
  return (
    kind === 'DeviceCode' && payload['accountId'] === undefined && payload['error'] === undefined
  )
}

function payloadOf({ id, payload, consumed }: Remembered): AdapterPayload {
  return { ...payload, jti: id, ...(consumed && { consumed: true }) }
}
