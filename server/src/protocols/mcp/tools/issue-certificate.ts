import { z } from 'zod'
import { asUuid, confirmationToken, keyAlgorithm, names, uuid, validityDays } from '../arguments.ts'
import { beforeIssuing, planOfIssuing } from '../before-issuing.ts'
import { authorityUrl } from '../dashboard-links.ts'
import { issuedOutput, orDashboard, takeIssuance, toldOfIssued } from '../issued.ts'
import { tool } from '../tool.ts'

export const issueCertificate = tool({
  name: 'issue_certificate',
  title: 'Issue a certificate with a new key',
  description:
    'Issues a certificate whose key pair the server makes (managed). The private key is not shown here, unless the credential explicitly may show it: the answer holds a link where the signed-in person downloads it, once, within ten minutes. Prefer sign_csr wherever the key can be made by whoever uses it.',
  needs: 'issue',
  input: z.object({
    caId: uuid('The CA that issues'),
    commonName: z
      .string()
      .min(1)
      .max(64)
      .describe('Such as api.example.com; it becomes an alternative name too'),
    sanDns: names('Further DNS names; wildcards such as *.example.com are allowed'),
    sanIp: names('IP addresses'),
    keyAlgorithm,
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
    const { caId, confirmationToken: _token, ...request } = call.input
    const authorityId = asUuid(caId)
    const wanted = { ...request, authorityId, mode: 'managed' as const }
    const dashboardUrl = authorityUrl(call, authorityId)
    const instead = await beforeIssuing(call, {
      toolName: 'issue_certificate',
      authorityId,
      dashboardUrl,
      plan: () => planOfIssuing(call, wanted, 'a key that the server makes'),
    })
    if (instead !== undefined) return instead
    await takeIssuance(call)
    return orDashboard(dashboardUrl, async () => {
      const result = await call.services.ca.issue(call.act, wanted)
      return toldOfIssued(call, result, 'Issued')
    })
  },
})
