import { spawn } from 'node:child_process'
import { X509Certificate, createPrivateKey } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readBundle } from '../../bundles/src/index.ts'
import { certman, type CertmanRan } from '../_kit/run-certman.ts'
import { startIssuing, type Issuing } from '../_kit/issuing.ts'

const DAY = 86_400_000
const CLI = join(import.meta.dirname, '..', '..', 'cli', 'bin', 'certman.js')

let server: Issuing
let directory = ''
beforeAll(async () => {
  server = await startIssuing()
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'certman-agent-'))
  await writeFile(file('api-key'), `${server.apiKey}\n`)
})
afterEach(() => rm(directory, { recursive: true, force: true }))

const file = (name: string): string => join(directory, name)
const text = (name: string): Promise<string> => readFile(file(name), 'utf8')

async function configure(...entries: readonly object[]): Promise<void> {
  const base = { ca: server.issuingId, names: ['web.example.com'], 'validity-days': 30 }
  const files = { 'out-cert': 'web.pem', 'out-key': 'web.key' }
  // JSON is YAML.
  await writeFile(
    file('agent.yaml'),
    JSON.stringify({
      'api-url': server.url,
      'api-key-file': 'api-key',
      entries: entries.map((entry) => ({ ...base, ...files, ...entry })),
    }),
  )
}

function once(days = 0, words: readonly string[] = []): Promise<CertmanRan> {
  return certman(['agent', 'once', '--config', file('agent.yaml'), ...words], {
    home: directory,
    variables: { PATH: process.env['PATH'] },
    now: () => Date.now() + days * DAY,
  })
}

const serial = async (name = 'web.pem'): Promise<string> =>
  new X509Certificate(await text(name)).serialNumber

describe('certman agent once', () => {
  it('makes key and certificate, and renews both at two thirds of the life', async () => {
    await configure({ 'out-chain': 'chain.pem' })
    expect(await once()).toMatchObject({ code: 0, output: '1 renewed, 0 not due, 0 failed\n' })
    const first = new X509Certificate(await text('web.pem'))
    const firstKey = await text('web.key')
    expect(first.subjectAltName).toBe('DNS:web.example.com')
    expect(first.checkPrivateKey(createPrivateKey(firstKey))).toBe(true)
    expect((await text('chain.pem')).match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    expect((await stat(file('web.key'))).mode & 0o777).toBe(0o600)
    expect((await stat(file('web.pem'))).mode & 0o777).toBe(0o644)

    expect(await once(19)).toMatchObject({ output: '0 renewed, 1 not due, 0 failed\n', talk: '' })
    expect(await serial()).toBe(first.serialNumber)

    expect(await once(22)).toMatchObject({ output: '1 renewed, 0 not due, 0 failed\n' })
    expect(await serial()).not.toBe(first.serialNumber)
    expect(await text('web.key')).not.toBe(firstKey)
    expect(await text('web.key.previous')).toBe(firstKey)
    expect(await serial('web.pem.previous')).toBe(first.serialNumber)
  })

  it.each([
    ['the key is another', () => rm(file('web.key')).then(() => writeFile(file('web.key'), 'x'))],
    ['the certificate is gone', () => rm(file('web.pem'))],
    ['the names are others', () => configure({ names: ['web.example.com', '10.0.0.7'] })],
  ])('renews at once when %s', async (_, damage) => {
    await configure({})
    await once()
    const before = await serial()
    await damage()
    expect(await once()).toMatchObject({ output: '1 renewed, 0 not due, 0 failed\n' })
    expect(await serial()).not.toBe(before)
    expect(await once()).toMatchObject({ output: '0 renewed, 1 not due, 0 failed\n' })
  })

  it('tells hooks what they need, and deploys only after a renewal', async () => {
    const note = (name: string): string =>
      `echo "${name} $CERTMAN_CERT $CERTMAN_KEY $CERTMAN_DOMAINS $CERTMAN_SERIAL $RENEWED_LINEAGE $RENEWED_DOMAINS" >> ${file('log')}`
    await configure({
      names: ['web.example.com', '10.0.0.7'],
      hooks: { pre: note('pre'), deploy: note('deploy'), post: note('post') },
    })
    await once()
    const names = 'web.example.com 10.0.0.7'
    const line = (name: string, serial: string): string =>
      `${name} ${file('web.pem')} ${file('web.key')} ${names} ${serial} ${directory} ${names}`
    const first = await serial()
    const lines = [line('pre', ''), line('deploy', first), line('post', first)]
    expect((await text('log')).trimEnd().split('\n')).toEqual(lines)
    await once()
    expect((await text('log')).trimEnd().split('\n')).toEqual(lines)
  })

  it('puts the former pair back when the deploy hook fails, and deploys that again', async () => {
    await configure({ hooks: { deploy: 'true' } })
    await once()
    const [certificate, key] = [await text('web.pem'), await text('web.key')]
    const log = `echo "$CERTMAN_SERIAL" >> ${file('log')}`
    await configure({
      hooks: { deploy: `${log}; cmp -s ${file('web.pem')} ${file('former.pem')} || exit 3` },
    })
    await writeFile(file('former.pem'), certificate)
    const failed = await once(22)
    expect(failed).toMatchObject({ code: 1, output: '0 renewed, 0 not due, 1 failed\n' })
    expect(failed.talk).toContain('ended with 3; the former files are back')
    expect(failed.talk).not.toContain('with the former files too')
    expect([await text('web.pem'), await text('web.key')]).toEqual([certificate, key])
    const deployed = (await text('log')).trim().split('\n')
    expect(deployed).toHaveLength(2)
    expect(deployed[1]).toBe(await serial())
    expect(deployed[0]).not.toBe(deployed[1])
  })

  it('leaves no certificate behind that was never deployed', async () => {
    await configure({ hooks: { deploy: 'exit 1' } })
    expect(await once()).toMatchObject({ code: 1 })
    expect((await readdir(directory)).filter((name) => name.startsWith('web'))).toEqual([])
  })

  it('does nothing when the pre hook fails, and goes on with the next certificate', async () => {
    await configure(
      { hooks: { pre: 'exit 4', post: `touch ${file('posted')}` } },
      { 'out-cert': 'b.pem', 'out-key': 'b.key', names: ['b.example.com'] },
    )
    const ran = await once()
    expect(ran).toMatchObject({ code: 1, output: '1 renewed, 0 not due, 1 failed\n' })
    expect(ran.talk).toContain('web.example.com: not renewed: "exit 4" ended with 4')
    expect((await readdir(directory)).sort()).toEqual(['agent.yaml', 'api-key', 'b.key', 'b.pem'])
  })

  it.each(['p12', 'jks', 'haproxy', 'der', 'pem'])('keeps a file in %s fresh', async (format) => {
    await writeFile(file('password'), 'secret store\n')
    const holdsKey = !['der', 'pem'].includes(format)
    await configure({
      format,
      ...(holdsKey ? { 'out-key': undefined, mode: '0640' } : {}),
      ...(format === 'p12' || format === 'jks' ? { 'password-file': 'password' } : {}),
    })
    await once()
    const before = await readBundle(await readFile(file('web.pem')), 'secret store')
    expect(before.privateKey === undefined).toBe(!holdsKey)
    expect((await stat(file('web.pem'))).mode & 0o777).toBe(holdsKey ? 0o640 : 0o644)
    expect(await once()).toMatchObject({ output: '0 renewed, 1 not due, 0 failed\n' })
    expect(await once(0, ['--force'])).toMatchObject({ output: '1 renewed, 0 not due, 0 failed\n' })
    const after = await readBundle(await readFile(file('web.pem')), 'secret store')
    expect(after.certificates[0]).not.toEqual(before.certificates[0])
  })

  it('gives the files to their owner', async () => {
    const me = process.getuid?.() ?? 0
    await configure({ owner: `${me}:${process.getgid?.() ?? 0}` })
    expect(await once()).toMatchObject({ code: 0 })
    expect((await stat(file('web.key'))).uid).toBe(me)
    await configure({ owner: 'nobody-at-all', names: ['x.example.com'] })
    expect((await once()).talk).toContain('this system knows no "nobody-at-all"')
  })

  it('refuses a configuration before anything is done', async () => {
    await configure({ renew: '10d' })
    const ran = await once()
    expect(ran).toMatchObject({ code: 1, output: '' })
    expect(ran.talk).toBe(
      'Error: entries[0].renew is no setting of the agent\nhint: certman agent run --help shows an example\n',
    )
    await writeFile(file('agent.yaml'), 'entries: [}')
    expect((await once()).talk).toContain('agent.yaml is no YAML: ')
  })
})

describe('certman agent run', () => {
  it('renews what is due, says so, and ends when it is told to', async () => {
    await configure({})
    const words = ['-C', '@certman/source', CLI, 'agent', 'run', '--config', file('agent.yaml')]
    const child = spawn(process.execPath, words, {
      env: { PATH: process.env['PATH'], HOME: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    for (let tries = 0; !said.includes('renewed, serial') && tries < 400; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect(said).toContain('looking after 1 certificate\n')
    expect(said).toContain(`web.example.com: renewed, serial ${await serial()}`)
  })
})

describe('certman agent install-service', () => {
  it('prints a unit that runs this agent', async () => {
    await configure({})
    const words = ['agent', 'install-service', '--print', '--config', file('agent.yaml')]
    const { code, output } = await certman(words, { home: directory })
    expect(code).toBe(0)
    expect(output).toContain(` agent run --config ${file('agent.yaml')}\n`)
  })

  it('refuses a service that would have no API key', async () => {
    await configure({})
    const { 'api-key-file': _, ...keyless } = JSON.parse(await text('agent.yaml')) as object & {
      'api-key-file': string
    }
    await writeFile(file('agent.yaml'), JSON.stringify(keyless))
    const words = ['agent', 'install-service', '--print', '--config', file('agent.yaml')]
    const variables = { CERTMAN_API_KEY: server.apiKey }
    const ran = await certman(words, { home: directory, variables })
    expect(ran).toMatchObject({ code: 1, output: '' })
    expect(ran.talk).toContain('Error: the service would have no API key')
  })
})
