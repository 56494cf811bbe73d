import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodePem, equalBytes } from '@certman/x509'
import { StoreError, runOrThrow } from './trust-store.ts'
import type { Anchor, TrustHost, TrustStore } from './trust-store.ts'

/** Linux has directories in which roots lie, and a program that tells everybody. */
interface Family {
  readonly title: string
  readonly directory: string
  readonly extension: string
  readonly refresh: readonly [string, ...string[]]
  /** Where it takes more to make it forget. */
  readonly refreshWithout?: readonly [string, ...string[]]
}

const FAMILIES: readonly Family[] = [
  {
    title: 'RHEL, Fedora and relatives',
    directory: '/etc/pki/ca-trust/source/anchors',
    extension: '.pem',
    refresh: ['update-ca-trust', 'extract'],
  },
  {
    title: 'Debian, Ubuntu and Alpine',
    directory: '/usr/local/share/ca-certificates',
    extension: '.crt', // update-ca-certificates(8) overlooks all others
    refresh: ['update-ca-certificates'],
    refreshWithout: ['update-ca-certificates', '--fresh'],
  },
  {
    title: 'Arch',
    directory: '/etc/ca-certificates/trust-source/anchors',
    extension: '.crt',
    refresh: ['trust', 'extract-compat'],
  },
  {
    title: 'SUSE',
    directory: '/etc/pki/trust/anchors',
    extension: '.pem',
    refresh: ['update-ca-certificates'],
  },
]

/** The store that the programs of the system share; none on a system that is not known. */
export function systemStore(host: TrustHost): TrustStore | undefined {
  if (host.platform === 'darwin') return macStore(host)
  if (host.platform === 'win32') return windowsStore(host)
  const family = FAMILIES.find(({ directory }) => existsSync(host.root + directory))
  return family && linuxStore(host, family)
}

function linuxStore(host: TrustHost, family: Family): TrustStore {
  const pathOf = (anchor: Anchor): string =>
    join(host.root + family.directory, anchor.name + family.extension)
  const write = (anchor: Anchor): Promise<void> => {
    const path = pathOf(anchor)
    return permitted(path, async () => {
      await writeFile(path, anchor.pem)
      // Whatever the umask: every program reads it.
      await chmod(path, 0o644)
    })
  }
  const remove = (anchor: Anchor): Promise<void> =>
    permitted(pathOf(anchor), () => rm(pathOf(anchor), { force: true }))
  /** The file says whether the root is trusted: it must not say so of a system that was not told. */
  const refresh = async (
    [command, ...words]: readonly [string, ...string[]],
    undo: () => Promise<void>,
  ): Promise<void> => {
    try {
      await runOrThrow(host, command, words)
    } catch (error) {
      await undo()
      throw error
    }
  }
  return {
    kind: 'system',
    title: family.title,
    isTrusted: (anchor) => holds(pathOf(anchor), anchor),
    async install(anchor) {
      await write(anchor)
      await refresh(family.refresh, () => remove(anchor))
    },
    async uninstall(anchor) {
      await remove(anchor)
      await refresh(family.refreshWithout ?? family.refresh, () => write(anchor))
    },
  }
}

const KEYCHAIN = '/Library/Keychains/System.keychain'

function macStore(host: TrustHost): TrustStore {
  return {
    kind: 'system',
    title: 'macOS system keychain',
    async isTrusted({ sha1 }) {
      const { code, output } = await host.run('security', [
        'find-certificate',
        '-a',
        '-Z',
        KEYCHAIN,
      ])
      return code === 0 && output.includes(`SHA-1 hash: ${sha1}`)
    },
    install: (anchor) =>
      withFile(anchor, async (path) => {
        const words = ['add-trusted-cert', '-d', '-r', 'trustRoot', '-k', KEYCHAIN, path]
        await runOrThrow(host, 'security', words)
      }),
    uninstall: (anchor) =>
      withFile(anchor, async (path) => {
        await runOrThrow(host, 'security', ['remove-trusted-cert', '-d', path])
        await runOrThrow(host, 'security', ['delete-certificate', '-Z', anchor.sha1, KEYCHAIN])
      }),
  }
}

function windowsStore(host: TrustHost): TrustStore {
  return {
    kind: 'system',
    title: 'Windows root store',
    async isTrusted({ sha1 }) {
      return (await host.run('certutil', ['-store', 'Root', sha1])).code === 0
    },
    install: (anchor) =>
      withFile(anchor, async (path) => {
        await runOrThrow(host, 'certutil', ['-addstore', '-f', 'Root', path])
      }),
    async uninstall({ sha1 }) {
      await runOrThrow(host, 'certutil', ['-delstore', 'Root', sha1])
    },
  }
}

/** A program that wants a file gets one for as long as it runs. */
export async function withFile(
  anchor: Anchor,
  act: (path: string) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'certman-trust-'))
  try {
    const path = join(directory, `${anchor.name}.crt`)
    await writeFile(path, anchor.pem)
    await act(path)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function holds(path: string, { certificate }: Anchor): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text !== '' && decodePem(text).some(({ der }) => equalBytes(der, certificate.der))
}

/** @throws StoreError that says what to do, where only the administrator may write */
async function permitted(path: string, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'EACCES' && code !== 'EPERM') throw error
    throw new StoreError(`${path} may be written by the administrator only: use sudo`, {
      cause: error,
    })
  }
}
