import { DatabaseSync } from 'node:sqlite'
import { chmodSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { SqliteConnection } from '../../server/src/store/sqlite/connection.ts'
import { MIGRATIONS } from '../../server/src/store/migrations/all.ts'
import { createTlsFiles } from '../_kit/tls-files.ts'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import { copyInstance, makeInstance, type TestInstance } from '../_kit/operator-instance.ts'

interface Findings {
  readonly healthy: boolean
  readonly findings: readonly {
    readonly check: string
    readonly status: string
    readonly message: string
    readonly fix: string | null
  }[]
}

let original: TestInstance
let made: TestInstance
let data: string

const command = (words: string, variables: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  runCommand(words.split(' '), { variables: { ...made.settings, ...variables } })

beforeAll(async () => {
  original = await makeInstance()
  const words = ['ca', 'create', '--common-name', 'Root']
  expect((await runCommand(words, { variables: original.settings })).code).toBe(0)
  return () => original[Symbol.asyncDispose]()
})

beforeEach(async () => {
  made = await copyInstance(original)
  data = join(made.directory, 'data')
})

afterEach(async () => {
  vi.useRealTimers()
  await made[Symbol.asyncDispose]()
})

/** What somebody with the file in hand can do: the triggers do not stop them. */
function tamper(...sql: string[]): void {
  const database = new DatabaseSync(join(data, 'certman.db'))
  for (const act of ['update', 'delete'])
    database.exec(`drop trigger if exists audit_events_no_${act}`)
  for (const statement of sql) database.exec(statement)
  database.close()
}

const LONGEST = '(select chain from audit_chains order by length desc, chain limit 1)'

test('ca publish-crl publishes for the other CAs when one cannot sign', async () => {
  expect((await command('ca create --common-name Sound')).code).toBe(0)
  tamper(`update authority_keys set sealed = zeroblob(length(sealed)) where authority_id =
    (select id from authorities where name = 'Root')`)
  const { code, output, talk } = await command('ca publish-crl --json')
  expect(code).toBe(1)
  const { published } = JSON.parse(output) as { published: readonly { readonly name: string }[] }
  expect(published.map(({ name }) => name)).toEqual(['Sound'])
  expect(talk).toMatch(/the CA "Root" \([0-9a-f-]{36}\) did not publish: /)
})

describe('audit verify names the first broken row', () => {
  test.each([
    [
      'changed',
      `update audit_events set encoded = replace(encoded, 'owner', 'nobody') where position = 1`,
      /event 1: its MAC does not match/,
    ],
    [
      'removed',
      `delete from audit_events where chain = ${LONGEST} and position = 1`,
      /event 1: event 1 is missing; the next one is 2/,
    ],
    [
      'cut off',
      `delete from audit_events where chain = ${LONGEST} and position = 2`,
      /event 2: the chain ends after 1 of 2 events/,
    ],
    [
      'of an unknown key',
      `update audit_events set key_id = 'feedfeedfeedfeed' where position = 1`,
      /its audit key feedfeedfeedfeed is not known/,
    ],
  ])('%s', async (_name, sql, reason) => {
    expect((await command('audit verify')).code).toBe(0)
    tamper(sql)
    const ran = await command('audit verify')
    expect(ran.code).toBe(1)
    expect(ran.output).toMatch(reason)
    const json = await command('audit verify --json')
    expect(json.code).toBe(1)
    const { verified, broken } = JSON.parse(json.output) as {
      verified: boolean
      broken: { chain: string; position: number; reason: string }[]
    }
    expect(verified).toBe(false)
    expect(broken.length).toBeGreaterThan(0)
  })

  test('an instance whose master key was exchanged with its database opens nothing', async () => {
    rmSync(join(data, 'master.key'))
    const other = await makeInstance()
    copyFileSync(join(other.directory, 'data', 'master.key'), join(data, 'master.key'))
    await other[Symbol.asyncDispose]()
    const ran = await command('audit verify')
    expect(ran).toMatchObject({ code: 1, output: '' })
    expect(ran.talk).toMatch(
      /^Error: the master key is not the one that this database was made with\nhint: /,
    )
  })
})

describe('doctor finds', () => {
  async function findings(
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Findings & { readonly code: number }> {
    const ran = await command('doctor --json', variables)
    return { ...(JSON.parse(ran.output) as Findings), code: ran.code }
  }

  async function expectFinding(
    status: string,
    check: string,
    message: RegExp,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const found = await findings(variables)
    const finding = found.findings.find((one) => one.check === check && one.status === status)
    expect(finding?.message, JSON.stringify(found.findings)).toMatch(message)
    expect(finding?.fix).toBeTruthy()
    expect(found.code).toBe(status === 'fail' ? 1 : 0)
    expect(found.healthy).toBe(status !== 'fail')
  }

  test('nothing that fails in a sound instance', async () => {
    const { code, healthy } = await findings({ CERTMAN_PKI_URL: 'http://pki.example.com' })
    expect({ code, healthy }).toEqual({ code: 0, healthy: true })
  })

  test('no instance', async () => {
    await expectFinding('fail', 'directory', /there is no instance in/, {
      CERTMAN_DATA_DIR: join(made.directory, 'none'),
    })
  })

  test('files that others can read', async () => {
    const copy = join(data, 'copy.db')
    writeFileSync(copy, '')
    chmodSync(copy, 0o640)
    await expectFinding('fail', 'permissions', /copy\.db is open to other users/)
  })

  test('a missing master key', async () => {
    rmSync(join(data, 'master.key'))
    await expectFinding('fail', 'master key', /the master key is missing/)
  })

  test('a master key that others can read', async () => {
    chmodSync(join(data, 'master.key'), 0o644)
    await expectFinding('fail', 'master key', /open to other users/)
  })

  test('a wrong master key', async () => {
    await expectFinding('fail', 'master key', /not the one that this database was made with/, {
      CERTMAN_MASTER_KEY: '00'.repeat(32),
    })
  })

  test('a damaged database', async () => {
    const path = join(data, 'certman.db')
    truncateSync(path, Math.floor(readFileSync(path).length / 2))
    await expectFinding('fail', 'database', /./)
  })

  test('a database of a newer version', async () => {
    tamper(`insert into migrations values (999, 'tomorrow', 0)`)
    await expectFinding('fail', 'database', /newer version of Certman \(schema 999 > \d+\)/)
  })

  test('certificates that were begun and never finished', async () => {
    tamper(`update certificates set issued_at = null, created_at = 0
      where subject_authority_id is not null`)
    await expectFinding('warn', 'intents', /1 certificate begun/)
  })

  test('a clock that went back', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 })
    await expectFinding('fail', 'clock', /before the newest record/)
  })

  test('a clock that was never set', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 })
    await expectFinding('fail', 'clock', /it says 1970/)
  })

  test('a CA near its end, and one past it', async () => {
    const end = Date.now() + 7305 * 86_400_000
    vi.useFakeTimers({ toFake: ['Date'], now: end - 89 * 86_400_000 })
    // Twenty years without a server: lists and responder have ended as well.
    await expectFinding('fail', 'revocation', /the list of "Root" has expired/)
    await command('ca publish-crl')
    await expectFinding('warn', 'CAs', /"Root" expires on/)
    vi.setSystemTime(end + 1000)
    await expectFinding('fail', 'CAs', /"Root" expired on/)
  })

  test('TLS files that are missing, do not belong together or run out', async () => {
    const good = await createTlsFiles(made.directory, 'good', 200)
    const soon = await createTlsFiles(made.directory, 'soon', 20)
    const tls = (cert: string, key: string): Record<string, string> => ({
      CERTMAN_TLS: 'files',
      CERTMAN_TLS_CERT: cert,
      CERTMAN_TLS_KEY: key,
    })
    await expectFinding('warn', 'TLS', /expires on/, tls(soon.cert, soon.key))
    await expectFinding('fail', 'TLS', /is not that of the certificate/, tls(good.cert, soon.key))
    await expectFinding('fail', 'TLS', /no such file/, tls(`${good.cert}.none`, good.key))
    const { findings: all } = await findings(tls(good.cert, good.key))
    expect(all.find(({ check }) => check === 'TLS')).toMatchObject({ status: 'ok' })
  })
})

describe('migrate', () => {
  test('brings a former database to today, and records it', async () => {
    const path = join(data, 'certman.db')
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    const connection = new SqliteConnection({ path, readOnly: false, cacheKibibytes: 1024 })
    await connection.query(
      'create table migrations (number integer primary key, name text not null, applied_at bigint not null)',
      [],
    )
    const former = MIGRATIONS.slice(0, -1)
    for (const [index, migration] of former.entries()) {
      await migration.up((await connection.kysely()) as never, 'sqlite')
      await connection.query('insert into migrations values (?, ?, 0)', [index + 1, migration.name])
    }
    connection.close()

    const refused = await command('ca list')
    expect(refused.talk).toContain('hint: run "certman-server migrate"')
    const ran = await command('migrate --json')
    expect(ran.code, ran.talk).toBe(0)
    expect(JSON.parse(ran.output)).toEqual({ from: MIGRATIONS.length - 1, to: MIGRATIONS.length })
    const database = new DatabaseSync(path, { readOnly: true })
    const events = database.prepare('select encoded from audit_events').all()
    database.close()
    expect(events.some(({ encoded }) => String(encoded).includes('instance.migrated'))).toBe(true)
  })

  test('refuses where there is nothing, and what is newer', async () => {
    expect(
      (await command('migrate', { CERTMAN_DATA_DIR: join(made.directory, 'none') })).talk,
    ).toContain('there is no instance')
    tamper(`insert into migrations values (999, 'tomorrow', 0)`)
    expect((await command('migrate')).talk).toContain('newer version')
  })
})
