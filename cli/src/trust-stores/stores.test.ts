import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCertificate } from '@certman/x509'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeContents } from '../../../bundles/src/_contents.ts'
import { anchorOf } from './anchor.ts'
import { findStores } from './find-stores.ts'
import type { Anchor, TrustHost } from './trust-store.ts'

let root = ''
let anchor: Anchor
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'certman-stores-'))
  const { certificates } = await makeContents()
  anchor = anchorOf(parseCertificate(certificates[2] ?? new Uint8Array(0)))
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

/** A machine on which every program succeeds, and what was run there; files that it was given have no path of their own. */
function recordingHost(
  platform: NodeJS.Platform,
  answers: Readonly<Record<string, { code: number; output: string }>> = {},
): { host: TrustHost; ran: string[] } {
  const ran: string[] = []
  return {
    ran,
    host: {
      platform,
      home: join(root, 'home'),
      variables: {},
      root,
      async run(command, words) {
        const line = [command, ...words].join(' ').replace(/\S+\/(certman-\w+\.crt)/g, '$1')
        ran.push(line)
        const known = Object.entries(answers).find(([start]) => line.startsWith(start))
        return known?.[1] ?? { code: 0, output: '' }
      },
    },
  }
}

async function systemOf(host: TrustHost) {
  const [store, ...others] = await findStores(host, new Set(['system']))
  expect(others).toEqual([])
  if (store === undefined) throw new Error('this system has no store')
  return store
}

describe('the store of the system', () => {
  it.each([
    ['/etc/pki/ca-trust/source/anchors', 'update-ca-trust extract', 'update-ca-trust extract'],
    [
      '/usr/local/share/ca-certificates',
      'update-ca-certificates',
      'update-ca-certificates --fresh',
    ],
    ['/etc/ca-certificates/trust-source/anchors', 'trust extract-compat', 'trust extract-compat'],
    ['/etc/pki/trust/anchors', 'update-ca-certificates', 'update-ca-certificates'],
  ])('is %s with %j', async (directory, install, uninstall) => {
    await mkdir(root + directory, { recursive: true })
    const { host, ran } = recordingHost('linux')
    const store = await systemOf(host)
    expect(await store.isTrusted(anchor)).toBe(false)
    await store.install(anchor)
    expect(await store.isTrusted(anchor)).toBe(true)
    await store.uninstall(anchor)
    expect(await store.isTrusted(anchor)).toBe(false)
    expect(ran).toEqual([install, uninstall])
  })

  it('does not take another certificate of the same name for the one that is meant', async () => {
    const directory = '/usr/local/share/ca-certificates'
    await mkdir(root + directory, { recursive: true })
    await writeFile(join(root + directory, `${anchor.name}.crt`), 'something else')
    expect(await (await systemOf(recordingHost('linux').host)).isTrusted(anchor)).toBe(false)
  })

  it('is the system keychain of macOS', async () => {
    const found = { code: 0, output: `SHA-1 hash: ${anchor.sha1}\n` }
    const { host, ran } = recordingHost('darwin', { 'security find-certificate': found })
    const store = await systemOf(host)
    await store.install(anchor)
    expect(await store.isTrusted(anchor)).toBe(true)
    await store.uninstall(anchor)
    const keychain = '/Library/Keychains/System.keychain'
    expect(ran).toEqual([
      `security add-trusted-cert -d -r trustRoot -k ${keychain} ${anchor.name}.crt`,
      `security find-certificate -a -Z ${keychain}`,
      `security remove-trusted-cert -d ${anchor.name}.crt`,
      `security delete-certificate -Z ${anchor.sha1} ${keychain}`,
    ])
    const other = recordingHost('darwin', {
      'security find': { code: 0, output: 'SHA-1 hash: 00' },
    })
    expect(await (await systemOf(other.host)).isTrusted(anchor)).toBe(false)
  })

  it('is the root store of Windows', async () => {
    const { host, ran } = recordingHost('win32', { 'certutil -store': { code: 2, output: '' } })
    const store = await systemOf(host)
    expect(await store.isTrusted(anchor)).toBe(false)
    await store.install(anchor)
    await store.uninstall(anchor)
    expect(ran).toEqual([
      `certutil -store Root ${anchor.sha1}`,
      `certutil -addstore -f Root ${anchor.name}.crt`,
      `certutil -delstore Root ${anchor.sha1}`,
    ])
  })

  it('is none on a system that is not known', async () => {
    expect(await findStores(recordingHost('linux').host, new Set(['system']))).toEqual([])
  })

  it('says what the program said when it failed', async () => {
    await mkdir(`${root}/etc/pki/trust/anchors`, { recursive: true })
    const failing = { code: 3, output: 'reading\ndisk full\n' }
    const { host } = recordingHost('linux', { 'update-ca-certificates': failing })
    const store = await systemOf(host)
    const sentence = 'update-ca-certificates ended with 3: disk full'
    await expect(store.install(anchor)).rejects.toThrow(sentence)
    expect(await store.isTrusted(anchor)).toBe(false)
    await (await systemOf(recordingHost('linux').host)).install(anchor)
    await expect(store.uninstall(anchor)).rejects.toThrow(sentence)
    expect(await store.isTrusted(anchor)).toBe(true)
    const missing = recordingHost('linux', { 'update-ca': { code: 127, output: '' } })
    await expect((await systemOf(missing.host)).install(anchor)).rejects.toThrow(
      'update-ca-certificates is not installed',
    )
  })
})

describe('NSS', () => {
  it('has a store for each profile that has a database', async () => {
    const profiles = [
      '.pki/nssdb',
      '.mozilla/firefox/a.default',
      '.mozilla/firefox/b.work',
      'snap/firefox/common/.mozilla/firefox/c',
      'Library/Application Support/Firefox/Profiles/d',
    ]
    for (const profile of profiles) {
      await mkdir(join(root, 'home', profile), { recursive: true })
      await writeFile(join(root, 'home', profile, 'cert9.db'), '')
    }
    await mkdir(join(root, 'home/.mozilla/firefox/Crash Reports'), { recursive: true })
    const { host, ran } = recordingHost('linux')
    const stores = await findStores(host, new Set(['nss']))
    expect(stores.map(({ title }) => title)).toEqual(profiles.map((profile) => `~/${profile}`))
    await stores[0]?.install(anchor)
    await stores[0]?.uninstall(anchor)
    const database = `-d sql:${join(root, 'home/.pki/nssdb')}`
    expect(ran).toEqual([
      `certutil -A ${database} -t C,, -n ${anchor.name} -i ${anchor.name}.crt`,
      `certutil -D ${database} -n ${anchor.name}`,
    ])
    expect(await findStores({ ...host, platform: 'win32' }, new Set(['nss']))).toEqual([])
  })

  it('says which package brings certutil', async () => {
    await mkdir(join(root, 'home/.pki/nssdb'), { recursive: true })
    await writeFile(join(root, 'home/.pki/nssdb/cert9.db'), '')
    const { host } = recordingHost('linux', { certutil: { code: 127, output: '' } })
    const [store] = await findStores(host, new Set(['nss']))
    await expect(store?.install(anchor)).rejects.toThrow('libnss3-tools')
  })
})

describe('Java', () => {
  it('is told through keytool', async () => {
    const { host, ran } = recordingHost('linux')
    const [store] = await findStores(host, new Set(['java']))
    await store?.install(anchor)
    expect(await store?.isTrusted(anchor)).toBe(true)
    await store?.uninstall(anchor)
    const cacerts = '-cacerts -storepass changeit -alias'
    expect(ran).toEqual([
      'keytool -help',
      `keytool -importcert -noprompt ${cacerts} ${anchor.name} -file ${anchor.name}.crt`,
      `keytool -list ${cacerts} ${anchor.name}`,
      `keytool -delete ${cacerts} ${anchor.name}`,
    ])
  })

  it('is not there without keytool', async () => {
    const { host } = recordingHost('linux', { keytool: { code: 127, output: '' } })
    expect(await findStores(host, new Set(['java']))).toEqual([])
  })
})
