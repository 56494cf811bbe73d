import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Uuid } from '../pki/identifier.ts'
import { databasePath } from './sqlite/engine.ts'

/** Many certificates without the work of signing them: what lists, totals and start-up are measured on. */
export interface BulkOptions {
  readonly directory: string
  readonly count: number
  /** The issuing CAs; the first gets four fifths, the others share the rest. */
  readonly authorityIds: readonly Uuid[]
  /** The newest was created now, the oldest 400 days before. */
  readonly now: number
}

const DAY = 86_400_000
const SERVICES = ['api', 'www', 'db', 'mail', 'cache', 'queue', 'auth', 'grafana', 'ldap', 'vpn']
const TEAMS = Array.from({ length: 50 }, (_, index) => `team${String(index).padStart(2, '0')}`)
const BATCH = 20_000

export interface BulkCertificate {
  readonly id: string
  readonly authorityId: Uuid
  readonly serialNumber: string
  readonly commonName: string
  readonly keyHash: Uint8Array
  readonly notBefore: number
  readonly notAfter: number
  readonly createdAt: number
  readonly revokedAt: number | null
}

/** Deterministic, so that two runs measure the same. */
function bulkCertificate(index: number, options: BulkOptions): BulkCertificate {
  const hash = createHash('sha256').update(`certificate ${index}`).digest()
  const hex = hash.toString('hex')
  const { authorityIds, count, now } = options
  const which = hash[0]! % 5 > 0 ? 0 : (hash[1]! % Math.max(1, authorityIds.length - 1)) + 1
  const createdAt = Math.floor(now - ((count - index) / count) * 400 * DAY)
  const notAfter = createdAt + (hash[2]! % 2 === 0 ? 90 : 397) * DAY
  const service = SERVICES[hash[3]! % SERVICES.length]
  const team = TEAMS[hash[4]! % TEAMS.length]
  return {
    id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
    authorityId: authorityIds[which] ?? authorityIds[0]!,
    serialNumber: `1${hex.slice(1, 38)}`.toUpperCase(),
    commonName: `${service}-${index}.${team}.example.com`,
    keyHash: hash,
    notBefore: createdAt,
    notAfter,
    createdAt,
    revokedAt: hash[5]! % 20 === 0 ? createdAt + DAY : null,
  }
}

export function fillSqlite(options: BulkOptions): void {
  const database = new DatabaseSync(databasePath(options.directory), { timeout: 10_000 })
  database.exec('pragma synchronous = off; pragma cache_size = -400000')
  const certificate = database.prepare(`insert into certificates
    (id, authority_id, serial_number, mode, common_name, search_name, subject_has_common_name, san_dns,
     san_ip, key_algorithm, key_hash, not_before, not_after, validity_days, created_at, issued_at,
     listed_at, revoked_at, revocation_reason, revocation_number)
    values (?, ?, ?, 'csr', ?, ?, 1, ?, '[]', 'ECDSA-P256', ?, ?, ?, 90, ?, ?, ?, ?, ?, ?)`)
  const bytes = database.prepare('insert into certificate_bytes (seq, bytes) values (?, ?)')
  const search = database.prepare(
    'insert into certificate_search (rowid, search_name) values (?, ?)',
  )
  const der = new Uint8Array(900).fill(0x30)
  for (let first = 0; first < options.count; first += BATCH) {
    database.exec('begin immediate')
    for (let index = first; index < Math.min(options.count, first + BATCH); index++) {
      const made = bulkCertificate(index, options)
      const { lastInsertRowid } = certificate.run(
        made.id,
        made.authorityId,
        made.serialNumber,
        made.commonName,
        made.commonName,
        JSON.stringify([made.commonName]),
        made.keyHash,
        made.notBefore,
        made.notAfter,
        made.createdAt,
        made.createdAt,
        made.createdAt,
        made.revokedAt,
        made.revokedAt === null ? null : 'superseded',
        made.revokedAt,
      )
      bytes.run(lastInsertRowid, der)
      search.run(lastInsertRowid, made.commonName)
    }
    database.exec('commit')
  }
  database.exec('pragma wal_checkpoint(truncate)')
  database.close()
}
