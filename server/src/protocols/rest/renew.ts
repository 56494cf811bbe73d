import { endpoint } from './endpoint.ts'
import { CERTIFICATE_PEM, NAMES, PRIVATE_KEY_PEM } from './example.ts'
import { idempotencyOf } from './idempotency.ts'
import { renderIssued, replyIssued } from './issued.ts'
import { withPassphrase } from './passphrase.ts'
import { certificatePath, renewAnswer } from './schemas/certificate.ts'
import { idempotencyHeaders, renewBody } from './schemas/request.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'

const MESSAGE = 'Certificate renewed successfully'

export const renew = endpoint({
  method: 'post',
  route: '/v1/certificates/{id}/renew',
  operationId: 'renewCertificate',
  tag: 'Certificates',
  summary: 'Renew a certificate',
  description: `Creates a new certificate with the same properties as an existing certificate. For managed certificates, a new key pair is generated. For CSR-based certificates, you must provide a new CSR.

Idempotency: When providing a CSR, you can use an Idempotency-Key header to ensure the request is idempotent. If you retry a request with the same key and body, you'll receive the same response. Keys expire after 24 hours. Managed renewals do not support idempotency because each request generates a unique private key.

Note: privateKey is only returned for managed certificates. Store it securely.`,
  path: certificatePath,
  headers: idempotencyHeaders,
  body: { schema: renewBody, required: false, example: { validityDays: 365 } },
  response: {
    schema: renewAnswer,
    example: {
      message: MESSAGE,
      certificate: {
        id: '770e8400-e29b-41d4-a716-446655440002',
        common_name: 'api.example.com',
        certificate_pem: CERTIFICATE_PEM,
        ...NAMES,
        valid_from: '2025-06-01T00:00:00.000Z',
        valid_to: '2026-06-01T00:00:00.000Z',
        serial_number: 'EEFF0011',
        created_at: '2025-06-01T00:00:00.000Z',
      },
      privateKey: PRIVATE_KEY_PEM,
    },
    headers: ['Idempotency-Replayed', 'Idempotency-Ignored'],
  },
  refusals: [403, 404, 409, 422],
  costs: 'issue',
  async answer(services, { exchange, act, path, body }) {
    const { caPassphrase, ...request } = body
    const idempotency = idempotencyOf(exchange, {
      mode: body.csrPem === undefined ? 'managed' : 'csr',
      route: `POST /v1/certificates/${path.id}/renew`,
      body,
      render,
    })
    const result = await withPassphrase(services, caPassphrase, (passphrase) =>
      services.ca.renew(act, { ...request, certificateId: path.id, passphrase, idempotency }),
    )
    return replyIssued(exchange, result, render)
  },
})

function render(certificate: StoredCertificate, privateKey?: string): string {
  return JSON.stringify({ message: MESSAGE, certificate: renderIssued(certificate), privateKey })
}
