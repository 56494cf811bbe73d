import { readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fail, failWith, ok, warn, type Finding } from './finding.ts'
import { noInstance, hasInstance, type Settings } from './operator.ts'

const MEBIBYTE = 1024 * 1024
/** Some 20,000 certificates; below it a day of issuing may fill the disk. */
const LITTLE = 256 * MEBIBYTE
/** SQLite needs room for its log before it can even be tidied. */
const TOO_LITTLE = 32 * MEBIBYTE
/** Group and others. */
const NOT_OWNER = 0o077
/** What may be read by everybody: it holds nothing secret. */
const PUBLIC = new Set(['root-ca.pem'])

/** The directory, who can read it, and what room it has. */
export function checkDirectory(settings: Settings): readonly Finding[] {
  const { dataDirectory } = settings.config
  if (!hasInstance(settings)) {
    const { message, hint } = noInstance(settings)
    return [fail('directory', message, hint)]
  }
  try {
    const names = readdirSync(dataDirectory)
    return [
      ...checkPermissions(dataDirectory, names),
      checkSpace(dataDirectory),
      ...checkFormerKeys(dataDirectory, names),
    ]
  } catch (error) {
    return [
      failWith(
        'directory',
        error,
        `make ${dataDirectory} readable for this user, or set CERTMAN_DATA_DIR`,
      ),
    ]
  }
}

function checkPermissions(directory: string, names: readonly string[]): readonly Finding[] {
  if (process.platform === 'win32') return [ok('permissions', 'left to Windows')]
  const open = [
    directory,
    ...names.filter((name) => !PUBLIC.has(name)).map((name) => join(directory, name)),
  ].filter((path) => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & NOT_OWNER)
  if (open.length === 0)
    return [
      ok('permissions', `only its owner can read ${directory} (${names.length} files looked at)`),
    ]
  return open.map((path) =>
    fail('permissions', `${path} is open to other users`, `chmod go= ${path}`),
  )
}

function checkSpace(directory: string): Finding {
  const { bavail, bsize } = statfsSync(directory)
  const free = bavail * bsize
  const message = `${Math.floor(free / MEBIBYTE)} MiB are free`
  if (free < TOO_LITTLE)
    return fail('disk', message, 'make room now: without it nothing can be issued or revoked')
  if (free < LITTLE)
    return warn('disk', message, 'make room, or move the data directory to a larger disk')
  return ok('disk', message)
}

/** What a rotation leaves behind is needed for old backups, and nowhere less than here. */
function checkFormerKeys(directory: string, names: readonly string[]): readonly Finding[] {
  const former = names.filter((name) => /^master\.key\.[0-9a-f]{16}$/.test(name))
  if (former.length === 0) return []
  const paths = former.map((name) => join(directory, name)).join(', ')
  return [
    warn(
      'former keys',
      `former master keys lie in the data directory: ${paths}`,
      'move them to where your backups of their time are',
    ),
  ]
}
