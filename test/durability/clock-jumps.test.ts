import {
  encodePem,
  parseRevocationList,
  verifyRevocationList,
  type Certificate,
  type RevocationList,
} from '@certman/x509'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createAuthority } from '../../server/src/ca/authorities/create-authority.ts'
import { createCertificationAuthority } from '../../server/src/ca/create-certification-authority.ts'
import { createRelyingParties } from '../../server/src/ca/revocation/create-relying-parties.ts'
import { publishDueLists, renewDueResponders } from '../../server/src/ca/revocation/publish-due.ts'
import { actOf } from '../../server/src/commands/operator.ts'
import { chooseWorkspace } from '../../server/src/commands/workspace-choice.ts'
import type { Instance } from '../../server/src/compose.ts'
import type { Passphrase } from '../../server/src/keys/keystore.ts'
import { passphraseFrom } from '../../server/src/keys/passphrase.ts'
import { verify } from '../../server/src/keys/crypto.ts'
import type { CertificateAuthority } from '../../server/src/pki/certificate-authority.ts'
import type { Uuid } from '../../server/src/pki/identifier.ts'
import { makeInstance, openTestInstance, type TestInstance } from '../_kit/operator-instance.ts'
import {
  certificateFrom,
  isListed,
  ocspRequestFor,
  toldBy,
  type Told,
} from '../_kit/relying-party.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const act = actOf({ operator: 'tester' })

let made: TestInstance
let instance: Instance
let authority: CertificateAuthority
let issuer: Certificate

beforeEach(async () => {
  // Timers and the monotonic clock stay what they are: it is the time of day that jumps.
  vi.useFakeTimers({ toFake: ['Date'] })
  made = await makeInstance()
  instance = await openTestInstance(made.settings, 'server')
  const { id: workspaceId } = await chooseWorkspace(instance.store, undefined)
  authority = await createAuthority(instance.ca, act, {
    workspaceId,
    subject: { commonName: 'Clock CA' },
    keyAlgorithm: 'ECDSA-P256',
  })
  issuer = certificateFrom(encodePem('CERTIFICATE', authority.certificate))
})
afterEach(async () => {
  await instance[Symbol.asyncDispose]()
  await made[Symbol.asyncDispose]()
  vi.useRealTimers()
})

const jump = (milliseconds: number): void => {
  vi.setSystemTime(Date.now() + milliseconds)
}

/** What the server does by itself within a second, and within a minute. */
async function settle(): Promise<void> {
  while ((await publishDueLists(instance.ca)) > 0);
  await renewDueResponders(instance.ca, (seal) => seal())
}

interface Issued {
  readonly id: Uuid
  readonly certificate: Certificate
}

async function issue(validityDays: number, passphrase?: Passphrase): Promise<Issued> {
  const ca = createCertificationAuthority(instance.ca)
  const request = { authorityId: authority.id, mode: 'managed', commonName: 'a.example' } as const
  const result = await ca.issue(act, {
    ...request,
    keyAlgorithm: 'ECDSA-P256',
    validityDays,
    passphrase,
  })
  if (result.kind !== 'issued' || result.certificate.certificate === null) throw new Error('none')
  const { id, certificate } = result.certificate
  return { id, certificate: certificateFrom(encodePem('CERTIFICATE', certificate)) }
}

async function revoke({ id }: Issued): Promise<number> {
  const ca = createCertificationAuthority(instance.ca)
  const { list } = await ca.revoke(act, { certificateId: id, reason: 'keyCompromise' })
  return list.number
}

/** Verified at the time that the clock shows. */
async function told({ certificate }: Issued): Promise<Told> {
  const relyingParties = createRelyingParties(instance.ca)
  const { der } = await relyingParties.answerOcsp(
    ocspRequestFor([certificate], issuer),
    authority.id,
    [],
  )
  return toldBy(der, certificate, issuer, new Date())
}

async function list(): Promise<RevocationList> {
  const published = await instance.store.revocationLists.published(authority.id, 0)
  const parsed = parseRevocationList(published?.der ?? new Uint8Array())
  expect(verifyRevocationList(parsed, issuer, verify)).toBe(true)
  expect(parsed.thisUpdate.getTime()).toBeLessThanOrEqual(Date.now())
  expect(parsed.nextUpdate?.getTime()).toBeGreaterThan(Date.now())
  return parsed
}

describe('a clock that jumps', () => {
  test('forward, as after a long sleep: nothing wrong is said, and soon the truth again', async () => {
    const [good, revoked] = [await issue(300), await issue(300)]
    await revoke(revoked)
    await settle()
    const before = await list()
    jump(30 * DAY)
    // Nobody could verify an answer of the responder that has expired.
    expect(await told(good)).toBe('tryLater')
    await settle()
    expect([await told(good), await told(revoked)]).toEqual(['good', 'revoked'])
    const after = await list()
    expect(after.number).toBeGreaterThan(before.number ?? 0n)
    expect(isListed(after, revoked.certificate)).toBe(true)
  })

  test('forward and back: no entry is lost, numbers go on growing, answers verify', async () => {
    const expired = await issue(1)
    await revoke(expired)
    await settle()
    jump(2 * DAY)
    const [good, revoked, shortLived] = [await issue(300), await issue(300), await issue(7)]
    await revoke(revoked)
    await settle()
    await revoke(shortLived)
    await settle()
    expect(isListed(await list(), expired.certificate)).toBe(false)
    jump(30 * DAY)
    // Two rounds: by this clock the short-lived one has expired, and leaves after one more list.
    await settle()
    jump(4 * DAY)
    await settle()
    const ahead = await list()
    expect(isListed(ahead, shortLived.certificate)).toBe(false)
    jump(-34 * DAY)
    await settle()
    const corrected = await list()
    expect(corrected.number).toBeGreaterThan(ahead.number ?? 0n)
    for (const { certificate } of [revoked, shortLived]) {
      expect(isListed(corrected, certificate)).toBe(true)
    }
    expect([await told(good), await told(revoked), await told(shortLived)]).toEqual([
      'good',
      'revoked',
      'revoked',
    ])
    // From here on everything goes its way: the last one expires, stays on one more list, and leaves.
    const number = await revoke(good)
    await settle()
    const next = await list()
    expect(next.number).toBeGreaterThanOrEqual(BigInt(number))
    expect(isListed(next, expired.certificate)).toBe(false)
    jump(8 * DAY)
    await settle()
    expect(isListed(await list(), shortLived.certificate)).toBe(true)
    jump(4 * DAY)
    await settle()
    const last = await list()
    expect(isListed(last, shortLived.certificate)).toBe(false)
    expect(isListed(last, revoked.certificate)).toBe(true)
    expect(isListed(last, good.certificate)).toBe(true)
  })

  test('back: numbers grow all the same, and what is revoked is told', async () => {
    // The CA is older than the jump.
    jump(2 * DAY)
    await settle()
    const [good, revoked] = [await issue(30), await issue(30)]
    await settle()
    const before = await list()
    jump(-DAY)
    const number = await revoke(revoked)
    expect(number).toBeGreaterThan(Number(before.number))
    await settle()
    const after = await list()
    expect(Number(after.number)).toBeGreaterThanOrEqual(number)
    expect(isListed(after, revoked.certificate)).toBe(true)
    expect([await told(good), await told(revoked)]).toEqual(['good', 'revoked'])
    // Not a new list or responder in every round from now on.
    await settle()
    expect((await list()).number).toBe(after.number)
  })

  test('back to before the CA began: no answer that nobody could verify', async () => {
    const good = await issue(30)
    jump(-DAY)
    await settle()
    expect(await told(good)).toBe('tryLater')
    const responder = await instance.store.responders.current(authority.id)
    await settle()
    expect(await instance.store.responders.current(authority.id)).toEqual(responder)
    jump(DAY)
    await settle()
    expect(await told(good)).toBe('good')
  })

  test('forward and back, of a protected CA: its former responder answers until it is time', async () => {
    const passphrase = (): Passphrase => passphraseFrom('correct horse battery staple')
    authority = await createAuthority(instance.ca, act, {
      workspaceId: authority.workspaceId,
      subject: { commonName: 'Protected CA' },
      keyAlgorithm: 'ECDSA-P256',
      passphrase: passphrase(),
    })
    issuer = certificateFrom(encodePem('CERTIFICATE', authority.certificate))
    const good = await issue(30, passphrase())
    const { responders } = instance.store
    const former = await responders.current(authority.id)
    jump(60 * DAY)
    // Whoever brings the passphrase now replaces the responder, which is past half of its life.
    await issue(30, passphrase())
    const ahead = await responders.current(authority.id)
    expect(ahead?.serialNumber).not.toBe(former?.serialNumber)
    jump(-60 * DAY)
    expect(await told(good)).toBe('good')
    expect(await responders.current(authority.id)).toEqual(former)
    jump(61 * DAY)
    expect(await responders.current(authority.id)).toEqual(ahead)
  })

  test('a CA that was made after the clock was set back is known at once', async () => {
    const relyingParties = createRelyingParties(instance.ca)
    const ask = (certificate: Certificate, of: Certificate) =>
      relyingParties.answerOcsp(ocspRequestFor([certificate], of), undefined, [])
    const good = await issue(30)
    await ask(good.certificate, issuer)
    jump(-HOUR)
    authority = await createAuthority(instance.ca, act, {
      workspaceId: authority.workspaceId,
      subject: { commonName: 'Later CA' },
      keyAlgorithm: 'ECDSA-P256',
    })
    issuer = certificateFrom(encodePem('CERTIFICATE', authority.certificate))
    const later = await issue(30)
    const { der } = await ask(later.certificate, issuer)
    expect(toldBy(der, later.certificate, issuer, new Date())).toBe('good')
  })
})
