import { encodeHex } from '../../bytes.ts'
import { crlReasonCode } from '../../crl-reason.ts'
import { DerReader } from '../../der/reader.ts'
import { TAG } from '../../der/tag.ts'
import {
  INVALIDITY_DATE,
  REASON_CODE,
  encodeRevokedCertificate,
  readRevokedCertificate,
  walkEntries,
} from '../../revoked-certificate.ts'
import { X509Error } from '../../x509-error.ts'
import { SeenSerialNumbers } from './seen-serial-numbers.ts'

const UNSPECIFIED = crlReasonCode('unspecified')
/** Only in delta lists, which are not issued (RFC 5280 §5.3.1). */
const REMOVE_FROM_CRL = crlReasonCode('removeFromCRL')
const NOT_USED = 7
const LAST = crlReasonCode('aACompromise')

/**
 * What is wrong with the first bad entry, or null. An entry must be octet for octet as encodeRevokedCertificate writes it; that is
 * looked at in the octets, without an object per entry, because a list may have a million.
 */
export function faultOfEntries(entries: Uint8Array): string | null {
  let fault: string | null = null
  try {
    walkEntries(entries, (entry, serial, serialEnd, end) => {
      const good =
        serial === entry + 4 &&
        isSerialNumber(entries, serial, serialEnd) &&
        isRevocationDate(entries, serialEnd) &&
        areExtensions(entries, serialEnd + 2 + entries[serialEnd + 1]!, end)
      if (!good) fault = describe(entries.subarray(entry, end))
      return good
    })
  } catch (error) {
    if (error instanceof X509Error) return error.message
    throw error
  }
  return fault
}

/** A serial number that stands in two entries, hexadecimal, or null. */
export function duplicateSerialNumber(entries: Uint8Array): string | null {
  try {
    return new SeenSerialNumbers().add(entries)
  } catch (error) {
    // The rule on the form of entries tells what is malformed.
    if (error instanceof X509Error) return null
    throw error
  }
}

/** RFC 5280 §4.1.2.2: positive, minimal, at most 20 octets. */
function isSerialNumber(entries: Uint8Array, serial: number, serialEnd: number): boolean {
  const first = entries[serial]!
  if (serialEnd - serial > 20 || first >= 0x80) return false
  return first !== 0 || (serialEnd - serial > 1 && entries[serial + 1]! >= 0x80)
}

/** RFC 5280 §5.1.2.6: UTCTime through 2049, GeneralizedTime from 2050. */
function isRevocationDate(entries: Uint8Array, at: number): boolean {
  const tag = entries[at]
  if (tag === TAG.utcTime) return entries[at + 1] === 13 && areDigits(entries, at + 2, 12)
  return (
    tag === TAG.generalizedTime &&
    entries[at + 1] === 15 &&
    areDigits(entries, at + 2, 14) &&
    pair(entries, at + 2) * 100 + pair(entries, at + 4) >= 2050
  )
}

/** None, or a reason that is issued, or an invalidity date, or both in this order. */
function areExtensions(entries: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true
  if (entries[start] !== TAG.sequence || entries[start + 1] !== end - start - 2) return false
  let at = start + 2
  if (startsWith(entries, at, REASON_CODE)) {
    const reason = entries[at + REASON_CODE.length]!
    if (reason === UNSPECIFIED || reason === REMOVE_FROM_CRL || reason === NOT_USED) return false
    if (reason > LAST) return false
    at += REASON_CODE.length + 1
    if (at === end) return true
  }
  if (!startsWith(entries, at, INVALIDITY_DATE)) return false
  const date = at + INVALIDITY_DATE.length
  return (
    end === date + 17 &&
    entries[date] === TAG.generalizedTime &&
    entries[date + 1] === 15 &&
    areDigits(entries, date + 2, 14)
  )
}

/** Pairs of digits that can be month, day, hour, minute and second at their end, and Z. */
function areDigits(entries: Uint8Array, at: number, count: number): boolean {
  const end = at + count
  for (let i = at; i < end; i++) if (entries[i]! < 0x30 || entries[i]! > 0x39) return false
  // Of UTCTime the century does not matter here: 1950 to 1999 have leap days when 2050 to 2099 have.
  const year = pair(entries, end - 12) + (count === 14 ? 100 * pair(entries, at) : 2000)
  const month = pair(entries, end - 10)
  const day = pair(entries, end - 8)
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    (day <= 28 || day <= daysOf(year, month)) &&
    pair(entries, end - 6) <= 23 &&
    pair(entries, end - 4) <= 59 &&
    pair(entries, end - 2) <= 59 &&
    entries[end] === 0x5a
  )
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function pair(entries: Uint8Array, at: number): number {
  return 10 * entries[at]! + entries[at + 1]! - 11 * 0x30
}

function startsWith(entries: Uint8Array, at: number, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (entries[at + i] !== prefix[i]) return false
  return true
}

/** A sentence on an entry that is not as it would be issued. */
function describe(entry: Uint8Array): string {
  const text = encodeHex(entry.subarray(0, 64))
  try {
    const reader = new DerReader(entry)
    const read = readRevokedCertificate(reader)
    if (read.reason === 'removeFromCRL') return `an entry is to be removed from the list: ${text}`
    const issued = encodeHex(encodeRevokedCertificate(read))
    return `an entry is ${text}, where ${issued} would be issued`
  } catch (error) {
    if (error instanceof X509Error) return `${error.message}: ${text}`
    throw error
  }
}
