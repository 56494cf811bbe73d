import type { Instance } from '../compose.ts'
import type { Observation } from '../probe/check-list.ts'
import { faultOfAge, type Life } from '../probe/fault.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import type { ShardState, StoredResponder } from '../store/revocation/relying-parties.ts'
import { fail, ok, warn, type Finding } from './finding.ts'
import { count, plain } from './table.ts'

/** A revocation is published within a second; what has waited for longer waits for something. */
const WAITING_MILLISECONDS = 60_000
/** Of what the doctor fetches; with more CAs than that the server's own probe sees all in turn. */
const MOST_FETCHED = 60

/** What relying parties are told: as it is recorded, and as a server that answers gives it out. */
export async function checkPublication(instance: Instance): Promise<readonly Finding[]> {
  const { store, clock } = instance
  const authorities = (await store.authorities.list({ includeRevoked: true })).filter(
    ({ validity }) => validity.notAfter > clock.now(),
  )
  if (authorities.length === 0) return []
  return [
    ...(await checkRecords(instance, authorities)),
    ...(await checkFromOutside(instance, authorities)),
  ]
}

async function checkRecords(
  { store, clock }: Instance,
  authorities: readonly CertificateAuthority[],
): Promise<readonly Finding[]> {
  const now = clock.now()
  const findings: (Finding | undefined)[] = []
  let lists = 0
  for (const authority of authorities) {
    const shards = await store.revocationLists.shards(authority.id)
    const responder = await store.responders.current(authority.id)
    lists += shards.length
    for (const shard of shards) findings.push(await checkList(store, authority, shard, now))
    findings.push(
      checkLife(authority, 'the OCSP responder', responder && lifeOfResponder(responder), now),
    )
  }
  const found = findings.filter((finding) => finding !== undefined)
  if (found.length > 0) return found
  const responders = count(authorities.length, 'OCSP responder')
  return [ok('revocation', `${count(lists, 'list')} and ${responders}, none near its end`)]
}

async function checkList(
  store: Instance['store'],
  authority: CertificateAuthority,
  list: ShardState,
  now: number,
): Promise<Finding | undefined> {
  const what = list.shard === 0 ? 'the list' : `list ${list.shard}`
  const old = checkLife(authority, what, lifeOfList(list), now)
  if (old !== undefined || !(await isWaiting(store, list, authority, now))) return old
  const waits = `${what} of "${plain(authority.name)}" lacks revocations that wait to be published`
  return warn('revocation', waits, fixFor(authority))
}

/** By age alone, and long before the end; what has no life yet is missing. */
function checkLife(
  authority: CertificateAuthority,
  what: string,
  life: Life | undefined,
  now: number,
): Finding | undefined {
  const named = `${what} of "${plain(authority.name)}"`
  if (life === undefined)
    return fail('revocation', `${named} was never published`, fixFor(authority))
  const fault = faultOfAge(named, life, now)
  if (fault === undefined) return undefined
  const level = fault.kind === 'aging' ? warn : fail
  return level('revocation', fault.detail, fixFor(authority))
}

function lifeOfList({ thisUpdate, nextUpdate }: ShardState): Life | undefined {
  if (thisUpdate === null || nextUpdate === null) return undefined
  return { from: thisUpdate, to: nextUpdate }
}

const lifeOfResponder = ({ validity }: StoredResponder): Life => ({
  from: validity.notBefore,
  to: validity.notAfter,
})

/** A number that was reserved is the time of its reservation, or a little later. Others may have been reserved since. */
async function isWaiting(
  { revocationLists }: Instance['store'],
  list: ShardState,
  { hasPassphrase }: CertificateAuthority,
  now: number,
): Promise<boolean> {
  if (list.wantedNumber <= list.publishedNumber) return false
  if (hasPassphrase) return true
  const after = { number: list.publishedNumber, seq: Number.MAX_SAFE_INTEGER }
  const before = now - WAITING_MILLISECONDS
  return (await revocationLists.changes(list, { after, before }, 1)).count > 0
}

function fixFor({ id, hasPassphrase }: Pick<CertificateAuthority, 'id' | 'hasPassphrase'>): string {
  const command = `certman-server ca publish-crl ${id}`
  return hasPassphrase
    ? `${command} (asks for the passphrase)`
    : `start the server, which does it by itself, or: ${command}`
}

async function checkFromOutside(
  instance: Instance,
  authorities: readonly CertificateAuthority[],
): Promise<readonly Finding[]> {
  const [{ observing }, { Observer }, { targetsOf }] = await Promise.all([
    import('../compose/own-probe.ts'),
    import('../probe/observe.ts'),
    import('../probe/target.ts'),
  ])
  const deps = observing(instance)
  const observer = new Observer(deps)
  const targets = targetsOf(authorities, deps.addressesOf, deps.clock.now())
  const findings: Finding[] = []
  const fetched = targets.slice(0, MOST_FETCHED)
  for (const target of fetched) {
    const observation = await observer.observe(target)
    if (observation.fault?.kind === 'unreachable') return [...findings, unreachable(observation)]
    if (observation.fault) findings.push(findingOf(observation))
  }
  if (findings.length > 0) return findings
  const all = targets.length > fetched.length ? ` of ${targets.length}` : ''
  return [
    ok('from outside', `${fetched.length}${all} lists and OCSP responders fetched and verified`),
  ]
}

/** No failure of the instance: it may be stopped, or its address lead around this machine. */
function unreachable({ target, fault }: Observation): Finding {
  return warn(
    'from outside',
    `${target.url} does not answer here: ${fault?.detail}`,
    'start the server, or see that CERTMAN_PKI_URL leads to it',
  )
}

function findingOf({ target, fault }: Observation): Finding {
  const level = fault?.kind === 'aging' ? warn : fail
  return level(
    'from outside',
    `${target.url}: ${fault?.detail}`,
    fixFor({ ...target, id: target.authorityId }),
  )
}
