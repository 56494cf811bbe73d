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
import { oneOf, uuid } from './text.ts'

export const authorityPath = z.object({ id: uuid('Certificate Authority ID') })

export const authorityQuery = z.object({
  parentCaId: uuid(
    'Filter by parent CA ID. Use to list only children of a specific CA. An unknown or unreadable CA gives an empty list.',
  ).optional(),
  type: oneOf(['root', 'intermediate', 'all'])
    .default('all')
    .openapi({ description: 'Which kind of Certificate Authorities to list' }),
})

const parent = id('The CA that issued this one; null for a root').nullable()
const depth = z
  .int()
  .openapi({ description: '0 for a root, 1 below it, …', minimum: 0, maximum: 2 })
const pathLength = z.int().min(0).nullable().openapi({
  description: 'How many CAs may stand below this one (RFC 5280 §4.2.1.9); null: unlimited',
})

const summary = {
  id: id('Certificate Authority ID'),
  name: text('Display name'),
  common_name: text('Common name of the subject'),
  organization: text('Organization of the subject').nullable(),
}

const authoritySummary = z
  .object({
    ...summary,
    key_algorithm: keyAlgorithm,
    valid_from: time('Start of validity'),
    valid_to: time('End of validity'),
    created_at: time('When the CA was created'),
    parent_ca_id: parent,
    depth,
    path_length: pathLength,
  })
  .openapi('CertificateAuthoritySummary')

const authorityDetail = z
  .object({
    ...summary,
    country: text('Country of the subject').nullable(),
    state: text('State or province of the subject').nullable(),
    locality: text('Locality of the subject').nullable(),
    key_algorithm: keyAlgorithm,
    certificate_pem: pem,
    serial_number: serialNumber,
    valid_from: time('Start of validity'),
    valid_to: time('End of validity'),
    created_at: time('When the CA was created'),
    has_passphrase: z.boolean().openapi({
      description: 'Whether issuing takes the CA passphrase (`caPassphrase`)',
    }),
    parent_ca_id: parent,
    depth,
    path_length: pathLength,
    revoked_at: revokedAt,
    revocation_reason: revocationReason,
  })
  .openapi('CertificateAuthority')

export const authorityList = z.object({ cas: z.array(authoritySummary) })
export const authorityAnswer = z.object({ ca: authorityDetail })
export const chainAnswer = z.object({
  caId: id('The CA that the chain starts with'),
  chainLength: z.int().openapi({ description: 'How many certificates the chain has', minimum: 1 }),
  chain: z.array(pem).openapi({ description: 'From the specified CA up to the root' }),
})
