import {
  chainStart,
  encodeAuditEvent,
  linkAuditEvent,
  type AuditPlace,
} from '../../pki/audit-chain.ts'
import type { AuditEvent } from '../../pki/audit-event.ts'
import { statement, type Connection } from '../connection.ts'

const ADD_EVENT = statement(
  'insert into audit_events (chain, position, key_id, encoded, mac) values (?, ?, ?, ?, ?)',
)
const YOUNGEST_EVENT = statement(
  'select chain, position, mac from audit_events order by seq desc limit 1',
)
const BEGIN_CHAIN = statement(`insert into audit_chains
  (chain, length, head_mac, after_chain, after_position, after_mac) values (?, ?, ?, ?, ?, ?)`)
const MOVE_HEAD = statement(
  'update audit_chains set length = ?, head_mac = ? where chain = ? and length = ?',
)

export interface AuditKey {
  /** Recorded with each row, so that a rotation leaves old rows verifiable. */
  readonly id: string
  readonly key: Uint8Array
}

interface Head {
  readonly position: number
  readonly mac: Uint8Array
}

/** The chain that one writer adds to. Its head in memory moves only when the transaction is known to be durable. */
export class AuditChain {
  readonly #name: string
  readonly #key: AuditKey
  #head: Head | undefined

  constructor(name: string, key: AuditKey) {
    this.#name = name
    this.#key = key
  }

  /** Adds the events inside the caller's transaction. @returns what to call once that is committed */
  async add(connection: Connection, events: readonly AuditEvent[]): Promise<() => void> {
    if (events.length === 0) return () => {}
    const before = this.#head ?? (await this.#begin(connection))
    let { position, mac } = before
    for (const event of events) {
      const encoded = encodeAuditEvent(event)
      position += 1
      mac = linkAuditEvent(this.#key.key, { chain: this.#name, position, previous: mac, encoded })
      await connection.run(ADD_EVENT, this.#name, position, this.#key.id, encoded, mac)
    }
    const moved = await connection.run(MOVE_HEAD, position, mac, this.#name, before.position)
    if (moved !== 1)
      throw new Error(`the audit chain ${this.#name} is not where this writer left it`)
    return () => {
      this.#head = { position, mac }
    }
  }

  async #begin(connection: Connection): Promise<Head> {
    const after = (await connection.get<AuditPlace>(YOUNGEST_EVENT)) ?? null
    const mac = chainStart(this.#key.key, this.#name, after)
    const { chain = null, position = null, mac: afterMac = null } = after ?? {}
    await connection.run(BEGIN_CHAIN, this.#name, 0, mac, chain, position, afterMac)
    return { position: 0, mac }
  }
}
