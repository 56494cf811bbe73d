import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { actOf } from '../../server/src/commands/operator.ts'
import { resealEverything } from '../../server/src/commands/reseal-everything.ts'
import { withSealingLock } from '../../server/src/commands/sealing-lock.ts'
import type { Instance } from '../../server/src/compose.ts'
import { prepareNextMasterKey } from '../../server/src/keys/master-key-rotation.ts'
import { passphraseFrom } from '../../server/src/keys/passphrase.ts'
import type { Uuid } from '../../server/src/pki/identifier.ts'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import {
  copyInstance,
  makeInstance,
  openTestInstance,
  type TestInstance,
} from '../_kit/operator-instance.ts'

const PASSPHRASE = 'correct horse battery staple'
const ACT = actOf({ operator: 'tester' })

let original: TestInstance
let made: TestInstance
let data: string
let plainId: Uuid
let protectedId: Uuid

const command = (...words: string[]): Promise<Ran> =>
  runCommand(words, { variables: made.settings })

beforeAll(async () => {
  original = await makeInstance()
  const create = async (...words: string[]): Promise<Uuid> => {
    const ran = await runCommand(['ca', 'create', ...words, '--json'], {
      variables: original.settings,
      input: PASSPHRASE,
    })
    expect(ran.code, ran.talk).toBe(0)
    return (JSON.parse(ran.output) as { ca: { id: Uuid } }).ca.id
  }
  plainId = await create('--common-name', 'Plain')
  protectedId = await create('--common-name', 'Protected', '--passphrase-file', '-')
  return () => original[Symbol.asyncDispose]()
})

beforeEach(async () => {
  made = await copyInstance(original)
  data = join(made.directory, 'data')
  return () => made[Symbol.asyncDispose]()
})

async function sign({ store, keys }: Instance, authorityId: Uuid): Promise<number> {
  const sealed = await store.authorities.sealedKey(authorityId)
  if (!sealed) throw new Error('the CA has no key')
  const passphrase = authorityId === protectedId ? passphraseFrom(PASSPHRASE) : undefined
  using lease = await keys.open({ ...sealed, passphrase })
  return (await lease.signer.sign(new Uint8Array([1, 2, 3]))).length
}

async function expectSound(): Promise<void> {
  const verified = await command('audit', 'verify')
  expect(verified.output).toContain('the audit is whole')
  const doctor = await command('doctor')
  expect(doctor.output).toContain('2 CA keys')
  expect(doctor.code, doctor.output).toBe(0)
  await using instance = await openTestInstance(made.settings)
  expect(await sign(instance, plainId)).toBeGreaterThan(60)
  expect(await sign(instance, protectedId)).toBeGreaterThan(60)
}

test('goes over every CA key without a passphrase, again and again', async () => {
  const before = readFileSync(join(data, 'master.key'), 'utf8')
  for (const round of [1, 2, 3]) {
    const ran = await command('rotate-master-key', '--json')
    expect(ran.code, ran.talk).toBe(0)
    // The audit key of each former master key joins the secrets.
    expect(JSON.parse(ran.output)).toMatchObject({ authority_keys: 2, secrets: 1 + round })
  }
  expect(readFileSync(join(data, 'master.key'), 'utf8')).not.toBe(before)
  expect(readdirSync(data).filter((name) => name.startsWith('master.key.'))).toHaveLength(3)
  await expectSound()
})

test('killed after the next key was written: the old one goes on, and the next rotation starts afresh', async () => {
  const old = readFileSync(join(data, 'master.key'), 'utf8')
  {
    await using instance = await openTestInstance(made.settings)
    prepareNextMasterKey(data, instance.masterKey().id)
  }
  await expectSound()
  expect(readFileSync(join(data, 'master.key'), 'utf8')).toBe(old)
  expect((await command('rotate-master-key')).code).toBe(0)
  expect(existsSync(join(data, 'master.key.next'))).toBe(false)
  await expectSound()
})

test('killed after the database was sealed anew: the next command, or the server, ends the rotation', async () => {
  const nextId = await sealAnew()
  expect(existsSync(join(data, 'master.key.next'))).toBe(true)
  await expectSound()
  expect(existsSync(join(data, 'master.key.next'))).toBe(false)
  await using instance = await openTestInstance(made.settings, 'server')
  expect(instance.masterKey().id).toBe(nextId)
})

test('killed while the next key was put in place, with the former one kept already', async () => {
  const old = await currentId()
  await sealAnew()
  copyFileSync(join(data, 'master.key'), join(data, `master.key.${old}`))
  await expectSound()
})

test('whoever had the instance open goes on, at every step', async () => {
  await using server = await openTestInstance(made.settings)
  const old = server.masterKey().id
  await sealAnew()
  // The new key is still the next one: the open instance finds it there.
  expect(await sign(server, protectedId)).toBeGreaterThan(60)
  expect(await sign(server, plainId)).toBeGreaterThan(60)
  expect(server.masterKey().id).not.toBe(old)
  expect((await command('rotate-master-key')).code).toBe(0)
  expect(await sign(server, protectedId)).toBeGreaterThan(60)
  // Its chain goes on under the audit key that it began with.
  await server.store.auditLog.append([])
  expect((await command('audit', 'verify')).code).toBe(0)
})

test('a CA that is made by whoever opened the instance before is sealed under the new key', async () => {
  await using early = await openTestInstance(made.settings)
  expect((await command('rotate-master-key')).code).toBe(0)
  const sealedUnder = await withSealingLock(early, async () => early.masterKey().id)
  expect(sealedUnder).toBe(await currentId())
})

test('from the environment: the new key comes from a file, and the old one is refused afterwards', async () => {
  const { CERTMAN_DATA_DIR } = made.settings
  const old = readFileSync(join(data, 'master.key'), 'utf8').trim()
  const file = join(made.directory, 'new.key')
  copyFileSync(join(data, 'master.key'), file)
  const inEnvironment = { CERTMAN_DATA_DIR: CERTMAN_DATA_DIR ?? '', CERTMAN_MASTER_KEY: old }
  const rotate = (...words: string[]): Promise<Ran> =>
    runCommand(['rotate-master-key', ...words], { variables: inEnvironment })

  expect((await rotate()).talk).toContain('--new-key-file FILE')
  expect((await rotate('--new-key-file', file)).talk).toContain('holds the master key of now')
  expect((await rotate('--new-key-file', `${file}.none`)).talk).toContain('cannot be read')
  const text = 'a0'.repeat(32)
  writeFileSync(file, `${text}\n`)
  chmodSync(file, 0o644)
  expect((await rotate('--new-key-file', file)).talk).toContain(`run: chmod 600 ${file}`)
  chmodSync(file, 0o600)
  const done = await rotate('--new-key-file', file)
  expect(done.code, done.talk).toBe(0)
  expect(done.talk).not.toContain(text)
  expect((await rotate('--new-key-file', file)).talk).toContain('not the one that this database')
  const list = await runCommand(['audit', 'verify'], {
    variables: { ...inEnvironment, CERTMAN_MASTER_KEY: text },
  })
  expect(list.output).toContain('the audit is whole')
})

async function currentId(): Promise<string> {
  await using instance = await openTestInstance(made.settings)
  return instance.masterKey().id
}

/** A rotation up to its middle step. */
async function sealAnew(): Promise<string> {
  await using instance = await openTestInstance(made.settings)
  const next = prepareNextMasterKey(data, instance.masterKey().id)
  await resealEverything(instance, ACT, next)
  return next.id
}
