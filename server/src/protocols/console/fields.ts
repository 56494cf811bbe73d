import { z } from '@hono/zod-openapi'
import { must } from '../../http/validate.ts'
import { isUuid, parseUuid, type Uuid } from '../../pki/identifier.ts'
import { parseInstant } from '../../pki/instant.ts'

/** The forms that members of many schemas of the console have in common. */

type FromText<Value> = z.ZodPipe<z.ZodString, z.ZodTransform<Value, string>>

const UUID_RULE = 'a UUID such as 550e8400-e29b-41d4-a716-446655440000'
const DATE_RULE = 'an ISO 8601 date or date-time such as 2026-06-01 or 2026-06-01T12:00:00Z'

/** In a request: of any version, in lower case from here on. */
export function uuid(): FromText<Uuid> {
  return (
    z
      .string(must(UUID_RULE))
      .refine(isUuid, { error: `must be ${UUID_RULE}` })
      .openapi({ format: 'uuid' })
      // refine() has seen to it that it is one
      .transform((text) => parseUuid(text) as Uuid)
  )
}

export function oneOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
): z.ZodEnum<{ [Value in Values[number]]: Value }> {
  return z.enum(values, must(`one of ${values.join(', ')}`))
}

/** A whole number in a body. */
export function whole(least: number, most: number): z.ZodNumber {
  const rule = `a whole number from ${least} to ${most}`
  return z
    .number(must(rule))
    .int({ error: `must be ${rule}` })
    .min(least, { error: `must be ${rule}` })
    .max(most, { error: `must be ${rule}` })
}

/** A whole number in an address, in plain decimal digits. */
export function wholeText(least: number, most: number): FromText<number> {
  const rule = `a whole number from ${least} to ${most}`
  const fits = (text: string): boolean =>
    /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most
  return z
    .string(must(rule))
    .refine(fits, { error: `must be ${rule}` })
    .openapi({ type: 'integer', minimum: least, maximum: most })
    .transform(Number)
}

/** Text of one line in a body. */
export function text(most: number): z.ZodString {
  const rule = `text of at most ${most} characters`
  return z.string(must(rule)).max(most, { error: `must be ${rule}` })
}

export function flag(): z.ZodBoolean {
  return z.boolean(must('true or false'))
}

/** An instant in an address, as milliseconds; a date alone is its first instant, or with `end` its last. */
export function instant(edge: 'start' | 'end'): FromText<number> {
  return z
    .string(must(DATE_RULE))
    .refine((given) => parseInstant(given, edge) !== undefined, { error: `must be ${DATE_RULE}` })
    .transform((given) => parseInstant(given, edge) ?? 0)
}

/** In an answer: ISO 8601 in UTC. */
export function time(): z.ZodString {
  return z.string().openapi({ format: 'date-time' })
}

export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

export function optionalTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : timeText(milliseconds)
}
