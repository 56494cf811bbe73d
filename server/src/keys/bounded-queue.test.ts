import { describe, expect, test } from 'vitest'
import { createBoundedQueue } from './bounded-queue.ts'

describe('a bounded queue', () => {
  test('runs so many at once, the others in the order they came', async () => {
    const inTurn = createBoundedQueue('things', { concurrency: 2, waiting: 10 })
    const started: number[] = []
    let running = 0
    let most = 0
    const task = (name: number) => async (): Promise<number> => {
      started.push(name)
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, name % 2))
      running--
      return name
    }
    const names = [0, 1, 2, 3, 4, 5, 6]
    const results = await Promise.all(names.map((name) => inTurn(task(name))))
    expect(results).toEqual(names)
    expect(started).toEqual(names)
    expect(most).toBe(2)
  })

  test('gives the place of a failed task to the next', async () => {
    const inTurn = createBoundedQueue('things', { concurrency: 1, waiting: 1 })
    const failing = inTurn(() => Promise.reject(new Error('broken')))
    const next = inTurn(() => Promise.resolve('done'))
    await expect(failing).rejects.toThrow('broken')
    await expect(next).resolves.toBe('done')
    await expect(inTurn(() => Promise.resolve('again'))).resolves.toBe('again')
  })

  test('refuses when the line is full', async () => {
    const inTurn = createBoundedQueue('things', { concurrency: 1, waiting: 0 })
    const { promise, resolve } = Promise.withResolvers<void>()
    const first = inTurn(() => promise)
    await expect(inTurn(() => Promise.resolve())).rejects.toMatchObject({ code: 'unavailable' })
    await expect(inTurn(() => Promise.resolve())).rejects.toThrow('too many things')
    resolve()
    await first
  })
})
