import type { Instance } from '../compose.ts'
import type { CertificateAuthority } from '../pki/certificate-authority.ts'
import { DAY_MILLISECONDS } from '../pki/validity.ts'
import type { Console } from './console.ts'
import { checkPublication } from './doctor-publication.ts'
import { fail, failWith, ok, warn, type Finding } from './finding.ts'
import { locationOf } from './location.ts'
import { hasInstance, open, type Settings } from './operator.ts'
import { count, dayOf, plain, timeText } from './table.ts'

/** This version was made later than that: a clock before it is wrong. */
const EARLIEST = Date.UTC(2026, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
/** What a clock may be behind another one without anybody being misled. */
const TOLERANCE_MILLISECONDS = 60_000
const SOON_DAYS = 90

/** The database, the master key, the clock and the CAs; each is looked at only if what it stands on is sound. */
export async function checkInstance(
  console: Console,
  settings: Settings,
): Promise<readonly Finding[]> {
  if (!hasInstance(settings)) return [checkClock(Date.now(), 0)]
  const database = await checkDatabase(settings)
  if (database.some(({ status }) => status === 'fail'))
    return [...database, checkClock(Date.now(), 0)]
  try {
    await using instance = await open(console, settings, 'operator')
    return [
      ...database,
      ok('master key', `${instance.masterKey().id} opens what the database holds`),
      await checkSealedKeys(instance),
      await checkClockOf(instance),
      ...(await checkAuthorities(instance)),
      ...(await checkPublication(instance)),
    ]
  } catch (error) {
    const missing = 'restore master.key from your copy of it, or set CERTMAN_MASTER_KEY'
    return [...database, failWith('master key', error, missing), checkClock(Date.now(), 0)]
  }
}

async function checkDatabase(settings: Settings): Promise<readonly Finding[]> {
  const { inspectDatabase, readSchema } = await import('../store/inspect.ts')
  const location = locationOf(settings)
  try {
    const { found, needed } = await readSchema(location)
    if (found > needed)
      return [
        fail(
          'database',
          `it is from a newer version of Certman (schema ${found} > ${needed})`,
          'use that version',
        ),
      ]
    if (found < needed)
      return [
        fail(
          'database',
          `it has schema ${found} and this version needs ${needed}`,
          'run: certman-server migrate',
        ),
      ]
    const { damage, staleIntents } = await inspectDatabase(location, Date.now())
    if (damage.length > 0)
      return [
        fail(
          'database',
          `it is damaged: ${damage.join(' · ')}`,
          'restore a backup: certman-server restore FILE --force',
        ),
      ]
    return [
      ok('database', `it answers, is whole, and has schema ${found}`),
      checkIntents(staleIntents),
    ]
  } catch (error) {
    return [failWith('database', error, 'restore a backup: certman-server restore FILE --force')]
  }
}

/** They do no harm: their serial numbers stay taken, and a certificate that left anyway could still be told. */
function checkIntents(stale: number): Finding {
  if (stale === 0) return ok('intents', 'every certificate that was begun was finished')
  return warn(
    'intents',
    `${count(stale, 'certificate')} begun and never finished`,
    'nothing to do after a crash; if it grows, look for "request failed" in the log',
  )
}

/** Every CA key and secret must name the master key at hand; one that does not is lost without its own. */
async function checkSealedKeys({ store, masterKey }: Instance): Promise<Finding> {
  const { readEnvelopeHeader } = await import('../keys/envelope.ts')
  const [authorityKeys, responderKeys, secrets] = await Promise.all([
    store.authorities.allSealedKeys(),
    store.responders.allSealedKeys(),
    store.secrets.all(),
  ])
  const sealed = [
    ...[...authorityKeys, ...responderKeys].map(({ sealedKey }) => sealedKey),
    ...secrets.map((secret) => secret.sealed),
  ]
  const { id } = masterKey()
  const foreign = sealed.filter((octets) => readEnvelopeHeader(octets).masterKeyId !== id).length
  if (foreign === 0)
    return ok(
      'sealed keys',
      `${count(authorityKeys.length, 'CA key')}, ${count(responderKeys.length, 'responder key')} and ${count(secrets.length, 'secret')}, all sealed under it`,
    )
  return fail(
    'sealed keys',
    `${foreign} of ${sealed.length} sealed keys and secrets need another master key`,
    'restore a backup in which all are of one',
  )
}

async function checkClockOf({ store, clock }: Instance): Promise<Finding> {
  const [newest] = await store.auditLog.recent(1)
  const authorities = await store.authorities.list({ includeRevoked: true })
  const known = Math.max(newest?.at ?? 0, ...authorities.map(({ createdAt }) => createdAt))
  return checkClock(clock.now(), known)
}

/** @param known a time that has certainly passed */
function checkClock(now: number, known: number): Finding {
  const fix = 'set the clock and keep it right with NTP: certificates carry its time'
  if (now < EARLIEST || now > LATEST) return fail('clock', `it says ${timeText(now)}`, fix)
  if (now < known - TOLERANCE_MILLISECONDS) {
    return fail(
      'clock',
      `it says ${timeText(now)}, before the newest record of ${timeText(known)}`,
      fix,
    )
  }
  return ok('clock', `it says ${timeText(now)}`)
}

async function checkAuthorities({ store, clock }: Instance): Promise<readonly Finding[]> {
  const authorities = await store.authorities.list({})
  if (authorities.length === 0)
    return [warn('CAs', 'there is none', 'create one: certman-server ca create')]
  const findings = authorities
    .map((authority) => checkEnd(authority, clock.now()))
    .filter((finding) => finding !== undefined)
  return findings.length > 0
    ? findings
    : [ok('CAs', `${count(authorities.length, 'CA')}, none near its end`)]
}

function checkEnd({ id, name, validity }: CertificateAuthority, now: number): Finding | undefined {
  const end = validity.notAfter
  const renew = `certman-server ca renew ${id}`
  if (end <= now) return fail('CAs', `"${plain(name)}" expired on ${dayOf(end)}`, renew)
  if (end > now + SOON_DAYS * DAY_MILLISECONDS) return undefined
  return warn('CAs', `"${plain(name)}" expires on ${dayOf(end)}`, renew)
}
