import {
  buildOcspResponseData,
  parseOcspRequest,
  signOcspResponse,
  type CertStatus,
} from '@certman/x509'
import { hash, rootAuthority, signed, verify, type Authority } from '../../../x509/src/_keys.ts'
import { NEXT_UPDATE, THIS_UPDATE, listOf, responderOf } from '../../../x509/src/_revocation.ts'
import { randomBytes } from '../keys/crypto.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Fetch, Fetched } from './fetch.ts'
import type { AddressesOf } from './target.ts'

export const DAY = 86_400_000
export const LIFE = { from: THIS_UPDATE.getTime(), to: NEXT_UPDATE.getTime() }
/** A day into the life of lists and responders. */
export const NOW = LIFE.from + DAY
const BASE = 'http://pki.example'

export const addressesOf: AddressesOf = (id, shard) => ({
  crlUrls: [shard === 0 ? `${BASE}/crl/${id}.crl` : `${BASE}/crl/${id}/${shard}.crl`],
  ocspUrls: [`${BASE}/ocsp/${id}`],
})

export interface Publishing {
  readonly root: Authority
  readonly authority: CertificateAuthority
  readonly fetch: Fetch
  /** What an address gives instead of what it should; 'silence' until the caller gives up. */
  readonly broken: Map<string, Fetched | Error | 'silence'>
  /** All that was asked, in order. */
  readonly asked: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[]
  status: CertStatus
}

/** A CA with real keys whose lists and answers are given out by a network that a test can break. */
export function publishing(number = 1, shards = 1): Publishing {
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as Uuid
  const root = rootAuthority({ commonName: `Root ${number}` })
  const responder = responderOf(root)
  const own: Publishing = {
    root,
    authority: {
      id,
      name: `Root ${number}`,
      certificate: root.certificate.der,
      hasPassphrase: false,
      shards,
      validity: {
        notBefore: root.certificate.notBefore.getTime(),
        notAfter: root.certificate.notAfter.getTime(),
      },
      // The rest is nothing that the probe looks at.
    } as CertificateAuthority,
    broken: new Map(),
    asked: [],
    status: { kind: 'unknown' },
    fetch: async (url, { headers, body, signal }) => {
      own.asked.push({ url, headers })
      const broken = own.broken.get(url)
      if (broken === 'silence') return silence(signal)
      if (broken instanceof Error) throw broken
      if (broken) return broken
      if (body) return found(answerTo(body))
      if (headers['If-None-Match'] === '"1"')
        return { status: 304, etag: '"1"', octets: new Uint8Array() }
      const shard = /\/(\d+)\.crl$/.exec(url)
      return found(listOf(root, shard ? { distributionPoint: { urls: [url] } } : {}), '"1"')
    },
  }
  function answerTo(body: Uint8Array): Uint8Array {
    const { requests, nonce } = parseOcspRequest(body)
    const data = buildOcspResponseData({
      responderKeyHash: responder.keyHash,
      producedAt: THIS_UPDATE,
      responses: requests.map(({ certIdDer }) => ({
        certIdDer,
        status: own.status,
        thisUpdate: THIS_UPDATE,
        nextUpdate: NEXT_UPDATE,
      })),
      ...(nonce && { nonce }),
    })
    return signed(signOcspResponse(data, responder.signer, [responder.certificate.der]))
  }
  return own
}

export const found = (octets: Uint8Array, etag?: string): Fetched => ({
  status: 200,
  etag,
  octets,
})

const silence = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    // A signal that times out does not keep the process alive, as a socket would.
    const waiting = setInterval(() => {}, 1_000)
    const giveUp = (): void => {
      clearInterval(waiting)
      reject(new Error('aborted'))
    }
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp)
  })

export const cryptography = { hash, verify, random: randomBytes }
