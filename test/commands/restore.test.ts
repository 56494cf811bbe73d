import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import {
  copyInstance,
  makeInstance,
  openTestInstance,
  type TestInstance,
} from '../_kit/operator-instance.ts'

let original: TestInstance
let made: TestInstance
let data: string
let backup: string

const command = (...words: string[]): Promise<Ran> =>
  runCommand(words, { variables: made.settings })

const caNames = async (): Promise<readonly string[]> => {
  const ran = await command('ca', 'list', '--json')
  expect(ran.code, ran.talk).toBe(0)
  return (JSON.parse(ran.output) as { cas: { name: string }[] }).cas.map(({ name }) => name)
}

beforeAll(async () => {
  original = await makeInstance()
  const run = (...words: string[]): Promise<Ran> =>
    runCommand(words, { variables: original.settings })
  await run('ca', 'create', '--common-name', 'Before')
  expect((await run('backup', join(original.directory, 'backup.db'))).code).toBe(0)
  await run('ca', 'create', '--common-name', 'After')
  return () => original[Symbol.asyncDispose]()
})

beforeEach(async () => {
  made = await copyInstance(original)
  data = join(made.directory, 'data')
  backup = join(made.directory, 'backup.db')
  return () => made[Symbol.asyncDispose]()
})

test('a backup is private, holds no master key and is whole in one file', () => {
  expect(statSync(backup).mode & 0o777).toBe(0o600)
  const key = readFileSync(join(data, 'master.key'), 'utf8').split('.')[1] ?? ''
  const bytes = readFileSync(backup)
  expect(key).toHaveLength(43)
  expect(bytes.includes(key)).toBe(false)
  expect(bytes.includes(Buffer.from(key, 'base64url'))).toBe(false)
  expect(readdirSync(made.directory).sort()).toEqual(['backup.db', 'data'])
})

test('into an empty directory, with the master key copied there first', async () => {
  const elsewhere = join(made.directory, 'elsewhere')
  const variables = { CERTMAN_DATA_DIR: elsewhere }
  const refused = await runCommand(['restore', backup], { variables })
  expect(refused.talk).toContain('a backup opens only with the master key that it was made under')
  copyFileSync(join(data, 'master.key'), join(elsewhere, 'master.key'))
  const ran = await runCommand(['restore', backup], { variables })
  expect(ran.code, ran.talk).toBe(0)
  expect(readdirSync(elsewhere).sort()).toEqual([
    'certman.db',
    'master.key',
    'sealing.lock',
    'server.lock',
  ])
  const list = await runCommand(['ca', 'list'], { variables })
  expect(list.output).toContain('Before')
  const doctor = await runCommand(['doctor'], { variables })
  expect(doctor.code, doctor.output).toBe(0)
})

test('over a database whose server was killed: its log is not replayed onto the backup', async () => {
  // A log that no checkpoint has emptied, as a killed process leaves it.
  const live = new DatabaseSync(join(data, 'certman.db'))
  live.exec(
    `pragma wal_autocheckpoint = 0; update authorities set name = 'Last words' where name = 'After'`,
  )
  const killed = join(made.directory, 'killed')
  mkdirSync(killed, { mode: 0o700 })
  for (const name of ['certman.db', 'certman.db-wal', 'master.key'])
    copyFileSync(join(data, name), join(killed, name))
  live.close()
  expect(statSync(join(killed, 'certman.db-wal')).size).toBeGreaterThan(0)

  const variables = { CERTMAN_DATA_DIR: killed }
  const ran = await runCommand(['restore', backup, '--force', '--json'], { variables })
  expect(ran.code, ran.talk).toBe(0)
  const list = await runCommand(['ca', 'list'], { variables })
  expect(list.output).toContain('Before')
  expect(list.output).not.toMatch(/After|Last words/)
  // What was replaced is kept, the log's content with it.
  const { replaced } = JSON.parse(ran.output) as { replaced: string }
  const former = new DatabaseSync(replaced)
  expect(
    former.prepare(`select count(*) as n from authorities where name = 'Last words'`).get(),
  ).toEqual({ n: 1 })
  former.close()
})

test('over a database that is past opening: it is moved as it is', async () => {
  writeFileSync(join(data, 'certman.db'), 'no database any more')
  const ran = await command('restore', backup, '--force')
  expect(ran.code, ran.talk).toBe(0)
  expect(await caNames()).toEqual(['Before'])
})

test.each([
  ['is cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 30_000))],
  ['is something else', (file: string) => writeFileSync(file, 'hello')],
  ['does not exist', (file: string) => rmSync(file)],
  [
    'has another check of its master key',
    (file: string) => {
      const database = new DatabaseSync(file)
      database.exec(`update secrets set sealed = zeroblob(60) where name = 'master-key-check'`)
      database.close()
    },
  ],
  [
    'is from a newer version',
    (file: string) => {
      const database = new DatabaseSync(file)
      database.exec(`insert into migrations values (999, 'tomorrow', 0)`)
      database.close()
    },
  ],
])('a backup that %s replaces nothing', async (_name, spoil) => {
  spoil(backup)
  const ran = await command('restore', backup, '--force')
  expect(ran.code).toBe(1)
  expect(ran.output).toBe('')
  expect(ran.talk).not.toContain('restoring')
  expect(await caNames()).toEqual(['Before', 'After'])
  expect(readdirSync(data).filter((name) => /restoring|replaced/.test(name))).toEqual([])
})

test('not while a server runs', async () => {
  await using _server = await openTestInstance(made.settings, 'server')
  const ran = await command('restore', backup, '--force')
  expect(ran.talk).toMatch(/^Error: another Certman server is running/)
  expect(existsSync(join(data, 'certman.db'))).toBe(true)
})

test('PostgreSQL has programs of its own', async () => {
  const variables = {
    ...made.settings,
    CERTMAN_DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none',
  }
  for (const [act, program] of [
    ['backup', 'pg_dump'],
    ['restore', 'pg_restore'],
  ] as const) {
    const ran = await runCommand([act, join(made.directory, 'other.db')], { variables })
    expect(ran.talk).toContain(program)
    expect(ran.code).toBe(1)
    expect(ran.talk).not.toContain('secret')
  }
})
