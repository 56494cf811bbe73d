import { z } from '@hono/zod-openapi'
import { must } from '../../../http/validate.ts'

/** As WebAuthn §5.1.8–9 write it; only the authenticator and the verb look into it. */
export const credentialOptions = z.object({ options: z.looseObject({}) })

export const credentialAnswer = z.record(
  z.string(),
  z.unknown(),
  must('the answer of an authenticator'),
)
