import { X509Error } from '../x509-error.ts'
import { TAG } from './tag.ts'

const ZULU = 0x5a

/**
 * UTCTime through 2049, GeneralizedTime from 2050, whole seconds, Zulu (RFC 5280 §4.1.2.5).
 * @throws X509Error `invalidTime` outside 1950–9999 or with a fraction of a second
 */
export function encodeTime(value: Date): Uint8Array {
  return encodeAs(timeTag(value), value)
}

/**
 * GeneralizedTime of any year, as invalidityDate (RFC 5280 §5.3.2) and OCSP (RFC 6960 §4.2.2.1) want it; whole seconds, Zulu.
 * @throws X509Error `invalidTime` outside 1950–9999 or with a fraction of a second
 */
export function encodeGeneralizedTime(value: Date): Uint8Array {
  return encodeAs(TAG.generalizedTime, value)
}

/** The type in which a Time is written. */
export function timeTag(value: Date): number {
  return value.getUTCFullYear() < 2050 ? TAG.utcTime : TAG.generalizedTime
}

/** Octets of a whole element of that type. */
export function timeOctets(tag: number): number {
  return tag === TAG.utcTime ? 15 : 17
}

/** Writes a whole element into `der` at `at`; returns where it ends. Otherwise as encodeTime. */
export function writeTime(der: Uint8Array, at: number, tag: number, value: Date): number {
  const year = value.getUTCFullYear()
  if (!(year >= 1950 && year <= 9999)) {
    throw new X509Error('invalidTime', `the year ${year} is not between 1950 and 9999`)
  }
  if (value.getTime() % 1000 !== 0) {
    throw new X509Error('invalidTime', `${value.toISOString()} has a fraction of a second`)
  }
  der[at] = tag
  der[at + 1] = timeOctets(tag) - 2
  at += 2
  if (tag === TAG.generalizedTime) at = twoDigits(der, at, Math.floor(year / 100))
  at = twoDigits(der, at, year % 100)
  at = twoDigits(der, at, value.getUTCMonth() + 1)
  at = twoDigits(der, at, value.getUTCDate())
  at = twoDigits(der, at, value.getUTCHours())
  at = twoDigits(der, at, value.getUTCMinutes())
  at = twoDigits(der, at, value.getUTCSeconds())
  der[at] = ZULU
  return at + 1
}

function encodeAs(tag: number, value: Date): Uint8Array {
  const der = new Uint8Array(timeOctets(tag))
  writeTime(der, 0, tag, value)
  return der
}

/**
 * The instant of YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ; no other form is allowed in a certificate (RFC 5280 §4.1.2.5.1, .2).
 * @throws X509Error `invalidTime`
 */
export function parseTime(tag: number, content: Uint8Array): Date {
  const digits = tag === TAG.utcTime ? 12 : 14
  if (content.length !== digits + 1 || content[digits] !== ZULU) throw invalid()
  for (let i = 0; i < digits; i++) if (content[i]! < 0x30 || content[i]! > 0x39) throw invalid()
  const pair = (at: number): number => 10 * content[at]! + content[at + 1]! - 11 * 0x30
  const rest = digits - 10
  const short = pair(rest - 2)
  // RFC 5280 §4.1.2.5.1: 50 to 99 are of the twentieth century.
  const year = tag === TAG.utcTime ? short + (short >= 50 ? 1900 : 2000) : 100 * pair(0) + short
  const month = pair(rest)
  const day = pair(rest + 2)
  const hour = pair(rest + 4)
  const minute = pair(rest + 6)
  const second = pair(rest + 8)
  const value = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  // Date.UTC takes years below 100 for 19xx and carries what is out of range; a second comparison finds both.
  const exact =
    value.getUTCFullYear() === year &&
    value.getUTCMonth() === month - 1 &&
    value.getUTCDate() === day
  if (!exact || hour > 23 || minute > 59 || second > 59) throw invalid()
  return value
}

function twoDigits(der: Uint8Array, at: number, value: number): number {
  der[at] = 0x30 + Math.floor(value / 10)
  der[at + 1] = 0x30 + (value % 10)
  return at + 2
}

function invalid(): X509Error {
  return new X509Error('invalidTime', 'a time is not of the form YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ')
}
