import { encodePem } from '@certman/x509'
import { addressesOf } from '../ca/revocation/publication.ts'
import type { Instance } from '../compose.ts'
import type { Fetch } from '../probe/fetch.ts'
import { fetchOverHttp } from '../probe/over-http.ts'
import type { ObserveDependencies } from '../probe/observe.ts'
import { Probe } from '../probe/probe.ts'
import type { AddressesOf } from '../probe/target.ts'

/** What watching this instance from outside takes, for the server's probe and for the doctor. */
export function observing({ ca, clock, store }: Instance): ObserveDependencies & {
  readonly addressesOf: AddressesOf
} {
  const { hash, verify, random, publication } = ca
  const roots = async (): Promise<readonly string[]> => {
    const found = await store.authorities.list({ type: 'root' })
    return found.map(({ certificate }) => encodePem('CERTIFICATE', certificate))
  }
  const fetch: Fetch = fetchOverHttp(roots)
  return {
    fetch,
    hash,
    verify,
    random,
    clock,
    addressesOf: (id, shard) => addressesOf(publication.baseUrl(), id, shard),
  }
}

export function createProbe(instance: Instance, signal: AbortSignal): Probe {
  return new Probe({
    ...observing(instance),
    authorities: () => instance.store.authorities.list({ includeRevoked: true }),
    reservedNumber: async (authorityId, shard) => {
      const shards = await instance.store.revocationLists.shards(authorityId)
      return shards.find((each) => each.shard === shard)?.wantedNumber
    },
    telemetry: instance.telemetry,
    signal,
  })
}
