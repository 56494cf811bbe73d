import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand, type Ran } from '../_kit/command-line.ts'
import { startPostgres, type PostgresCluster } from '../_kit/postgres.ts'
import { requireTool } from '../_kit/tools.ts'

const programs = requireTool('postgresql')

describe.skipIf(programs === null)('on PostgreSQL', () => {
  let cluster: PostgresCluster
  let directory: string
  let settings: Record<string, string>

  const command = (...words: string[]): Promise<Ran> =>
    runCommand(words, { variables: settings, input: 'correct horse battery staple' })

  async function done(...words: string[]): Promise<string> {
    const ran = await command(...words)
    expect(ran.code, ran.talk + ran.output).toBe(0)
    return ran.output
  }

  beforeAll(async () => {
    cluster = await startPostgres(programs ?? '')
    directory = await mkdtemp(join(tmpdir(), 'certman-commands-'))
    settings = {
      CERTMAN_DATA_DIR: join(directory, 'data'),
      CERTMAN_DATABASE_URL: cluster.createDatabase('operator'),
      // Where nobody answers, whatever else runs on this machine.
      CERTMAN_PORT: '1',
    }
  })

  afterAll(async () => {
    await cluster[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  test('an instance lives from its migration to the rotation of its master key', async () => {
    expect((await command('ca', 'list')).talk).toContain('run "certman-server migrate"')
    const migrated = JSON.parse(await done('migrate', '--json')) as { from: number; to: number }
    expect(migrated.from).toBe(0)
    expect(migrated.to).toBeGreaterThan(0)
    await done('user', 'create', '--email', 'ops@example.com')
    await done('workspace', 'create', '--name', 'Ops', '--owner', 'ops@example.com')
    const created = await done(
      'ca',
      'create',
      '--common-name',
      'R',
      '--passphrase-file',
      '-',
      '--json',
    )
    const { id } = (JSON.parse(created) as { ca: { id: string } }).ca
    await done('ca', 'create', '--common-name', 'Plain')
    await done('api-key', 'create', '--user', 'ops@example.com', '--name', 'k', '--ca', id)
    await done('rotate-master-key')
    await done('rotate-master-key')
    await done('ca', 'renew', id, '--passphrase-file', '-')
    const span = ['--ca', id, '--since', '2026-01-01', '--yes', '--passphrase-file', '-']
    expect(await done('cert', 'revoke', ...span)).toContain('0 certificates revoked')
    expect(await done('ca', 'publish-crl', id, '--passphrase-file', '-')).toContain(id)
    expect(await done('ca', 'publish-crl')).toContain('Plain')
    await done('ca', 'revoke', id, '--reason', 'superseded', '--yes', '--passphrase-file', '-')
    expect(await done('audit', 'verify')).toContain('the audit is whole')
    expect(await done('doctor')).toMatch(
      /ok {4}sealed keys {3}2 CA keys, \d+ responder keys and \d+ secrets/,
    )
    expect(await readdir(settings['CERTMAN_DATA_DIR'] ?? '')).not.toContain('certman.db')
  })

  test('a database that is away is said to be', async () => {
    await cluster.stop()
    const ran = await command('ca', 'list')
    expect(ran.code).toBe(1)
    expect(ran.talk).toMatch(/^Error: cannot connect to the PostgreSQL database/)
    const doctor = await command('doctor')
    expect(doctor.code).toBe(1)
    expect(doctor.output).toMatch(/fail {2}database/)
    await cluster.start()
    await done('ca', 'list')
  })
})
