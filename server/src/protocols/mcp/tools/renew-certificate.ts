import { z } from 'zod'
import type { StoredCertificate } from '../../../pki/certificate.ts'
import type { Uuid } from '../../../pki/identifier.ts'
import { asUuid, confirmationToken, csrPem, uuid, validityDays } from '../arguments.ts'
import { beforeIssuing } from '../before-issuing.ts'
import { certificateUrl } from '../dashboard-links.ts'
import { issuedOutput, orDashboard, takeIssuance, toldOfIssued } from '../issued.ts'
import { tool } from '../tool.ts'
import { certificateOf, namesOf } from '../visible.ts'

export const renewCertificate = tool({
  name: 'renew_certificate',
  title: 'Renew a certificate',
  description:
    'Issues a new certificate with the names of an existing one; the existing one stays valid until it expires or is revoked. One that was issued from a CSR needs a new CSR in csrPem. Without a CSR the server makes a new key pair, and the answer holds a link to the private key for the person (the key itself only where the credential explicitly may show it).',
  needs: 'issue',
  input: z.object({
    certificateId: uuid('The certificate to renew'),
    csrPem: csrPem.optional().describe('A new CSR as PEM; its key is certified'),
    validityDays,
    confirmationToken,
  }),
  output: issuedOutput,
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: false,
    openWorldHint: false,
  },
  async answer(call) {
    const { certificateId, confirmationToken: _token, ...request } = call.input
    const id = asUuid(certificateId)
    const certificate = await certificateOf(call, id)
    const dashboardUrl = certificateUrl(call, id)
    const instead = await beforeIssuing(call, {
      toolName: 'renew_certificate',
      authorityId: certificate?.authorityId ?? id,
      dashboardUrl,
      plan: async () => planOf(id, certificate, request),
    })
    if (instead !== undefined) return instead
    await takeIssuance(call)
    return orDashboard(dashboardUrl, async () => {
      const result = await call.services.ca.renew(call.act, { ...request, certificateId: id })
      return toldOfIssued(call, result, 'Renewed')
    })
  },
})

function planOf(
  id: Uuid,
  certificate: StoredCertificate | undefined,
  request: { readonly csrPem?: string | undefined; readonly validityDays?: number | undefined },
): string {
  const which = certificate ? `"${certificate.commonName}" (${id}), ${namesOf(certificate)}` : id
  const key =
    request.csrPem === undefined ? 'a new key that the server makes' : 'the key of the CSR'
  const days = request.validityDays ?? certificate?.validityDays
  const long = days === undefined ? 'as long as before' : `for ${days} days`
  return `This would renew the certificate ${which}, with ${key}, valid ${long}; the former one stays valid beside it`
}
