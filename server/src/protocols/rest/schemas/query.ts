import { z } from '@hono/zod-openapi'
import { parseInstant } from '../../../pki/instant.ts'
import { must } from '../../../http/validate.ts'

type FromText<Value> = z.ZodPipe<z.ZodString, z.ZodTransform<Value, string>>

/** A whole number in plain decimal digits; no sign, point or exponent. */
export function wholeNumber(
  { least, most, fallback }: { least: number; most: number; fallback?: number },
  description: string,
): FromText<number> {
  const rule = `a whole number from ${least} to ${most}`
  const fits = (text: string): boolean =>
    /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most
  return z
    .string(must(rule))
    .refine(fits, { error: `must be ${rule}` })
    .openapi({
      type: 'integer',
      minimum: least,
      maximum: most,
      description,
      ...(fallback === undefined ? {} : { default: fallback }),
    })
    .transform(Number)
}

const DATE_RULE = 'an ISO 8601 date or date-time such as 2024-06-01 or 2024-06-01T12:00:00Z'

/**
 * An ISO 8601 date or date-time as milliseconds since the Unix epoch; without an offset it is UTC. A date alone means its
 * first instant, or with `'end'` its last, so that both ends of a range include the day they name.
 */
export function instant(edge: 'start' | 'end', description: string): FromText<number> {
  return z
    .string(must(DATE_RULE))
    .refine((text) => parseInstant(text, edge) !== undefined, { error: `must be ${DATE_RULE}` })
    .openapi({ description, example: '2024-06-01T00:00:00.000Z' })
    .transform((text) => parseInstant(text, edge) ?? 0)
}
