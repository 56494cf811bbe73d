import type { Hash, Verify } from '@certman/x509'
import type { Clock, RandomBytes } from '../pki/clock.ts'
import { checkList, type KnownList, type Observation } from './check-list.ts'
import { askOcsp, checkOcsp } from './check-ocsp.ts'
import { reasonOf } from './fault.ts'
import type { Fetch } from './fetch.ts'
import type { Target } from './target.ts'

export interface ObserveDependencies {
  readonly fetch: Fetch
  readonly hash: Hash
  readonly verify: Verify
  readonly random: RandomBytes
  readonly clock: Clock
}

/** How long one answer may take, from the first octet sent to the last received. */
const PATIENCE_MILLISECONDS = 2_000

/** Remembers the lists that it has verified, so that an unchanged one, however long, costs a conditional request. */
export class Observer {
  readonly #deps: ObserveDependencies
  readonly #known = new Map<string, KnownList>()

  constructor(deps: ObserveDependencies) {
    this.#deps = deps
  }

  /** Fetches one thing as a relying party would, and judges it; whatever goes wrong is said in the observation. */
  async observe(target: Target, signal?: AbortSignal): Promise<Observation> {
    const late = AbortSignal.timeout(PATIENCE_MILLISECONDS)
    const until = signal ? AbortSignal.any([signal, late]) : late
    try {
      return target.kind === 'list'
        ? await this.#list(target, until)
        : await this.#ocsp(target, until)
    } catch (error) {
      const detail = late.aborted
        ? `no answer within ${PATIENCE_MILLISECONDS / 1000} s`
        : reasonOf(error)
      return { target, life: undefined, fault: { kind: 'unreachable', detail } }
    }
  }

  async #list(target: Target, signal: AbortSignal): Promise<Observation> {
    const { fetch, verify, clock } = this.#deps
    const known = this.#known.get(target.url)
    const headers = known?.etag === undefined ? {} : { 'If-None-Match': known.etag }
    const fetched = await fetch(target.url, { method: 'GET', headers, signal })
    const { observation, known: verified } = checkList(target, fetched, known, {
      verify,
      now: clock.now(),
    })
    if (verified === undefined) this.#known.delete(target.url)
    else this.#known.set(target.url, verified)
    return observation
  }

  async #ocsp(target: Target, signal: AbortSignal): Promise<Observation> {
    const { fetch, hash, verify, clock } = this.#deps
    const question = askOcsp(target, this.#deps)
    const fetched = await fetch(target.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/ocsp-request' },
      body: question.request,
      signal,
    })
    return checkOcsp(target, fetched, question, { hash, verify, now: clock.now() })
  }
}
