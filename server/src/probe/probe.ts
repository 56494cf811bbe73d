import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { Uuid } from '../pki/identifier.ts'
import type { Telemetry } from '../telemetry/events.ts'
import {
  authoritySeen,
  listSeen,
  probeFailed,
  probeRecovered,
  responderSeen,
} from '../telemetry/probe-events.ts'
import type { Observation } from './check-list.ts'
import type { ProbeFaultKind } from './fault.ts'
import { Observer, type ObserveDependencies } from './observe.ts'
import { OwedNumbers } from './owed-numbers.ts'
import { targetsOf, type AddressesOf, type Target } from './target.ts'

export interface ProbeDependencies extends ObserveDependencies {
  /** All of them, oldest first, revoked ones too. */
  readonly authorities: () => Promise<readonly CertificateAuthority[]>
  readonly addressesOf: AddressesOf
  /** The highest number that a revocation has reserved of a list by now. */
  readonly reservedNumber: (authorityId: Uuid, shard: number) => Promise<number | undefined>
  readonly telemetry: Telemetry
  /** Ends a round that is under way. */
  readonly signal: AbortSignal
}

/** Of one round; the next one goes on behind them, so that all are seen in turn. */
const TARGETS_PER_ROUND = 60
const TOGETHER = 4
/** A fault that stays is said again after so long, milliseconds. */
const REPEAT_MILLISECONDS = 3_600_000

/**
 * Looks at what we publish from outside, as relying parties do: our own lists and OCSP over HTTP, at the addresses that our
 * certificates carry and nowhere else. It alarms on what is there and how old it is, not on jobs that report to have failed.
 */
export class Probe {
  readonly #deps: ProbeDependencies
  readonly #observer: Observer
  readonly #owed = new OwedNumbers()
  readonly #said = new Map<string, { readonly kind: ProbeFaultKind; readonly at: number }>()
  #next = 0

  constructor(deps: ProbeDependencies) {
    this.#deps = deps
    this.#observer = new Observer(deps)
  }

  async round(): Promise<void> {
    const { authorities, addressesOf, clock, telemetry, signal } = this.#deps
    const all = await authorities()
    for (const { id, validity } of all)
      authoritySeen(telemetry, { authorityId: id, notAfter: validity.notAfter })
    const targets = this.#turn(targetsOf(all, addressesOf, clock.now()))
    for (let at = 0; at < targets.length; at += TOGETHER) {
      const some = targets.slice(at, at + TOGETHER)
      const observations = await Promise.all(some.map((target) => this.#observe(target)))
      if (signal.aborted) return
      for (const observation of observations) this.#tell(observation)
      // Where nobody answers, waiting for the others in vain tells nothing more.
      if (observations.every(({ fault }) => fault?.kind === 'unreachable')) return
    }
  }

  /** A list is held against what is recorded as well: what was revoked long ago must be on it. */
  async #observe(target: Target): Promise<Observation> {
    const { reservedNumber, signal, clock } = this.#deps
    const { kind, authorityId, shard, url } = target
    // A database that is away keeps nobody from looking.
    const reserved =
      kind === 'list' ? await reservedNumber(authorityId, shard).catch(() => undefined) : undefined
    const observation = await this.#observer.observe(target, signal)
    const { number, fault } = observation
    if (number === undefined || reserved === undefined) return observation
    const late = this.#owed.faultOf(url, { number, reserved }, clock.now())
    // What nobody accepts any more need not be complete.
    return late && (fault === undefined || fault.kind === 'aging')
      ? { ...observation, fault: late }
      : observation
  }

  /** The targets whose turn it is. */
  #turn(targets: readonly Target[]): readonly Target[] {
    if (targets.length <= TARGETS_PER_ROUND) return targets
    const from = this.#next % targets.length
    this.#next = from + TARGETS_PER_ROUND
    return [...targets, ...targets].slice(from, from + TARGETS_PER_ROUND)
  }

  #tell({ target, life, fault }: Observation): void {
    const { telemetry, clock } = this.#deps
    const { authorityId, shard, url } = target
    if (life && target.kind === 'list') listSeen(telemetry, { authorityId, shard, life })
    if (life && target.kind === 'ocsp') responderSeen(telemetry, { authorityId, life })
    const said = this.#said.get(url)
    if (fault === undefined) {
      if (said) probeRecovered(telemetry, { authorityId, url })
      this.#said.delete(url)
      return
    }
    const now = clock.now()
    const says = said?.kind !== fault.kind || now - said.at >= REPEAT_MILLISECONDS
    if (says) this.#said.set(url, { kind: fault.kind, at: now })
    probeFailed(
      telemetry,
      { authorityId, url, ...fault },
      { says, isWarning: isWarning(target, fault.kind) },
    )
  }
}

/** What is replaced later than it should be; and what waits for somebody to bring a passphrase, as a released hold does. */
function isWarning({ hasPassphrase }: Target, kind: ProbeFaultKind): boolean {
  return kind === 'aging' || (kind === 'late' && hasPassphrase)
}
