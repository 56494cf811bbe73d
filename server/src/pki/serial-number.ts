import { asSerialNumber, type SerialNumber } from '@certman/x509'
import type { RandomBytes } from './clock.ts'

/** Octets of a serial number: one fixed prefix that keeps it positive, and 18 from the CSPRNG (144 bits). */
const RANDOM_OCTETS = 18

/**
 * A new serial number: RFC 5280 §4.1.2.2 allows at most 20 octets and only positive integers. The first octet is drawn
 * from 0x01–0x7f so that no bit of the random part is ever cleared or resampled (the 63-bit incident of 2019).
 */
export function newSerialNumber(random: RandomBytes): SerialNumber {
  const octets = random(RANDOM_OCTETS + 1)
  // 1 + (0…126): never zero, never with the sign bit. Its small bias is outside the 144 bits that follow.
  octets[0] = 1 + ((octets[0] ?? 0) % 127)
  return asSerialNumber(octets)
}
