import { createHash } from 'node:crypto'
import { commonNameOf, isIpAddress, normalizeDnsName } from '@certman/x509'
import type { Certificate } from '@certman/x509'

/** The part of the life over which renewals of many machines are spread. */
const SPREAD = 0.05

/**
 * When a certificate is renewed: after a part of its life and some more. How much more follows from its serial number, so that
 * it stays the same over restarts and differs between certificates that were issued together.
 * @returns milliseconds
 */
export function renewalTime(certificate: Certificate, renewAt: number): number {
  const start = certificate.notBefore.getTime()
  const life = certificate.notAfter.getTime() - start
  const digest = createHash('sha256').update(certificate.serialNumber).digest()
  const jitter = (digest.readUInt32BE(0) / 2 ** 32) * SPREAD
  return Math.round(start + life * Math.min(renewAt + jitter, 0.99))
}

/** Whether the certificate is for exactly these names, in whatever order. */
export function isForNames(certificate: Certificate, names: readonly string[]): boolean {
  const found = new Set(namesOf(certificate))
  return found.size === new Set(names).size && names.every((name) => found.has(name))
}

function namesOf({ decoded, subject }: Certificate): readonly string[] {
  const names = decoded.subjectAltName ?? []
  const values = names.flatMap((name) =>
    name.type === 'dns' ? [normalizeDnsName(name.value)] : name.type === 'ip' ? [name.value] : [],
  )
  const commonName = commonNameOf(subject)
  if (values.length > 0 || commonName === undefined) return values
  return [isIpAddress(commonName) ? commonName : commonName.toLowerCase()]
}

const MINUTE = 60_000
const LONGEST = 6 * 60 * MINUTE

/** How long to wait after so many failures in a row: a minute, doubling to six hours, each ±50 %. */
export function backOff(failures: number, random: () => number): number {
  return Math.min(MINUTE * 2 ** (failures - 1), LONGEST) * (0.5 + random())
}
