import { z } from 'zod'
import { SecretText } from '../pki/secret-text.ts'

/** A schema from a parser that answers undefined to what is not allowed. */
export function parsed<Value>(
  parse: (text: string) => Value | undefined,
): z.ZodType<Value, string> {
  return z.string().transform((text, context) => {
    const value = parse(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: 'not allowed' })
    return z.NEVER
  })
}

export function listOf<Value>(
  parse: (text: string) => Value | undefined,
): z.ZodType<readonly Value[], string> {
  return parsed((text) => {
    const values = text.split(',').map((item) => parse(item.trim()))
    return values.every((value) => value !== undefined) ? Object.freeze(values) : undefined
  })
}

export const port = (lowest: number): z.ZodType<number, string> =>
  parsed((text) =>
    /^\d{1,5}$/.test(text) && Number(text) >= lowest && Number(text) <= 65_535
      ? Number(text)
      : undefined,
  )

export const secretText = (atLeast: number): z.ZodType<SecretText, string> =>
  parsed((text) => (text.length >= atLeast ? new SecretText(text) : undefined))

export const databaseUrl: z.ZodType<SecretText, string> = parsed((text) =>
  /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? new SecretText(text) : undefined,
)
