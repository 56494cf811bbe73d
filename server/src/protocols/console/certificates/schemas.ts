import { z } from '@hono/zod-openapi'
import { CERTIFICATE_STATUSES } from '../../../ca/inventory/certificate-views.ts'
import { MAX_ALTERNATIVE_NAMES } from '../../../ca/names.ts'
import { must } from '../../../http/validate.ts'
import { CERTIFICATE_STANDINGS } from '../../../pki/certificate-standing.ts'
import { ISSUANCE_CHANNELS } from '../../../pki/issuance-origin.ts'
import { KEY_ALGORITHMS } from '../../../pki/key-policy.ts'
import { REVOCATION_REASON_NAMES, type RevocationReason } from '../../../pki/revocation.ts'
import { MAX_VALIDITY_DAYS } from '../../../pki/validity.ts'
import { flag, instant, oneOf, text, time, uuid, whole, wholeText } from '../fields.ts'

const CHANNELS = [...ISSUANCE_CHANNELS, 'unknown'] as const
const LAST_PAGE = 100_000_000
const MOST_LISTED = 100
const MAX_PEM = 200_000
const MAX_NAME = 1024
const MAX_PASSPHRASE = 1024
const MAX_ALGORITHM = 40

// The table has its names as keys; a tuple is what an enumeration asks for.
const REASONS = REVOCATION_REASON_NAMES as readonly [RevocationReason, ...RevocationReason[]]

const filters = {
  caId: uuid().optional(),
  status: oneOf(CERTIFICATE_STATUSES).default('active'),
  search: text(255).optional(),
  createdFrom: instant('start').optional(),
  createdTo: instant('end').optional(),
  expiresFrom: instant('start').optional(),
  expiresTo: instant('end').optional(),
  revokedFrom: instant('start').optional(),
  // Whether something took its place, where the status does not say.
  replaced: oneOf(['yes', 'no']).optional(),
  algorithm: text(MAX_ALGORITHM).optional(),
  channel: oneOf(CHANNELS).optional(),
}

const SORTS = ['created', 'expires', 'name'] as const

export const listQuery = z.object({
  ...filters,
  sort: oneOf(SORTS).default('created'),
  direction: oneOf(['asc', 'desc']).default('desc'),
  page: wholeText(1, LAST_PAGE).default(1),
  pageSize: wholeText(1, MOST_LISTED).default(25),
})

export const exportQuery = z.object({ ...filters, format: oneOf(['csv', 'json']) })

export const certificatePath = z.object({ id: uuid() })

const row = {
  id: z.string(),
  ca_id: z.string(),
  common_name: z.string(),
  san_dns: z.array(z.string()),
  san_ip: z.array(z.string()),
  key_algorithm: z.string(),
  valid_from: time(),
  valid_to: time(),
  serial_number: z.string(),
  revoked_at: time().nullable(),
  revocation_reason: z.string().nullable(),
  created_at: time(),
  mode: z.enum(['managed', 'csr']),
  status: z.enum(CERTIFICATE_STANDINGS),
  channel: z.enum(CHANNELS),
  renewed_from: z.string().nullable(),
  replaced_by: z.string().nullable(),
}

export const listedSchema = z.object(row).openapi('ListedCertificate')

export const listSchema = z.object({
  certificates: z.array(listedSchema),
  // Exact up to 10,000; above that at most ten seconds old.
  total: z.int(),
  // false: there are more, and how many is still being counted; asking again tells.
  isTotalKnown: z.boolean(),
  page: z.int(),
  pageSize: z.int(),
  totalPages: z.int(),
})

const extensionSchema = z.object({
  oid: z.string(),
  name: z.string().nullable(),
  critical: z.boolean(),
  values: z.array(z.string()),
  hex: z.string(),
})

const keySchema = z.object({
  algorithm: z.string(),
  bits: z.int(),
  spkiSha256: z.string(),
  weakness: z.string().nullable(),
})

const said = { signatureAlgorithm: z.string(), extensions: z.array(extensionSchema) }

export const describedCertificateSchema = z
  .object({
    kind: z.literal('certificate'),
    subject: z.string(),
    issuer: z.string(),
    serialNumber: z.string(),
    notBefore: time(),
    notAfter: time(),
    isAuthority: z.boolean(),
    key: keySchema,
    sha256: z.string(),
    sha1: z.string(),
    ...said,
  })
  .openapi('DescribedCertificate')

const describedRequestSchema = z
  .object({
    kind: z.literal('request'),
    subject: z.string(),
    commonName: z.string().nullable(),
    sanDns: z.array(z.string()),
    sanIp: z.array(z.string()),
    key: keySchema,
    possessionProved: z.boolean(),
    ...said,
  })
  .openapi('DescribedRequest')

const describedListSchema = z
  .object({
    kind: z.literal('revocationList'),
    issuer: z.string(),
    thisUpdate: time(),
    nextUpdate: time().nullable(),
    number: z.string().nullable(),
    entries: z.int(),
    revoked: z.array(z.object({ serialNumber: z.string(), revokedAt: time(), reason: z.string() })),
    ...said,
  })
  .openapi('DescribedRevocationList')

export const describedSchema = z.union([
  describedCertificateSchema,
  describedRequestSchema,
  describedListSchema,
])

export const detailSchema = z.object({
  certificate: z.object({
    ...row,
    validity_days: z.int(),
    certificate_pem: z.string(),
    issued_by: z
      .object({ kind: z.string(), id: z.string(), name: z.string().nullable() })
      .nullable(),
  }),
  decoded: describedCertificateSchema,
  // From the issuing CA up to the root.
  chain: z.array(
    z.object({
      ca_id: z.string(),
      name: z.string(),
      valid_from: time(),
      valid_to: time(),
      has_passphrase: z.boolean(),
      certificate_pem: z.string(),
    }),
  ),
  // Oldest first, this one among them.
  renewals: z.array(
    z.object({
      id: z.string(),
      serial_number: z.string(),
      valid_from: time(),
      valid_to: time(),
      status: z.enum(CERTIFICATE_STANDINGS),
      created_at: time(),
    }),
  ),
  // Newest first.
  history: z.array(
    z.object({
      action: z.string(),
      outcome: z.enum(['done', 'refused']),
      at: time(),
      actor: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
      address: z.string().nullable(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable()),
    }),
  ),
})

const names = z
  .array(text(MAX_NAME), must('a list of texts'))
  .max(MAX_ALTERNATIVE_NAMES, { error: `must have at most ${MAX_ALTERNATIVE_NAMES} entries` })

const caPassphrase = text(MAX_PASSPHRASE).min(1, { error: 'must not be empty' }).optional()
const csrPem = text(MAX_PEM).optional()

const request = {
  caId: uuid(),
  mode: oneOf(['managed', 'csr']),
  commonName: text(MAX_NAME).optional(),
  sanDns: names.optional(),
  sanIp: names.optional(),
  keyAlgorithm: oneOf(KEY_ALGORITHMS).optional(),
  csrPem,
}

export const issueBody = z.object({
  ...request,
  validityDays: whole(1, MAX_VALIDITY_DAYS).optional(),
  caPassphrase,
})

/** What is not right yet is told in the answer, field by field. */
export const previewBody = z.object({ ...request, validityDays: whole(0, 100_000).optional() })

export const renewBody = z.object({
  validityDays: whole(1, MAX_VALIDITY_DAYS).optional(),
  csrPem,
  caPassphrase,
})

export const revokeBody = z.object({ reason: oneOf(REASONS), caPassphrase })

export const decodeBody = z.object({ pem: text(MAX_PEM) })

const MOST_PEMS = 1000
export const pemsBody = z.object({
  ids: z
    .array(uuid(), must('a list of ids'))
    .max(MOST_PEMS, { error: `must have at most ${MOST_PEMS} entries` }),
})

export const pemsSchema = z.object({
  certificates: z.array(
    z.object({
      id: z.string(),
      ca_id: z.string(),
      common_name: z.string(),
      serial_number: z.string(),
      certificate_pem: z.string(),
    }),
  ),
  // By CA, from the CA itself up to the root.
  chains: z.record(z.string(), z.array(z.string())),
})

export const issuedSchema = z.object({
  certificate: z.object({ ...row, certificate_pem: z.string() }),
  chain_pem: z.array(z.string()),
  // This one time; nobody else has it, and neither have we.
  privateKey: z.string().optional(),
})

export const previewSchema = z.object({
  ca: z.object({
    id: z.string(),
    name: z.string(),
    valid_to: time(),
    has_passphrase: flag(),
  }),
  names: z
    .object({ commonName: z.string(), sanDns: z.array(z.string()), sanIp: z.array(z.string()) })
    .nullable(),
  sanDns: z.array(z.string().nullable()),
  sanIp: z.array(z.string().nullable()),
  valid_from: time(),
  valid_to: time(),
  isCapped: flag(),
  problems: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
})

export const changedSchema = z.object({ certificate: listedSchema })
export const decodedSchema = z.object({ objects: z.array(describedSchema) })
export { REASONS }
