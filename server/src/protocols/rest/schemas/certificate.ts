import { z } from '@hono/zod-openapi'
import {
  id,
  keyAlgorithm,
  pem,
  revocationReason,
  revokedAt,
  serialNumber,
  text,
  time,
} from './answer.ts'
import { instant, wholeNumber } from './query.ts'
import { oneOf, uuid } from './text.ts'
import { must } from '../../../http/validate.ts'

export const certificatePath = z.object({ id: uuid('Certificate ID') })

/** Pages beyond any database that this machine could hold. */
const LAST_PAGE = 1_000_000_000
/** A hundred years. */
const MOST_DAYS = 36_525

export const certificateQuery = z.object({
  caId: uuid(
    'Filter by Certificate Authority ID. An unknown or unreadable CA gives an empty list.',
  ).optional(),
  status: oneOf(['active', 'revoked', 'all'])
    .default('all')
    .openapi({ description: 'Filter by status; `active` means not revoked' }),
  search: z
    .string(must('given once'))
    .max(255, { error: 'must be at most 255 characters' })
    .optional()
    .openapi({ description: 'Search by common name (case-insensitive partial match)' }),
  createdFrom: instant(
    'start',
    'Filter certificates created on or after this date (ISO 8601)',
  ).optional(),
  createdTo: instant(
    'end',
    'Filter certificates created on or before this date (ISO 8601). A date without a time includes that UTC day.',
  ).optional(),
  expiringInDays: wholeNumber(
    { least: 0, most: MOST_DAYS },
    'Filter certificates expiring within N days',
  ).optional(),
  page: wholeNumber({ least: 1, most: LAST_PAGE, fallback: 1 }, 'Page number (1-indexed)').default(
    1,
  ),
  pageSize: wholeNumber({ least: 1, most: 100, fallback: 20 }, 'Number of items per page').default(
    20,
  ),
})

const names = {
  common_name: text('Common name, or the first alternative name of a certificate without one'),
}
const alternatives = {
  san_dns: z.array(z.string()).openapi({ description: 'DNS Subject Alternative Names' }),
  san_ip: z.array(z.string()).openapi({ description: 'IP address Subject Alternative Names' }),
}
const validity = {
  valid_from: time('Start of validity'),
  valid_to: time('End of validity'),
}
const listed = {
  id: id('Certificate ID'),
  ca_id: id('The CA that issued it'),
  ...names,
  ...alternatives,
  key_algorithm: keyAlgorithm,
  ...validity,
  serial_number: serialNumber,
  revoked_at: revokedAt,
  revocation_reason: revocationReason,
  created_at: time('When it was issued'),
}

const certificateSummary = z.object(listed).openapi('CertificateSummary')
const certificateDetail = z.object({ ...listed, certificate_pem: pem }).openapi('Certificate')

const issuedCertificate = z
  .object({
    id: id('Certificate ID'),
    ...names,
    certificate_pem: pem,
    ...alternatives,
    ...validity,
    serial_number: serialNumber,
    created_at: time('When it was issued'),
  })
  .openapi('IssuedCertificate')

const revokedCertificate = z
  .object({
    id: id('Certificate ID'),
    ...names,
    revoked_at: time('When it was revoked'),
    revocation_reason: text('Why it was revoked'),
  })
  .openapi('RevokedCertificate')

const privateKey = z.string().optional().openapi({
  description:
    'The private key as PKCS#8 PEM, returned this one time and kept nowhere. Only for managed certificates. Store it securely.',
})

export const certificateList = z.object({
  certificates: z.array(certificateSummary),
  total: z.int().min(0).openapi({
    description: 'How many match: exact up to 10,000, above that at most ten seconds old',
  }),
  page: z.int().min(1),
  pageSize: z.int().min(1).max(100),
  totalPages: z.int().min(0),
})
export const certificateAnswer = z.object({ certificate: certificateDetail })
export const issueAnswer = z.object({ certificate: issuedCertificate, privateKey })
export const renewAnswer = z.object({
  message: z.string(),
  certificate: issuedCertificate,
  privateKey,
})
export const revokeAnswer = z.object({ message: z.string(), certificate: revokedCertificate })
