import { z } from 'zod'
import {
  mayReplaceReason,
  REVOCATION_REASON_NAMES,
  type RevocationReason,
} from '../../../pki/revocation.ts'
import type { StoredCertificate } from '../../../pki/certificate.ts'
import type { Uuid } from '../../../pki/identifier.ts'
import { asUuid, confirmationToken, uuid } from '../arguments.ts'
import { dashboardRequired, outcome, unlessConfirmed } from '../confirm.ts'
import { certificateUrl } from '../dashboard-links.ts'
import { orDashboard } from '../issued.ts'
import { tool } from '../tool.ts'
import { authorityOf, certificateOf, namesOf } from '../visible.ts'
import { timeText } from '../wire.ts'

const [first, ...others] = REVOCATION_REASON_NAMES as [RevocationReason, ...RevocationReason[]]

export const revokeCertificate = tool({
  name: 'revoke_certificate',
  title: 'Revoke a certificate',
  description:
    'Revokes a certificate: it appears in the revocation list (CRL), and OCSP calls it revoked at once. This cannot be undone (except for certificateHold). The first call changes nothing: it answers with the plan, and with a confirmationToken where the client cannot ask the person itself.',
  needs: 'revoke',
  input: z.object({
    certificateId: uuid('The certificate to revoke'),
    reason: z
      .enum([first, ...others])
      .optional()
      .describe('Default: unspecified'),
    confirmationToken,
  }),
  output: z.object({
    ...outcome,
    certificate: z
      .object({
        id: z.string(),
        common_name: z.string(),
        revoked_at: z.string().nullable(),
        revocation_reason: z.string().nullable(),
      })
      .optional(),
    crlUrl: z.string().optional(),
    crlNumber: z.number().int().optional().describe('From this number on the list tells of it'),
  }),
  annotations: {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: false,
  },
  async answer(call) {
    const id = asUuid(call.input.certificateId)
    const reason = call.input.reason ?? 'unspecified'
    const certificate = await certificateOf(call, id)
    const authority = certificate && (await authorityOf(call, certificate.authorityId))
    const dashboardUrl = certificateUrl(call, id)
    if (authority?.hasPassphrase) {
      return dashboardRequired(`The certificate authority "${authority.name}"`, dashboardUrl)
    }
    const issuer = authority && `"${authority.name}"`
    const plan = planOf(id, certificate, issuer, reason)
    const instead = await unlessConfirmed(call, 'revoke_certificate', plan)
    if (instead !== undefined) return instead
    return orDashboard(dashboardUrl, async () => {
      const request = { certificateId: id, reason }
      const { certificate: revoked, list } = await call.services.ca.revoke(call.act, request)
      const { revocation } = revoked
      return {
        said: `Revoked ${revoked.commonName} (${reason}). OCSP says so now, and the list ${list.url} from number ${list.number} on.`,
        data: {
          status: 'done' as const,
          certificate: {
            id,
            common_name: revoked.commonName,
            revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
            revocation_reason: revocation?.reason ?? null,
          },
          crlUrl: list.url,
          crlNumber: list.number,
        },
      }
    })
  },
})

function planOf(
  id: Uuid,
  certificate: StoredCertificate | undefined,
  issuer: string | undefined,
  reason: RevocationReason,
): string {
  if (certificate === undefined) {
    return `This would revoke the certificate ${id} (${reason}). Whoever checks revocation will refuse it from then on. It cannot be undone.`
  }
  const { commonName, serialNumber, validity, revocation } = certificate
  const changes = revocation !== null && mayReplaceReason(revocation.reason, reason)
  const before =
    revocation === null
      ? ''
      : ` It is revoked already (${revocation.reason}): ${changes ? 'the reason would change' : 'that cannot be changed any more'}.`
  const undo =
    reason === 'certificateHold' ? 'Only the operator can lift the hold.' : 'It cannot be undone.'
  return `This would revoke the certificate "${commonName}" (${namesOf(certificate)}; serial number ${serialNumber}, valid until ${timeText(validity.notAfter)})${issuer === undefined ? '' : ` of ${issuer}`} with the reason ${reason}.${before} Whoever checks revocation will refuse it at once. ${undo}`
}
