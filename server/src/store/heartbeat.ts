import { statement } from './connection.ts'
import type { Transaction } from './transaction.ts'

const BEAT = statement(
  'insert into heartbeat (id, at) values (1, ?) on conflict (id) do update set at = excluded.at',
)

/** A full disk shows only when something is written. */
export async function beat(transaction: Transaction, _nothing: object): Promise<void> {
  await transaction.run(BEAT, transaction.at)
}
