import { z } from 'zod'
import { DAY_MILLISECONDS } from '../../pki/validity.ts'
import type {
  DescribedCertificate,
  DescribedList,
  DescribedObject,
  DescribedRequest,
} from '../../pki/describe.ts'
import { timeText } from './wire.ts'

/** What a block of PEM says, member by member where it has them. */
export const decodedBlock = z.object({
  type: z.enum(['certificate', 'request', 'revocationList']),
  summary: z.string(),
  subject: z.string().optional(),
  issuer: z.string().optional(),
  serial_number: z.string().optional(),
  valid_from: z.string().optional(),
  valid_to: z.string().optional(),
  daysLeft: z.number().int().optional(),
  isCa: z.boolean().optional(),
  san_dns: z.array(z.string()).optional(),
  san_ip: z.array(z.string()).optional(),
  key_algorithm: z.string().optional(),
  keyWeakness: z.string().nullable().optional().describe('Why nobody should trust the key'),
  possessionProved: z.boolean().optional().describe('Whether the CSR is signed with its own key'),
  sha256: z.string().optional().describe('Fingerprint'),
  thisUpdate: z.string().optional(),
  nextUpdate: z.string().nullable().optional(),
  crlNumber: z.string().nullable().optional(),
  revokedCount: z.number().int().optional(),
  revoked: z
    .array(z.object({ serial_number: z.string(), revoked_at: z.string(), reason: z.string() }))
    .optional()
    .describe('The first entries'),
  signatureAlgorithm: z.string(),
  extensions: z.array(
    z.object({ name: z.string(), critical: z.boolean(), values: z.array(z.string()) }),
  ),
})

type Decoded = z.input<typeof decodedBlock>

export function renderDecoded(described: DescribedObject, now: number): Decoded {
  const { signatureAlgorithm } = described
  const extensions = described.extensions.map(({ name, oid, critical, values }) => ({
    name: name ?? oid,
    critical,
    values: [...values],
  }))
  return { ...membersOf(described, now), signatureAlgorithm, extensions }
}

type Members = Omit<Decoded, 'signatureAlgorithm' | 'extensions'>

function membersOf(described: DescribedObject, now: number): Members {
  switch (described.kind) {
    case 'certificate':
      return certificateMembers(described, now)
    case 'request':
      return requestMembers(described)
    case 'revocationList':
      return listMembers(described)
  }
}

function certificateMembers(described: DescribedCertificate, now: number): Members {
  const { subject, issuer, isAuthority, key, notAfter } = described
  const daysLeft = Math.floor((notAfter - now) / DAY_MILLISECONDS)
  const what = isAuthority ? 'CA certificate' : 'Certificate'
  const state = notAfter <= now ? 'expired' : `${daysLeft} days left`
  return {
    type: 'certificate',
    summary: `${what} of ${subject === '' ? 'nobody by name' : subject}, ${state}, issued by ${issuer}`,
    subject,
    issuer,
    serial_number: described.serialNumber,
    valid_from: timeText(described.notBefore),
    valid_to: timeText(notAfter),
    daysLeft,
    isCa: isAuthority,
    key_algorithm: key.algorithm,
    keyWeakness: key.weakness,
    sha256: described.sha256,
  }
}

function requestMembers({ subject, sanDns, sanIp, key, ...rest }: DescribedRequest): Members {
  const { possessionProved } = rest
  const names = [subject, ...sanDns, ...sanIp].filter((name) => name !== '')
  return {
    type: 'request',
    summary: `Certificate signing request for ${names.join(', ')}${possessionProved ? '' : '; its signature does not fit its key'}`,
    subject,
    san_dns: [...sanDns],
    san_ip: [...sanIp],
    key_algorithm: key.algorithm,
    keyWeakness: key.weakness,
    possessionProved,
  }
}

function listMembers({ issuer, entries, thisUpdate, nextUpdate, ...rest }: DescribedList): Members {
  return {
    type: 'revocationList',
    summary: `Revocation list of ${issuer} with ${entries} entries, of ${timeText(thisUpdate)}`,
    issuer,
    thisUpdate: timeText(thisUpdate),
    nextUpdate: nextUpdate === null ? null : timeText(nextUpdate),
    crlNumber: rest.number,
    revokedCount: entries,
    revoked: rest.revoked.map(({ serialNumber, revokedAt, reason }) => ({
      serial_number: serialNumber,
      revoked_at: timeText(revokedAt),
      reason,
    })),
  }
}
