import { z } from '@hono/zod-openapi'
import { MAX_ALTERNATIVE_NAMES } from '../../../ca/names.ts'
import { KEY_ALGORITHMS } from '../../../pki/key-policy.ts'
import { REVOCATION_REASONS } from '../../../pki/revocation.ts'
import { DEFAULT_VALIDITY_DAYS, MAX_VALIDITY_DAYS } from '../../../pki/validity.ts'
import { must } from '../../../http/validate.ts'
import { oneOf, optional, uuid } from './text.ts'
import type { RevocationReason } from '../../../pki/revocation.ts'

/** RFC 1035 §2.3.4, with room for U-labels, which grow shorter or longer as A-labels. */
const MAX_NAME = 1024
/** RFC 5280 Appendix A.1, ub-common-name. */
const MAX_COMMON_NAME = 64
const MAX_CSR = 64 * 1024
const MAX_PASSPHRASE = 1024

const text = (most: number): z.ZodString =>
  z
    .string(must('text'))
    .min(1, { error: 'must not be empty' })
    .max(most, { error: `must be at most ${most} characters` })

const validityDays = (description: string) => {
  const rule = `a whole number from 1 to ${MAX_VALIDITY_DAYS}`
  return optional(
    z
      .int(must(rule))
      .min(1, must(rule))
      .max(MAX_VALIDITY_DAYS, must(rule))
      .openapi({ description }),
  )
}

const names = (description: string) =>
  optional(
    z
      .array(text(MAX_NAME), must('a list of texts'))
      .max(MAX_ALTERNATIVE_NAMES, { error: `must have at most ${MAX_ALTERNATIVE_NAMES} entries` })
      .openapi({ description }),
  )

const caPassphrase = optional(
  text(MAX_PASSPHRASE).openapi({
    description: 'CA passphrase (required if the CA is passphrase-protected)',
    format: 'password',
  }),
)

const reasons = Object.keys(REVOCATION_REASONS) as [RevocationReason, ...RevocationReason[]]

export const issueBody = z
  .object({
    caId: uuid('ID of the Certificate Authority to issue from'),
    mode: oneOf(['managed', 'csr'])
      .nullish()
      .transform((mode) => mode ?? 'managed')
      .openapi({
        description:
          '`managed`: Certman generates the key pair. `csr`: you provide a Certificate Signing Request.',
        default: 'managed',
      }),
    commonName: optional(
      text(MAX_COMMON_NAME).openapi({
        description:
          'Common name for the certificate (required for managed mode). In csr mode it replaces the common name of the request.',
      }),
    ),
    sanDns: names(
      'DNS Subject Alternative Names (supports wildcards like *.example.com). In csr mode `sanDns` and `sanIp`, if either is given, together replace all alternative names of the request.',
    ),
    sanIp: names('IP address Subject Alternative Names (IPv4 or IPv6)'),
    keyAlgorithm: optional(
      oneOf(KEY_ALGORITHMS).openapi({
        description:
          'Key algorithm (default: ECDSA-P256). In csr mode it must be that of the request, if given.',
      }),
    ),
    validityDays: validityDays(
      `Certificate validity in days (max ${MAX_VALIDITY_DAYS} per CA/Browser Forum; default: ${DEFAULT_VALIDITY_DAYS}, cut to the end of the CA)`,
    ),
    csrPem: optional(
      text(MAX_CSR).openapi({
        description: 'Certificate Signing Request in PEM format (required for csr mode)',
      }),
    ),
    caPassphrase,
  })
  .superRefine((body, context) => {
    const refuse = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message })
    if (body.mode === 'csr' && body.csrPem === undefined)
      refuse('csrPem', 'is required in csr mode')
    if (body.mode === 'csr') return
    if (body.commonName === undefined) refuse('commonName', 'is required in managed mode')
    if (body.csrPem !== undefined)
      refuse('csrPem', 'must be left out in managed mode; use "mode": "csr"')
  })
  .openapi('IssueRequest')

export const renewBody = z
  .object({
    validityDays: validityDays(
      `Certificate validity in days (max ${MAX_VALIDITY_DAYS} per CA/Browser Forum; default: that of the original, cut to the end of the CA)`,
    ),
    csrPem: optional(
      text(MAX_CSR).openapi({
        description: 'New CSR in PEM format (required when renewing a CSR-based certificate)',
      }),
    ),
    caPassphrase,
  })
  .openapi('RenewRequest')

export const revokeBody = z
  .object({
    reason: oneOf(reasons)
      .nullish()
      .transform((reason) => reason ?? 'unspecified')
      .openapi({ description: 'Why the certificate is revoked', default: 'unspecified' }),
    caPassphrase,
  })
  .openapi('RevokeRequest')

const MAX_KEY = 255
/** Visible ASCII and the space. */
export const IDEMPOTENCY_KEY = /^[ -~]{1,255}$/

export const idempotencyHeaders = z.object({
  'Idempotency-Key': z.string().optional().openapi({
    description:
      "A unique key to ensure idempotent requests. If you retry a request with the same key and body within 24 hours, you'll receive the cached response. Only supported for CSR-based operations (not managed mode). Recommended format: UUID v4.",
    minLength: 1,
    maxLength: MAX_KEY,
    example: '3f0c9a4e-52a4-4b6e-9d2a-7f6f0a1f9d52',
  }),
})
