import { ocspRecalled } from '../telemetry/events.ts'
import { answerOcsp } from './answer-ocsp.ts'
import { CurrentResponders } from './current-responders.ts'
import type { CaDependencies } from './dependencies.ts'
import { IssuerDirectory } from './issuer-directory.ts'
import { ListMemory } from './list-memory.ts'
import type { RelyingParties } from './relying-parties.ts'

/** Binds what anybody may ask to its dependencies. */
export function createRelyingParties(deps: CaDependencies): RelyingParties {
  const { store, ocspMemory } = deps
  const directory = new IssuerDirectory(store.authorities, deps.hash, () => deps.clock.now())
  const lists = new ListMemory(store.revocationLists)
  const responders = new CurrentResponders(store.responders, deps.hash, deps.clock)
  const answering = { ...deps, directory, responders }
  return {
    authority: (id) => store.authorities.get(id),
    chain: async (id) =>
      (await store.authorities.path(id))?.map((authority) => authority.certificate),
    list: (id, shard) => lists.published(id, shard),
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
