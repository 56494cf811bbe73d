import pg, { type ClientConfig } from 'pg'
import { Problem } from '../../pki/problem.ts'
import { asProblem, troubleOf } from '../conflict.ts'
import type { Connection } from '../connection.ts'
import type { Engine, EngineOptions } from '../engine.ts'
import { migrate } from '../migrate.ts'
import { POINT_READS, SCANS } from '../reads.ts'
import { WRITES_IN_ORDER } from '../writes.ts'
import { clientOptions } from './client-options.ts'
import { PostgresConnection, PostgresWriteConnection } from './connection.ts'
import { SharedBuckets } from './shared-buckets.ts'
import { StatusLeases } from './status-leases.ts'
import { takeTurn } from './turn.ts'
import { WriteLanes } from './write-lanes.ts'

const MOST_READERS = 8
/** While one lane waits for the disk, the other speaks to the database. */
const LANES = 2
/** An arbitrary number of ours: instances that start together migrate one after the other. */
const MIGRATION_LOCK = 0x63_65_72_74

/** @throws Problem `unavailable` */
export async function openPostgres(url: string, options: EngineOptions): Promise<Engine> {
  const config = clientOptions(url)
  await prepare(config, options)
  const pool = new pg.Pool({ ...config, max: MOST_READERS })
  // An idle connection that breaks is replaced when it is next needed.
  pool.on('error', () => {})
  const connection = new PostgresConnection(pool)
  const lanes = new WriteLanes(config, options.auditKey, LANES, options.onCommit)
  const inOrder = new WriteLanes(config, options.auditKey, 1, options.onCommit)
  const buckets = new SharedBuckets(connection)
  const leases = new StatusLeases(connection)
  return {
    read: async (name, args) => readOn(connection, POINT_READS, name, args),
    scan: async (name, args) => readOn(connection, SCANS, name, args),
    write: async (name, args) =>
      (WRITES_IN_ORDER.has(name) ? inOrder : lanes).write({ name, args, at: options.now() }),
    takeToken: async (bucket, rule, at, cost) =>
      twice(async () => buckets.take(bucket, rule, at, cost)),
    statuses: {
      poll: async (instance, position) => twice(async () => leases.poll(instance, position)),
      settled: async (instance) => twice(async () => leases.settled(instance)),
      leave: async (instance) => twice(async () => leases.leave(instance)),
    },
    takeTurn: () => takeTurn(config),
    close: async () => {
      await Promise.all([lanes.close(), inOrder.close()])
      await pool.end()
    },
  }
}

async function prepare(config: ClientConfig, options: EngineOptions): Promise<void> {
  const client = new pg.Client(config)
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new Problem(
      'unavailable',
      `cannot connect to the PostgreSQL database (${reason(error)}); check CERTMAN_DATABASE_URL`,
      { cause: error },
    )
  }
  const connection = new PostgresWriteConnection(client)
  try {
    await connection.begin()
    await connection.query(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`, [])
    await migrate(connection, { migrate: options.migrate, now: options.now() })
    await connection.commit()
  } catch (error) {
    await connection.rollback()
    throw asProblem(error)
  } finally {
    await client.end()
  }
}

/** Some network errors come with an empty message, and some as a list. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}

/** Engine's types have checked that the name is in the registry and the arguments are its own. */
async function readOn(
  connection: Connection,
  registry: Readonly<Record<string, unknown>>,
  name: string,
  args: unknown,
): Promise<never> {
  const read = registry[name] as (on: Connection, args: unknown) => Promise<never>
  return twice(async () => read(connection, args))
}

/** A pooled connection may turn out to be dead; what changes nothing is asked again, on another one. */
async function twice<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    if (troubleOf(error) !== 'away') throw asProblem(error)
  }
  try {
    return await ask()
  } catch (error) {
    throw asProblem(error)
  }
}
