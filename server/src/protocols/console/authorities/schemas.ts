import { z } from '@hono/zod-openapi'
import { must } from '../../../http/validate.ts'
import { isUuid, parseUuid, type Uuid } from '../../../pki/identifier.ts'
import { KEY_ALGORITHMS } from '../../../pki/key-policy.ts'
import { REVOCATION_REASON_NAMES } from '../../../pki/revocation.ts'
import { PUBLICATION_STATES } from '../../../pki/publication-state.ts'

const UUID_TEXT = 'a UUID such as 550e8400-e29b-41d4-a716-446655440000'

const uuid = z
  .string(must(UUID_TEXT))
  .refine(isUuid, { error: `must be ${UUID_TEXT}` })
  .openapi({ format: 'uuid' })
  // refine() has seen to it that it is one
  .transform((text) => parseUuid(text) as Uuid)

const time = z.iso.datetime()
const shortText = z.string(must('a text')).max(200, { error: 'must have at most 200 characters' })
const attribute = shortText.optional()
const secret = z.string(must('a text'))
const keyAlgorithm = z.enum(KEY_ALGORITHMS, must(`one of ${KEY_ALGORITHMS.join(', ')}`))
const publicationState = z.enum(PUBLICATION_STATES)
const reason = z.enum(
  // The names are those of a record that is not empty.
  REVOCATION_REASON_NAMES as [string, ...string[]] as ['unspecified'],
  must(`one of ${REVOCATION_REASON_NAMES.join(', ')}`),
)

// ── what comes ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const authorityPath = z.object({ authorityId: uuid })
export const requestPath = z.object({ requestId: uuid })

export const listQuery = z.object({
  includeRevoked: z.enum(['true', 'false'], must('true or false')).default('true'),
})

export const activityQuery = z.object({
  beforeAt: z.coerce.number().int().optional(),
  beforeSeq: z.coerce.number().int().optional(),
  pageSize: z.coerce.number().int().min(1).max(100).default(30),
})

const caPassphrase = secret.optional().openapi({
  description: 'Of the CA whose key signs, when it is protected',
})
const passphrase = secret.optional().openapi({
  description: 'Protects the key of the CA from now on; at least 12 characters, kept nowhere',
})

const subject = {
  name: attribute.openapi({ description: 'What people call it; defaults to the common name' }),
  commonName: shortText.min(1, { error: 'must not be empty' }),
  organization: attribute,
  organizationalUnit: attribute,
  country: attribute.openapi({ description: 'Two letters, ISO 3166-1' }),
  state: attribute,
  locality: attribute,
}

const profile = {
  keyAlgorithm,
  validityDays: z.int(must('a whole number of days')).optional(),
  pathLength: z
    .union([z.int().min(0).max(2), z.literal('unlimited')], must('0, 1, 2 or "unlimited"'))
    .optional(),
  passphrase,
}

export const newAuthority = z.object({
  ...subject,
  ...profile,
  parentCaId: uuid.optional().openapi({ description: 'Absent: a root' }),
  shards: z.int(must('a whole number')).optional(),
  caPassphrase,
})

const half = z.object({ ...subject, ...profile })
export const newHierarchy = z.object({ root: half, issuing: half })

export const importedAuthority = z.object({
  name: attribute,
  pem: secret.optional().openapi({
    description: 'The certificate, those above it and the private key, in any order, in one text',
  }),
  pkcs12: secret.optional().openapi({ description: 'A PKCS#12 store, Base64' }),
  password: secret.optional().openapi({ description: 'Of the store, or of the private key' }),
  crl: secret.optional().openapi({
    description: 'The last revocation list that the CA published: PEM, or DER as Base64',
  }),
  crlNumber: z
    .int(must('a whole number'))
    .min(0)
    .optional()
    .openapi({ description: 'Of its last list, where the list is not at hand' }),
  passphrase,
})

export const newRequest = z.object({
  ...subject,
  keyAlgorithm,
  pathLength: profile.pathLength,
  passphrase,
})

export const certified = z.object({
  certificatePem: secret.openapi({
    description: 'The certificate and those above it up to the root, in any order',
  }),
  caPassphrase,
})

export const renewal = z.object({ validityDays: profile.validityDays, caPassphrase })
export const unlocking = z.object({ caPassphrase })
export const revocation = z.object({
  reason,
  name: secret.openapi({ description: 'The name of the CA, typed to show that it is meant' }),
  caPassphrase,
})

// ── what goes ────────────────────────────────────────────────────────────────────────────────────────────────────────

const authority = z
  .object({
    id: z.uuid(),
    name: z.string(),
    common_name: z.string(),
    organization: z.string().nullable(),
    organizational_unit: z.string().nullable(),
    country: z.string().nullable(),
    state: z.string().nullable(),
    locality: z.string().nullable(),
    key_algorithm: z.string(),
    serial_number: z.string(),
    fingerprint_sha256: z.string(),
    valid_from: time,
    valid_to: time,
    created_at: time,
    has_passphrase: z.boolean(),
    parent_ca_id: z.uuid().nullable(),
    depth: z.int(),
    path_length: z.int().nullable(),
    shards: z.int(),
    revoked_at: time.nullable(),
    revocation_reason: z.string().nullable(),
    certified_elsewhere: z.boolean(),
    active_certificates: z.int(),
    publication: publicationState,
    next_update: time.nullable(),
    unusable_reason: z.string().nullable(),
  })
  .openapi('ConsoleAuthority')

const authorityDetail = authority
  .extend({
    certificate_pem: z.string(),
    subject: z.string(),
    issuer: z.string(),
    subject_key_identifier: z.string(),
    signature_algorithm: z.string(),
  })
  .openapi('ConsoleAuthorityDetail')

const request = z
  .object({
    id: z.uuid(),
    name: z.string(),
    common_name: z.string(),
    key_algorithm: z.string(),
    has_passphrase: z.boolean(),
    created_at: time,
    request_pem: z.string(),
  })
  .openapi('AuthorityRequest')

export const authorityList = z.object({
  authorities: z.array(authority),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  totalPages: z.int(),
})
export const authorityAnswer = z.object({ authority: authorityDetail })
export const hierarchyAnswer = z.object({ root: authorityDetail, issuing: authorityDetail })
export const chainAnswer = z.object({ authorityId: z.uuid(), chain: z.array(z.string()) })
export const requestAnswer = z.object({ request })
export const requestList = z.object({ requests: z.array(request) })
export const requestPemAnswer = z.object({ request_pem: z.string() })
export const removedAnswer = z.object({ removed: z.boolean() })

const list = z.object({
  shard: z.int(),
  url: z.string(),
  number: z.int(),
  this_update: time.nullable(),
  next_update: time.nullable(),
  octets: z.int(),
  state: publicationState,
})

export const publicationAnswer = z.object({
  publication: z.object({
    state: publicationState,
    lists: z.array(list),
    responder: z
      .object({
        serial_number: z.string(),
        valid_from: time,
        valid_to: time,
        created_at: time,
        state: publicationState,
      })
      .nullable(),
    ocsp_url: z.string(),
    certificate_url: z.string(),
    trust_url: z.string().nullable(),
    is_configured: z.boolean(),
  }),
})

export const checkAnswer = z.object({
  checked_at: time,
  findings: z.array(
    z.object({
      kind: z.enum(['list', 'ocsp']),
      url: z.string(),
      shard: z.int(),
      valid_from: time.nullable(),
      valid_to: time.nullable(),
      fault: z.object({ kind: z.string(), detail: z.string() }).nullable(),
    }),
  ),
})

export const activityAnswer = z.object({
  events: z.array(
    z.object({
      at: time,
      action: z.string(),
      outcome: z.string(),
      actor: z.object({
        kind: z.string(),
        id: z.string(),
        name: z.string().nullable(),
        address: z.string().nullable(),
      }),
      detail: z.record(z.string(), z.string()),
    }),
  ),
  next: z.object({ beforeAt: z.int(), beforeSeq: z.int() }).nullable(),
})
