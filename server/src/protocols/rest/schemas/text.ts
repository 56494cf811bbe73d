import { z } from '@hono/zod-openapi'
import { isUuid, parseUuid } from '../../../pki/identifier.ts'
import { must } from '../../../http/validate.ts'
import type { Uuid } from '../../../pki/identifier.ts'

type Optional<Schema extends z.ZodType> = z.ZodPipe<
  z.ZodOptional<z.ZodNullable<Schema>>,
  z.ZodTransform<z.output<Schema> | undefined, z.output<Schema> | null | undefined>
>

/** May be left out or null; both mean the same. */
export function optional<Schema extends z.ZodType>(schema: Schema): Optional<Schema> {
  return schema.nullish().transform((value) => value ?? undefined)
}

const UUID_TEXT = 'a UUID such as 550e8400-e29b-41d4-a716-446655440000'

/** 8-4-4-4-12 hexadecimal digits of any version; in lower case from here on. */
export function uuid(description: string): z.ZodPipe<z.ZodString, z.ZodTransform<Uuid, string>> {
  return (
    z
      .string(must(UUID_TEXT))
      .refine(isUuid, { error: `must be ${UUID_TEXT}` })
      .openapi({ description, format: 'uuid', example: '550e8400-e29b-41d4-a716-446655440000' })
      // refine() has seen to it that it is one
      .transform((text) => parseUuid(text) as Uuid)
  )
}

/** "managed, csr" of a table's keys. */
export function oneOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
): z.ZodEnum<{ [Value in Values[number]]: Value }> {
  return z.enum(values, must(`one of ${values.join(', ')}`))
}
