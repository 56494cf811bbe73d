/** What an answer says besides its sentence. */
export interface CertmanErrorDetails {
  /** What went wrong, for programs: `passphraseMissing`, `alreadyRevoked`, … (header `Certman-Error-Code`). */
  readonly code?: string | undefined
  /** By which the operator finds the request in the log (header `X-Request-Id`). */
  readonly requestId?: string | undefined
  /** Seconds after which trying again makes sense (header `Retry-After`). */
  readonly retryAfter?: number | undefined
  /** What failed underneath, when no answer came. */
  readonly cause?: unknown
}

/** The API refused, or did not answer. */
export class CertmanError extends Error {
  override readonly name: string = 'CertmanError'
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: string | undefined
  readonly requestId: string | undefined
  readonly retryAfter: number | undefined

  constructor(message: string, status: number, details: CertmanErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.status = status
    this.code = details.code
    this.requestId = details.requestId
    this.retryAfter = details.retryAfter
  }
}

/** 401: the API key is missing, wrong, revoked or expired. */
export class CertmanAuthenticationError extends CertmanError {
  override readonly name: string = 'CertmanAuthenticationError'
  constructor(message: string, details?: CertmanErrorDetails) {
    super(message, 401, details)
  }
}

/** 403: the API key may not do this with this CA, or there is no such CA. */
export class CertmanPermissionError extends CertmanError {
  override readonly name: string = 'CertmanPermissionError'
  constructor(message: string, details?: CertmanErrorDetails) {
    super(message, 403, details)
  }
}

/** 404: there is no such certificate. */
export class CertmanNotFoundError extends CertmanError {
  override readonly name: string = 'CertmanNotFoundError'
  constructor(message: string, details?: CertmanErrorDetails) {
    super(message, 404, details)
  }
}

/** 400, or 422 for an idempotency key that was used for another request: the request is at fault. */
export class CertmanValidationError extends CertmanError {
  override readonly name: string = 'CertmanValidationError'
  constructor(message: string, status: 400 | 422 = 400, details?: CertmanErrorDetails) {
    super(message, status, details)
  }
}

/** 409: it collides with something else that is going on or was done. */
export class CertmanConflictError extends CertmanError {
  override readonly name: string = 'CertmanConflictError'
  constructor(message: string, details?: CertmanErrorDetails) {
    super(message, 409, details)
  }
}

/** 429: too many requests; `retryAfter` says for how long. */
export class CertmanRateLimitError extends CertmanError {
  override readonly name: string = 'CertmanRateLimitError'
  constructor(message: string, details?: CertmanErrorDetails) {
    super(message, 429, details)
  }
}

/** The error that stands for a status. */
export function errorFor(
  status: number,
  message: string,
  details: CertmanErrorDetails,
): CertmanError {
  if (status === 400 || status === 422) return new CertmanValidationError(message, status, details)
  if (status === 401) return new CertmanAuthenticationError(message, details)
  if (status === 403) return new CertmanPermissionError(message, details)
  if (status === 404) return new CertmanNotFoundError(message, details)
  if (status === 409) return new CertmanConflictError(message, details)
  if (status === 429) return new CertmanRateLimitError(message, details)
  return new CertmanError(message, status, details)
}
