import { z } from 'zod'
import { asUuid, confirmationToken, csrPem, names, uuid, validityDays } from '../arguments.ts'
import { beforeIssuing, planOfIssuing } from '../before-issuing.ts'
import { authorityUrl } from '../dashboard-links.ts'
import { issuedOutput, orDashboard, takeIssuance, toldOfIssued } from '../issued.ts'
import { tool } from '../tool.ts'

export const signCsr = tool({
  name: 'sign_csr',
  title: 'Sign a certificate signing request',
  description:
    'Issues a certificate for a certificate signing request (CSR) that was made where the key is used: the private key never leaves that machine. Best way to issue; for example: openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -subj "/CN=api.example.com" -addext "subjectAltName=DNS:api.example.com".',
  needs: 'issue',
  input: z.object({
    caId: uuid('The CA that issues'),
    csrPem: csrPem.describe('The CSR as PEM'),
    commonName: z.string().min(1).max(64).optional().describe("Instead of the CSR's"),
    sanDns: names("DNS names; with sanIp they replace all of the CSR's"),
    sanIp: names("IP addresses; with sanDns they replace all of the CSR's"),
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
    const wanted = { ...request, authorityId, mode: 'csr' as const }
    const dashboardUrl = authorityUrl(call, authorityId)
    const instead = await beforeIssuing(call, {
      toolName: 'sign_csr',
      authorityId,
      dashboardUrl,
      plan: () => planOfIssuing(call, wanted, 'the key of the CSR'),
    })
    if (instead !== undefined) return instead
    await takeIssuance(call)
    return orDashboard(dashboardUrl, async () => {
      const result = await call.services.ca.issue(call.act, wanted)
      return toldOfIssued(call, result, 'Issued')
    })
  },
})
