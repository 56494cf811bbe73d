import { HttpRefusal } from '../../http/http-refusal.ts'
import { parseUuid } from '../../pki/identifier.ts'
import { Problem } from '../../pki/problem.ts'
import type { RelyingParties } from '../../ca/revocation/relying-parties.ts'
import type { Uuid } from '../../pki/identifier.ts'

export interface ListServices {
  readonly relyingParties: Pick<RelyingParties, 'list' | 'shards'>
}

export type ListForm = 'crl' | 'pem'

export type FoundList = NonNullable<Awaited<ReturnType<RelyingParties['list']>>>

interface ListAddress {
  readonly authorityId: Uuid
  /** 0: the one full list. */
  readonly shard: number
  readonly form: ListForm
}

/**
 * @param authority the folder of the address: the CA of a shard
 * @param file `{caId}.crl` or, in the folder of a CA, `{shard}.crl`; `.pem` too
 * @throws HttpRefusal 404, which names the lists of a CA that has several
 * @throws Problem `unavailable` while the first list is being signed
 */
export async function findList(
  { relyingParties }: ListServices,
  authority: string | undefined,
  file: string,
): Promise<{ readonly list: FoundList; readonly form: ListForm }> {
  const address = parseAddress(authority, file)
  if (address === undefined) throw notHere()
  const { authorityId, shard, form } = address
  const list = await relyingParties.list(authorityId, shard)
  if (list !== undefined) return { list, form }
  const shards = await relyingParties.shards(authorityId)
  if (shards === undefined) throw notHere()
  if (!shards.includes(shard)) throw elsewhere(address, shards)
  throw new Problem('unavailable', 'the first list of this CA is being signed; try again', {
    retryAfterSeconds: 1,
  })
}

function parseAddress(authority: string | undefined, file: string): ListAddress | undefined {
  const [, name = '', extension] = /^([\w-]+)\.(crl|pem)$/.exec(file) ?? []
  const form = extension === 'pem' ? 'pem' : 'crl'
  if (authority === undefined) {
    const authorityId = parseUuid(name)
    return authorityId && { authorityId, shard: 0, form }
  }
  const authorityId = parseUuid(authority)
  if (authorityId === undefined || !/^[1-9]\d{0,6}$/.test(name)) return undefined
  return { authorityId, shard: Number(name), form }
}

const notHere = (): HttpRefusal =>
  new HttpRefusal(404, 'notFound', 'there is no revocation list of a CA at this address')

/** How many addresses a sentence names one by one. */
const NAMED = 16

function elsewhere({ authorityId, form }: ListAddress, shards: readonly number[]): HttpRefusal {
  const addresses = shards.map((shard) =>
    shard === 0 ? `/crl/${authorityId}.${form}` : `/crl/${authorityId}/${shard}.${form}`,
  )
  const [first = '', last = ''] = [addresses[0], addresses.at(-1)]
  const named = addresses.length > NAMED ? `${first} to ${last}` : addresses.join(', ')
  const message =
    addresses.length === 1
      ? `this CA has one list, at ${first}`
      : `this CA has ${addresses.length} lists, at ${named}; a certificate names its own`
  return new HttpRefusal(404, 'notFound', message)
}
