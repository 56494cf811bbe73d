import type { Uuid } from '../pki/identifier.ts'
import type { SecretText } from '../pki/secret-text.ts'

export interface Welcome {
  /** Where the API is reached, without a trailing slash. */
  readonly url: string
  readonly key: SecretText
  readonly setupLink: string
  readonly ownerEmail: string
  /** The CA that the example issues from. */
  readonly issuingAuthorityId: Uuid
  /** The PEM file of the root, which curl must trust when our own CA certified the server; undefined otherwise. */
  readonly trustFile: string | undefined
}

/** What the first start prints, once: it holds the only copies of the key and the link. */
export function renderWelcome(welcome: Welcome): string {
  return `
Certman is ready at ${welcome.url}

  API key      ${welcome.key.reveal()}
  Set-up link  ${welcome.setupLink}
               for ${welcome.ownerEmail}, once, within 24 hours

They are shown only now: keep the key somewhere safe.
Paste this to issue your first certificate:

${curlLine(welcome)}

`
}

/** What every later start prints: no secret. */
export function renderReady(url: string): string {
  return `\nCertman is ready at ${url}\n\n`
}

/** One line, so that it survives being pasted into any shell of a POSIX kind. */
function curlLine({ url, key, issuingAuthorityId, trustFile }: Welcome): string {
  const body = JSON.stringify({ caId: issuingAuthorityId, commonName: 'hello.internal' })
  const trust = trustFile === undefined ? [] : [`--cacert ${quoted(trustFile)}`]
  return [
    'curl -sS',
    ...trust,
    quoted(`${url}/v1/certificates`),
    `-H ${quoted(`Authorization: Bearer ${key.reveal()}`)}`,
    `-H ${quoted('Content-Type: application/json')}`,
    `-d ${quoted(body)}`,
  ].join(' ')
}

/** For a POSIX shell: plain words as they are, everything else within single quotes. */
function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
