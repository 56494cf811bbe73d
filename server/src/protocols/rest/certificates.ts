import { replyJson } from '../../http/exchange.ts'
import { pageLinks } from '../../http/page-links.ts'
import { endpoint } from './endpoint.ts'
import { CERTIFICATE_PEM, LISTED_CERTIFICATE } from './example.ts'
import { certificatePem, timeText } from './render.ts'
import {
  certificateAnswer,
  certificateList,
  certificatePath,
  certificateQuery,
} from './schemas/certificate.ts'
import type { CertificateRecord } from '../../pki/certificate.ts'

const tag = 'Certificates'

export const listCertificates = endpoint({
  method: 'get',
  route: '/v1/certificates',
  operationId: 'listCertificates',
  tag,
  summary: 'List certificates',
  description:
    'Returns a paginated list of certificates with optional filtering, newest first. Only certificates from CAs that the API key has read access to are returned. Filters are combined: a certificate must match all of them.',
  query: certificateQuery,
  response: {
    schema: certificateList,
    example: {
      certificates: [LISTED_CERTIFICATE],
      total: 42,
      page: 1,
      pageSize: 20,
      totalPages: 3,
    },
    headers: ['Link'],
  },
  refusals: [],
  costs: 'request',
  async answer({ ca }, { exchange, act, query }) {
    const { caId, search, ...rest } = query
    // An empty search asks for nothing in particular.
    const found = await ca.listCertificates(act, {
      ...rest,
      authorityId: caId,
      search: search === '' ? undefined : search,
    })
    const { page, pageSize } = query
    const totalPages = Math.ceil(found.total / pageSize)
    const links = pageLinks(exchange.request.url, { page, totalPages })
    if (links !== undefined) exchange.headers['Link'] = links
    return replyJson(exchange, {
      certificates: found.certificates.map(renderListed),
      total: found.total,
      page,
      pageSize,
      totalPages,
    })
  },
})

export const getCertificate = endpoint({
  method: 'get',
  route: '/v1/certificates/{id}',
  operationId: 'getCertificate',
  tag,
  summary: 'Get a certificate',
  description: 'Returns a certificate with its PEM.',
  path: certificatePath,
  response: {
    schema: certificateAnswer,
    example: { certificate: { ...LISTED_CERTIFICATE, certificate_pem: CERTIFICATE_PEM } },
  },
  refusals: [403, 404],
  costs: 'request',
  async answer({ ca }, { exchange, act, path }) {
    const found = await ca.getCertificate(act, path.id)
    return replyJson(exchange, {
      certificate: { ...renderListed(found), certificate_pem: certificatePem(found.certificate) },
    })
  },
})

function renderListed(certificate: CertificateRecord): object {
  const { revocation } = certificate
  return {
    id: certificate.id,
    ca_id: certificate.authorityId,
    common_name: certificate.commonName,
    san_dns: certificate.sanDns,
    san_ip: certificate.sanIp,
    key_algorithm: certificate.keyAlgorithm,
    valid_from: timeText(certificate.validity.notBefore),
    valid_to: timeText(certificate.validity.notAfter),
    serial_number: certificate.serialNumber,
    revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
    revocation_reason: revocation?.reason ?? null,
    created_at: timeText(certificate.createdAt),
  }
}
