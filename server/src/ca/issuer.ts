import {
  parseCertificate,
  prepareIssuer,
  type Certificate,
  type IssuerTemplate,
} from '@certman/x509'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { addressesOf, type Publication } from './revocation/publication.ts'

/** A CA made ready to issue: its certificate parsed and the constant parts of what it signs encoded. */
export interface PreparedIssuer {
  readonly certificate: Certificate
  readonly template: IssuerTemplate
}

/** Beyond this many CAs the one prepared first is dropped and prepared again when needed. */
const MAX_PREPARED = 1_000

/**
 * Preparing costs more than building a leaf, so it is done once per certificate of a CA and base address. The key holds
 * everything that the result depends on, hence nothing here can go stale.
 */
export class IssuerTemplates {
  readonly #prepared = new Map<string, PreparedIssuer>()
  readonly #publication: Publication

  constructor(publication: Publication) {
    this.#publication = publication
  }

  of(authority: CertificateAuthority, shard: number): PreparedIssuer {
    const baseUrl = this.#publication.baseUrl()
    const key = `${authority.id} ${authority.serialNumber} ${shard} ${baseUrl}`
    const known = this.#prepared.get(key)
    if (known) return known
    const certificate = parseCertificate(authority.certificate)
    const template = prepareIssuer({ certificate, ...addressesOf(baseUrl, authority.id, shard) })
    if (this.#prepared.size >= MAX_PREPARED) this.#dropOldest()
    this.#prepared.set(key, { certificate, template })
    return { certificate, template }
  }

  #dropOldest(): void {
    for (const key of this.#prepared.keys()) {
      this.#prepared.delete(key)
      return
    }
  }
}
