import { z } from 'zod'
import { asUuid, confirmationToken, csrPem, uuid, validityDays } from '../arguments.ts'
import { beforeIssuing } from '../before-issuing.ts'
import { certificateUrl } from '../dashboard-links.ts'
import { issuedOutput, orDashboard, takeIssuance, toldOfIssued } from '../issued.ts'
import { tool } from '../tool.ts'
import { certificateOf } from '../visible.ts'

export const renewCertificate = tool({
  name: 'renew_certificate',
  title: 'Renew a certificate',
  description:
    'Issues a new certificate with the names of an existing one; the existing one stays valid until it expires or is revoked. One that was issued from a CSR needs a new CSR in csrPem. Without a CSR the server makes a new key pair, and the answer holds a link to the private key for the person.',
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
    const which = certificate ? `"${certificate.commonName}" (${id})` : id
    const instead = await beforeIssuing(call, {
      toolName: 'renew_certificate',
      authorityId: certificate?.authorityId ?? id,
      dashboardUrl: certificateUrl(call, id),
      plan: () => `This would renew the certificate ${which}, which stays valid beside the new one`,
    })
    if (instead !== undefined) return instead
    await takeIssuance(call)
    return orDashboard(call, certificate?.authorityId ?? id, async () => {
      const result = await call.services.ca.renew(call.act, { ...request, certificateId: id })
      return toldOfIssued(call, result, 'Renewed')
    })
  },
})
