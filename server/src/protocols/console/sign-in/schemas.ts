import { z } from '@hono/zod-openapi'
import { ROLES } from '../../../pki/member.ts'
import { optionalTime, time, timeText } from '../fields.ts'
import { replyJson } from '../../../http/exchange.ts'
import type { CurrentSession } from '../../../access/sign-in/current-session.ts'
import type { NewSession } from '../../../access/sessions.ts'
import type { UserPrincipal } from '../../../pki/principal.ts'
import { keepSession } from '../cookie.ts'
import { endFormerSession, type Arrival } from './former-session.ts'
import type { ConsoleServices } from '../dependencies.ts'

export const sessionResponse = z
  .object({
    user: z.object({
      id: z.uuid(),
      email: z.string(),
      name: z.string(),
      locale: z.string().nullable(),
      isOperator: z.boolean(),
    }),
    workspaces: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        name: z.string(),
        role: z.enum(ROLES),
        plan: z.enum(['free', 'pro']),
      }),
    ),
    csrfToken: z.string(),
    provedAt: time(),
    hasSecondFactor: z.boolean(),
    /** With what a fresh proof can be given. */
    factors: z.object({
      password: z.boolean(),
      passkeys: z.number().int(),
      oneTimeCode: z.boolean(),
      recoveryCodes: z.number().int(),
      passwordChangedAt: time().nullable(),
    }),
  })
  .openapi('Session')

export function renderSession(
  { account, workspaces }: CurrentSession,
  principal: UserPrincipal,
  csrfToken: string,
): z.input<typeof sessionResponse> {
  const { id, email, name, locale, isOperator } = account
  return {
    user: { id, email, name, locale, isOperator },
    workspaces: workspaces.map((workspace) => ({
      id: workspace.id,
      slug: workspace.slug,
      name: workspace.name,
      role: workspace.role,
      plan: workspace.plan,
    })),
    csrfToken,
    provedAt: timeText(principal.provedAt),
    hasSecondFactor: principal.hasSecondFactor === true,
    factors: {
      password: account.passwordHash !== null,
      passkeys: account.passkeys,
      oneTimeCode: account.oneTimeCode !== null && account.oneTimeCode.confirmedAt !== null,
      recoveryCodes: account.recoveryCodes,
      passwordChangedAt: optionalTime(account.passwordChangedAt),
    },
  }
}

/** What every sign-in answers; who it is, is asked then with the cookie. */
export const signedInResponse = z
  .object({ status: z.literal('signedIn'), expiresAt: time() })
  .openapi('SignedIn')

export async function replySignedIn(
  services: ConsoleServices,
  arrival: Arrival,
  session: NewSession,
): Promise<Response> {
  const { exchange } = arrival
  await endFormerSession(services, arrival)
  keepSession(exchange, session)
  return replyJson(exchange, { status: 'signedIn', expiresAt: timeText(session.expiresAt) })
}
