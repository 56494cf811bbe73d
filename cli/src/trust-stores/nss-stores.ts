import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { withFile } from './system-stores.ts'
import { NOT_INSTALLED, StoreError } from './trust-store.ts'
import type { TrustHost, TrustStore } from './trust-store.ts'

/** Beneath the home directory: stores themselves, and directories of which every subdirectory may be one. */
const STORES = ['.pki/nssdb', 'snap/chromium/current/.pki/nssdb']
const PROFILES = [
  '.mozilla/firefox',
  'snap/firefox/common/.mozilla/firefox',
  '.var/app/org.mozilla.firefox/.mozilla/firefox',
  '.thunderbird',
  'Library/Application Support/Firefox/Profiles',
]

/** Of every version since 2018; the older cert8.db is no longer written by anything. */
const DATABASE = 'cert9.db'
/** Trusted to issue server certificates, and nothing else (certutil(1), -t). */
const TRUST = 'C,,'

/** What Chromium, Firefox and Thunderbird keep for each user. Windows has none: Firefox follows the system there. */
export function nssStores(host: TrustHost): TrustStore[] {
  if (host.platform === 'win32') return []
  const directories = [
    ...STORES,
    ...PROFILES.flatMap((base) =>
      subdirectories(join(host.home, base)).map((name) => join(base, name)),
    ),
  ]
  return directories
    .filter((directory) => existsSync(join(host.home, directory, DATABASE)))
    .map((directory) => nssStore(host, directory))
}

function nssStore(host: TrustHost, directory: string): TrustStore {
  const database = ['-d', `sql:${join(host.home, directory)}`]
  const certutil = async (...words: string[]): Promise<void> => {
    const { code, output } = await host.run('certutil', [
      ...words.slice(0, 1),
      ...database,
      ...words.slice(1),
    ])
    if (code === NOT_INSTALLED)
      throw new StoreError('certutil is not installed: it comes with libnss3-tools')
    if (code !== 0) throw new StoreError(`certutil: ${output.trim().split('\n').at(-1) ?? ''}`)
  }
  return {
    kind: 'nss',
    title: `~/${directory}`,
    async isTrusted({ name }) {
      const { code } = await host.run('certutil', ['-L', ...database, '-n', name])
      return code === 0
    },
    install: (anchor) =>
      withFile(anchor, (path) => certutil('-A', '-t', TRUST, '-n', anchor.name, '-i', path)),
    uninstall: ({ name }) => certutil('-D', '-n', name),
  }
}

function subdirectories(path: string): string[] {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
