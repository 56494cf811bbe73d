/** One request under an Idempotency-Key, answered or not. */
export interface Attempt {
  readonly path: string
  readonly idempotencyKey: string
  readonly body: object
  /** Of this attempt alone, so that its certificates can be counted; null where it comes from another certificate. */
  readonly commonName: string | null
  /** The body of its 200, octet for octet. */
  answer?: string
}

export interface Revoked {
  readonly revokedAt: string
  readonly reason: string
}

/** What the clients know: only what they were answered. Everything in it must be true of the server for ever. */
export class Ledger {
  /** PEM by id. */
  readonly issued = new Map<string, string>()
  readonly revoked = new Map<string, Revoked>()
  /** Those that somebody asked to revoke, answered or not. */
  readonly toRevoke = new Set<string>()
  /** Serial numbers, to see one that comes twice. */
  readonly serialNumbers = new Set<string>()
  readonly attempts: Attempt[] = []
  /** Answers other than 200. */
  readonly refusals: { readonly status: number; readonly body: string }[] = []
  /** Requests that were sent and not answered whole. */
  readonly cut: string[] = []
  /** What must not be, seen while the load ran. */
  readonly violations: string[] = []

  /**
   * @param body of a 200 of issue or renew
   * @returns the certificate's id
   */
  recordIssued(body: string): string {
    const { certificate }: IssuedAnswer = JSON.parse(body)
    const { id, serial_number: serialNumber } = certificate
    if (this.serialNumbers.has(serialNumber)) {
      this.violations.push(`the serial number ${serialNumber} came twice`)
    }
    this.serialNumbers.add(serialNumber)
    this.issued.set(id, certificate.certificate_pem)
    return id
  }

  recordRevoked(body: string): void {
    const { certificate }: RevokedAnswer = JSON.parse(body)
    this.revoked.set(certificate.id, {
      revokedAt: certificate.revoked_at,
      reason: certificate.revocation_reason,
    })
  }

  /** Takes over what another ledger knows. */
  add(other: Ledger): void {
    for (const [id, pem] of other.issued) this.issued.set(id, pem)
    for (const [id, revoked] of other.revoked) this.revoked.set(id, revoked)
    for (const serialNumber of other.serialNumbers) {
      if (this.serialNumbers.has(serialNumber)) {
        this.violations.push(`the serial number ${serialNumber} came twice`)
      }
      this.serialNumbers.add(serialNumber)
    }
  }
}

interface IssuedAnswer {
  readonly certificate: {
    readonly id: string
    readonly serial_number: string
    readonly certificate_pem: string
  }
}

interface RevokedAnswer {
  readonly certificate: {
    readonly id: string
    readonly revoked_at: string
    readonly revocation_reason: string
  }
}
