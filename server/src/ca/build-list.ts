import { buildRevocationListTbs, parseCertificate, parseRevocationList } from '@certman/x509'
import type { RevocationChanges } from '../store/relying-parties.ts'
import { nextEntries } from './list-entries.ts'

/** Everything that the next list of a CA depends on, as values that can cross to another thread. */
export interface ListInput {
  /** The CA's certificate, DER. */
  readonly issuer: Uint8Array
  /** The list before, DER. */
  readonly previous: Uint8Array | undefined
  readonly changes: readonly RevocationChanges[]
  readonly lapsed: Uint8Array
  readonly number: number
  /** Milliseconds, whole seconds. */
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** Of a partition. */
  readonly distributionPointUrl: string | undefined
}

/** TBSCertList, still to be linted. Pure; runs on the main thread for short lists and on a worker for long ones. */
export function buildList(input: ListInput): Uint8Array {
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
