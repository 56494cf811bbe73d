import { z } from '@hono/zod-openapi'

/** The pieces of which answers are described. Nothing runs them: the answers are built by hand. */

export const id = (description: string): z.ZodString =>
  z.string().openapi({ format: 'uuid', description })

export const text = (description: string): z.ZodString => z.string().openapi({ description })

export const time = (description: string): z.ZodString =>
  z.string().openapi({ format: 'date-time', description })

export const pem = z.string().openapi({
  description: 'The certificate as PEM: LF line ends, 64 columns, no trailing newline',
})

export const keyAlgorithm = z.string().openapi({
  description:
    'Key algorithm. An open list: keys from certification requests may report others, such as RSA-3072, ECDSA-P521 or Ed25519',
  example: 'ECDSA-P256',
})

export const serialNumber = z.string().openapi({
  description: 'Serial number in upper-case hexadecimal, of even length, without a sign octet',
  pattern: '^([0-9A-F]{2})+$',
})

export const revokedAt = time('When it was revoked; null while it is not').nullable()
export const revocationReason = text('Why it was revoked; null while it is not').nullable()
