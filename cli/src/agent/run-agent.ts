import { backOff } from './due.ts'
import type { Entry } from './configuration.ts'
import { renewEntry, type AgentWorld } from './renew-entry.ts'

/** Time as the agent has it; a test moves it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Until the time is over or the signal is given; never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

/** Somebody may have removed a file, or set the clock. */
const LOOK_EVERY_MS = 3_600_000
const SHORTEST_SLEEP_MS = 1000

/** Keeps all certificates fresh until the signal is given. One that fails is tried again later and holds up no other. */
export async function runAgent(
  entries: readonly Entry[],
  world: AgentWorld,
  clock: Clock,
  options: { readonly signal: AbortSignal; readonly random: () => number },
): Promise<void> {
  const { signal, random } = options
  const tasks = entries.map((entry) => ({ entry, nextAt: 0, failures: 0 }))
  while (!signal.aborted) {
    for (const task of tasks) {
      if (signal.aborted || task.nextAt > clock.now()) continue
      try {
        const { dueAt } = await renewEntry(task.entry, world)
        task.failures = 0
        task.nextAt = Math.min(dueAt, clock.now() + LOOK_EVERY_MS)
      } catch (error) {
        task.failures++
        const wait = backOff(task.failures, random)
        task.nextAt = clock.now() + wait
        const message = error instanceof Error ? error.message : String(error)
        const again = new Date(task.nextAt).toISOString()
        world.say(`${task.entry.names[0]}: not renewed: ${message}; again ${again}`)
      }
    }
    const next = Math.min(...tasks.map(({ nextAt }) => nextAt))
    await clock.sleep(Math.max(next - clock.now(), SHORTEST_SLEEP_MS), signal)
  }
}

/** @returns whether every certificate is as it should be now; each that is not has been told */
export async function runOnce(
  entries: readonly Entry[],
  world: AgentWorld,
  force: boolean,
): Promise<{ readonly renewed: number; readonly failed: number }> {
  let renewed = 0
  let failed = 0
  for (const entry of entries) {
    try {
      if ((await renewEntry(entry, world, force)).renewed) renewed++
    } catch (error) {
      failed++
      const message = error instanceof Error ? error.message : String(error)
      world.say(`${entry.names[0]}: not renewed: ${message}`)
    }
  }
  return { renewed, failed }
}
