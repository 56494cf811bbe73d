import type { Uuid } from '../../pki/identifier.ts'
import { statement, type Connection } from '../connection.ts'
import type { StatusChange } from './relying-parties.ts'

export interface StatusNews {
  readonly position: number
  readonly changes: readonly StatusChange[]
  readonly reset: boolean
}

/** How long a poll entitles to answer from memory: `revoke` waits as long for an instance that is cut off. */
export const LEASE_MILLISECONDS = 1000

const POSITION = statement('select position from status_feed where id = 1')
const KNOWN = statement('select 1 as known from status_changes where position = ?')
const CHANGES = statement(`select authority_id, serial_number from status_changes
  where position > ? and position <= ? order by position`)

export async function feedPosition(connection: Connection): Promise<number> {
  const row = await connection.get<{ position: number }>(POSITION)
  if (row === undefined) throw new Error('the status feed is missing')
  return row.position
}

/** Positions are given in the order of commits, so that whatever is below the one that is read is there to be read. */
export async function readStatusNews(
  connection: Connection,
  { position: known }: { readonly position: number | undefined },
): Promise<StatusNews> {
  const position = await feedPosition(connection)
  if (position === known) return { position, changes: [], reset: false }
  // The oldest changes are forgotten first, so after one that is still there none is missing. One that was never there is of
  // another history: that of a database before it was restored.
  if (known === undefined || (await connection.get(KNOWN, known)) === undefined) {
    return { position, changes: [], reset: true }
  }
  const rows = await connection.all<{ authority_id: Uuid; serial_number: string }>(
    CHANGES,
    known,
    position,
  )
  const changes = rows.map((row) => ({
    authorityId: row.authority_id,
    serialNumber: row.serial_number,
  }))
  return { position, changes, reset: false }
}
