import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Timetable, type Task } from './timetable.ts'

describe('the timetable', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('runs a task again and again, and goes on after a failure', async () => {
    const failures: string[] = []
    let runs = 0
    await using _timetable = new Timetable(
      [
        {
          name: 'prune',
          every: 1_000,
          run: async () => {
            runs += 1
            if (runs === 1) throw new Error('away')
          },
        },
      ],
      (task, error) => failures.push(`${task}: ${error instanceof Error ? error.message : ''}`),
    )
    await vi.advanceTimersByTimeAsync(5_000)
    expect(runs).toBeGreaterThanOrEqual(4)
    expect(failures).toEqual(['prune: away'])
  })

  it('never runs one task twice at once and waits for it when disposed of', async () => {
    let release = (): void => undefined
    let runs = 0
    const timetable = new Timetable(
      [
        {
          name: 'slow',
          every: 10,
          run: () => {
            runs += 1
            return new Promise((resolve) => {
              release = resolve
            })
          },
        },
      ],
      () => undefined,
    )
    await vi.advanceTimersByTimeAsync(1_000)
    expect(runs).toBe(1)
    let disposed = false
    const closing = timetable[Symbol.asyncDispose]().then(() => {
      disposed = true
    })
    await vi.advanceTimersByTimeAsync(100)
    expect(disposed).toBe(false)
    release()
    await closing
    await vi.advanceTimersByTimeAsync(1_000)
    expect(runs).toBe(1)
  })
})

it('tells a run that goes on as long as there is work that it ends', async () => {
  let rounds = 0
  const endless: Task = {
    name: 'endless',
    first: 0,
    every: 1000,
    run: async (end) => {
      while (!end.aborted) {
        rounds += 1
        await pause(1)
      }
    },
  }
  const timetable = new Timetable([endless], () => {})
  while (rounds === 0) await pause(1)
  await timetable[Symbol.asyncDispose]()
  const ended = rounds
  await pause(20)
  expect(rounds).toBe(ended)
})
