import { parseRevocationList, X509Error } from '@certman/x509'
import type { CertificateAuthority } from '../../pki/certificate-authority.ts'
import type { PublishedList, ShardState } from '../../store/revocation/relying-parties.ts'
import type { CaDependencies } from '../dependencies.ts'
import { listUrl } from './publication.ts'

type AddressDependencies = Pick<CaDependencies, 'listMemory' | 'publication'>

/** More than one server ever had: a certificate lives for little more than a year, most CAs' own for ten. */
const MAX_ADDRESSES = 16

/**
 * A partition counts only for certificates whose distribution point it names (RFC 5280 §6.3.3 (b)(2)(i)), and those name the
 * address of the day on which they were issued. So each list of a shard names today's address, and those that the list before
 * named: whoever moves the server, and leaves the former address leading to it, loses nothing.
 * @returns none for the one full list, which counts for all certificates
 */
export async function partitionAddresses(
  { listMemory, publication }: AddressDependencies,
  { authorityId, shard }: Pick<ShardState, 'authorityId' | 'shard'>,
  previous: ShardState | undefined,
): Promise<readonly string[]> {
  if (shard === 0) return []
  const published = previous && (await listMemory.publishedAs(previous))
  const today = listUrl(publication.baseUrl(), authorityId, shard)
  return [...new Set([today, ...(published ? namedBy(published) : [])])].slice(0, MAX_ADDRESSES)
}

/** Whether what is issued today names an address that the published list does not: the server has moved since. */
export async function isMoved(
  { listMemory, publication }: AddressDependencies,
  authority: CertificateAuthority,
  state: ShardState,
): Promise<boolean> {
  if (state.shard === 0) return false
  const published = await listMemory.publishedAs(state)
  const today = listUrl(publication.baseUrl(), authority.id, state.shard)
  return published !== undefined && !namedBy(published).includes(today)
}

function namedBy({ der }: PublishedList): readonly string[] {
  try {
    const { distributionPoint } = parseRevocationList(der, { unchanging: true })
    const names = distributionPoint?.fullName ?? []
    return names.flatMap((name) => (name.type === 'uri' ? [name.value] : []))
  } catch (error) {
    // One that was damaged is to be replaced, not to stand in the way of the next one.
    if (error instanceof X509Error) return []
    throw error
  }
}
