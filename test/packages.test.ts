import { readdirSync } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from './_kit/execute.ts'
import { startIssuing, type Issuing } from './_kit/issuing.ts'
import { requireTool } from './_kit/tools.ts'

const ROOT = join(import.meta.dirname, '..')
/** The SDK must stay small enough for whoever counts what a browser loads. */
const MOST_SDK_OCTETS = 15_000

const publint = requireTool('publint')
const attw = requireTool('attw')

/** What is published, installed into an empty project as its users do: with the Node of this run first on the PATH. */
describe('the packages', () => {
  let directory = ''
  let tarballs: readonly string[] = []
  let server: Issuing
  const environment = {
    PATH: `${join(process.execPath, '..')}:${join(ROOT, 'node_modules', '.bin')}:${process.env['PATH']}`,
    HOME: '',
    NODE_OPTIONS: '',
  }
  const shell = (command: string, args: readonly string[], where: string) =>
    execute(command, args, { directory: where, environment })

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'certman-packages-'))
    environment.HOME = directory
    server = await startIssuing()
    for (const workspace of ['sdk', 'cli']) {
      const packed = await shell(
        'npm',
        ['pack', '--pack-destination', directory],
        join(ROOT, workspace),
      )
      if (packed.code !== 0) throw new Error(packed.output)
    }
    tarballs = readdirSync(directory).filter((name) => name.endsWith('.tgz'))
    await writeFile(join(directory, 'package.json'), '{ "private": true, "type": "module" }')
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund']
    const installed = await shell(
      'npm',
      [...install, ...tarballs.map((name) => `./${name}`)],
      directory,
    )
    if (installed.code !== 0) throw new Error(installed.output)
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  const certman = (...words: string[]) =>
    shell(process.execPath, [join('node_modules', '.bin', 'certman'), ...words], directory)

  test.skipIf(publint === null)('are clean for publint', async () => {
    for (const name of tarballs) {
      const judged = await shell(process.execPath, [publint ?? '', name, '--strict'], directory)
      expect(judged, judged.output).toMatchObject({ code: 0 })
    }
  })

  test.skipIf(attw === null)('of the SDK has the types it says it has', async () => {
    const sdk = tarballs.find((name) => name.startsWith('certman-sdk')) ?? ''
    // ESM only: a `require` of it is refused by design.
    const judged = await shell(
      process.execPath,
      [attw ?? '', sdk, '--profile', 'esm-only'],
      directory,
    )
    expect(judged, judged.output).toMatchObject({ code: 0 })
  })

  test('are two, and the SDK is small', async () => {
    expect(tarballs.map((name) => name.replace(/-\d.*/, ''))).toEqual([
      'certman-cli',
      'certman-sdk',
    ])
    const sdk = await stat(join(directory, tarballs[1] ?? ''))
    expect(sdk.size).toBeLessThan(MOST_SDK_OCTETS)
  })

  test('hold no source, no test and no other workspace as a dependency', async () => {
    const found = readdirSync(join(directory, 'node_modules', '@certman'), {
      recursive: true,
      encoding: 'utf8',
    })
    expect(found.length).toBeGreaterThan(50)
    expect(found.filter((name) => /(?<!\.d)\.ts$|\.test\.|(^|\/)_/.test(name))).toEqual([])
    expect(readdirSync(join(directory, 'node_modules', '@certman'))).toEqual(['cli', 'sdk'])
  })

  test('the command line tells its version and issues', async () => {
    expect(await certman('--version')).toEqual({ code: 0, output: '1.0.3\n' })
    const login = await certman('login', '--api-url', server.url, '--api-key', server.apiKey)
    expect(login).toEqual({ code: 0, output: 'API key saved to ~/.certman/config.json\n' })
    const names = ['--ca-id', server.issuingId, '--san-dns', 'packed.example']
    const signed = await certman(
      'cert',
      'sign',
      ...names,
      '--out-key',
      'p.key',
      '--out-cert',
      'p.pem',
    )
    expect(signed.output).toBe('Certificate written to p.pem\nPrivate key written to p.key\n')
    expect((await stat(join(directory, 'p.key'))).mode & 0o777).toBe(0o600)
    const verified = await certman('cert', 'verify', 'p.pem', '--ca-id', server.issuingId)
    expect(verified).toMatchObject({ code: 0 })
  })

  test('the SDK issues, and its types say what it does', async () => {
    await writeFile(
      join(directory, 'first.ts'),
      `import { createCertmanClient, CertmanNotFoundError } from '@certman/sdk'
const [baseUrl = '', apiKey = '', caId = ''] = process.argv.slice(2)
const certman = createCertmanClient({ apiKey, baseUrl })
const { certificate, privateKey } = await certman.certificates.issue({ caId, commonName: 'sdk.example' })
const pem: string = certificate.certificate_pem
// @ts-expect-error the answer has no such member
certificate.nothing
const missing = await certman.certificates.get('00000000-0000-4000-8000-000000000000').catch((error: unknown) => error)
console.log(pem.length > 0, typeof privateKey, missing instanceof CertmanNotFoundError)
`,
    )
    const ran = await shell(
      process.execPath,
      ['first.ts', server.url, server.apiKey, server.issuingId],
      directory,
    )
    expect(ran).toEqual({ code: 0, output: 'true string true\n' })
    const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib']
    const judged = await shell(
      'tsc',
      [
        ...strict,
        'es2024,dom',
        '--typeRoots',
        join(ROOT, 'node_modules/@types'),
        '--types',
        'node',
        'first.ts',
      ],
      directory,
    )
    expect(judged).toEqual({ code: 0, output: '' })
  })
})
