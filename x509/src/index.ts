/** Pure X.509: values and bytes, no I/O, no cryptography of its own. The only door of this package. */
export { equalBytes } from './bytes.ts'
export { X509Error } from './x509-error.ts'
export type { X509ErrorCode } from './x509-error.ts'
export { OID } from './oids.ts'
export { DerReader } from './der/reader.ts'
export { TAG, constructed, primitive } from './der/tag.ts'
export { DerWriter, encodeDer } from './der/writer.ts'

export { asSerialNumber, serialNumberFromHex, serialNumberToHex } from './serial-number.ts'
export type { SerialNumber } from './serial-number.ts'

export {
  isAlgorithmOf,
  keyAlgorithmName,
  signatureAlgorithmFor,
  signatureHash,
} from './algorithms.ts'
export type { HashName, SignatureAlgorithm } from './algorithms.ts'
export { parsePublicKey } from './public-key.ts'
export type { Curve, EcPublicKey, Ed25519PublicKey, PublicKey, RsaPublicKey } from './public-key.ts'
export { signCertificate, signRevocationList } from './signer.ts'
export type { Hash, Signer, Verify } from './signer.ts'

export { commonNameOf, encodeName, nameFrom, parseName } from './name.ts'
export type {
  AttributeTypeAndValue,
  Name,
  NameAttributes,
  RelativeDistinguishedName,
} from './name.ts'
export { nameToString, parseNameString } from './name-string.ts'
export type { StringEncoding } from './directory-string.ts'
export { isDnsName, normalizeDnsName } from './dns-name.ts'
export { isIpAddress, normalizeIpAddress } from './ip-address.ts'
export type { GeneralName } from './general-name.ts'

export type { Extension } from './extension.ts'
export { decodeExtensions, isKnownExtension } from './extensions/decode.ts'
export type { Extensions } from './extensions/decode.ts'
export type { AccessDescription } from './extensions/authority-info-access.ts'
export type { BasicConstraints } from './extensions/basic-constraints.ts'
export type { DistributionPoint } from './extensions/distribution-point.ts'
export { purposeOid } from './extensions/extended-key-usage.ts'
export type { ExtendedKeyUsage } from './extensions/extended-key-usage.ts'
export { keyIdentifierOf } from './extensions/key-identifier.ts'
export type { AuthorityKeyIdentifier } from './extensions/key-identifier.ts'
export type { KeyUsage } from './extensions/key-usage.ts'
export type { GeneralSubtree, NameConstraints } from './extensions/name-constraints.ts'
export type { PolicyConstraints, PolicyInformation } from './extensions/policies.ts'

export { parseCertificate } from './certificate.ts'
export type { Certificate } from './certificate.ts'
export {
  buildAuthorityTbs,
  buildLeafTbs,
  buildResponderTbs,
  buildRootTbs,
  prepareIssuer,
} from './build-certificate.ts'
export type {
  AuthorityParameters,
  IssuerParameters,
  IssuerTemplate,
  LeafParameters,
  SubjectParameters,
} from './build-certificate.ts'
export {
  buildCertificationRequest,
  parseCertificationRequest,
  verifyProofOfPossession,
} from './certification-request.ts'
export type {
  Attribute,
  CertificationRequest,
  CertificationRequestParameters,
} from './certification-request.ts'

export { CRL_REASONS } from './crl-reason.ts'
export type { CrlReason } from './crl-reason.ts'
export { encodeRevokedCertificate, walkEntries } from './revoked-certificate.ts'
export type { RevokedCertificate } from './revoked-certificate.ts'
export { buildRevocationListTbs } from './build-revocation-list.ts'
export type { RevocationListParameters } from './build-revocation-list.ts'
export { findRevoked, parseRevocationList, verifyRevocationList } from './revocation-list.ts'
export type { RevocationList } from './revocation-list.ts'
export type {
  IssuingDistributionPoint,
  PartitionParameters,
} from './extensions/issuing-distribution-point.ts'

export { certIdFor, encodeCertId, issuerHashes } from './cert-id.ts'
export type { CertId, IssuerHashes } from './cert-id.ts'
export { MAX_OCSP_REQUEST_OCTETS, buildOcspRequest, parseOcspRequest } from './ocsp-request.ts'
export type { OcspRequest, RequestedCertificate } from './ocsp-request.ts'
export {
  buildOcspResponseData,
  ocspErrorResponse,
  signOcspResponse,
} from './build-ocsp-response.ts'
export type { ResponseDataParameters, SingleResponseParameters } from './build-ocsp-response.ts'
export { parseOcspResponse } from './ocsp-response.ts'
export type {
  BasicOcspResponse,
  CertStatus,
  OcspResponse,
  OcspStatus,
  ResponderId,
  SingleResponse,
} from './ocsp-response.ts'
export { verifyOcspResponse } from './verify-ocsp-response.ts'
export type { OcspFailure, OcspVerdict, OcspVerifyOptions } from './verify-ocsp-response.ts'

export { encodeCertificateBundle } from './certificate-bundle.ts'
export { decodePem, encodePem } from './pem.ts'
export type { PemBlock } from './pem.ts'

export { LintError, RULES, findingsOf, lintTbs } from './lint/lint.ts'
export type { LintIssuer } from './lint/lint.ts'
export { EntriesLint } from './lint/lint-entries.ts'
export { findingsOfRevocationList, lintRevocationListTbs } from './lint/lint-revocation-list.ts'
export type { RevocationListLintOptions } from './lint/lint-revocation-list.ts'
export type { LintedRevocationListTbs, LintedTbs } from './lint/linted-tbs.ts'
export type { Finding, LintProfile, Rule } from './lint/rule.ts'

export { buildChain } from './chain.ts'
export { verifyChain } from './verify-chain.ts'
export type { ChainFailure, ChainOptions, ChainVerdict } from './verify-chain.ts'
