import { ocspRecalled } from '../../telemetry/events.ts'
import { answerOcsp } from './answer-ocsp.ts'
import { chainOf } from '../authorities/certified-elsewhere.ts'
import { CurrentResponders } from './current-responders.ts'
import type { CaDependencies } from '../dependencies.ts'
import { IssuerDirectory } from './issuer-directory.ts'
import type { RelyingParties } from './relying-parties.ts'

/** Binds what anybody may ask to its dependencies. */
export function createRelyingParties(deps: CaDependencies): RelyingParties {
  const { store, ocspMemory, listMemory } = deps
  const directory = new IssuerDirectory(store.authorities, deps.hash, () => deps.clock.now())
  const responders = new CurrentResponders(store.responders, deps.hash, deps.clock)
  const answering = { ...deps, directory, responders }
  return {
    authority: (id) => store.authorities.get(id),
    chain: async (id) => {
      const path = await store.authorities.path(id)
      return path && chainOf(store, path)
    },
    list: (id, shard) => listMemory.published(id, shard),
    shards: async (id) => {
      const shards = await store.revocationLists.shards(id)
      return shards.length === 0 ? undefined : shards.map(({ shard }) => shard)
    },
    answerOcsp: (request, authorityId, names) => answerOcsp(answering, request, authorityId, names),
    recall: (name) => {
      const answer = ocspMemory.recall(name)
      if (answer !== undefined) ocspRecalled(deps.telemetry, answer.status)
      return answer
    },
  }
}
