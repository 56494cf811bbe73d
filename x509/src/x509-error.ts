/** Every way in which a value of this package can be refused; closed, so that callers can map it completely. */
export type X509ErrorCode =
  | 'malformedDer'
  | 'limitExceeded'
  | 'unsupportedAlgorithm'
  | 'algorithmMismatch'
  | 'invalidName'
  | 'invalidSerialNumber'
  | 'invalidTime'
  | 'invalidIssuer'
  | 'malformedPem'
  | 'malformedExtension'
  | 'malformedCertificate'
  | 'malformedRequest'
  | 'malformedRevocationList'
  | 'malformedOcspRequest'
  | 'malformedOcspResponse'
  | 'lintFailed'

/** A code for programs and a sentence for people (lower-case, without a full stop). */
export class X509Error extends Error {
  override readonly name: string = 'X509Error'
  readonly code: X509ErrorCode

  constructor(code: X509ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
