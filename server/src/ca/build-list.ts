import {
  buildRevocationListTbs,
  lintRevocationListTbs,
  parseCertificate,
  parseRevocationList,
} from '@certman/x509'
import type { RevocationChanges } from '../store/relying-parties.ts'
import { nextEntries } from './list-entries.ts'

/** Everything that the next list of a CA depends on, as values that can cross to another thread. */
export interface ListInput {
  /** The CA's certificate, DER. */
  readonly issuer: Uint8Array
  /** The list before, DER. */
  readonly previous: Uint8Array | undefined
  /** Its entries were linted before they were signed; its signature says that they are still the same. */
  readonly previousVerified: boolean
  readonly changes: readonly RevocationChanges[]
  readonly lapsed: Uint8Array
  readonly number: number
  /** Milliseconds, whole seconds. */
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** Of a partition. */
  readonly distributionPointUrl: string | undefined
}

/** TBSCertList with linted entries; whoever signs it lints what stands around them. Pure; runs on the main thread for short lists and on a worker for long ones. */
export function buildList(input: ListInput): Uint8Array {
  const tbs = encodeList(input)
  const issuer = parseCertificate(input.issuer)
  // What is taken over octet for octet need not be judged again, and a walk through a million entries takes its time.
  const judged = input.previousVerified ? encodeList({ ...input, previous: undefined }) : tbs
  lintRevocationListTbs(judged, issuer)
  return tbs
}

function encodeList(input: ListInput): Uint8Array {
  const previous = input.previous && parseRevocationList(input.previous).encodedEntries
  return buildRevocationListTbs({
    issuer: parseCertificate(input.issuer),
    thisUpdate: new Date(input.thisUpdate),
    nextUpdate: new Date(input.nextUpdate),
    number: BigInt(input.number),
    entries: nextEntries(previous ?? new Uint8Array(), input.changes, input.lapsed),
    ...(input.distributionPointUrl === undefined
      ? {}
      : { distributionPoint: { urls: [input.distributionPointUrl] } }),
  })
}
