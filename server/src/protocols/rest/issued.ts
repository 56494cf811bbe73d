import { reply } from '../../http/exchange.ts'
import { certificatePem, timeText } from './render.ts'
import type { IssueResult } from '../../ca/certification-authority.ts'
import type { Exchange } from '../../http/exchange.ts'
import type { StoredCertificate } from '../../pki/certificate.ts'

/** The members that issuing and renewing answer with. */
export function renderIssued(certificate: StoredCertificate): object {
  return {
    id: certificate.id,
    common_name: certificate.commonName,
    certificate_pem: certificatePem(certificate.certificate),
    san_dns: certificate.sanDns,
    san_ip: certificate.sanIp,
    valid_from: timeText(certificate.validity.notBefore),
    valid_to: timeText(certificate.validity.notAfter),
    serial_number: certificate.serialNumber,
    created_at: timeText(certificate.createdAt),
  }
}

/** @param render the same that idempotency keeps, so that a first answer and its replay are equal byte for byte */
export function replyIssued(
  exchange: Exchange,
  result: IssueResult,
  render: (certificate: StoredCertificate, privateKeyPem?: string) => string,
): Response {
  if (result.kind === 'replayed') {
    exchange.headers['Idempotency-Replayed'] = 'true'
    return reply(exchange, 200, 'application/json', result.response)
  }
  const body = render(result.certificate, result.privateKeyPem)
  return reply(exchange, 200, 'application/json', body)
}
