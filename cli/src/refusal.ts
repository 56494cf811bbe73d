import {
  CertmanAuthenticationError,
  CertmanError,
  CertmanNotFoundError,
  CertmanPermissionError,
  CertmanRateLimitError,
  CertmanValidationError,
} from '@certman/sdk'

/** A command that cannot go on, with what to do about it in a line of its own. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly hint: string

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.hint = hint
  }
}

/** `Error: …`, and under it what to do: `hint: …`. The first lines are those that scripts know. */
export function renderFailure(error: unknown): string {
  const [sentence, hint] = tell(error)
  return `Error: ${sentence}\n${hint === undefined ? '' : `hint: ${hint}\n`}`
}

type Told = readonly [sentence: string, hint: string | undefined]

function tell(error: unknown): Told {
  if (error instanceof Refusal) return [error.message, error.hint]
  if (error instanceof CertmanError)
    return error.cause instanceof Refusal
      ? [error.cause.message, error.cause.hint]
      : tellAnswer(error)
  const message = error instanceof Error ? error.message : String(error)
  // By its name: to load the codec takes longer than most commands.
  if (error instanceof Error && error.name === 'X509Error')
    return [message, 'check that the file is what it is meant to be']
  return [message, 'nothing of this was foreseen; please report it with the command that you ran']
}

function tellAnswer(error: CertmanError): Told {
  const { message } = error
  if (error instanceof CertmanAuthenticationError)
    return ["Invalid API key. Run 'certman login' to authenticate.", undefined]
  if (error instanceof CertmanPermissionError)
    return [
      `Permission denied: ${message}`,
      "'certman whoami --json' shows what the API key may do",
    ]
  if (error instanceof CertmanNotFoundError)
    return [`Not found: ${message}`, "'certman cert list' shows the certificates you can name"]
  if (error instanceof CertmanValidationError)
    return [`Validation error: ${message}`, adviceFor(error.code)]
  if (error instanceof CertmanRateLimitError)
    return [message, `try again in ${error.retryAfter ?? 60} seconds`]
  if (error.status === 0) return tellSilence(error)
  const request = error.requestId === undefined ? '' : `, as request ${error.requestId}`
  return [message, `the server's log says more${request}`]
}

function adviceFor(code: string | undefined): string {
  return code === 'passphraseMissing' || code === 'passphraseWrong'
    ? 'the passphrase comes from --ca-passphrase-file FILE, CERTMAN_CA_PASSPHRASE or the keyboard'
    : 'add --help to see how the command is called'
}

/** What OpenSSL calls certificates whose issuer this machine does not know. */
const UNTRUSTED = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/

function tellSilence(error: CertmanError): Told {
  const code = codeOf(error)
  const sentence = code === undefined ? error.message : `${error.message} (${code})`
  if (code !== undefined && UNTRUSTED.test(code))
    return [sentence, 'name the root that the server is under: NODE_EXTRA_CA_CERTS=root.pem']
  return [sentence, 'check the address (--api-url, CERTMAN_API_URL) and whether the server runs']
}

/** The first system code along the causes: `ECONNREFUSED`. */
function codeOf(error: unknown): string | undefined {
  for (let e = error instanceof Error ? error.cause : undefined; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code
  }
  return undefined
}
