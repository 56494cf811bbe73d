import type { Transporter } from 'nodemailer'
import { Problem } from '../pki/problem.ts'
import type { SecretText } from '../pki/secret-text.ts'

export interface Letter {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Tells of one and the same letter, should it have to be sent twice. */
  readonly id?: string
}

/** Where letters are put. */
export interface Letterbox {
  /** False without CERTMAN_SMTP_URL. */
  readonly isConfigured: boolean
  /** @throws Problem `unavailable` when the mail server cannot be reached or does not take it */
  send(letter: Letter): Promise<void>
}

const TIMEOUT_MILLISECONDS = 15_000

/** @param url undefined: no mail server is configured, and nothing can be sent */
export function createLetterbox(url: SecretText | undefined, from: string): Letterbox {
  if (url === undefined) {
    return {
      isConfigured: false,
      send: () => Promise.reject(notConfigured()),
    }
  }
  let transport: Transporter | undefined
  return {
    isConfigured: true,
    async send({ to, subject, text, html, id }) {
      try {
        transport ??= await transportTo(url)
        await transport.sendMail({
          from,
          to: [...to],
          subject,
          text,
          html,
          ...(id !== undefined && { messageId: `<${id}@${domainOf(from)}>` }),
          // RFC 3834 §5: no answering machine shall answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
      } catch (cause) {
        throw new Problem(
          'unavailable',
          `the mail server did not take the e-mail (${reasonOf(cause)}); check CERTMAN_SMTP_URL and CERTMAN_MAIL_FROM`,
          { cause },
        )
      }
    },
  }
}

/** The library is loaded with the first letter: most servers write none. */
async function transportTo(url: SecretText): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, auth } = serverOf(url)
  return createTransport({
    host,
    port,
    secure,
    ...(auth && { auth }),
    // A password never goes over a line that can be listened to.
    requireTLS: auth !== undefined && !secure,
    connectionTimeout: TIMEOUT_MILLISECONDS,
    greetingTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
    // Letters are ours alone: nothing of them is ever fetched from a path or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** The server's own answer, or why there was none; no part of our URL is in either. */
function reasonOf(error: unknown): string {
  const { response, code } = error as { readonly response?: unknown; readonly code?: unknown }
  if (typeof response === 'string') return response.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200)
  return typeof code === 'string' ? code : 'no answer'
}

function notConfigured(): Problem {
  return new Problem(
    'unavailable',
    'no mail server is configured; the operator sets CERTMAN_SMTP_URL and CERTMAN_MAIL_FROM',
  )
}

function serverOf(url: SecretText): {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly auth: { readonly user: string; readonly pass: string } | undefined
} {
  const { protocol, hostname, port, username, password } = new URL(url.reveal())
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    // RFC 8314 §3.3 and RFC 6409 §3.1.
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    auth:
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  }
}

function domainOf(from: string): string {
  return /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
}
