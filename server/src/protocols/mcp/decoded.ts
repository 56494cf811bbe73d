import { createHash } from 'node:crypto'
import {
  commonNameOf,
  keyAlgorithmName,
  nameToString,
  parseCertificate,
  parseCertificationRequest,
  parseRevocationList,
  purposeOid,
  serialNumberToHex,
  type Extensions,
  type ExtendedKeyUsage,
  type GeneralName,
  type PemBlock,
} from '@certman/x509'
import { z } from 'zod'
import { Problem } from '../../pki/problem.ts'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'

/** What a block of PEM says, member by member where it has them. */
export const decodedBlock = z.object({
  type: z.enum(['certificate', 'certificateRequest', 'revocationList']),
  summary: z.string(),
  subject: z.string().optional(),
  issuer: z.string().optional(),
  serial_number: z.string().optional(),
  valid_from: z.string().optional(),
  valid_to: z.string().optional(),
  daysLeft: z.number().int().optional(),
  names: z.array(z.string()).optional().describe('Subject alternative names, with their kind'),
  key_algorithm: z.string().optional(),
  signatureAlgorithm: z.string().optional(),
  isCa: z.boolean().optional(),
  pathLength: z.number().int().nullable().optional(),
  keyUsage: z.array(z.string()).optional(),
  extendedKeyUsage: z.array(z.string()).optional(),
  fingerprintSha256: z.string().optional(),
  thisUpdate: z.string().optional(),
  nextUpdate: z.string().optional(),
  crlNumber: z.string().optional(),
  revokedCount: z.number().int().optional(),
  revoked: z
    .array(z.object({ serial_number: z.string(), revoked_at: z.string(), reason: z.string() }))
    .optional()
    .describe('The first entries'),
})

type Decoded = z.input<typeof decodedBlock>

const FIRST_ENTRIES = 50
const PURPOSES: readonly ExtendedKeyUsage[] = [
  'serverAuth',
  'clientAuth',
  'codeSigning',
  'emailProtection',
  'timeStamping',
  'ocspSigning',
]
const PURPOSE_NAMES: ReadonlyMap<string, string> = new Map(
  PURPOSES.map((purpose) => [purposeOid(purpose), purpose]),
)

const READERS: Readonly<Record<string, (der: Uint8Array, now: number) => Decoded>> = {
  CERTIFICATE: describeCertificate,
  'X509 CERTIFICATE': describeCertificate,
  'CERTIFICATE REQUEST': describeRequest,
  'NEW CERTIFICATE REQUEST': describeRequest,
  'X509 CRL': describeList,
}

/** @throws Problem `invalidRequest` for a label of another kind; X509Error for octets that are not what the label says */
export function describeBlock({ label, der }: PemBlock, now: number): Decoded {
  const read = READERS[label]
  if (read !== undefined) return read(der, now)
  throw new Problem(
    'invalidRequest',
    `a PEM block is labelled "${label}"; give CERTIFICATE, CERTIFICATE REQUEST or X509 CRL`,
    { field: 'pem' },
  )
}

function describeCertificate(der: Uint8Array, now: number): Decoded {
  const certificate = parseCertificate(der)
  const { decoded, notBefore, notAfter } = certificate
  const daysLeft = Math.floor((notAfter.getTime() - now) / DAY_MILLISECONDS)
  const isCa = decoded.basicConstraints?.ca === true
  const who = commonNameOf(certificate.subject) ?? namesOf(decoded)[0] ?? 'nobody'
  const state = daysLeft < 0 ? 'expired' : `${daysLeft} days left`
  return {
    type: 'certificate',
    summary: `${isCa ? 'CA certificate' : 'Certificate'} of ${who}, ${state}, issued by ${nameToString(certificate.issuer)}`,
    subject: nameToString(certificate.subject),
    issuer: nameToString(certificate.issuer),
    serial_number: serialNumberToHex(certificate.serialNumber),
    valid_from: notBefore.toISOString(),
    valid_to: notAfter.toISOString(),
    daysLeft,
    names: namesOf(decoded),
    key_algorithm: keyAlgorithmName(certificate.publicKey),
    signatureAlgorithm: certificate.signatureAlgorithm,
    isCa,
    ...(isCa ? { pathLength: decoded.basicConstraints?.pathLength ?? null } : {}),
    keyUsage: [...(decoded.keyUsage ?? [])],
    extendedKeyUsage: (decoded.extendedKeyUsage ?? []).map((oid) => PURPOSE_NAMES.get(oid) ?? oid),
    fingerprintSha256: createHash('sha256').update(der).digest('hex').toUpperCase(),
  }
}

function describeRequest(der: Uint8Array): Decoded {
  const request = parseCertificationRequest(der)
  const names = namesOf(request.decoded)
  const subject = nameToString(request.subject)
  return {
    type: 'certificateRequest',
    summary: `Certificate signing request for ${[subject, ...names].filter((name) => name !== '').join(', ')}`,
    subject,
    names,
    key_algorithm: keyAlgorithmName(request.publicKey),
    signatureAlgorithm: request.signatureAlgorithm,
  }
}

function describeList(der: Uint8Array): Decoded {
  const list = parseRevocationList(der)
  const revoked: NonNullable<Decoded['revoked']> = []
  let revokedCount = 0
  for (const { serialNumber, revokedAt, reason } of list.entries) {
    revokedCount += 1
    if (revokedCount > FIRST_ENTRIES) continue
    revoked.push({
      serial_number: serialNumberToHex(serialNumber),
      revoked_at: revokedAt.toISOString(),
      reason,
    })
  }
  const issuer = nameToString(list.issuer)
  return {
    type: 'revocationList',
    summary: `Revocation list of ${issuer} with ${revokedCount} entries, of ${list.thisUpdate.toISOString()}`,
    issuer,
    thisUpdate: list.thisUpdate.toISOString(),
    ...(list.nextUpdate ? { nextUpdate: list.nextUpdate.toISOString() } : {}),
    ...(list.number === undefined ? {} : { crlNumber: String(list.number) }),
    signatureAlgorithm: list.signatureAlgorithm,
    revokedCount,
    revoked,
  }
}

function namesOf({ subjectAltName = [] }: Extensions): string[] {
  return subjectAltName.map((name) => `${name.type}:${textOf(name)}`)
}

function textOf(name: GeneralName): string {
  return 'value' in name && typeof name.value === 'string' ? name.value : '…'
}
