import { replyJson } from '../../http/exchange.ts'
import { endpoint } from './endpoint.ts'
import { CERTIFICATE_ID } from './example.ts'
import { withPassphrase } from './passphrase.ts'
import { timeText } from './render.ts'
import { certificatePath, revokeAnswer } from './schemas/certificate.ts'
import { revokeBody } from './schemas/request.ts'

const MESSAGE = 'Certificate revoked successfully'

export const revoke = endpoint({
  method: 'post',
  route: '/v1/certificates/{id}/revoke',
  operationId: 'revokeCertificate',
  tag: 'Certificates',
  summary: 'Revoke a certificate',
  description:
    "Revokes a certificate. Revoked certificates are included in the CA's Certificate Revocation List (CRL) and will be reported as revoked via OCSP.",
  path: certificatePath,
  body: { schema: revokeBody, required: false, example: { reason: 'keyCompromise' } },
  response: {
    schema: revokeAnswer,
    example: {
      message: MESSAGE,
      certificate: {
        id: CERTIFICATE_ID,
        common_name: 'api.example.com',
        revoked_at: '2024-07-15T12:30:00.000Z',
        revocation_reason: 'keyCompromise',
      },
    },
    headers: ['Certman-CRL-Number', 'Link'],
  },
  refusals: [403, 404],
  costs: 'request',
  async answer(services, { exchange, act, path, body }) {
    const { certificate, list } = await withPassphrase(services, body.caPassphrase, (passphrase) =>
      services.ca.revoke(act, { certificateId: path.id, reason: body.reason, passphrase }),
    )
    const { id, commonName, revocation } = certificate
    exchange.headers['Certman-CRL-Number'] = String(list.number)
    exchange.headers['Link'] = `<${list.url}>; rel="describedby"`
    return replyJson(exchange, {
      message: MESSAGE,
      certificate: {
        id,
        common_name: commonName,
        revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
        revocation_reason: revocation?.reason ?? null,
      },
    })
  },
})
