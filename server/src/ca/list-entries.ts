import {
  asSerialNumber,
  encodeRevokedCertificate,
  walkEntries,
  type CrlReason,
} from '@certman/x509'
import { REVOCATION_REASONS } from '../pki/revocation.ts'
import type { RevocationChanges } from '../store/relying-parties.ts'
import { ChangedSerials, SERIAL_SLOT } from './changed-serials.ts'

const REASON_OF_CODE = new Map<number, CrlReason>(
  Object.entries(REVOCATION_REASONS).map(([reason, code]) => [code, reason as CrlReason]),
)
/** More than an entry of ours takes: a serial number of 20 octets, a date, a reason. */
const ENTRY_OCTETS = 64

/**
 * The entries of the next list: those of the list before, without what changed or lapsed, and what is revoked now. The kept
 * entries are taken over as octets, so a list is signed again for the price of a walk, a hash and a signature.
 *
 * @param changes each serial number at most once: the store knows only its last change
 * @param lapsed serial numbers, in slots of 20 octets
 * @returns few long pieces that follow one another
 */
export function nextEntries(
  previous: Uint8Array,
  changes: readonly RevocationChanges[],
  lapsed: Uint8Array,
): readonly Uint8Array[] {
  return [...keptRuns(previous, changes, lapsed), ...changes.map(revokedEntries)]
}

/** Runs of entries whose serial numbers are not among the changed ones. */
function keptRuns(
  entries: Uint8Array,
  changes: readonly RevocationChanges[],
  lapsed: Uint8Array,
): readonly Uint8Array[] {
  if (entries.length === 0) return []
  const changed = new ChangedSerials()
  for (const page of changes) changed.add(slotsOf(page))
  changed.add(lapsed)
  if (changed.isEmpty || isWithout(entries, [...changes.map(slotsOf), lapsed])) return [entries]
  const runs: Uint8Array[] = []
  let runStart = 0
  walkEntries(entries, (entry, serial, serialEnd, entryEnd) => {
    if (!changed.has(entries, serial, serialEnd)) return true
    if (entry > runStart) runs.push(entries.subarray(runStart, entry))
    runStart = entryEnd
    return true
  })
  if (runStart < entries.length) runs.push(entries.subarray(runStart))
  return runs
}

const slotsOf = ({ serialNumbers, count }: RevocationChanges): Uint8Array =>
  serialNumbers.subarray(0, count * SERIAL_SLOT)

/** As many as can be searched for, one by one, in less than the time of a walk. */
const FEW_SERIALS = 8

/** Whether the octets of few serial numbers stand nowhere in the entries: so it is when they are revoked for the first time. */
function isWithout(entries: Uint8Array, columns: readonly Uint8Array[]): boolean {
  const octets = columns.reduce((sum, column) => sum + column.length, 0)
  if (octets > FEW_SERIALS * SERIAL_SLOT) return false
  const searched = bufferOf(entries)
  return columns.every((column) => {
    for (let at = 0; at < column.length; at += SERIAL_SLOT) {
      const serial = withoutZeros(column.subarray(at, at + SERIAL_SLOT))
      if (searched.includes(bufferOf(serial))) return false
    }
    return true
  })
}

/** The same octets, as what can search. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length)

/** The entries of a page in one piece: a million small ones would cost more than the list. */
function revokedEntries(page: RevocationChanges): Uint8Array {
  const piece = new Uint8Array(page.count * ENTRY_OCTETS)
  let length = 0
  for (let index = 0; index < page.count; index += 1) {
    const revokedAt = page.revokedAt[index] ?? Number.NaN
    // Released, or otherwise no longer revoked: it only leaves.
    if (Number.isNaN(revokedAt)) continue
    const slot = page.serialNumbers.subarray(index * SERIAL_SLOT, (index + 1) * SERIAL_SLOT)
    const entry = encodeRevokedCertificate({
      serialNumber: asSerialNumber(withoutZeros(slot)),
      revokedAt: new Date(Math.floor(revokedAt / 1000) * 1000),
      reason: REASON_OF_CODE.get(page.reasons[index] ?? 0) ?? 'unspecified',
    })
    piece.set(entry, length)
    length += entry.length
  }
  return piece.subarray(0, length)
}

function withoutZeros(slot: Uint8Array): Uint8Array {
  let first = 0
  while (first < slot.length - 1 && slot[first] === 0) first += 1
  return slot.subarray(first)
}
