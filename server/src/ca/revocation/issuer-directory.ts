import { issuerHashes, parseCertificate, type CertId, type Hash } from '@certman/x509'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { AuthorityStore } from '../../store/authorities/authority-store.ts'

const ALGORITHMS = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'] as const
/** How often an issuer that is not known may make us look for new CAs, milliseconds. */
const REFRESH_MILLISECONDS = 1_000

/**
 * Which CA an OCSP request means: CertIDs name an issuer by hashes of its name and key (RFC 6960 §4.1.1), which do not change
 * over a CA's life, so what is known stays right; new CAs are looked for when a request names one that is not known.
 */
export class IssuerDirectory {
  readonly #authorities: Pick<AuthorityStore, 'get' | 'list'>
  readonly #hash: Hash
  readonly #now: () => number
  readonly #ids = new Map<string, Uuid>()
  readonly #indexed = new Set<Uuid>()
  #refreshedAt = Number.NEGATIVE_INFINITY
  #refreshing: Promise<void> | undefined

  constructor(authorities: Pick<AuthorityStore, 'get' | 'list'>, hash: Hash, now: () => number) {
    this.#authorities = authorities
    this.#hash = hash
    this.#now = now
  }

  /** @param addressed the CA of the address, which may have been made a moment ago, on another instance */
  async find(certId: CertId, addressed: Uuid | undefined): Promise<Uuid | undefined> {
    const name = nameOf(certId)
    if (!this.#ids.has(name) && addressed !== undefined && !this.#indexed.has(addressed)) {
      const authority = await this.#authorities.get(addressed)
      if (authority) this.#add(authority)
    }
    const known = this.#ids.get(name)
    if (known !== undefined || this.#isFresh()) return known
    // Requests that come meanwhile wait for the same look.
    await (this.#refreshing ??= this.#refresh())
    return this.#ids.get(name)
  }

  /** A clock that was set back makes nothing fresh. */
  #isFresh(): boolean {
    const age = this.#now() - this.#refreshedAt
    return age >= 0 && age < REFRESH_MILLISECONDS
  }

  async #refresh(): Promise<void> {
    try {
      for (const authority of await this.#authorities.list({ includeRevoked: true }))
        this.#add(authority)
      this.#refreshedAt = this.#now()
    } finally {
      this.#refreshing = undefined
    }
  }

  #add(authority: CertificateAuthority): void {
    if (this.#indexed.has(authority.id)) return
    const certificate = parseCertificate(authority.certificate)
    for (const hashAlgorithm of ALGORITHMS) {
      const { nameHash, keyHash } = issuerHashes(certificate, hashAlgorithm, this.#hash)
      this.#ids.set(
        nameOf({ hashAlgorithm, issuerNameHash: nameHash, issuerKeyHash: keyHash }),
        authority.id,
      )
    }
    this.#indexed.add(authority.id)
  }
}

function nameOf(
  certId: Pick<CertId, 'hashAlgorithm' | 'issuerNameHash' | 'issuerKeyHash'>,
): string {
  return `${certId.hashAlgorithm} ${hex(certId.issuerNameHash)} ${hex(certId.issuerKeyHash)}`
}

const hex = (octets: Uint8Array): string =>
  Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('hex')
