import pg, { type ClientConfig } from 'pg'
import { asProblem } from '../conflict.ts'

/** An arbitrary number of ours, beside that of the migrations. */
const TURN_LOCK = 0x63_65_72_75

/** A lock that belongs to a connection of its own: the database lets go of it when the connection ends, however it ends. */
export async function takeTurn(config: ClientConfig): Promise<AsyncDisposable> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [TURN_LOCK])
  } catch (error) {
    await client.end()
    throw asProblem(error)
  }
  return { [Symbol.asyncDispose]: () => client.end() }
}
