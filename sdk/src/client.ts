import { createTransport } from './transport.ts'
import type { CertmanClientOptions, RequestOptions, Send } from './transport.ts'
import { walkCertificates, walkPages } from './pages.ts'
import type {
  CertificateSummary,
  GetCertificateAuthorityChainResponse,
  GetCertificateAuthorityResponse,
  GetCertificateResponse,
  IssueCertificateResponse,
  IssueRequest,
  ListCertificateAuthoritiesQuery,
  ListCertificateAuthoritiesResponse,
  ListCertificatesQuery,
  ListCertificatesResponse,
  RenewCertificateResponse,
  RenewRequest,
  RevokeCertificateResponse,
  RevokeRequest,
  WhoamiResponse,
} from './wire.gen.ts'

export interface IdempotentOptions extends RequestOptions {
  /**
   * Under which the server keeps the answer to a CSR for 24 hours. One is made for every call unless you give your own, which
   * you keep to ask the same again after a crash. Without a CSR it has no effect.
   */
  idempotencyKey?: string | undefined
}

export interface RawOptions extends IdempotentOptions {
  query?: Readonly<Record<string, string | number | undefined>> | undefined
  /** Becomes JSON. */
  body?: unknown
}

/** Answers are the objects of the wire, untouched. Every call throws a CertmanError when it fails. */
export interface CertmanClient {
  whoami(options?: RequestOptions): Promise<WhoamiResponse>
  readonly cas: CertificateAuthorities
  readonly certificates: Certificates
  /**
   * Any request of the API.
   * @param path from `/v1` on
   */
  request(method: string, path: string, options?: RawOptions): Promise<unknown>
}

export interface CertificateAuthorities {
  list(
    params?: ListCertificateAuthoritiesQuery,
    options?: RequestOptions,
  ): Promise<ListCertificateAuthoritiesResponse>
  get(id: string, options?: RequestOptions): Promise<GetCertificateAuthorityResponse>
  /** From this CA up to the root. */
  chain(id: string, options?: RequestOptions): Promise<GetCertificateAuthorityChainResponse>
}

export interface Certificates {
  /** One page. */
  list(params?: ListCertificatesQuery, options?: RequestOptions): Promise<ListCertificatesResponse>
  /** All pages, each asked for when it is its turn, from `params.page` on. */
  pages(
    params?: ListCertificatesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<ListCertificatesResponse, void, undefined>
  /** All certificates of all pages. */
  all(
    params?: ListCertificatesQuery,
    options?: RequestOptions,
  ): AsyncGenerator<CertificateSummary, void, undefined>
  get(id: string, options?: RequestOptions): Promise<GetCertificateResponse>
  issue(request: IssueRequest, options?: IdempotentOptions): Promise<IssueCertificateResponse>
  renew(
    id: string,
    request?: RenewRequest,
    options?: IdempotentOptions,
  ): Promise<RenewCertificateResponse>
  revoke(
    id: string,
    reasonOrRequest?: RevokeRequest['reason'] | RevokeRequest,
    options?: RequestOptions,
  ): Promise<RevokeCertificateResponse>
}

/** @throws CertmanError for an API key or an address that can be none */
export function createCertmanClient(options: CertmanClientOptions): CertmanClient {
  const send = createTransport(options)
  return {
    whoami: (options) => get<WhoamiResponse>(send, '/v1/whoami', options),
    cas: createCertificateAuthorities(send),
    certificates: createCertificates(send),
    request: (method, path, { query, body, ...options } = {}) =>
      send({
        ...options,
        method,
        path,
        query,
        body,
        repeatable: /^(get|head)$/i.test(method) || options.idempotencyKey ? 'always' : 'never',
      }),
  }
}

function createCertificateAuthorities(send: Send): CertificateAuthorities {
  return {
    list: (params, options) =>
      get<ListCertificateAuthoritiesResponse>(send, '/v1/cas', options, params),
    get: (id, options) =>
      get<GetCertificateAuthorityResponse>(send, `/v1/cas/${encodeURIComponent(id)}`, options),
    chain: (id, options) =>
      get<GetCertificateAuthorityChainResponse>(
        send,
        `/v1/cas/${encodeURIComponent(id)}/chain`,
        options,
      ),
  }
}

function createCertificates(send: Send): Certificates {
  const path = (id: string, act = ''): string => `/v1/certificates/${encodeURIComponent(id)}${act}`
  const list: Certificates['list'] = (params, options) =>
    get<ListCertificatesResponse>(send, '/v1/certificates', options, params)
  return {
    list,
    pages: (params, options) => walkPages(list, params, options),
    all: (params, options) => walkCertificates(list, params, options),
    get: (id, options) => get<GetCertificateResponse>(send, path(id), options),
    issue: (request, options) =>
      certify<IssueCertificateResponse>(send, '/v1/certificates', request, options),
    renew: (id, request = {}, options) =>
      certify<RenewCertificateResponse>(send, path(id, '/renew'), request, options),
    revoke: (id, reasonOrRequest, options) => {
      const request = toRevokeRequest(reasonOrRequest)
      const question = { method: 'POST', path: path(id, '/revoke'), body: request }
      return answer<RevokeCertificateResponse>(
        send({ ...options, ...question, repeatable: 'whenRefused' }),
      )
    },
  }
}

function toRevokeRequest(given: RevokeRequest['reason'] | RevokeRequest): RevokeRequest {
  return typeof given === 'object' && given !== null ? given : { reason: given }
}

/** Issues or renews. A key that the server makes is told once, so such a request is sent once. */
function certify<Answer>(
  send: Send,
  path: string,
  request: IssueRequest | RenewRequest,
  options: IdempotentOptions = {},
): Promise<Answer> {
  const question = { ...options, method: 'POST', path, body: request }
  // Without a CSR the server makes the key, unless it refuses because it wants a CSR: either way nothing to repeat.
  if (typeof request.csrPem !== 'string')
    return answer<Answer>(send({ ...question, repeatable: 'never' }))
  const idempotencyKey = options.idempotencyKey ?? crypto.randomUUID()
  return answer<Answer>(send({ ...question, idempotencyKey, repeatable: 'always' }))
}

function get<Answer>(
  send: Send,
  path: string,
  options: RequestOptions = {},
  query?: object,
): Promise<Answer> {
  return answer<Answer>(send({ ...options, method: 'GET', path, query, repeatable: 'always' }))
}

/** The types are generated from the contract, which the server is held to; nothing is checked a second time here. */
async function answer<Answer>(json: Promise<unknown>): Promise<Answer> {
  return (await json) as Answer
}
