import { z } from 'zod'
import { parseInstant } from '../../pki/instant.ts'
import { parseUuid, type Uuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import { KEY_ALGORITHMS } from '../../pki/key-policy.ts'
import { MAX_VALIDITY_DAYS } from '../../pki/validity.ts'

/** The pieces of which arguments are described. */

const UUID_PATTERN = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/

export function uuid(description: string): z.ZodString {
  return z
    .string()
    .regex(UUID_PATTERN, 'must be a UUID such as 550e8400-e29b-41d4-a716-446655440000')
    .describe(description)
}

/** The schema has seen to it that it is one. */
export function asUuid(text: string): Uuid {
  const parsed = parseUuid(text)
  if (parsed === undefined) throw new Problem('invalidRequest', `"${text}" is not a UUID`)
  return parsed
}

export const validityDays = z
  .number()
  .int()
  .min(1)
  .max(MAX_VALIDITY_DAYS)
  .optional()
  .describe(`How many days it is valid, 1 to ${MAX_VALIDITY_DAYS}`)

export const keyAlgorithm = z.enum(KEY_ALGORITHMS).optional().describe('Default: ECDSA-P256')

export const names = (description: string) =>
  z.array(z.string().min(1).max(1024)).max(250).optional().describe(description)

export const csrPem = z
  .string()
  .min(1)
  .max(64 * 1024)

export const confirmationToken = z
  .string()
  .max(200)
  .optional()
  .describe(
    'Only after the person agreed to the plan: the token of the answer that held the plan. Leave it out at first.',
  )

/** @throws Problem `invalidRequest` naming the argument */
export function instantOf(
  text: string | undefined,
  edge: 'start' | 'end',
  field: string,
): number | undefined {
  if (text === undefined) return undefined
  const instant = parseInstant(text, edge)
  if (instant !== undefined) return instant
  throw new Problem(
    'invalidRequest',
    `${field} must be an ISO 8601 date or date-time such as 2024-06-01 or 2024-06-01T12:00:00Z`,
    { field },
  )
}
