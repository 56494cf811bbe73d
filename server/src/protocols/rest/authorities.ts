import { replyJson } from '../../http/exchange.ts'
import { endpoint } from './endpoint.ts'
import { CA_ID, CERTIFICATE_PEM, INTERMEDIATE_ID } from './example.ts'
import { certificatePem, timeText } from './render.ts'
import {
  authorityAnswer,
  authorityList,
  authorityPath,
  authorityQuery,
  chainAnswer,
} from './schemas/authority.ts'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'

const tag = 'Certificate Authorities'

export const listAuthorities = endpoint({
  method: 'get',
  route: '/v1/cas',
  operationId: 'listCertificateAuthorities',
  tag,
  summary: 'List Certificate Authorities',
  description:
    'Returns a list of all Certificate Authorities that the API key has read access to, oldest first. Revoked CAs are automatically excluded.',
  query: authorityQuery,
  response: {
    schema: authorityList,
    example: {
      cas: [
        {
          id: CA_ID,
          name: 'Production Root CA',
          common_name: 'Production Root CA',
          organization: 'Acme Corp',
          key_algorithm: 'ECDSA-P384',
          valid_from: '2024-01-01T00:00:00.000Z',
          valid_to: '2034-01-01T00:00:00.000Z',
          created_at: '2024-01-01T00:00:00.000Z',
          parent_ca_id: null,
          depth: 0,
          path_length: null,
        },
        {
          id: INTERMEDIATE_ID,
          name: 'Production Intermediate CA',
          common_name: 'Production Intermediate CA',
          organization: 'Acme Corp',
          key_algorithm: 'ECDSA-P256',
          valid_from: '2024-06-01T00:00:00.000Z',
          valid_to: '2029-06-01T00:00:00.000Z',
          created_at: '2024-06-01T00:00:00.000Z',
          parent_ca_id: CA_ID,
          depth: 1,
          path_length: 0,
        },
      ],
    },
  },
  refusals: [],
  costs: 'request',
  async answer({ ca }, { exchange, act, query }) {
    const filter = { parentId: query.parentCaId, type: query.type }
    const authorities = await ca.listAuthorities(act, filter)
    return replyJson(exchange, { cas: authorities.map(renderSummary) })
  },
})

export const getAuthority = endpoint({
  method: 'get',
  route: '/v1/cas/{id}',
  operationId: 'getCertificateAuthority',
  tag,
  summary: 'Get a Certificate Authority',
  description:
    'Returns detailed information about a specific Certificate Authority, including its certificate PEM.',
  path: authorityPath,
  response: {
    schema: authorityAnswer,
    example: {
      ca: {
        id: CA_ID,
        name: 'Production Root CA',
        common_name: 'Production Root CA',
        organization: 'Acme Corp',
        country: 'US',
        state: 'California',
        locality: 'San Francisco',
        key_algorithm: 'ECDSA-P384',
        certificate_pem: CERTIFICATE_PEM,
        serial_number: '01AB23CD45EF',
        valid_from: '2024-01-01T00:00:00.000Z',
        valid_to: '2034-01-01T00:00:00.000Z',
        created_at: '2024-01-01T00:00:00.000Z',
        has_passphrase: false,
        parent_ca_id: null,
        depth: 0,
        path_length: null,
        revoked_at: null,
        revocation_reason: null,
      },
    },
  },
  refusals: [403],
  costs: 'request',
  async answer({ ca }, { exchange, act, path }) {
    return replyJson(exchange, { ca: renderDetail(await ca.getAuthority(act, path.id)) })
  },
})

export const getChain = endpoint({
  method: 'get',
  route: '/v1/cas/{id}/chain',
  operationId: 'getCertificateAuthorityChain',
  tag,
  summary: 'Get the chain of a Certificate Authority',
  description:
    'Returns the full certificate chain for a CA, from the specified CA up to the root. Useful for building trust stores or verifying certificate chains.',
  path: authorityPath,
  response: {
    schema: chainAnswer,
    example: {
      caId: INTERMEDIATE_ID,
      chainLength: 2,
      chain: [
        '-----BEGIN CERTIFICATE-----\n(intermediate CA cert)\n-----END CERTIFICATE-----',
        '-----BEGIN CERTIFICATE-----\n(root CA cert)\n-----END CERTIFICATE-----',
      ],
    },
  },
  refusals: [403],
  costs: 'request',
  async answer({ ca }, { exchange, act, path }) {
    const chain = (await ca.getChain(act, path.id)).map(certificatePem)
    return replyJson(exchange, { caId: path.id, chainLength: chain.length, chain })
  },
})

function renderSummary(authority: CertificateAuthority): object {
  return {
    id: authority.id,
    name: authority.name,
    common_name: authority.commonName,
    organization: authority.organization,
    key_algorithm: authority.keyAlgorithm,
    valid_from: timeText(authority.validity.notBefore),
    valid_to: timeText(authority.validity.notAfter),
    created_at: timeText(authority.createdAt),
    parent_ca_id: authority.parentId,
    depth: authority.depth,
    path_length: authority.pathLength,
  }
}

function renderDetail(authority: CertificateAuthority): object {
  const { revocation } = authority
  return {
    id: authority.id,
    name: authority.name,
    common_name: authority.commonName,
    organization: authority.organization,
    country: authority.country,
    state: authority.state,
    locality: authority.locality,
    key_algorithm: authority.keyAlgorithm,
    certificate_pem: certificatePem(authority.certificate),
    serial_number: authority.serialNumber,
    valid_from: timeText(authority.validity.notBefore),
    valid_to: timeText(authority.validity.notAfter),
    created_at: timeText(authority.createdAt),
    has_passphrase: authority.hasPassphrase,
    parent_ca_id: authority.parentId,
    depth: authority.depth,
    path_length: authority.pathLength,
    revoked_at: revocation === null ? null : timeText(revocation.revokedAt),
    revocation_reason: revocation?.reason ?? null,
  }
}
