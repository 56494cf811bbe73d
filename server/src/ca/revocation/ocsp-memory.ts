import type { Uuid } from '../../pki/identifier.ts'

/** A signed answer that may be given again, as octets ready to be sent. */
export interface RememberedAnswer {
  readonly der: Uint8Array
  /** Milliseconds; both from the answer's SingleResponse. */
  readonly thisUpdate: number
  readonly nextUpdate: number
}

/** An answer that says "unknown" is not remembered: the certificate may be issued any moment. */
export type RememberedStatus = 'good' | 'revoked'

interface Entry extends RememberedAnswer {
  readonly status: RememberedStatus
  readonly certificate: string
  /** When half of its life is over. */
  readonly until: number
}

/**
 * A moment by both clocks. The one that never goes backwards stands still while a machine sleeps or is paused, and the time of
 * day may be set back: a lease has run out when either says so.
 */
export interface LeaseStart {
  readonly monotonic: number
  readonly now: number
}

const NEVER: LeaseStart = { monotonic: Number.NEGATIVE_INFINITY, now: Number.NEGATIVE_INFINITY }

const MAX_ANSWERS = 100_000

/**
 * Signed OCSP answers, given again until the status changes or half of their life is over. They are given only while this
 * instance knows that it has heard of every change: within the lease of its last poll of the status feed. So an instance that
 * is cut off from the others stops answering from memory before `revoke` returns anywhere.
 */
export class OcspMemory {
  readonly #answers = new Map<string, Entry>()
  readonly #keysOf = new Map<string, Set<string>>()
  readonly #now: () => number
  readonly #monotonic: () => number
  #leaseUntil = NEVER
  #changes = 0

  /** @param monotonic milliseconds that never go backwards, for the lease */
  constructor(now: () => number, monotonic: () => number) {
    this.#now = now
    this.#monotonic = monotonic
  }

  /** @param request whatever tells one request from another: its octets as a string, its URL */
  recall(request: string): (RememberedAnswer & { readonly status: RememberedStatus }) | undefined {
    const now = this.#now()
    const { monotonic: until, now: untilByDay } = this.#leaseUntil
    if (this.#monotonic() >= until || now >= untilByDay) return undefined
    const entry = this.#answers.get(request)
    if (entry === undefined) return undefined
    if (now < entry.until && now >= entry.thisUpdate) return entry
    this.#drop(request, entry)
    return undefined
  }

  /** To be taken before a status is read, and handed to `remember` with the answer made from it. */
  get changes(): number {
    return this.#changes
  }

  /** Not remembered when any status changed since `changesBefore`: the answer may be of before. */
  remember(
    requests: readonly string[],
    certificate: { readonly authorityId: Uuid; readonly serialNumber: string },
    answer: RememberedAnswer & { readonly status: RememberedStatus },
    changesBefore: number,
  ): void {
    if (changesBefore !== this.#changes) return
    const name = nameOf(certificate)
    const until = answer.thisUpdate + (answer.nextUpdate - answer.thisUpdate) / 2
    for (const request of requests) {
      this.#makeRoom()
      this.#answers.set(request, { ...answer, certificate: name, until })
      const keys = this.#keysOf.get(name) ?? new Set()
      this.#keysOf.set(name, keys.add(request))
    }
  }

  forget(certificate: { readonly authorityId: Uuid; readonly serialNumber: string }): void {
    this.#changes += 1
    const name = nameOf(certificate)
    for (const key of this.#keysOf.get(name) ?? []) this.#answers.delete(key)
    this.#keysOf.delete(name)
  }

  forgetAll(): void {
    this.#changes += 1
    this.#answers.clear()
    this.#keysOf.clear()
  }

  /** To be taken just before a poll is sent, and handed to `extendLease` when it was answered. */
  beginLease(): LeaseStart {
    return { monotonic: this.#monotonic(), now: this.#now() }
  }

  extendLease({ monotonic, now }: LeaseStart, milliseconds: number): void {
    this.#leaseUntil = { monotonic: monotonic + milliseconds, now: now + milliseconds }
  }

  /** The oldest answer makes room; Maps keep the order of insertion. */
  #makeRoom(): void {
    if (this.#answers.size < MAX_ANSWERS) return
    for (const [key, entry] of this.#answers) {
      this.#drop(key, entry)
      return
    }
  }

  #drop(key: string, entry: Entry): void {
    this.#answers.delete(key)
    const keys = this.#keysOf.get(entry.certificate)
    keys?.delete(key)
    if (keys?.size === 0) this.#keysOf.delete(entry.certificate)
  }
}

const nameOf = ({
  authorityId,
  serialNumber,
}: {
  authorityId: string
  serialNumber: string
}): string => `${authorityId} ${serialNumber}`
