import { isPermitted } from '../../pki/authorization.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { CredentialPrincipal } from '../../pki/principal.ts'
import type { ToolCall } from './tool.ts'

/**
 * What a plan speaks of in words. Whoever may issue, renew or revoke but not read is told ids alone, and nothing is asked
 * for them that they may not have, so that no refusal stands in the audit log that nobody caused.
 */
export async function authorityOf(
  { services, act, principal }: ToolCall<unknown>,
  id: Uuid,
): Promise<CertificateAuthority | undefined> {
  return isPermitted(principal, id, 'read') ? services.ca.getAuthority(act, id) : undefined
}

/** @throws Problem `notFound` for one that does not exist or is out of reach, where that can be told */
export async function certificateOf(
  { services, act, principal }: ToolCall<unknown>,
  id: Uuid,
): Promise<StoredCertificate | undefined> {
  const [found] = await services.ca.findCertificates(act, [id])
  if (found !== undefined || !readsAll(principal)) return found
  return services.ca.getCertificate(act, id)
}

export function namesOf({ commonName, sanDns, sanIp }: StoredCertificate): string {
  return [...new Set([commonName, ...sanDns, ...sanIp])].join(', ')
}

function readsAll({ grants }: CredentialPrincipal): boolean {
  return [...grants.values()].every(({ canRead }) => canRead)
}
