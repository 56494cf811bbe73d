import { encodeRequest } from '../test/_kit/http-connection.ts'
import type { Issuing } from '../test/_kit/issuing.ts'
import { makeOwnRequest } from '../test/_kit/own-request.ts'

/** Enough different keys that no memory of imported keys helps the server. */
const DIFFERENT_REQUESTS = 512

/** POST /v1/certificates with P-256 requests, each with a key and names of its own. */
export function csrRequests(server: Issuing): readonly string[] {
  const texts: string[] = []
  for (let index = 0; index < DIFFERENT_REQUESTS; index++) {
    const csrPem = makeOwnRequest(`host${index}.bench.example`)
    texts.push(issuance(server, { mode: 'csr', csrPem }))
  }
  return texts
}

export function managedRequests(server: Issuing): readonly string[] {
  const commonName = 'managed.bench.example'
  return [issuance(server, { commonName, keyAlgorithm: 'ECDSA-P256', sanIp: ['192.0.2.1'] })]
}

export function getRequest(server: Issuing, path: string): string {
  return encodeRequest({ method: 'GET', path, apiKey: server.apiKey })
}

function issuance(server: Issuing, body: object): string {
  return encodeRequest({
    method: 'POST',
    path: '/v1/certificates',
    apiKey: server.apiKey,
    body: { caId: server.issuingId, ...body },
  })
}
