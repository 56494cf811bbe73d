import type { Uuid } from '../pki/identifier.ts'
import type { AuditLogStore } from '../store/audit/audit-log-store.ts'
import type { AuditedAct } from './events.ts'
import { requireReader } from './read.ts'
import { verifyAudit, type AuditVerification } from './verify.ts'

/** It reads the whole log, of every workspace, so what many ask for within a minute is done once. */
const GOOD_FOR_MILLISECONDS = 60_000

export interface DatedVerification extends AuditVerification {
  readonly finishedAt: number
}

/** Shared by all who ask. */
export interface AuditVerifier {
  verify(): Promise<DatedVerification>
}

export function createAuditVerifier(options: {
  readonly auditLog: Pick<AuditLogStore, 'chains' | 'rows'>
  /** Every audit key there ever was, by the id that rows carry. */
  readonly keys: () => Promise<ReadonlyMap<string, Uint8Array>>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}): AuditVerifier {
  const { auditLog, keys, now } = options
  let running: Promise<DatedVerification> | undefined
  let last: DatedVerification | undefined
  const verify = async (): Promise<DatedVerification> => {
    const verification = await verifyAudit(auditLog, await keys())
    last = { ...verification, finishedAt: now() }
    return last
  }
  return {
    async verify() {
      if (last && now() - last.finishedAt < GOOD_FOR_MILLISECONDS) return last
      running ??= verify().finally(() => (running = undefined))
      return running
    },
  }
}

/**
 * Whether the record is whole: for whoever may read it. How much of it there is, is told to operators of the instance only,
 * since the chains are of all workspaces.
 */
export async function verifyOnRequest(
  { verifier }: { readonly verifier: AuditVerifier },
  act: AuditedAct,
  workspaceId: Uuid | undefined,
): Promise<DatedVerification> {
  requireReader(act, workspaceId)
  return verifier.verify()
}
