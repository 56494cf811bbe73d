import { statement, type Connection } from '../connection.ts'
import {
  feedPosition,
  LEASE_MILLISECONDS,
  readStatusNews,
  type StatusNews,
} from '../revocation/status-feed.ts'

/** The database's clock: the only one that all instances share. */
const NOW = `(extract(epoch from clock_timestamp()) * 1000)::bigint`
// `xmax` is 0 for a row that was added and not changed.
const RENEW = statement(`insert into instances (instance, acknowledged, lease_until)
  values (?, ?, ${NOW} + ?)
  on conflict (instance) do update set
    acknowledged = excluded.acknowledged, lease_until = excluded.lease_until
  returning (xmax = 0) as joined`)
// An UNLOGGED table is empty after a crash, while instances may still live on leases that it held. Whoever finds it without
// this row, which no instance is called, adds it: a lease that nobody will acknowledge, and that all of them end before.
const MARK = statement(`insert into instances (instance, acknowledged, lease_until)
  values ('', -1, ${NOW} + ?) on conflict (instance) do nothing`)
const WAITED_FOR = statement(`select count(*) as instances from instances
  where instance <> ? and lease_until > ${NOW} and acknowledged < ?`)
const LEAVE = statement('delete from instances where instance = ?')
const FORGET = statement(`delete from instances where instance <> '' and lease_until < ${NOW} - ?`)

// Rows that somebody is changing are left for the next time: whoever changes several would wait for us, and we for them.
const FREE_LISTS_OF_DEAD = statement(`update revocation_lists l
  set lease_holder = null, lease_until = 0
  from (select authority_id, shard from revocation_lists
    where lease_holder in (
      select instance from instances where instance <> '' and lease_until < ${NOW} - ?)
    for update skip locked) d
  where l.authority_id = d.authority_id and l.shard = d.shard`)

const FORGET_AFTER_MILLISECONDS = 3_600_000
/**
 * A server that has not been heard of for so long is dead, or cut off and cannot publish: another one goes on with its lists,
 * instead of waiting for the end of a lease that was made for the longest of them.
 */
const DEAD_AFTER_MILLISECONDS = 4 * LEASE_MILLISECONDS
const LOOK_FOR_DEAD_EVERY_MILLISECONDS = 2 * LEASE_MILLISECONDS
const ASK_EVERY_MILLISECONDS = 25
/**
 * Leases are timed by the database's clock, and when that is set back a dead instance's ends hours from now. By our own clock
 * all is well after one lease: whoever renewed it since has read the change, and every other one has ended.
 */
const LONGEST_WAIT_MILLISECONDS = 5 * LEASE_MILLISECONDS

/** Several instances on one database: who has heard of which changes, and who may still answer from memory. */
export class StatusLeases {
  readonly #connection: Connection
  #lookForDeadAt = Number.NEGATIVE_INFINITY

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async poll(instance: string, position: number | undefined): Promise<StatusNews> {
    const connection = this.#connection
    // Who remembers nothing has nothing to hear of.
    const acknowledged = position ?? (await feedPosition(connection))
    const lease = await connection.get<{ joined: boolean }>(
      RENEW,
      instance,
      acknowledged,
      LEASE_MILLISECONDS,
    )
    if (lease?.joined) {
      await connection.run(MARK, LEASE_MILLISECONDS)
      await connection.run(FORGET, FORGET_AFTER_MILLISECONDS)
    }
    await this.#freeListsOfDead()
    return readStatusNews(connection, { position })
  }

  /** One that lives all the same publishes nothing after this: only the holder of a lease can. */
  async #freeListsOfDead(): Promise<void> {
    const now = performance.now()
    if (now < this.#lookForDeadAt) return
    this.#lookForDeadAt = now + LOOK_FOR_DEAD_EVERY_MILLISECONDS
    await this.#connection.run(FREE_LISTS_OF_DEAD, DEAD_AFTER_MILLISECONDS)
  }

  async settled(instance: string): Promise<void> {
    const connection = this.#connection
    const position = await feedPosition(connection)
    await connection.run(MARK, LEASE_MILLISECONDS)
    const patience = performance.now() + LONGEST_WAIT_MILLISECONDS
    while (performance.now() < patience) {
      const waited = await connection.get<{ instances: number }>(WAITED_FOR, instance, position)
      if (waited?.instances === 0) return
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MILLISECONDS))
    }
  }

  async leave(instance: string): Promise<void> {
    await this.#connection.run(LEAVE, instance)
  }
}
