import { hash } from 'node:crypto'
import { auditEvent, type AuditedAct } from '../audit/events.ts'
import { requireInstanceOperator, requireStepUp } from '../pki/authorization.ts'
import type { Uuid } from '../pki/identifier.ts'
import { SecretText } from '../pki/secret-text.ts'
import type { AccessContext } from './context.ts'

const TOKEN_OCTETS = 32
const LIFETIME_MILLISECONDS = 86_400_000

export interface SetupToken {
  /** 32 octets from the CSPRNG, base64url. Shown once; stored as SHA-256. */
  readonly token: SecretText
  readonly expiresAt: number
}

/** A one-time token with which a user sets up their access to the dashboard, within 24 hours. */
export async function createSetupToken(
  context: AccessContext,
  act: AuditedAct,
  userId: Uuid,
): Promise<SetupToken> {
  requireInstanceOperator(act.principal)
  requireStepUp(act.principal, context.now())
  const text = Buffer.from(context.random(TOKEN_OCTETS)).toString('base64url')
  const at = context.now()
  const expiresAt = at + LIFETIME_MILLISECONDS
  const audit = auditEvent(act, 'setupLink.created', {
    subject: userId,
    workspaceId: null,
    at,
    detail: { expiresAt },
  })
  await context.store.workspaces.createSetupToken(
    { tokenHash: hash('sha256', text, 'buffer'), userId, expiresAt },
    [audit],
  )
  return { token: new SecretText(text), expiresAt }
}

/** The token stands in the fragment, which browsers do not send: so it reaches no log of a server or a proxy. */
export function setupLink(baseUrl: string, token: SecretText): string {
  return `${baseUrl}/setup#token=${token.reveal()}`
}
