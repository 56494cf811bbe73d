import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Problem } from '../pki/problem.ts'

/** Longer than the rotation of a master key over thousands of CAs, and than the making of an RSA key. */
const PATIENCE_MILLISECONDS = 60_000

/** How often a server looks again, milliseconds. */
const PAUSE_MILLISECONDS = 50

/**
 * Held by whoever seals a new CA key or changes the master key, so that no key is sealed under a master key that is going
 * away. As with the server's lock, the operating system lets go of it however the process ends. It waits its turn, on
 * this thread.
 * @throws Problem `unavailable` when somebody else holds it too long
 */
export function holdSealing(
  directory: string,
  patience: number = PATIENCE_MILLISECONDS,
): Disposable {
  const path = join(directory, 'sealing.lock')
  const database = new DatabaseSync(path, { timeout: patience })
  try {
    chmodSync(path, 0o600)
    database.exec('pragma journal_mode = delete; begin exclusive')
  } catch (cause) {
    database.close()
    throw new Problem(
      'unavailable',
      'another command is making a CA or rotating the master key; try again when it is done',
      { cause },
    )
  }
  return { [Symbol.dispose]: () => database.close() }
}

/**
 * For a server: those who seal at once take turns, and the thread goes on answering meanwhile.
 * @returns runs what seals a key, within the lock
 */
export function createSealingTurns(
  directory: string,
): <Result>(seal: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (seal) => {
    const turn = last.then(async () => {
      using _lock = await awaitSealing(directory)
      return await seal()
    })
    last = turn.catch(() => {})
    return turn
  }
}

async function awaitSealing(directory: string): Promise<Disposable> {
  const until = performance.now() + PATIENCE_MILLISECONDS
  for (;;) {
    try {
      return holdSealing(directory, 0)
    } catch (error) {
      if (performance.now() >= until) throw error
      await delay(PAUSE_MILLISECONDS)
    }
  }
}
