import { timingSafeEqual } from 'node:crypto'
import { chainStart, linkAuditEvent } from '../pki/audit-chain.ts'
import type { AuditChainState, AuditLogStore, AuditRow } from '../store/audit/audit-log-store.ts'

export interface AuditVerification {
  readonly chains: number
  /** Events whose place and content were shown to be unchanged. */
  readonly events: number
  /** The first broken row of each chain that is broken; what follows it in its chain proves nothing. */
  readonly broken: readonly BrokenAuditRow[]
}

interface BrokenAuditRow {
  readonly chain: string
  /** From 1. */
  readonly position: number
  /** A sentence for the operator. */
  readonly reason: string
}

export interface AuditVerificationOptions {
  /** Called after every page. */
  readonly onProgress?: (progress: {
    readonly chain: string
    readonly position: number
    readonly length: number
  }) => void
  readonly pageSize?: number
}

type AuditLog = Pick<AuditLogStore, 'chains' | 'rows'>

/**
 * Walks every chain from its first event, recomputes each MAC and compares positions, length and head with what is
 * stored. It may run beside a writing server: what is appended meanwhile is no break.
 * @param keys every audit key there ever was, by the id that rows carry
 */
export async function verifyAudit(
  auditLog: AuditLog,
  keys: ReadonlyMap<string, Uint8Array>,
  options: AuditVerificationOptions = {},
): Promise<AuditVerification> {
  const walks: Walk[] = []
  const heads = await auditLog.chains()
  for (const head of heads) walks.push(await verifyChain(auditLog, head, keys, options))
  // Rows beyond the length that was read first are in order if the head has moved over them since.
  const lengths = new Map((await auditLog.chains()).map(({ chain, length }) => [chain, length]))
  const broken = walks.flatMap(
    (walk) => walk.broken ?? beyondHead(walk, lengths.get(walk.chain) ?? 0),
  )
  const named = new Set(broken.map(({ chain }) => chain))
  const lost = (await lostBefore(auditLog, heads)).filter(({ chain }) => !named.has(chain))
  return {
    chains: walks.length,
    events: walks.reduce((sum, { verified }) => sum + verified, 0),
    broken: [...broken, ...lost],
  }
}

/** Chains of which an event is gone that a younger chain was begun after: cut short with their heads, or gone as a whole. */
async function lostBefore(
  auditLog: AuditLog,
  heads: readonly AuditChainState[],
): Promise<readonly BrokenAuditRow[]> {
  const known = new Set(heads.map(({ chain }) => chain))
  const lost = new Map<string, BrokenAuditRow>()
  for (const { chain: younger, after } of heads) {
    if (after === null) continue
    const { chain, position } = after
    const [row] = await auditLog.rows(chain, position, 1)
    if (row?.position === position && sameBytes(row.mac, after.mac)) continue
    const reason = known.has(chain)
      ? `the event after which the chain ${younger} was begun is not there any more`
      : `the whole chain is missing, after which the chain ${younger} was begun`
    lost.set(chain, { chain, position: known.has(chain) ? position : 1, reason })
  }
  return [...lost.values()]
}

function beyondHead({ chain, verified }: Walk, length: number): readonly BrokenAuditRow[] {
  if (verified <= length) return []
  return [
    {
      chain,
      position: length + 1,
      reason: `the chain has an event beyond its length of ${length}`,
    },
  ]
}

interface Walk {
  readonly chain: string
  readonly verified: number
  readonly broken: BrokenAuditRow | undefined
}

async function verifyChain(
  auditLog: AuditLog,
  head: AuditChainState,
  keys: ReadonlyMap<string, Uint8Array>,
  { onProgress, pageSize = 1000 }: AuditVerificationOptions,
): Promise<Walk> {
  let previous: Uint8Array | undefined
  let verified = 0
  const breakAt = (position: number, reason: string): Walk => ({
    chain: head.chain,
    verified,
    broken: { chain: head.chain, position, reason },
  })

  for (;;) {
    const page = await auditLog.rows(head.chain, verified + 1, pageSize)
    for (const row of page) {
      const position = verified + 1
      previous ??= startOf(head, keys.get(row.keyId))
      const reason = whyBroken(row, { chain: head.chain, position, previous }, keys)
      if (reason !== undefined) return breakAt(position, reason)
      if (position === head.length && !sameBytes(row.mac, head.headMac)) {
        return breakAt(position, 'the head of the chain is not the MAC of its last event')
      }
      previous = row.mac
      verified = position
    }
    onProgress?.({ chain: head.chain, position: verified, length: Math.max(head.length, verified) })
    if (page.length === 0) break
  }

  if (verified < head.length) {
    return breakAt(verified + 1, `the chain ends after ${verified} of ${head.length} events`)
  }
  return { chain: head.chain, verified, broken: undefined }
}

/** Under the key of its first event; without that key the event is refused anyway. */
function startOf({ chain, after }: AuditChainState, key: Uint8Array | undefined): Uint8Array {
  return key === undefined ? new Uint8Array() : chainStart(key, chain, after)
}

function whyBroken(
  row: AuditRow,
  place: { readonly chain: string; readonly position: number; readonly previous: Uint8Array },
  keys: ReadonlyMap<string, Uint8Array>,
): string | undefined {
  if (row.position !== place.position) {
    return `event ${place.position} is missing; the next one is ${row.position}`
  }
  const key = keys.get(row.keyId)
  if (!key) return `its audit key ${row.keyId} is not known to this instance`
  const mac = linkAuditEvent(key, { ...place, encoded: row.encoded })
  return sameBytes(mac, row.mac)
    ? undefined
    : 'its MAC does not match: it was changed, moved or inserted'
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
