import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { InstanceHealth } from '../access/instance-facts.ts'
import { needsResponder } from '../ca/revocation/responder.ts'
import { VERSION } from '../commands/version.ts'
import type { Instance } from '../compose.ts'
import { SCHEMA_VERSION } from '../store/migrate.ts'
import type { Store } from '../store/store.ts'

const DATABASE_FILE = 'certman.db'
/** What the clock may be behind the newest event: other instances have clocks of their own. */
const TOLERANCE_MILLISECONDS = 60_000
const MOST_LISTS = 1000

/** How the server is, asked for by its operators: a few reads and one write, each time anew. */
export async function healthOf(
  { store, clock, config }: Instance,
  database: InstanceHealth['database']['kind'],
): Promise<InstanceHealth> {
  const now = clock.now()
  const [milliseconds, bytes, disk, newest, listsDue, respondersDue] = await Promise.all([
    timeOf(() => store.ready()),
    database === 'sqlite' ? sizeOf(join(config.dataDirectory, DATABASE_FILE)) : null,
    spaceOf(config.dataDirectory),
    store.auditLog.search({}, { before: undefined, limit: 1 }),
    store.revocationLists.due(now, MOST_LISTS, 'all').then(({ length }) => length),
    countRespondersDue(store, now),
  ])
  return {
    version: VERSION,
    node: process.versions.node,
    openssl: process.versions.openssl ?? 'unknown',
    startedAt: now - Math.round(performance.now()),
    database: { kind: database, schema: SCHEMA_VERSION, milliseconds, bytes },
    disk,
    clock: { now, isBehind: (newest[0]?.at ?? 0) > now + TOLERANCE_MILLISECONDS },
    publication: { listsDue, respondersDue },
  }
}

/** Of CAs whose certificates may still be asked about; revoked ones too. */
async function countRespondersDue(store: Store, now: number): Promise<number> {
  let due = 0
  for (const { id, validity } of await store.authorities.list({ includeRevoked: true })) {
    if (validity.notAfter <= now) continue
    if (needsResponder(await store.responders.current(id), now)) due += 1
  }
  return due
}

async function timeOf(act: () => Promise<void>): Promise<number | null> {
  const started = performance.now()
  try {
    await act()
    return Math.round((performance.now() - started) * 10) / 10
  } catch {
    return null
  }
}

async function sizeOf(path: string): Promise<number | null> {
  const files = await Promise.allSettled([stat(path), stat(`${path}-wal`)])
  const sizes = files.map((file) => (file.status === 'fulfilled' ? file.value.size : 0))
  return files[0].status === 'fulfilled' ? sizes.reduce((sum, size) => sum + size, 0) : null
}

async function spaceOf(directory: string): Promise<InstanceHealth['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(directory)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch {
    return null
  }
}
