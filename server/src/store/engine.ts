import type { TokenBucketRule, TokenBucketState } from '../pki/token-bucket.ts'
import type {
  PointReadArgs,
  PointReadName,
  PointReadResult,
  ScanArgs,
  ScanName,
  ScanResult,
} from './reads.ts'
import type { WriteArgs, WriteName, WriteResult } from './writes.ts'

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
  /** Finishes what was accepted, then lets go of the database. */
  close(): Promise<void>
}
