import { z } from 'zod'
import { asUuid, confirmationToken, keyAlgorithm, names, uuid, validityDays } from '../arguments.ts'
import { dashboardRequired, unlessConfirmed } from '../confirm.ts'
import { authorityUrl } from '../dashboard-links.ts'
import { authorityOf, issuedOutput, orDashboard, takeIssuance, toldOfIssued } from '../issued.ts'
import { tool } from '../tool.ts'

export const issueCertificate = tool({
  name: 'issue_certificate',
  title: 'Issue a certificate with a new key',
  description:
    'Issues a certificate whose key pair the server makes (managed). The private key is not shown here: the answer holds a link where the signed-in person downloads it, once, within ten minutes. Prefer sign_csr wherever the key can be made by whoever uses it.',
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
    const { caId, confirmationToken: token, ...request } = call.input
    const authorityId = asUuid(caId)
    const authority = await authorityOf(call, authorityId)
    if (authority?.hasPassphrase) {
      return dashboardRequired(`"${authority.name}"`, authorityUrl(call, authorityId))
    }
    const { confirmations } = call.services.mcp
    if (token !== undefined || !(await confirmations.goesWithoutSaying(call.principal))) {
      const names = [request.commonName, ...(request.sanDns ?? []), ...(request.sanIp ?? [])]
      const instead = await unlessConfirmed(
        call,
        'issue_certificate',
        `This would issue a further certificate from "${authority?.name ?? authorityId}" for ${[...new Set(names)].join(', ')}; this credential has issued several within minutes.`,
      )
      if (instead !== undefined) return instead
    }
    await takeIssuance(call)
    return orDashboard(call, authorityId, async () => {
      const { ca } = call.services
      const result = await ca.issue(call.act, { ...request, authorityId, mode: 'managed' })
      return toldOfIssued(call, result, 'Issued')
    })
  },
})
