/** A client of the Certman REST API: fetch only, no dependency. The only door of this package. */
export { createCertmanClient } from './client.ts'
export type {
  CertificateAuthorities,
  Certificates,
  CertmanClient,
  IdempotentOptions,
  RawOptions,
} from './client.ts'
export { OWN_SERVER, parseBaseUrl } from './transport.ts'
export type { CertmanClientOptions, RequestOptions } from './transport.ts'
export {
  CertmanAuthenticationError,
  CertmanConflictError,
  CertmanError,
  CertmanNotFoundError,
  CertmanPermissionError,
  CertmanRateLimitError,
  CertmanValidationError,
} from './errors.ts'
export type { CertmanErrorDetails } from './errors.ts'
export type {
  Certificate,
  CertificateAuthority,
  CertificateAuthoritySummary,
  CertificateSummary,
  GetCertificateAuthorityChainResponse,
  GetCertificateAuthorityResponse,
  GetCertificateResponse,
  IssueCertificateResponse,
  IssuedCertificate,
  IssueRequest as IssueCertificateRequest,
  ListCertificateAuthoritiesQuery,
  ListCertificateAuthoritiesResponse,
  ListCertificatesQuery,
  ListCertificatesResponse,
  Permissions,
  RenewCertificateResponse,
  RenewRequest as RenewCertificateRequest,
  RevokeCertificateResponse,
  RevokedCertificate,
  RevokeRequest as RevokeCertificateRequest,
  WhoamiResponse,
} from './wire.gen.ts'
