import { endpoint } from './endpoint.ts'
import { CA_ID, CERTIFICATE_ID, CERTIFICATE_PEM, NAMES, PRIVATE_KEY_PEM } from './example.ts'
import { idempotencyOf } from './idempotency.ts'
import { renderIssued, replyIssued } from './issued.ts'
import { withPassphrase } from './passphrase.ts'
import { issueAnswer } from './schemas/certificate.ts'
import { idempotencyHeaders, issueBody } from './schemas/request.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'

const route = '/v1/certificates'

export const issue = endpoint({
  method: 'post',
  route,
  operationId: 'issueCertificate',
  tag: 'Certificates',
  summary: 'Issue a certificate',
  description: `Issues a new certificate from a Certificate Authority. Supports two modes: 'managed' (Certman generates the key pair) or 'csr' (you provide a Certificate Signing Request).

Idempotency: For CSR mode only, you can provide an Idempotency-Key header to ensure the request is idempotent. If you retry a request with the same key and body, you'll receive the same response. Keys expire after 24 hours. Managed mode does not support idempotency because each request generates a unique private key.

Note: privateKey is only returned for managed certificates. Store it securely.`,
  headers: idempotencyHeaders,
  body: {
    schema: issueBody,
    required: true,
    example: {
      caId: CA_ID,
      mode: 'managed',
      commonName: 'api.example.com',
      sanDns: ['api.example.com', 'www.example.com'],
      sanIp: ['192.168.1.1'],
      keyAlgorithm: 'ECDSA-P256',
      validityDays: 365,
    },
  },
  response: {
    schema: issueAnswer,
    example: {
      certificate: {
        id: CERTIFICATE_ID,
        common_name: 'api.example.com',
        certificate_pem: CERTIFICATE_PEM,
        ...NAMES,
        valid_from: '2024-06-01T00:00:00.000Z',
        valid_to: '2025-06-01T00:00:00.000Z',
        serial_number: 'AABBCCDD',
        created_at: '2024-06-01T00:00:00.000Z',
      },
      privateKey: PRIVATE_KEY_PEM,
    },
    headers: ['Idempotency-Replayed', 'Idempotency-Ignored'],
  },
  refusals: [403, 409, 422],
  costs: 'issue',
  async answer(services, { exchange, act, body }) {
    const { caId, caPassphrase, ...request } = body
    const idempotency = idempotencyOf(exchange, {
      mode: body.mode,
      route: `POST ${route}`,
      body,
      render,
    })
    const result = await withPassphrase(services, caPassphrase, (passphrase) =>
      services.ca.issue(act, { ...request, authorityId: caId, passphrase, idempotency }),
    )
    return replyIssued(exchange, result, render)
  },
})

function render(certificate: StoredCertificate, privateKey?: string): string {
  // An undefined member is left out: only managed certificates have a key to give.
  return JSON.stringify({ certificate: renderIssued(certificate), privateKey })
}
