import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findRevoked, parseCertificate, parseRevocationList } from '@certman/x509'
import { issue } from '../../server/src/ca/issue.ts'
import { actOf } from '../../server/src/commands/operator.ts'
import { passphraseFrom } from '../../server/src/keys/passphrase.ts'
import type { StoredCertificate } from '../../server/src/pki/certificate.ts'
import type { Uuid } from '../../server/src/pki/identifier.ts'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import { makeInstance, openTestInstance, type TestInstance } from '../_kit/operator-instance.ts'

const PASSPHRASE = 'correct horse battery staple'
const DAY = 86_400_000

let instance: TestInstance
let vault: Uuid

beforeEach(async () => {
  instance = await makeInstance()
  const words = ['ca', 'create', '--common-name', 'Vault', '--passphrase-file', '-', '--json']
  const { output } = await command(words, PASSPHRASE)
  vault = (JSON.parse(output) as { ca: { id: Uuid } }).ca.id
})

afterEach(() => instance[Symbol.asyncDispose]())

function command(words: readonly string[], input = ''): Promise<Ran> {
  return runCommand(words, { variables: instance.settings, input })
}

async function issued(commonName: string): Promise<StoredCertificate> {
  await using opened = await openTestInstance(instance.settings)
  const result = await issue(opened.ca, actOf({ operator: 'tester' }), {
    authorityId: vault,
    mode: 'managed',
    commonName,
    passphrase: passphraseFrom(PASSPHRASE),
  })
  if (result.kind !== 'issued') throw new Error('not issued')
  return result.certificate
}

async function isListed({ certificate }: StoredCertificate): Promise<boolean> {
  await using opened = await openTestInstance(instance.settings)
  const published = await opened.store.revocationLists.published(vault, 0)
  if (published === undefined) throw new Error('no list')
  const { serialNumber } = parseCertificate(certificate)
  return findRevoked(parseRevocationList(published.der), serialNumber) !== null
}

/** One after the other: two writers on one thread would wait for each other. */
async function areListed(certificates: readonly StoredCertificate[]): Promise<boolean[]> {
  const listed: boolean[] = []
  for (const certificate of certificates) listed.push(await isListed(certificate))
  return listed
}

/** As if time had passed. */
function age(list: { from: number; to: number }, responder: { from: number; to: number }): void {
  using database = new DatabaseSync(join(instance.directory, 'data', 'certman.db'))
  const now = Date.now()
  database
    .prepare('update revocation_lists set this_update = ?, next_update = ?')
    .run(now + list.from * DAY, now + list.to * DAY)
  database
    .prepare(
      `update certificates set not_before = ?, not_after = ?
       where id in (select certificate_id from responders)`,
    )
    .run(now + responder.from * DAY, now + responder.to * DAY)
}

const FRESH = { from: -1, to: 89 }

test('one and many are revoked with the passphrase, and stand on the list when the command ends', async () => {
  const certificates = [await issued('a.internal'), await issued('b.internal')]
  const [one] = certificates
  const without = await command(['cert', 'revoke', one?.id ?? ''])
  expect(without).toMatchObject({ code: 1, talk: expect.stringContaining('passphrase') })
  const wrong = ['cert', 'revoke', '--ca', vault, '--since', '2020-01-01', '--yes']
  const refused = await command([...wrong, '--passphrase-file', '-'], 'not the right one at all')
  expect(refused.code).toBe(1)
  expect(await areListed(certificates)).toEqual([false, false])

  const held = ['cert', 'revoke', one?.id ?? '', '--reason', 'certificateHold']
  expect((await command([...held, '--passphrase-file', '-'], PASSPHRASE)).code).toBe(0)
  expect(await areListed(certificates)).toEqual([true, false])
  const many = await command([...wrong, '--passphrase-file', '-'], PASSPHRASE)
  expect(many).toMatchObject({ code: 0, output: '1 certificate revoked (unspecified)\n', talk: '' })
  expect(await areListed(certificates)).toEqual([true, true])
})

test('a released hold leaves the list with publish-crl, and the doctor says so', async () => {
  const one = await issued('a.internal')
  const held = ['cert', 'revoke', one.id, '--reason', 'certificateHold', '--passphrase-file', '-']
  await command(held, PASSPHRASE)
  const released = await command(['cert', 'release', one.id])
  expect(released.talk).toContain(`certman-server ca publish-crl ${vault}`)
  expect(await isListed(one)).toBe(true)
  expect((await command(['doctor'])).output).toMatch(
    /^warn {2}revocation {4}the list of "Vault" lacks revocations that wait to be published\n.*ca publish-crl/m,
  )
  await command(['ca', 'publish-crl', vault, '--passphrase-file', '-'], PASSPHRASE)
  expect(await isListed(one)).toBe(false)
  expect((await command(['doctor'])).output).toMatch(/^ok {4}revocation/m)
})

test('the doctor sees a revocation that waits, though others came since', async () => {
  const words = ['ca', 'create', '--common-name', 'Open', '--json']
  const { ca } = JSON.parse((await command(words)).output) as { ca: { id: Uuid } }
  const ids: Uuid[] = []
  {
    await using opened = await openTestInstance(instance.settings)
    const act = actOf({ operator: 'tester' })
    for (const commonName of ['a.internal', 'b.internal']) {
      const result = await issue(opened.ca, act, {
        authorityId: ca.id,
        mode: 'managed',
        commonName,
      })
      if (result.kind === 'issued') ids.push(result.certificate.id)
    }
  }
  for (const id of ids) expect((await command(['cert', 'revoke', id])).code).toBe(0)
  // Without a server nobody publishes, which is no fault for a minute.
  expect((await command(['doctor'])).output).toMatch(/^ok {4}revocation/m)
  {
    using database = new DatabaseSync(join(instance.directory, 'data', 'certman.db'))
    // As if the first one were of two minutes ago, and the list older.
    const ago =
      'update certificates set revocation_number = revocation_number - 120000 where id = ?'
    database.prepare(ago).run(ids[0] ?? '')
    database.exec('update revocation_lists set published_number = published_number - 300000')
  }
  expect((await command(['doctor'])).output).toMatch(
    /^warn {2}revocation {4}the list of "Open" lacks revocations that wait to be published/m,
  )
})

test.each([
  ['a list with a third of its life left', { from: -61, to: 29 }, FRESH, 0, /warn.*the list of/],
  ['an expired list', { from: -91, to: -1 }, FRESH, 1, /fail.*the list of "Vault" has expired/],
  ['a responder near its end', FRESH, { from: -61, to: 29 }, 0, /warn.*the OCSP responder of/],
  ['an expired responder', FRESH, { from: -91, to: -1 }, 1, /fail.*responder of "Vault" has exp/],
])('the doctor sees %s, and publish-crl mends it', async (_name, list, responder, code, line) => {
  age(list, responder)
  const sick = await command(['doctor'])
  expect(sick.code).toBe(code)
  expect(sick.output).toMatch(line)
  expect(sick.output).toContain(`ca publish-crl ${vault} (asks for the passphrase)`)
  await command(['ca', 'publish-crl', vault, '--passphrase-file', '-'], PASSPHRASE)
  expect((await command(['doctor'])).output).toMatch(/^ok {4}revocation/m)
})
