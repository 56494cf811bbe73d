import {
  EntriesLint,
  buildRevocationListTbs,
  parseCertificate,
  parseRevocationList,
} from '@certman/x509'
import type { RevocationChanges } from '../../store/revocation/relying-parties.ts'
import { keptRuns, revokedEntries, slotsOf } from './list-entries.ts'

/** What stands around the changes, as values that can cross to another thread. */
export interface ListFrame {
  /** The CA's certificate, DER. */
  readonly issuer: Uint8Array
  /** The list before, DER, of which the signature was verified: its entries were linted before it was signed. */
  readonly previous: Uint8Array | undefined
  /** Serial numbers of what leaves since it expired, in slots of 20 octets. */
  readonly lapsed: Uint8Array
  readonly number: number
  /** Milliseconds, whole seconds. */
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** Of a partition; none for a full list. */
  readonly distributionPointUrls: readonly string[]
}

/** What a thread that builds a list is told: every page of changes, then what stands around them. */
export type ToListThread = { readonly page: RevocationChanges } | { readonly frame: ListFrame }

export interface BuiltList {
  /** TBSCertList. Its entries are linted; whoever signs it lints what stands around them. */
  readonly tbs: Uint8Array
  readonly kept: KeptEntries | undefined
}

/** The longest run of entries that was taken over: where it stood among those before, and where it stands now. */
export interface KeptEntries {
  readonly from: number
  readonly to: number
  readonly at: number
}

/**
 * A list in the making. Changes come page by page, and become entries, and are linted, while the next page is being read.
 * Pure; runs on the main thread for short lists and on a worker for long ones.
 */
export class ListBuild {
  readonly #lint = new EntriesLint()
  readonly #added: Uint8Array[] = []
  readonly #changed: Uint8Array[] = []

  /** @param page serial numbers that were in no earlier page */
  add(page: RevocationChanges): void {
    const entries = revokedEntries(page)
    this.#lint.add(entries)
    this.#added.push(entries)
    this.#changed.push(slotsOf(page))
  }

  finish(frame: ListFrame): BuiltList {
    const before = entriesOf(frame.previous)
    const runs = keptRuns(before, [...this.#changed, frame.lapsed])
    const tbs = buildRevocationListTbs({
      issuer: parseCertificate(frame.issuer),
      thisUpdate: new Date(frame.thisUpdate),
      nextUpdate: new Date(frame.nextUpdate),
      number: BigInt(frame.number),
      entries: [...runs, ...this.#added],
      ...(frame.distributionPointUrls.length === 0
        ? {}
        : { distributionPoint: { urls: frame.distributionPointUrls } }),
    })
    return { tbs, kept: longestOf(runs, before) }
  }
}

function entriesOf(list: Uint8Array | undefined): Uint8Array {
  if (list === undefined) return new Uint8Array()
  return parseRevocationList(list, { unchanging: true }).encodedEntries
}

function longestOf(runs: readonly Uint8Array[], before: Uint8Array): KeptEntries | undefined {
  let longest: KeptEntries | undefined
  let at = 0
  for (const run of runs) {
    const from = run.byteOffset - before.byteOffset
    if (longest === undefined || run.length > longest.to - longest.from)
      longest = { from, to: from + run.length, at }
    at += run.length
  }
  return longest
}
