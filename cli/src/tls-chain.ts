import { connect, type DetailedPeerCertificate } from 'node:tls'
import { isIP } from 'node:net'
import { MissingSubject } from './missing-subject.ts'

const LIMIT_MS = 10_000
/** Longer than any chain that is sent; a cycle of cross-signed issuers must end. */
const MAX_LENGTH = 10

/** The certificates that a TLS server shows, its own first, DER. Nothing is verified: that is what they are fetched for. */
export function fetchChain(host: string, port: number): Promise<Uint8Array[]> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      // RFC 6066 §3: no addresses.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: false,
      timeout: LIMIT_MS,
    })
    const fail = (cause: unknown): void => {
      socket.destroy()
      const hint = 'check the name and the port, and that it speaks TLS'
      reject(
        new MissingSubject(`${host}:${port} shows no certificate: ${reasonOf(cause)}`, hint, cause),
      )
    }
    socket.once('error', fail)
    socket.once('timeout', () => fail(undefined))
    socket.once('secureConnect', () => {
      const chain = walk(socket.getPeerCertificate(true))
      socket.end()
      resolve(chain)
    })
  })
}

/** OpenSSL's own messages are for those who know its sources; it gives a reason apart. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no answer in time'
  return 'reason' in cause ? String(cause.reason) : cause.message
}

function walk(leaf: DetailedPeerCertificate): Uint8Array[] {
  const chain: Uint8Array[] = []
  // Node closes the chain with a root that points to itself.
  for (
    let certificate: DetailedPeerCertificate | undefined = leaf;
    certificate?.raw !== undefined && chain.length < MAX_LENGTH;
    certificate =
      certificate.issuerCertificate === certificate ? undefined : certificate.issuerCertificate
  ) {
    chain.push(new Uint8Array(certificate.raw))
  }
  return chain
}
