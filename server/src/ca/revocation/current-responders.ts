import { parseCertificate, type Hash } from '@certman/x509'
import type { Clock } from '../../pki/clock.ts'
import type { Uuid } from '../../pki/identifier.ts'
import type { ResponderStore, StoredResponder } from '../../store/revocation/relying-parties.ts'

/** A CA's responder with what every answer of it repeats. */
export interface CurrentResponder extends StoredResponder {
  /** SHA-1 of the bits of its key: ResponderID byKey (RFC 6960 §4.2.1). */
  readonly nameHash: Uint8Array
}

/** A new responder is used this much later; the former one is valid for days then. Milliseconds. */
const KEPT_MILLISECONDS = 1_000

/** The responders of the last second: to read and parse one costs more than to sign with it. */
export class CurrentResponders {
  readonly #responders: Pick<ResponderStore, 'current'>
  readonly #hash: Hash
  readonly #clock: Clock
  readonly #kept = new Map<Uuid, { readonly responder: CurrentResponder; readonly at: number }>()

  constructor(responders: Pick<ResponderStore, 'current'>, hash: Hash, clock: Clock) {
    this.#responders = responders
    this.#hash = hash
    this.#clock = clock
  }

  async of(authorityId: Uuid): Promise<CurrentResponder | undefined> {
    const now = this.#clock.now()
    const kept = this.#kept.get(authorityId)
    // A clock that was set back makes nothing fresh.
    if (kept && now >= kept.at && now - kept.at < KEPT_MILLISECONDS) return kept.responder
    const stored = await this.#responders.current(authorityId)
    if (stored === undefined) return undefined
    const { keyBits } = parseCertificate(stored.certificate).publicKey
    const responder = { ...stored, nameHash: this.#hash('SHA-1', keyBits) }
    this.#kept.set(authorityId, { responder, at: now })
    return responder
  }
}
