export type BundleErrorCode =
  | 'keyMissing'
  | 'passwordMissing'
  | 'passwordWrong'
  | 'passwordNotAscii'
  | 'malformedBundle'
  | 'unsupported'

/** A bundle that cannot be made or read. The sentence is for people, the code for programs. */
export class BundleError extends Error {
  override readonly name = 'BundleError'
  readonly code: BundleErrorCode

  constructor(code: BundleErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
