import { z } from 'zod'
import { Problem } from '../../pki/problem.ts'
import type { IssueResult } from '../../ca/certification-authority.ts'
import { dashboardRequired, outcome } from './confirm.ts'
import { keyLinkUrl } from './dashboard-links.ts'
import type { Told, ToolCall } from './tool.ts'
import { certificateDetail, renderCertificate, timeText } from './wire.ts'

/** What issuing and renewing answer. */
export const issuedOutput = z.object({
  ...outcome,
  certificate: certificateDetail.optional(),
  privateKeyUrl: z
    .string()
    .optional()
    .describe('A page that gives the private key to the signed-in person, once, for ten minutes'),
  privateKeyUrlExpiresAt: z.string().optional(),
  privateKey: z
    .string()
    .optional()
    .describe(
      'PKCS#8 PEM; only when the credential explicitly may show private keys to assistants',
    ),
  recommendation: z.string().optional(),
})

type Issued = z.input<typeof issuedOutput>

const RECOMMENDATION =
  'Next time make the key where it is used and call sign_csr: then no private key travels at all.'

/** The certificate, and where its person finds the private key; the key itself only for a credential that was given that right. */
export async function toldOfIssued(
  call: ToolCall<unknown>,
  result: IssueResult,
  verb: 'Issued' | 'Renewed',
): Promise<Told<Issued>> {
  if (result.kind === 'replayed') throw new Problem('internal', 'nothing is replayed here')
  const { certificate, privateKeyPem } = result
  const rendered = renderCertificate(certificate)
  const said = `${verb} ${certificate.commonName}: certificate ${certificate.id}, serial number ${certificate.serialNumber}, valid until ${rendered.valid_to}.`
  const data: Issued = { status: 'done', certificate: rendered }
  if (privateKeyPem === undefined) return { said, data }
  if (call.principal.mayReturnPrivateKeys === true) {
    return {
      said: `${said} Its private key is in privateKey, this one time; it is kept nowhere. ${RECOMMENDATION}`,
      data: { ...data, privateKey: privateKeyPem, recommendation: RECOMMENDATION },
    }
  }
  const link = await call.services.mcp.keyLinks.leave(call.act, { certificate, privateKeyPem })
  const privateKeyUrl = keyLinkUrl(call, link.id)
  return {
    said: `${said} Its private key is not shown to assistants: give the person ${privateKeyUrl}, where ${call.principal.user.email} can download it once, signed in, until ${timeText(link.expiresAt)}; then it is erased. ${RECOMMENDATION}`,
    data: {
      ...data,
      privateKeyUrl,
      privateKeyUrlExpiresAt: timeText(link.expiresAt),
      recommendation: RECOMMENDATION,
    },
  }
}

/** Runs a verb; where it wants a passphrase, the answer sends the person to the dashboard. */
export async function orDashboard<Data>(
  dashboardUrl: string,
  act: () => Promise<Told<Data>>,
): Promise<Told<Data> | ReturnType<typeof dashboardRequired>> {
  try {
    return await act()
  } catch (thrown) {
    if (!(thrown instanceof Problem) || thrown.code !== 'passphraseMissing') throw thrown
    return dashboardRequired('This certificate authority', dashboardUrl)
  }
}

/** Every issuance takes from the credential's limit of issuances, as over /v1. */
export async function takeIssuance({ services, principal }: ToolCall<unknown>): Promise<void> {
  await services.limiter.limit(principal, 'issue')
}
