import { crlReasonCode, crlReasonOf } from './crl-reason.ts'
import type { CrlReason } from './crl-reason.ts'
import { DerReader } from './der/reader.ts'
import { TAG } from './der/tag.ts'
import { encodeGeneralizedTime, timeOctets, timeTag, writeTime } from './der/time.ts'
import { encodeDer } from './der/writer.ts'
import { readExtensions, writeExtension } from './extension.ts'
import { OID } from './oids.ts'
import { asSerialNumber } from './serial-number.ts'
import type { SerialNumber } from './serial-number.ts'
import { X509Error } from './x509-error.ts'

/** One entry of a CRL. */
export interface RevokedCertificate {
  readonly serialNumber: SerialNumber
  /** revocationDate; whole seconds. */
  readonly revokedAt: Date
  /** `unspecified` is not written, and is what an entry without a reason says (RFC 5280 §5.3.1). */
  readonly reason: CrlReason
  /** When the key is known or suspected to have been compromised (RFC 5280 §5.3.2); whole seconds. */
  readonly invalidityDate?: Date
}

/** The Extension reasonCode up to the octet of the reason itself. */
export const REASON_CODE: Uint8Array = extensionOf(OID.reasonCode, [TAG.enumerated, 1, 0]).subarray(
  0,
  -1,
)

/** The Extension invalidityDate up to the GeneralizedTime. */
export const INVALIDITY_DATE: Uint8Array = extensionOf(
  OID.invalidityDate,
  encodeGeneralizedTime(new Date(0)),
).subarray(0, -17)

/**
 * An entry, DER, to be kept: a list is signed again from kept entries for the price of a hash and a signature.
 *
 *   SEQUENCE { userCertificate CertificateSerialNumber, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
 *
 * @throws X509Error `invalidTime` for a fraction of a second
 */
export function encodeRevokedCertificate(entry: RevokedCertificate): Uint8Array {
  const { serialNumber, revokedAt, reason, invalidityDate } = entry
  const timeSize = timeOctets(timeTag(revokedAt))
  // RFC 5280 §5.3.1: the reason unspecified should not be written.
  const reasonSize = reason === 'unspecified' ? 0 : REASON_CODE.length + 1
  const dateSize = invalidityDate === undefined ? 0 : INVALIDITY_DATE.length + 17
  const extensionsSize = reasonSize + dateSize
  // At most 94 octets in all, so every length is a single octet.
  const size = 2 + serialNumber.length + timeSize + (extensionsSize === 0 ? 0 : 2 + extensionsSize)
  const der = new Uint8Array(2 + size)
  der[0] = TAG.sequence
  der[1] = size
  der[2] = TAG.integer
  der[3] = serialNumber.length
  der.set(serialNumber, 4)
  let at = writeTime(der, 4 + serialNumber.length, timeTag(revokedAt), revokedAt)
  if (extensionsSize === 0) return der
  der[at++] = TAG.sequence
  der[at++] = extensionsSize
  if (reasonSize > 0) {
    der.set(REASON_CODE, at)
    at += reasonSize
    der[at - 1] = crlReasonCode(reason)
  }
  if (invalidityDate !== undefined) {
    der.set(INVALIDITY_DATE, at)
    writeTime(der, at + INVALIDITY_DATE.length, TAG.generalizedTime, invalidityDate)
  }
  return der
}

/**
 * The entry at the cursor.
 * @throws X509Error `malformedDer`; `malformedRevocationList` for a critical extension that is not understood (RFC 5280 §5.3)
 */
export function readRevokedCertificate(reader: DerReader): RevokedCertificate {
  const fields = reader.sequence()
  const serialNumber = asSerialNumber(fields.integer())
  const revokedAt = fields.time()
  const extensions = fields.atEnd ? [] : readExtensions(fields)
  fields.finish()
  let reason: CrlReason = 'unspecified'
  let invalidityDate: Date | undefined
  for (const { oid, critical, value } of extensions) {
    const content = new DerReader(value)
    if (oid === OID.reasonCode) reason = crlReasonOf(content.smallInteger(TAG.enumerated))
    else if (oid === OID.invalidityDate) invalidityDate = content.generalizedTime()
    else if (critical) {
      throw new X509Error(
        'malformedRevocationList',
        `an entry has the critical extension ${oid}, which is not understood (RFC 5280 §5.3)`,
      )
    } else continue
    content.finish()
  }
  return { serialNumber, revokedAt, reason, ...(invalidityDate && { invalidityDate }) }
}

/** Where an entry and its serial number lie; false ends the walk. */
export type EntryVisitor = (
  entry: number,
  serial: number,
  serialEnd: number,
  entryEnd: number,
) => boolean

/**
 * Walks over entries without making an object of any: a list may have a million. Only the headers of the entry and of its
 * serial number are read.
 * @throws X509Error `malformedDer`
 */
export function walkEntries(entries: Uint8Array, visit: EntryVisitor): void {
  const { length } = entries
  let at = 0
  while (at < length) {
    const start = at
    let size = entries[at + 1] ?? 0x80
    at += 2
    if (entries[start] === TAG.sequence && size > 0x80) {
      // An entry with extensions of others may be longer than 127 octets; the reader checks its length.
      const element = new DerReader(entries, start).element(TAG.sequence)
      const lengthOctets = size & 0x7f
      at += lengthOctets
      size = element.length - 2 - lengthOctets
    }
    const end = at + size
    const serialSize = entries[at + 1] ?? 0
    const serial = at + 2
    const wellFormed =
      entries[start] === TAG.sequence &&
      size !== 0x80 &&
      end <= length &&
      entries[at] === TAG.integer &&
      serialSize > 0 &&
      serialSize < 0x80 &&
      serial + serialSize <= end
    if (!wellFormed)
      throw new X509Error(
        'malformedDer',
        'an entry of the list does not begin with a serial number',
      )
    if (!visit(start, serial, serial + serialSize, end)) return
    at = end
  }
}

function extensionOf(oid: string, value: ArrayLike<number>): Uint8Array {
  return encodeDer((der) =>
    writeExtension(der, { oid, critical: false, value: Uint8Array.from(value) }),
  )
}
