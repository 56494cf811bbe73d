import type { AuditEvent } from '../pki/audit-event.ts'
import type { AuditChain } from './audit/audit-chain.ts'
import { Problem, type ProblemCode } from '../pki/problem.ts'
import { asProblem, troubleOf } from './conflict.ts'
import type { Connection } from './connection.ts'
import type { Transaction } from './transaction.ts'
import { WRITES, type WriteName } from './writes.ts'

/** A write as plain data, so that it can cross to another thread. */
export interface WriteRequest {
  readonly name: WriteName
  readonly args: unknown
  readonly at: number
}

export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown }

/** The one write connection of a writer. */
export interface WriteConnection extends Connection {
  begin(): Promise<void>
  commit(): Promise<void>
  /** Never throws: a transaction that the database undid itself is undone. */
  rollback(): Promise<void>
}

const DATABASE_PROBLEMS: ReadonlySet<ProblemCode> = new Set(['storageFull', 'unavailable'])

/** How often a transaction that lost against another one is run again. */
const ATTEMPTS = 5

/**
 * Runs all requests in one durable transaction, so that the disk is asked once for many certificates. If one of them
 * throws, the transaction is undone and each is run alone: a bad request never fails its neighbours.
 */
export async function commitGroup(
  connection: WriteConnection,
  chain: AuditChain,
  requests: readonly WriteRequest[],
): Promise<readonly Outcome[]> {
  try {
    return await attempt(connection, chain, requests)
  } catch (error) {
    const trouble = troubleOf(error)
    const hopeless = trouble === 'full' || trouble === 'away'
    if (hopeless) return requests.map(() => ({ ok: false, error: asProblem(error) }))
  }
  const outcomes: Outcome[] = []
  for (const request of requests) outcomes.push(await commitAlone(connection, chain, request))
  return outcomes
}

/** After a full disk or a lost server the connection is in doubt, and with it whether the last commit arrived. */
export function needsFreshConnection(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(
    (outcome) =>
      !outcome.ok && outcome.error instanceof Problem && DATABASE_PROBLEMS.has(outcome.error.code),
  )
}

async function commitAlone(
  connection: WriteConnection,
  chain: AuditChain,
  request: WriteRequest,
): Promise<Outcome> {
  for (let tried = 1; ; tried++) {
    try {
      const [outcome] = await attempt(connection, chain, [request])
      return outcome ?? { ok: false, error: new Error('a write had no outcome') }
    } catch (error) {
      const trouble = troubleOf(error)
      // A unique constraint that was hit by a race is seen, and refused in words, the second time.
      const again = trouble === 'contention' || (trouble === 'conflict' && tried === 1)
      if (!again || tried === ATTEMPTS) return { ok: false, error: asProblem(error) }
    }
  }
}

async function attempt(
  connection: WriteConnection,
  chain: AuditChain,
  requests: readonly WriteRequest[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  const events: AuditEvent[] = []
  await connection.begin()
  try {
    const transaction = transactionOver(connection, events)
    for (const { name, args, at } of requests) {
      transaction.at = at
      // The registry pairs each name with its arguments; Engine.write checked the pair.
      const write = WRITES[name] as (transaction: Transaction, args: unknown) => Promise<unknown>
      outcomes.push({ ok: true, value: await write(transaction, args) })
    }
    const moved = await chain.add(connection, events)
    await connection.commit()
    moved()
  } catch (error) {
    await connection.rollback()
    throw error
  }
  return outcomes
}

function transactionOver(
  connection: WriteConnection,
  events: AuditEvent[],
): { -readonly [Member in keyof Transaction]: Transaction[Member] } {
  return {
    dialect: connection.dialect,
    at: 0,
    all: (statement, ...parameters) => connection.all(statement, ...parameters),
    get: (statement, ...parameters) => connection.get(statement, ...parameters),
    run: (statement, ...parameters) => connection.run(statement, ...parameters),
    query: (sql, parameters) => connection.query(sql, parameters),
    kysely: () => connection.kysely(),
    audit: (added) => void events.push(...added),
  }
}
