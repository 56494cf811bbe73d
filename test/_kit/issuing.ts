import { startServer } from './server.ts'
import type { TestServer } from './server.ts'

/** A server that was just started, with what is needed to issue from it. */
export interface Issuing extends TestServer {
  readonly issuingId: string
  /** PEM, from the issuing CA up to the root. */
  readonly chain: readonly string[]
}

export interface Issued {
  readonly id: string
  readonly certificatePem: string
}

interface AuthorityList {
  readonly cas: readonly { readonly id: string; readonly depth: number }[]
}

interface CertificateAnswer {
  readonly certificate: { readonly id: string; readonly certificate_pem: string }
}

export async function startIssuing(
  options: Parameters<typeof startServer>[0] = {},
): Promise<Issuing> {
  const server = await startServer(options)
  try {
    const { cas } = await call<AuthorityList>(server, 'GET', '/v1/cas')
    const issuingId = cas.find(({ depth }) => depth === 1)?.id ?? ''
    const path = `/v1/cas/${issuingId}/chain`
    const { chain } = await call<{ chain: readonly string[] }>(server, 'GET', path)
    return { ...server, issuingId, chain }
  } catch (error) {
    await server[Symbol.asyncDispose]()
    throw error
  }
}

/** POST /v1/certificates from the issuing CA. @throws Error with the answer, when it is not 200 */
export async function issueFrom(server: Issuing, body: object): Promise<Issued> {
  const { certificate } = await call<CertificateAnswer>(server, 'POST', '/v1/certificates', {
    caId: server.issuingId,
    ...body,
  })
  return { id: certificate.id, certificatePem: certificate.certificate_pem }
}

/** One request with the first start's key. @throws Error with question and answer, when the status is not 200 */
export async function call<Answer>(
  server: TestServer,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      Authorization: `Bearer ${server.apiKey}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (response.status !== 200) {
    throw new Error(`${method} ${path} ${JSON.stringify(body)}: ${response.status} ${text}`)
  }
  return JSON.parse(text) // the caller names the shape; conversations and schemas hold it to that
}
