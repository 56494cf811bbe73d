import { auditEvent, type AuditedAct } from '../../audit/events.ts'
import type { RandomBytes } from '../../pki/clock.ts'
import { parseUuid, type Uuid } from '../../pki/identifier.ts'
import type { TokenBucketRule } from '../../pki/token-bucket.ts'
import type { OAuthArtifact, OAuthClient, OAuthGrant } from '../../store/programs/oauth-store.ts'
import type { Store } from '../../store/store.ts'
import { hashToken, oauthPrincipal } from './access-token.ts'

/** A client that registered itself and gets no grant for this long is forgotten. */
const UNUSED_CLIENT_MILLISECONDS = 7 * 86_400_000
/** No more than this many at once: registering costs a stranger nothing. */
const MOST_REGISTERED = 10_000

/** RFC 8628 §3.5: every five seconds; a second less, since what sets out in time may arrive early after a late one. */
const POLLS: TokenBucketRule = { capacity: 1, refillPerSecond: 1 / 4 }

export interface OAuthMemoryOptions {
  readonly store: Pick<Store, 'oauth' | 'rateBuckets'>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly random: RandomBytes
}

/** What the protocol keeps under a secret, without the secret. */
export interface Remembered {
  /** Finds it again, as the secret would. */
  readonly id: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly consumed: boolean
}

export interface Keeping {
  readonly payload: Readonly<Record<string, unknown>>
  /** Milliseconds since the Unix epoch. */
  readonly expiresAt: number
  readonly grantId?: string | undefined
  readonly userCode?: string | undefined
}

/** Where a request of the protocol comes from. */
export interface OAuthOrigin {
  readonly address: string
  readonly requestId: string | null
}

/** The memory of the authorization server: it sees secrets and hands their hashes on. */
export interface OAuthMemory {
  find(kind: string, id: string): Promise<Remembered | undefined>
  findByUserCode(userCode: string): Promise<Remembered | undefined>
  /** @returns false: its grant has ended meanwhile, nothing was kept */
  keep(kind: string, id: string, keeping: Keeping): Promise<boolean>
  /** @returns false: it was consumed before */
  consume(kind: string, id: string): Promise<boolean>
  drop(kind: string, id: string): Promise<void>
  /** Whether a device that waits asks no more often than it was told. */
  mayPoll(deviceCode: string): Promise<boolean>
  client(id: string): Promise<OAuthClient | undefined>
  /** @returns false: there are too many */
  register(
    client: { id: string; name: string; metadata: object },
    from: OAuthOrigin,
  ): Promise<boolean>
  /** One that is worth something now. */
  grant(id: string): Promise<OAuthGrant | undefined>
  /** A token was given out that is good until then. */
  extend(grantId: string, clientId: string, expiresAt: number): Promise<void>
  endGrant(id: string, reason: string, from: OAuthOrigin): Promise<void>
}

export function createOAuthMemory({ store, now, random }: OAuthMemoryOptions): OAuthMemory {
  const { oauth } = store
  // Names the hash of something whose secret we do not have. Of this process alone, so that nobody can send one.
  const mark = `${Buffer.from(random(24)).toString('base64url')}.`
  const hashOf = (id: string): Uint8Array =>
    id.startsWith(mark) ? Buffer.from(id.slice(mark.length), 'hex') : hashToken(id)
  const remembered = (found: OAuthArtifact, id: string): Remembered => ({
    id,
    payload: JSON.parse(found.payload) as Record<string, unknown>,
    consumed: found.consumedAt !== null,
  })
  return {
    async find(kind, id) {
      const found = await oauth.artifact(kind, hashOf(id))
      return found && remembered(found, id)
    },
    async findByUserCode(userCode) {
      const found = await oauth.artifactByUserCode(hashToken(userCode))
      return found && remembered(found, mark + Buffer.from(found.idHash).toString('hex'))
    },
    async keep(kind, id, { payload, expiresAt, grantId, userCode }) {
      const outcome = await oauth.keepArtifact({
        kind,
        idHash: hashOf(id),
        userCodeHash: userCode === undefined ? null : hashToken(userCode),
        grantId: grantId === undefined ? null : (grantId as Uuid),
        payload: JSON.stringify(payload),
        expiresAt,
        consumedAt: null,
      })
      return outcome === 'kept'
    },
    consume: (kind, id) => oauth.consumeArtifact(kind, hashOf(id), now()),
    drop: (kind, id) => oauth.dropArtifact(kind, hashOf(id)),
    async mayPoll(deviceCode) {
      const bucket = `device ${Buffer.from(hashOf(deviceCode)).toString('hex')}`
      return (await store.rateBuckets.take(bucket, POLLS, now())).allowed
    },
    client: (id) => oauth.client(id),
    async register({ id, name, metadata }, from) {
      if ((await oauth.countRegistered()) >= MOST_REGISTERED) return false
      const at = now()
      const client: OAuthClient = {
        id,
        workspaceId: null,
        name,
        metadata: JSON.stringify(metadata),
        secretHash: null,
        createdAt: at,
        expiresAt: at + UNUSED_CLIENT_MILLISECONDS,
        lastUsedAt: null,
      }
      await oauth.createClient(client, [registeredEvent(client, from)])
      return true
    },
    grant: (id) => findGrant(store, id, now()),
    async extend(grantId, clientId, expiresAt) {
      await oauth.extendGrant(grantId as Uuid, expiresAt, { id: clientId, usedAt: now() })
    },
    async endGrant(id, reason, { address, requestId }) {
      const grant = await findGrant(store, id, 0)
      if (grant === undefined) return
      const principal = oauthPrincipal({ grant, expiresAt: 0 }, address)
      const audit = endedEvent({ principal, requestId }, grant, reason, now())
      await oauth.endGrant(grant.id, now(), [audit])
    },
  }
}

async function findGrant(
  { oauth }: Pick<Store, 'oauth'>,
  id: string,
  now: number,
): Promise<OAuthGrant | undefined> {
  const grantId = parseUuid(id)
  const grant = grantId && (await oauth.grant(grantId))
  if (!grant || grant.endedAt !== null || grant.role === null) return undefined
  return grant.expiresAt > now ? grant : undefined
}

export function endedEvent(
  act: AuditedAct,
  grant: OAuthGrant,
  reason: string,
  at: number,
): ReturnType<typeof auditEvent> {
  return auditEvent(act, 'oauthGrant.ended', {
    subject: grant.id,
    workspaceId: grant.workspace.id,
    at,
    detail: { program: grant.clientName, user: grant.user.email, reason },
  })
}

function registeredEvent(client: OAuthClient, from: OAuthOrigin): ReturnType<typeof auditEvent> {
  const act: AuditedAct = {
    principal: { kind: 'system', task: 'client registration' },
    requestId: from.requestId,
  }
  return auditEvent(act, 'oauthClient.registered', {
    subject: client.id,
    workspaceId: null,
    at: client.createdAt,
    detail: { program: client.name, address: from.address },
  })
}
