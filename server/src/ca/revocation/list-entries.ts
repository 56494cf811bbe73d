import {
  TAG,
  asSerialNumber,
  encodeRevokedCertificate,
  walkEntries,
  type CrlReason,
} from '@certman/x509'
import { REVOCATION_REASONS } from '../../pki/revocation.ts'
import type { RevocationChanges } from '../../store/revocation/relying-parties.ts'
import { ChangedSerials, SERIAL_SLOT } from './changed-serials.ts'

const REASON_OF_CODE = new Map<number, CrlReason>(
  Object.entries(REVOCATION_REASONS).map(([reason, code]) => [code, reason as CrlReason]),
)
/** More than an entry of ours takes: a serial number of 20 octets, a date, a reason. */
const ENTRY_OCTETS = 64

/**
 * Entries of the list before that stay on the next one: all but those that changed or lapsed. They are taken over as octets,
 * so a list is signed again for the price of a search or a walk, a hash and a signature.
 *
 * @param left serial numbers, in slots of 20 octets
 * @returns few long runs that follow one another
 */
export function keptRuns(entries: Uint8Array, left: readonly Uint8Array[]): readonly Uint8Array[] {
  if (entries.length === 0) return []
  const changed = new ChangedSerials()
  if (isWithout(entries, left)) return [entries]
  for (const slots of left) changed.add(slots)
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

/** The serial numbers of all changes, each of which is known once: the store knows only its last change. */
export const slotsOf = ({ serialNumbers, count }: RevocationChanges): Uint8Array =>
  serialNumbers.subarray(0, count * SERIAL_SLOT)

/** As many as can be searched for, one by one, in less than the time of a walk. */
const FEW_SERIALS = 8

/** Whether the octets of few serial numbers stand nowhere in the entries: so it is when they are revoked for the first time. */
function isWithout(entries: Uint8Array, columns: readonly Uint8Array[]): boolean {
  if (octetsOf(columns) > FEW_SERIALS * SERIAL_SLOT) return false
  const searched = bufferOf(entries)
  return columns.every((column) => {
    for (let at = 0; at < column.length; at += SERIAL_SLOT) {
      const serial = withoutZeros(column.subarray(at, at + SERIAL_SLOT))
      if (searched.includes(bufferOf(serial))) return false
    }
    return true
  })
}

function octetsOf(columns: readonly Uint8Array[]): number {
  return columns.reduce((sum, column) => sum + column.length, 0)
}

/** The same octets, as what can search. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length)

/**
 * Entries of what is revoked now, a page in one piece: a million small ones would cost more than the list.
 * @returns nothing of what only leaves the list
 */
export function revokedEntries(page: RevocationChanges): Uint8Array {
  const piece = new Uint8Array(page.count * ENTRY_OCTETS)
  const tails = new Map<number, Uint8Array>()
  let length = 0
  for (let index = 0; index < page.count; index += 1) {
    const revokedAt = page.revokedAt[index] ?? Number.NaN
    // Released, or otherwise no longer revoked: it only leaves.
    if (Number.isNaN(revokedAt)) continue
    const tail = tailFrom(tails, Math.floor(revokedAt / 1000), page.reasons[index] ?? 0)
    length = writeEntry(piece, length, page.serialNumbers, index * SERIAL_SLOT, tail)
  }
  return piece.subarray(0, length)
}

/** What follows the serial number in an entry: those that were revoked in one second for one reason share it. */
function tailFrom(tails: Map<number, Uint8Array>, second: number, code: number): Uint8Array {
  const name = second * MOST_REASONS + code
  const known = tails.get(name)
  if (known) return known
  const entry = encodeRevokedCertificate({
    serialNumber: SHORTEST,
    revokedAt: new Date(second * 1000),
    reason: REASON_OF_CODE.get(code) ?? 'unspecified',
  })
  const tail = entry.subarray(4 + SHORTEST.length)
  tails.set(name, tail)
  return tail
}

const MOST_REASONS = 16
const SHORTEST = asSerialNumber(Uint8Array.of(1))

/** As encodeRevokedCertificate writes it; every length is a single octet. @returns where the next one begins */
function writeEntry(
  piece: Uint8Array,
  at: number,
  slots: Uint8Array,
  slot: number,
  tail: Uint8Array,
): number {
  const end = slot + SERIAL_SLOT
  let first = slot
  while (first < end - 1 && slots[first] === 0) first += 1
  // A positive INTEGER whose top bit is set has a sign octet (X.690 §8.3).
  const sign = (slots[first] ?? 0) >= 0x80 ? 1 : 0
  const octets = sign + end - first
  piece[at] = TAG.sequence
  piece[at + 1] = 2 + octets + tail.length
  piece[at + 2] = TAG.integer
  piece[at + 3] = octets
  let next = at + 4 + sign
  for (let from = first; from < end; from += 1, next += 1) piece[next] = slots[from] ?? 0
  piece.set(tail, next)
  return next + tail.length
}

function withoutZeros(slot: Uint8Array): Uint8Array {
  let first = 0
  while (first < slot.length - 1 && slot[first] === 0) first += 1
  return slot.subarray(first)
}
