import type { TokenBucketRule, TokenBucketState } from '../pki/token-bucket.ts'
import type {
  PointReadArgs,
  PointReadName,
  PointReadResult,
  ScanArgs,
  ScanName,
  ScanResult,
} from './reads.ts'
import type { StatusNews } from './revocation/status-feed.ts'
import type { AuditKey } from './audit/audit-chain.ts'
import type { WriteArgs, WriteName, WriteResult } from './writes.ts'

export interface EngineOptions {
  /** Links the audit chain of this opening. */
  readonly auditKey: AuditKey
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** `server` takes the directory's lock (a second server is refused); `operator` works beside a running server. */
  readonly role: 'server' | 'operator'
  /** false: refuse when migrations are missing. */
  readonly migrate: boolean
  /** Told how many writes shared each durable transaction, by a server alone: commands write one at a time. */
  readonly onCommit?: ((size: number) => void) | undefined
}

/** What a dialect supplies: how the named reads and writes reach a database. */
export interface Engine {
  read<Name extends PointReadName>(
    name: Name,
    args: PointReadArgs<Name>,
  ): Promise<PointReadResult<Name>>
  scan<Name extends ScanName>(name: Name, args: ScanArgs<Name>): Promise<ScanResult<Name>>
  write<Name extends WriteName>(name: Name, args: WriteArgs<Name>): Promise<WriteResult<Name>>
  takeToken(
    bucket: string,
    rule: TokenBucketRule,
    now: number,
    cost: 0 | 1,
  ): Promise<TokenBucketState>
  /** Statuses that others change: see StatusStore. */
  readonly statuses: {
    poll(instance: string, position: number | undefined): Promise<StatusNews>
    settled(instance: string): Promise<void>
    leave(instance: string): Promise<void>
  }
  /** Waits until no other server is within this act, on any machine; disposing of it lets the next one in. */
  takeTurn(): Promise<AsyncDisposable>
  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>
}
